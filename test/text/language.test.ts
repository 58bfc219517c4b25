import { Locale } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { language } from '../../src/text/language.ts';
import { hasTexts, textLanguage } from '../../src/text/translator.ts';
import { scheduleText } from '../../src/view/digest-schedule.ts';

/** One of each thing that is written as a language writes it. */
function written(locale?: string): string {
  const spoken = language(locale);
  const { t, date, number, weekday, list } = spoken;
  const days = new Set([1, 3, 5]);
  return [
    t('error:title'),
    date('2023-05-17'),
    date('2023-05'),
    date('2023'),
    number(1500.25),
    t('digest:more', { count: 1500 }),
    weekday(1),
    list(['a', 'b', 'c']),
    scheduleText({ zone: 'UTC', minutes: 540, days }, spoken),
    Temporal.Duration.from({ hours: 2 }).toLocaleString(spoken.locale, { style: 'long' }),
  ].join('\n');
}

describe('numbers, dates and lists are in the language of the text', () => {
  const untranslated = Object.values(Locale).filter(
    (locale) => textLanguage(locale) === 'en' && !locale.startsWith('en'),
  );
  test.each([...untranslated, 'th', 'ar', 'xx', '', '-', 'en_US', '\0'])('in %j as in English', (locale) => {
    expect(written(locale)).toBe(written());
  });

  test('“nl” has English numbers in English texts, and “th” no year 2566', () => {
    expect(language('nl').number(1500)).toBe('1,500');
    expect(language('nl').t('digest:more', { count: 1500 })).toContain('1,500 more briefings');
    expect(language('nl').list(['Mon', 'Wed', 'Fri'])).toBe('Mon, Wed and Fri');
    expect(language('th').date('2023')).toBe('2023');
  });

  test('English is British unless it is American', () => {
    expect(language('en-GB').date('2023-05-17')).toBe('17 May 2023');
    expect(language('en').date('2023-05-17')).toBe('17 May 2023');
    expect(language('en-US').date('2023-05-17')).toBe('May 17, 2023');
    expect([language('en').time(540), language('en-US').time(540)]).toEqual(['09:00', '9:00 AM']);
  });

  test('the first of a month is an ordinal where it is written so', () => {
    const dates = (locale: string) => ['2024-05-01', '2024-05-11', '2024-01'].map(language(locale).date);
    expect(dates('fr')).toEqual(['1er mai 2024', '11 mai 2024', 'janvier 2024']);
    expect(dates('pt-BR')).toEqual(['1º de maio de 2024', '11 de maio de 2024', 'janeiro de 2024']);
    expect(dates('de')).toEqual(['1. Mai 2024', '11. Mai 2024', 'Januar 2024']);
  });

  test.each([
    ['en-u-ca-buddhist', 'en'],
    ['en-US-u-nu-thai', 'en-US'],
    ['en-x-anything', 'en'],
  ])('%s brings no other calendar or digits', (locale, plain) => {
    expect(written(locale)).toBe(written(plain));
  });
});

test.each(
  [
    ['en', '17 May 2024', '09:00', 'a, b and c'],
    ['en-US', 'May 17, 2024', '9:00 AM', 'a, b, and c'],
    ['es', '17 de mayo de 2024', '9:00', 'a, b y c'],
    ['de', '17. Mai 2024', '09:00', 'a, b und c'],
    ['fr', '17 mai 2024', '09:00', 'a, b et c'],
    ['pt-BR', '17 de maio de 2024', '09:00', 'a, b e c'],
    ['ru', '17 мая 2024 г.', '09:00', 'a, b и c'],
    ['zh-CN', '2024年5月17日', '09:00', 'a、b和c'],
    ['ja', '2024年5月17日', '9:00', 'a、b、c'],
  ].filter(([locale = '']) => hasTexts(locale)),
)('%s has days, times and lists as it is written: %s, %s, %s', (locale, day, time, items) => {
  const spoken = language(locale);
  expect([spoken.date('2024-05-17'), spoken.time(540), spoken.list(['a', 'b', 'c'])]).toEqual([day, time, items]);
});

test('dates of an English briefing are British to who reads another language, unless it is American', () => {
  const french = language('fr');
  expect(french.dateIn('en', '2024-05-17')).toBe('17 May 2024');
  expect(french.dateIn('en-US', '2024-05-17')).toBe('May 17, 2024');
  expect(french.dateIn('de', '2024-05-17')).toBe('17. Mai 2024');
});
