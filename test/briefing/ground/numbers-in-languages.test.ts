import { expect, test } from 'vitest';
import { numbersIn } from '../../../src/briefing/ground/numbers.ts';

/** The numbers of a text, as a person would note them down: `240000000000 USD`, `200 (over)`. */
function noted(text: string, language: string): string[] {
  return numbersIn(text, language).map(({ value, unit, bound, kind }) =>
    [Number(value.toFixed(6)), unit, bound && `(${bound})`, kind === 'ordinal' && 'ordinal'].filter(Boolean).join(' '),
  );
}

test.each([
  ['95.000 Menschen', ['95000']],
  ['1,2 Mio. Euro', ['1200000 EUR']],
  ['240 Mrd. Dollar', ['240000000000 USD']],
  ['zweihundertvierzig Milliarden Dollar', ['240000000000 USD']],
  ['dreitausendzweihunderteinundzwanzig', ['3221']],
  ['ein Drittel der Wähler', ['0.333333']],
  ['eine halbe Million', ['500000']],
  ['anderthalb Jahre', ['1.5 year']],
  ['zwei Dutzend', ['24']],
  ['rund 3,5 Prozent', ['3.5 % (about)']],
  ['0,5 Prozentpunkte', ['0.5 point']],
  ['10 bis 12 Prozent', ['10 %', '12 %']],
  ['mehr als 200', ['200 (over)']],
  ['der 45-Jährige', ['45 year']],
  ['beim dritten Versuch', ['3 ordinal']],
  ['ein Tag', []],
])('reads German %j', (text, numbers) => {
  expect(noted(text, 'de')).toEqual(numbers);
});

test.each([
  ['95.000 personas', ['95000']],
  ['240.000 millones de dólares', ['240000000000 USD']],
  ['dos mil quinientos millones', ['2500000000']],
  ['doscientos cuarenta y cinco', ['245']],
  ['un tercio de los votantes', ['0.333333']],
  ['medio millón de euros', ['500000 EUR']],
  ['millón y medio', ['1500000']],
  ['0,5 puntos porcentuales', ['0.5 point']],
  ['el 3,5 por ciento', ['3.5 %']],
  ['más de 200 personas', ['200 (over)']],
  ['por tercera vez', ['3 ordinal']],
  ['miles de personas', ['1000 (many)']],
  ['dos de cada tres', ['0.666667']],
  ['Medio Oriente', []],
])('reads Spanish %j', (text, numbers) => {
  expect(noted(text, 'es')).toEqual(numbers);
});

test.each([
  ['95 000 personnes', ['95000']],
  ['95\u202f000 €', ['95000 EUR']],
  ['240 milliards de dollars', ['240000000000 USD']],
  ['quatre-vingt-dix-sept', ['97']],
  ['soixante et onze', ['71']],
  ['un million d’euros', ['1000000 EUR']],
  ['une dizaine de personnes', ['10']],
  ['deux tiers', ['0.666667']],
  ['deux heures et demie', ['2.5 hour']],
  ['0,5 point', ['0.5 point']],
  ['près de 50 millions', ['50000000 (nearly)']],
  ['la troisième fois', ['3 ordinal']],
  ['des milliers de gens', ['1000 (many)']],
])('reads French %j', (text, numbers) => {
  expect(noted(text, 'fr')).toEqual(numbers);
});

test.each([
  ['95.000 pessoas', ['95000']],
  ['R$ 240 bilhões', ['240000000000 BRL']],
  ['240 mil milhões de dólares', ['240000000000 USD']],
  ['duzentos e quarenta', ['240']],
  ['um terço', ['0.333333']],
  ['meio milhão', ['500000']],
  ['0,5 ponto percentual', ['0.5 point']],
  ['mais de 200', ['200 (over)']],
  ['três em cada dez', ['0.3']],
])('reads Portuguese %j', (text, numbers) => {
  expect(noted(text, 'pt-BR')).toEqual(numbers);
});

test.each([
  ['95 000 человек', ['95000']],
  ['1,2 млн рублей', ['1200000 RUB']],
  ['2 млн 400 тыс.', ['2400000']],
  ['двести сорок миллиардов долларов', ['240000000000 USD']],
  ['двадцать пять', ['25']],
  ['две трети', ['0.666667']],
  ['полтора года', ['1.5 year']],
  ['0,5 процентного пункта', ['0.5 point']],
  ['более 200 человек', ['200 (over)']],
  ['в третий раз', ['3 ordinal']],
  ['45-летний мужчина', ['45 year']],
  ['десятки тысяч', ['10000 (many)']],
])('reads Russian %j', (text, numbers) => {
  expect(noted(text, 'ru')).toEqual(numbers);
});

test.each([
  ['2400亿美元', ['240000000000 USD']],
  ['2億4000万人', ['240000000']],
  ['二百四十', ['240']],
  ['三分之一', ['0.333333']],
  ['百分之五', ['5 %']],
  ['三成', ['30 %']],
  ['0.5个百分点', ['0.5 point']],
  ['超过200人', ['200 (over)']],
  ['200多人', ['200 (over)']],
  ['约240人', ['240 (about)']],
  ['第三次', ['3 ordinal']],
  ['数千人', ['1000 (many)']],
  ['三人死亡', ['3']],
  ['一半选民', ['0.5']],
  ['四川十分重要', []],
])('reads Chinese %j', (text, numbers) => {
  expect(noted(text, 'zh-CN')).toEqual(numbers);
});

test.each([
  ['2億4000万人', ['240000000']],
  ['2400億ドル', ['240000000000 USD']],
  ['1万2千円', ['12000 JPY']],
  ['約3割', ['30 % (about)']],
  ['3分の1', ['0.333333']],
  ['３．５％', ['3.5 %']],
  ['200人以上', ['200 (from)']],
  ['10〜12人', ['10', '12']],
  ['45歳の男性', ['45 year']],
  ['3か月', ['3 month']],
])('reads Japanese %j', (text, numbers) => {
  expect(noted(text, 'ja')).toEqual(numbers);
});
