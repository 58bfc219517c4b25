import { expect, test } from 'vitest';
import { checkDates } from '../../../src/briefing/ground/check-dates.ts';
import { checkNumbers } from '../../../src/briefing/ground/check-numbers.ts';
import type { Finding } from '../../../src/briefing/ground/claim.ts';
import { articleOf, findingsOf } from './holding.ts';

// The article is of Friday, 17 May 2024.
function check(language: string, article: string, claim: string, claimLanguage = language): Finding[] {
  const evidence = articleOf([article], { language });
  return [checkNumbers, checkDates].flatMap((checker) => findingsOf(checker, claim, evidence, claimLanguage));
}

const german = 'Am Freitag kamen 95.000 Menschen, ein Drittel mehr als 2023; der Umsatz stieg um 0,5 Prozentpunkte.';
const spanish = 'El viernes llegaron 95.000 personas, un tercio más que en 2023; costó 240.000 millones de dólares.';
const french =
  'Vendredi, 95 000 personnes sont venues, un tiers de plus qu’en 2023 ; cela a coûté 2,4 milliards d’euros.';
const portuguese = 'Na sexta-feira vieram 95.000 pessoas, um terço a mais do que em 2023; custou R$ 2,4 bilhões.';
const russian = 'В пятницу пришли 95 тысяч человек, на треть больше, чем в 2023 году; это стоило 2,4 млрд рублей.';
const chinese = '周五有9.5万人参加，比去年增加三分之一，耗资2400亿美元。';
const japanese = '金曜日に9万5000人が参加し、昨年より3割増え、費用は2400億ドルだった。';

test.each([
  ['de', german, 'Am 17. Mai 2024 kamen 95 000 Menschen.', 'de'],
  ['de', german, 'On 17 May 95,000 people came, a third more than in 2023.', 'en'],
  ['de', german, 'Der Umsatz wuchs um 0,5 Punkte.', 'de'],
  ['es', spanish, 'El 17 de mayo llegaron 95.000 personas.', 'es'],
  ['es', spanish, 'It cost 240 billion dollars.', 'en'],
  ['fr', french, 'Le 17 mai, quatre-vingt-quinze mille personnes sont venues.', 'fr'],
  ['fr', french, 'It cost €2.4 billion, a third more than in 2023.', 'en'],
  ['pt', portuguese, 'Em 17 de maio vieram 95 mil pessoas.', 'pt-BR'],
  ['ru', russian, '17 мая пришли 95 000 человек.', 'ru'],
  ['ru', russian, 'On Friday 95,000 people came; it cost 2.4 billion rubles.', 'en'],
  ['zh', chinese, '5月17日有95000人参加。', 'zh-CN'],
  ['zh', chinese, 'It cost $240 billion, a third more than in 2023.', 'en'],
  ['ja', japanese, '5月17日に95000人が参加した。', 'ja'],
  ['ja', japanese, 'On 17 May 95,000 people took part, 30 percent more than last year.', 'en'],
])('in %s, %j bears %j', (language, article, claim, claimLanguage) => {
  expect(check(language, article, claim, claimLanguage)).toEqual([]);
});

test.each([
  ['de', german, 'Am 16. Mai 2024 kamen 95.000 Menschen.', 'date', '16. Mai 2024', 'Freitag'],
  ['de', german, 'Es kamen 59.000 Menschen.', 'number', '59.000', '95.000'],
  ['de', german, 'Der Umsatz stieg um 0,5 Prozent.', 'number', '0,5 Prozent', '0,5 Prozentpunkte'],
  ['es', spanish, 'El jueves llegaron 95.000 personas.', 'date', 'jueves', 'viernes'],
  ['es', spanish, 'Costó 240 millones de dólares.', 'number', '240 millones de dólares', '240.000 millones de dólares'],
  ['fr', french, 'En 2022, moins de gens sont venus.', 'date', '2022', '2023'],
  ['fr', french, 'Cela a coûté 2,4 millions d’euros.', 'number', '2,4 millions d’euros', '2,4 milliards d’euros'],
  ['pt', portuguese, 'Custou 2,4 bilhões de dólares.', 'number', '2,4 bilhões de dólares', 'R$ 2,4 bilhões'],
  ['ru', russian, 'Это стоило 2,4 млн рублей.', 'number', '2,4 млн рублей', '2,4 млрд рублей'],
  ['ru', russian, 'Они пришли в четверг.', 'date', 'четверг', 'пятницу'],
  ['zh', chinese, '耗资2400万美元。', 'number', '2400万美元', '2400亿美元'],
  ['zh', chinese, '周四有9.5万人参加。', 'date', '周四', '周五'],
  ['ja', japanese, '費用は2400億円だった。', 'number', '2400億円', '2400億ドル'],
  ['ja', japanese, '木曜日に9万5000人が参加した。', 'date', '木曜日', '金曜日'],
])('in %s, of %j, %j is found', (language, article, claim, kind, text, says) => {
  expect(check(language, article, claim)).toEqual([{ kind, text, says, paragraph: 1 }]);
});

test.each(['1 ', '1-', '2023 ', 'May 5 ', 'one man ', '5 men and '])(
  '%j without end costs no more than its length',
  (part) => {
    const time = (length: number): number => {
      const article = part.repeat(length / part.length);
      const begin = performance.now();
      check('en', article, 'In 2022 7 men came with 5 women, on 3 June.');
      return performance.now() - begin;
    };
    time(2_000);
    expect(time(30_000)).toBeLessThan(Math.max(60 * time(3_000), 400));
  },
);
