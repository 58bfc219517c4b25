import { describe, expect, test } from 'vitest';
import { checkNames } from '../../../src/briefing/ground/check-names.ts';
import type { KnownName } from '../../../src/briefing/ground/claim.ts';
import { evidenceOf } from '../../../src/briefing/ground/sentences.ts';

const articles: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Russian President Vladimir Putin visited the Harbin Institute of Technology in China. Sergei Lavrov and Dmitry Peskov came too.',
    'Chinese leader Xi Jinping, the U.S. military and John Smith of the World Health Organization spoke. Plans for the South China Sea worry South Korea and the Philippines, said the EU.',
  ],
  de: [
    'Der russische Präsident Wladimir Putin besuchte das Institut in Harbin. Die Beamten aus Moskau warnten vor den Plänen Chinas.',
  ],
  es: ['El presidente ruso, Vladímir Putin, visitó Harbin. Las autoridades de Estados Unidos advirtieron a Pekín.'],
  fr: ['Le président russe Vladimir Poutine a visité Harbin. Les autorités des États-Unis ont mis en garde la Chine.'],
  pt: ['O presidente russo Vladimir Putin visitou Harbin. As autoridades dos Estados Unidos alertaram a China.'],
  ru: [
    'Президент России Владимир Путин посетил Харбин. Чиновники США предупредили Китай. Лаврова встретил Си Цзиньпин.',
  ],
};

function check(
  text: string,
  language = 'en',
  { names = [], of = language }: { names?: KnownName[]; of?: string } = {},
) {
  const evidence = evidenceOf([{ article: { title: '-', paragraphs: articles[of.slice(0, 2)] ?? [] } }], {
    language: of,
    names,
  });
  return checkNames({ text, language }, evidence, evidence.sentences).map((finding) =>
    finding.says === undefined ? finding.text : `${finding.text} > ${finding.says}`,
  );
}

describe('names that the article has pass', () => {
  test.for([
    [
      'en',
      'Putin went to Harbin with Lavrov; Xi’s plans worry Seoul’s neighbours in the south.'.replace('Seoul’s ', ''),
    ],
    ['en', 'The Russians, the Chinese, Americans and Filipinos were there, and so was the United States.'],
    ['en', 'At HIT, J. Smith of the WHO met Mr. Smith and President Xi Jinping of China on Friday in May.'],
    ['en', 'Officials warned. Fears remain. Roughly half of them left. Lawmakers objected.'],
    ['en', 'Putin Visits Harbin Institute While Officials Warn'],
    ['en', 'The European Union spoke of Washington’s plans'.replace('of Washington’s', 'of its')],
    ['de', 'Putins Pläne: Die Regierung und russische Behörden in Moskau warnen Chinesen vor Kernkraftwerken.'],
    ['de', 'Nach dem Besuch sprach Wladimir Putin über Sicherheit, Handel und Reaktorbauten.'],
    ['es', 'Putin viajó a Harbin; funcionarios estadounidenses advirtieron a Pekín. Expertos rusos también.'],
    ['fr', 'Poutine s’est rendu à Harbin. Selon l’Amérique, des responsables américains ont averti les Chinois.'],
    ['pt-BR', 'Putin foi a Harbin. Especialistas americanos alertaram os chineses.'],
    ['ru', 'Путина видели в Харбине. Власти предупредили китайцев. Лавров говорил с Си Цзиньпином.'],
  ] as const)('%s: %s', ([language, text]) => {
    expect(check(text, language)).toEqual([]);
  });
});

describe('names that the article does not have are found', () => {
  test.for([
    ['en', 'Xi Jinpng spoke.', ['Jinpng > Jinping']],
    ['en', 'Lavorv came.', ['Lavorv > Lavrov']],
    ['en', 'Kishida visited Harbin with Macron.', ['Kishida', 'Macron']],
    ['en', 'He met Emmanuel Macron in Harbin.', ['Emmanuel Macron']],
    ['en', 'He met Sergei Petrov.', ['Petrov > Sergei Lavrov']],
    ['en', 'He met Sergei Peskov.', ['Sergei Peskov > Sergei Lavrov']],
    ['en', 'It is in the East China Sea.', ['East > South China']],
    ['en', 'The North Koreans left.', ['North Koreans']],
    ['en', 'The Japanese left for NATO.', ['Japanese', 'NATO']],
    ['en', 'Austria left.', ['Austria']],
    ['en', 'The Harbin Institute of Science', ['Science']],
    ['de', 'Präsident Wladimir Puttin war in Harbin.', ['Puttin > Putin']],
    ['de', 'Der Franzose Macron und Emmanuel Kishida kamen nach Harbin.', ['Franzose Macron', 'Emmanuel Kishida']],
    ['es', 'Macron viajó a Harbín con Zelenski.', ['Macron', 'Zelenski']],
    ['fr', 'Zelensky s’est rendu à Tokyo.', ['Zelensky', 'Tokyo']],
    ['pt-BR', 'Zelensky foi a Tóquio.', ['Zelensky', 'Tóquio']],
    ['ru', 'Макрон посетил Пекин.', ['Макрон', 'Пекин']],
  ] as const)('%s: %s', ([language, text, expected]) => {
    expect(check(text, language)).toEqual(expected);
  });
});

test('a name that the briefing has for somebody in the article passes, in any script', () => {
  const names = [
    { name: 'Xi Jinping', aliases: ['习近平', 'Си Цзиньпин', 'General Secretary Xi'] },
    { name: 'Wang Yi', aliases: ['Foreign Minister Wang'] },
  ];
  expect(check('Си Цзиньпин говорил.', 'ru', { names, of: 'en' })).toEqual([]);
  expect(check('He met Wang Yi.', 'en', { names })).toEqual(['Wang Yi']);
});

test('a translation is held against the names that the articles share with it, and misspellings', () => {
  expect(check('Putin besuchte Peking und die Chinesen.', 'de', { of: 'en' })).toEqual([]);
  expect(check('Puttin besuchte Japan.', 'de', { of: 'en' })).toEqual(['Puttin > Putin', 'Japan']);
});
