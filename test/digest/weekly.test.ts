import { describe, expect, test } from 'vitest';
import { completeDays, completeTime } from '../../commands/digest/complete-times.ts';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { parseDays } from '../../src/digest/schedule/parse-days.ts';
import { parseTime } from '../../src/digest/schedule/parse-time.ts';
import { cronOf, weeklyOf } from '../../src/digest/schedule/weekly.ts';
import { findZones, parseZone } from '../../src/digest/schedule/zones.ts';
import { language } from '../../src/text/language.ts';
import { translator } from '../../src/text/translator.ts';
import { type TextValues, UserError } from '../../src/text/user-error.ts';
import { daysText } from '../../src/view/digest-schedule.ts';

/** What a person is told. */
function refusal(run: () => unknown): string {
  try {
    return `accepted: ${JSON.stringify(run())}`;
  } catch (error) {
    if (error instanceof UserError) return translator()(error.key, error.values as TextValues);
    throw error;
  }
}

describe('a time of day is read as each country writes it', () => {
  test.each([
    ['09:00', '9:00'],
    ['00:00', '0:00'],
    ['23:59', '23:59'],
    ['9', '9:00'],
    ['0900', '9:00'],
    ['9.30', '9:30'],
    ['9am', '9:00'],
    ['9 AM', '9:00'],
    ['9 a.m.', '9:00'],
    ['9 a. m.', '9:00'],
    ['9:30pm', '21:30'],
    ['7 p.m.', '19:00'],
    ['12am', '0:00'],
    ['12pm', '12:00'],
    ['9 o’clock', '9:00'],
    ['noon', '12:00'],
    ['9h', '9:00'],
    ['9h30', '9:30'],
    ['21 heures 15', '21:15'],
    ['3 h de l’après-midi', '15:00'],
    ['9 Uhr', '9:00'],
    ['um 9:30 Uhr', '9:30'],
    ['8 Uhr abends', '20:00'],
    ['12 Uhr mittags', '12:00'],
    ['8 Uhr in der Früh', '8:00'],
    ['a las 9 de la mañana', '9:00'],
    ['9 de la noche', '21:00'],
    ['12 del mediodía', '12:00'],
    ['al mediodía', '12:00'],
    ['às 9h', '9:00'],
    ['9 da manhã', '9:00'],
    ['ao meio dia', '12:00'],
    ['meia noite', '0:00'],
    ['9 утра', '9:00'],
    ['в 9:30 вечера', '21:30'],
    ['12 ночи', '0:00'],
    ['9 часов 30 минут', '9:30'],
    ['полдень', '12:00'],
    ['上午9点', '9:00'],
    ['下午3点半', '15:30'],
    ['二十一点三十分', '21:30'],
    ['九点', '9:00'],
    ['早9点', '9:00'],
    ['晚9点半', '21:30'],
    ['21時', '21:00'],
    ['午後3時', '15:00'],
    ['午後0時半', '12:30'],
    ['朝の7時', '7:00'],
    ['昼12時', '12:00'],
    ['昼の1時', '13:00'],
    ['夜の9時', '21:00'],
    ['夜12時', '0:00'],
    ['深夜1時', '1:00'],
    ['９：３０', '9:30'],
  ])('%s', (written, expected) => {
    const minutes = parseTime(written);
    expect(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`).toBe(expected);
  });

  const unclear = ['halb neun', 'half nine', '午前12時', '12 de la noche', '14 утра', '13pm', '0am', '900'];
  const unreadable = ['24:00', '9:5', '12:60', '9:00:00', '9-10', 'noonish', '9a', '9m', '', '-9:00'];
  test.each([...unclear, ...unreadable])('%s is refused', (written) => {
    expect(refusal(() => parseTime(written))).toBe(
      `I cannot tell what time \`${written}\` is. Write it as \`09:00\`, \`18:30\` or \`9 am\`.`,
    );
  });
});

