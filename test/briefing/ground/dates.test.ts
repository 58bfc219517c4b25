import { expect, test } from 'vitest';
import { datesOf } from '../../../src/briefing/ground/dates.ts';
import type { DateParts } from '../../../src/briefing/ground/found-date.ts';
import { tokensOf } from '../../../src/briefing/ground/tokens.ts';

const words: readonly (readonly [language: string, text: string, parts: readonly DateParts[]])[] = [
  ['en', 'on Friday, May 17, 2024,', [{ year: 2024, month: 5, day: 17, weekday: 5 }]],
  ['en', 'the 17th of May', [{ month: 5, day: 17 }]],
  ['en', 'May last year', [{ month: 5, period: 'year', offset: -1 }]],
  ['en', 'Theresa May said they may march', []],
  ['en', '5/6/2024', [{ year: 2024, month: 6, day: 5, swapped: true }]],
  ['en', 'in 2023 and 2010–15', [{ year: 2023 }, { year: 2010 }, { year: 2015 }]],
  ['en', '2000 people walked 2000 miles for $2000', []],
  ['en', 'the 1990s', [{ decade: 1990 }]],
  ['en', 'Q1 2024', [{ year: 2024, part: 'Q1' }]],
  ['en', 'two years ago', [{ period: 'year', offset: -2 }]],
  ['en', 'at 5 p.m. or 10:30', [{ minutes: 1020 }, { minutes: 630 }]],
  ['en', 'last Friday', [{ weekday: 5, direction: -1 }]],
  ['de', 'am Freitag, dem 17. Mai 2024', [{ year: 2024, month: 5, day: 17, weekday: 5 }]],
  ['de', '17.05.2024', [{ year: 2024, month: 5, day: 17 }]],
  ['de', 'vor zwei Jahren', [{ period: 'year', offset: -2 }]],
  ['de', 'im ersten Quartal 2023', [{ year: 2023, part: 'Q1' }]],
  ['de', 'in den 1990er Jahren', [{ decade: 1990 }]],
  ['de', 'heute um 17.30 Uhr', [{ period: 'day', offset: 0 }, { minutes: 1050 }]],
  ['es', 'el viernes 17 de mayo de 2024', [{ year: 2024, month: 5, day: 17, weekday: 5 }]],
  ['es', 'hace dos años', [{ period: 'year', offset: -2 }]],
  ['es', 'los años 90', [{ decade: 1990 }]],
  ['fr', 'le 1er mai 2024', [{ year: 2024, month: 5, day: 1 }]],
  ['fr', 'l’an dernier', [{ period: 'year', offset: -1 }]],
  ['fr', 'il y a deux ans', [{ period: 'year', offset: -2 }]],
  ['pt', 'na sexta-feira, 17 de maio de 2024', [{ year: 2024, month: 5, day: 17, weekday: 5 }]],
  ['pt', 'há dois anos', [{ period: 'year', offset: -2 }]],
  ['ru', 'в пятницу, 17 мая 2024 года', [{ year: 2024, month: 5, day: 17, weekday: 5 }]],
  ['ru', 'в мае прошлого года', [{ month: 5, period: 'year', offset: -1 }]],
  ['ru', 'в 1990-х годах', [{ decade: 1990 }]],
  ['ru', 'два года назад', [{ period: 'year', offset: -2 }]],
  ['zh', '2024年5月17日星期五', [{ year: 2024, month: 5, day: 17, weekday: 5 }]],
  ['zh', '上周五', [{ period: 'week', offset: -1, weekday: 5 }]],
  ['zh', '去年5月', [{ period: 'year', offset: -1, month: 5 }]],
  ['zh', '两年前', [{ period: 'year', offset: -2 }]],
  ['zh', '2023年第一季度', [{ year: 2023, part: 'Q1' }]],
  ['ja', '2024年5月17日（金）', [{ year: 2024, month: 5, day: 17, weekday: 5 }]],
  ['ja', '令和6年5月', [{ year: 2024, month: 5 }]],
  ['ja', '午後3時30分', [{ minutes: 930 }]],
  ['ja', '3日間', []],
];

test.each(words)('reads the dates of %s %j', (language, text, parts) => {
  expect(datesOf(text, tokensOf(text), language).map((date) => date.parts)).toEqual(parts);
});
