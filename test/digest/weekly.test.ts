import { describe, expect, test } from 'vitest';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { cronOf, parseDays, parseTime, weeklyOf } from '../../src/digest/schedule/weekly.ts';
import { findZones, parseZone } from '../../src/digest/schedule/zones.ts';
import { translator } from '../../src/text/translator.ts';
import { UserError } from '../../src/text/user-error.ts';

/** What a person is told. */
function refusal(run: () => unknown): string {
  try {
    return `accepted: ${JSON.stringify(run())}`;
  } catch (error) {
    if (error instanceof UserError) return translator()(error.key, error.values);
    throw error;
  }
}

describe('a time of day', () => {
  test.each([
    ['09:00', '9:00'],
    ['9am', '9:00'],
    ['9 AM', '9:00'],
    ['9.30', '9:30'],
    ['9:30pm', '21:30'],
    ['7 p.m.', '19:00'],
    ['12am', '0:00'],
    ['12pm', '12:00'],
    ['00:00', '0:00'],
    ['23:59', '23:59'],
  ])('%s', (written, expected) => {
    const minutes = parseTime(written);
    expect(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`).toBe(expected);
  });

  test.each(['24:00', '9', '9:5', '13pm', '0am', '12:60', 'noonish', '9a', '9m', '900', '', '-9:00'])(
    '%s is refused',
    (written) => {
      expect(refusal(() => parseTime(written))).toBe(
        `I do not understand the time \`${written}\`. Write it as \`09:00\`, \`18:30\` or \`9am\`.`,
      );
    },
  );
});

describe('days', () => {
  test.each([
    ['daily', '1234567'],
    ['weekdays', '12345'],
    ['weekends', '67'],
    ['mon,wed,fri', '135'],
    ['Mon - Fri', '12345'],
    ['fri-mon', '1567'],
    ['monday and thursdays', '14'],
    ['weekdays, sat', '123456'],
    ['sun sun', '7'],
  ])('%s', (written, expected) => {
    expect([...parseDays(written)].join('')).toBe(expected);
  });

  test.each([
    ['mo', 'mo'],
    ['mon,xyz', 'xyz'],
    ['mon-wed-fri', 'mon-wed-fri'],
    ['monty', 'monty'],
  ])('%s is refused, and says which', (written, found) => {
    expect(refusal(() => parseDays(written))).toBe(
      `I do not know the day \`${found}\`. Write \`daily\`, \`weekdays\`, \`weekends\`, or days as \`mon,wed,fri\` or \`mon-fri\`.`,
    );
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
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['Kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
  ])('%s', (written, expected) => {
    expect(parseZone(written)).toBe(expected);
  });

  test('one that is not there says what is near', () => {
    expect(refusal(() => parseZone('lond'))).toMatch(/Did you mean Europe\/London\?/);
    expect(refusal(() => parseZone('Mars/Olympus'))).toMatch(/Write it as `Europe\/Berlin`/);
    expect(refusal(() => parseZone('+02:00'))).toMatch(/Write it as/);
    expect(refusal(() => parseZone('../../etc/passwd'))).toMatch(/Write it as/);
  });

  test('every zone that is offered is taken as it is offered', () => {
    for (const zone of [...findZones(''), ...findZones('a'), ...findZones('u')]) expect(parseZone(zone)).toBe(zone);
    expect(findZones('kolk')).toEqual(['Asia/Kolkata']);
  });
});