describe('days are read in each language', () => {
  test.each([
    ['daily', '1234567'],
    ['weekdays', '12345'],
    ['workdays', '12345'],
    ['weekends', '67'],
    ['mon,wed,fri', '135'],
    ['Mon - Fri', '12345'],
    ['Mon through Thu', '1234'],
    ['fri-mon', '1567'],
    ['monday and thursdays', '14'],
    ['weekdays, sat', '123456'],
    ['sun sun', '7'],
    ['Mo-Fr', '12345'],
    ['täglich', '1234567'],
    ['von Montag bis Freitag', '12345'],
    ['montags', '1'],
    ['montags bis freitags', '12345'],
    ['Mo–Mi u. Fr', '1235'],
    ['lundi', '1'],
    ['du lundi au vendredi', '12345'],
    ['lun. - ven.', '12345'],
    ['en semaine', '12345'],
    ['7j/7', '1234567'],
    ['le week end', '67'],
    ['tous les week-ends', '67'],
    ['fin de semaine', '67'],
    ['les lundis et jeudis', '14'],
    ['du mardi jusqu’au jeudi', '234'],
    ['lun. mer. ven.', '135'],
    ['todos los días', '1234567'],
    ['de lunes a viernes', '12345'],
    ['mié', '3'],
    ['L-V', '12345'],
    ['segunda a sexta', '12345'],
    ['2ª a 6ª', '12345'],
    ['dias úteis', '12345'],
    ['às segundas e quartas', '13'],
    ['em dias úteis', '12345'],
    ['пн', '1'],
    ['пн-пт', '12345'],
    ['по будням', '12345'],
    ['каждый будний день', '12345'],
    ['каждые выходные', '67'],
    ['пнд, чтв', '14'],
    ['с понедельника по пятницу', '12345'],
    ['по понедельникам, по средам', '13'],
    ['каждую пятницу', '5'],
    ['周一到周五', '12345'],
    ['周一至五', '12345'],
    ['周一三五', '135'],
    ['每个工作日', '12345'],
    ['逢周一', '1'],
    ['工作日', '12345'],
    ['星期一、星期三', '13'],
    ['平日', '12345'],
    ['月水金', '135'],
    ['月曜から金曜まで', '12345'],
    ['月〜金', '12345'],
    ['月ー金', '12345'],
    ['平日のみ', '12345'],
    ['火曜や木曜', '24'],
    ['毎朝', '1234567'],
    ['土日', '67'],
    ['ｍｏｎ－ｆｒｉ', '12345'],
  ])('%s', (written, expected) => {
    expect([...parseDays(written, 'en-GB')].join('')).toBe(expected);
  });

  test.each([
    ['di', 'de', '2'],
    ['di', 'fr', '7'],
    ['do', 'de', '4'],
    ['do', 'es-ES', '7'],
    ['M', 'es-ES', '2'],
  ])('where two languages differ, %s is what it is in %s', (written, locale, expected) => {
    expect([...parseDays(written, locale)].join('')).toBe(expected);
    // Nobody else is given days that they may not have meant.
    expect(refusal(() => parseDays(written, 'ru'))).toMatch(/^I cannot tell which days/);
  });

  test.each([
    ['mon,xyz', 'xyz'],
    ['mon-wed-fri', 'mon-wed-fri'],
    ['monty', 'monty'],
    ['t', 't'],
    ['every other monday', 'other'],
    ['every day except sunday', 'except'],
    ['三日', '三'],
    ['не пн', 'не'],
    // “No” stands for “on the” in Portuguese, and `o` for “the”.
    ['no monday', 'no'],
    ['every day, no sunday', 'no'],
    ['weekdays w/o friday', 'w'],
    // From Monday to Saturday, to many.
    ['werktags', 'werktags'],
    ['jours ouvrables', 'jours'],
  ])('%s is refused, and says which', (written, found) => {
    expect(refusal(() => parseDays(written, 'en-GB'))).toBe(
      `I cannot tell which days \`${found}\` means. Write \`daily\`, \`weekdays\` or \`weekends\`, or name the days: \`mon, wed, fri\` or \`mon-fri\`.`,
    );
  });
});

describe('completions of times and days', () => {
  const locales = ['en-GB', 'en-US', 'es-ES', 'de', 'fr', 'pt-BR', 'ru', 'zh-CN', 'ja'];

  test('an hour is completed to the morning first, as the language writes it', () => {
    expect(completeTime('9', language('en-GB')).slice(0, 2)).toEqual([
      { name: '09:00', value: '09:00' },
      { name: '21:00', value: '21:00' },
    ]);
    expect(completeTime('9', language('en-US'))[1]?.name).toMatch(/^9:00\sPM$/);
    expect(completeTime('18:3', language('en-GB'))).toEqual([{ name: '18:30', value: '18:30' }]);
    expect(completeTime('午後3時', language('en-GB'))[0]).toEqual({ name: '15:00', value: '15:00' });
  });

  test('days are completed to what they mean', () => {
    expect(completeDays('lundi', language('en-GB'))[0]).toEqual({ name: 'Monday', value: 'monday' });
    expect(completeDays('Mo, Mi', language('en-GB'))[0]).toEqual({ name: 'Mon and Wed', value: 'monday,wednesday' });
    expect(completeDays('будни', language('en-GB'))[0]).toEqual({ name: 'weekdays · Mon–Fri', value: 'weekdays' });
    expect(completeDays('thurs', language('en-GB'))).toEqual([{ name: 'Thursday', value: 'thursday' }]);
  });

  test.each(locales)('whatever is offered in %s is taken as it is offered', (locale) => {
    for (const typed of ['', '9', '1', '20', 'noon'])
      for (const { value } of completeTime(typed, language(locale)))
        expect(parseTime(String(value))).toBeTypeOf('number');
    for (const typed of ['', 'mon', 'Mo-Fr', 'L-V', 'tue sat', '土'])
      for (const { name, value } of completeDays(typed, language(locale))) {
        const days = parseDays(String(value), locale);
        expect(name).toContain(daysText(days, language(locale)));
      }
  });
});

describe('time and days as cron, and back', () => {
  test.each(['0 9 * * *', '30 18 * * 1,3', '0 0 * * 6,0', '5 7 * * 1,2,3,4,5'])('%s', (cron) => {
    const weekly = weeklyOf(parseCron(cron));
    expect(weekly && cronOf(weekly)).toBe(cron);
  });
  test.each([
    ['0 9 * * 0-7', '1234567'],
    ['0 9 * * 1-7', '1234567'],
    ['0 9 * * 7,0', '7'],
    ['0 9 * * 5-7', '567'],
    ['0 9 * * sun-sat', '1234567'],
    ['0 9 * * */2', '2467'],
    ['0 9 */1 1-12 mon', '1'],
    ['0 9 1-31 * mon', '1234567'],
    ['0 9 1 * 0-6', '1234567'],
  ])('%s is shown on the days on which it posts', (cron, days) => {
    const { weekdays, isDay } = parseCron(cron);
    expect([...(weeklyOf(parseCron(cron))?.days ?? [])].join('')).toBe(days);
    const month = Array.from({ length: 31 }, (_, i) => Temporal.PlainDate.from('2026-10-01').add({ days: i }));
    for (const day of month) expect(weekdays?.has(day.dayOfWeek)).toBe(isDay(day));
  });
  test.each(['*/15 9 * * *', '0 9 1 * *', '0 9 * jan *', '0 9 * * 5#2', '0 9 L * *', '0 9 */2 * *', '0 9 * * 1,5L'])(
    '%s is no time on days',
    (cron) => {
      expect(weeklyOf(parseCron(cron))).toBeUndefined();
    },
  );
});

test.each([
  ['0 9 * *', /has 4\. `0 9 \* \* 1-5` is/],
  ['0 0 9 * * *', /has 6/],
  ['@daily', /has 1/],
  ['60 9 * * *', /`60`, the first field/],
  ['*/0 9 * * *', /`\*\/0`, the first field/],
  ['0 24 * * *', /`24`, the second field/],
  ['0 9 0 * *', /`0`, the third field/],
  ['0 9 31 2 *', /`31`, the third field of `0 9 31 2 \*`, is not a day of those months/],
  ['0 9 1W * *', /`1W`, the third field/],
  ['0 9 * 13 *', /`13`, the fourth field/],
  ['0 9 * * funday', /`funday`, the fifth field/],
])('the cron schedule %s is refused, and shows one that works', (cron, expected) => {
  const told = refusal(() => parseCron(cron));
  expect(told).toMatch(expected);
  const shown = /`([^`]+)`[^`]*$/.exec(told)?.[1] ?? '';
  expect(parseCron(shown).text).toBe(shown);
});

describe('a time zone', () => {
  test.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['Bogotá', 'America/Bogota'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['Kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['Beijing', 'Asia/Shanghai'],
    ['北京时间', 'Asia/Shanghai'],
    ['東京', 'Asia/Tokyo'],
    ['Москва', 'Europe/Moscow'],
    ['МСК', 'Europe/Moscow'],
    ['Moscow time', 'Europe/Moscow'],
    ['ciudad de mexico', 'America/Mexico_City'],
    ['Nueva York', 'America/New_York'],
    ['Нью Йорк', 'America/New_York'],
    ['Mailand', 'Europe/Rome'],
    ['Pékin', 'Asia/Shanghai'],
    ['Londres', 'Europe/London'],
    ['St. Petersburg', 'Europe/Moscow'],
  ])('%s', (written, expected) => {
    expect(parseZone(written)).toBe(expected);
  });

  test('one that is not there says what is near', () => {
    expect(refusal(() => parseZone('lond'))).toMatch(/Did you mean Europe\/London\?/);
    expect(refusal(() => parseZone('Mars/Olympus'))).toMatch(/Name a city, such as `Berlin`/);
    expect(refusal(() => parseZone('+02:00'))).toMatch(/Name a city/);
    expect(refusal(() => parseZone('../../etc/passwd'))).toMatch(/Name a city/);
  });

  test('every zone that is offered is taken as it is offered', () => {
    for (const zone of [...findZones(''), ...findZones('a'), ...findZones('u')]) expect(parseZone(zone)).toBe(zone);
    expect(findZones('kolk')[0]).toBe('Asia/Kolkata');
    expect(findZones('kolka')).toEqual(['Asia/Kolkata']);
  });

  test('places are offered as they are typed, those of the person’s language first', () => {
    expect(findZones('Моск')).toEqual(['Europe/Moscow']);
    expect(findZones('東')).toEqual(['Asia/Tokyo']);
    expect(findZones('北京', 'de')).toEqual(['Asia/Shanghai']);
    expect(findZones('Vien', 'fr')[0]).toBe('Europe/Vienna');
    expect(findZones('Münch', 'ja')).toEqual(['Europe/Berlin']);
    expect(refusal(() => parseZone('Моск'))).toMatch(/Did you mean Europe\/Moscow\?/);
  });
});
