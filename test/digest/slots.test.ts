import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { dueSlots, settledSlot, slotsAfter } from '../../src/digest/schedule/slots.ts';

function next(cron: string, zone: string, after: string, count: number): string[] {
  return slotsAfter(parseCron(cron), zone, Temporal.Instant.from(after))
    .take(count)
    .map((instant) => instant.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'minute' }))
    .toArray();
}

describe('when a digest is due', () => {
  test.each([
    // A time that the clock skips is due right after the gap.
    [
      'Berlin, 02:30 in spring',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-28T02:00Z',
      ['2026-03-29T03:00+02:00', '2026-03-30T02:30+02:00'],
    ],
    [
      'New York, 02:30 in spring',
      '30 2 * * *',
      'America/New_York',
      '2026-03-07T12:00Z',
      ['2026-03-08T03:00-04:00', '2026-03-09T02:30-04:00'],
    ],
    [
      'several in one gap, once',
      '*/15 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00Z',
      ['2026-03-29T03:00+02:00', '2026-03-30T02:00+02:00', '2026-03-30T02:15+02:00'],
    ],
    [
      'one in the gap and one right after it, once',
      '30 2,3 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00Z',
      ['2026-03-29T03:00+02:00', '2026-03-29T03:30+02:00', '2026-03-30T02:30+02:00'],
    ],
    [
      'Lord Howe, whose gap is half an hour',
      '15 2 * * *',
      'Australia/Lord_Howe',
      '2026-10-03T00:00Z',
      ['2026-10-04T02:30+11:00', '2026-10-05T02:15+11:00'],
    ],
    [
      'Apia, which skipped 30 December 2011',
      '0 9 * * *',
      'Pacific/Apia',
      '2011-12-29T10:00Z',
      ['2011-12-29T09:00-10:00', '2011-12-31T00:00+14:00', '2011-12-31T09:00+14:00', '2012-01-01T09:00+14:00'],
    ],
    // One that comes twice is due the first time.
    [
      'Berlin, 02:30 in autumn',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-24T12:00Z',
      ['2026-10-25T02:30+02:00', '2026-10-26T02:30+01:00'],
    ],
    [
      'New York, 01:30 in autumn',
      '30 1 * * *',
      'America/New_York',
      '2026-10-31T12:00Z',
      ['2026-11-01T01:30-04:00', '2026-11-02T01:30-05:00'],
    ],
    [
      'Lord Howe, 01:45 in autumn',
      '45 1 * * *',
      'Australia/Lord_Howe',
      '2026-04-04T00:00Z',
      ['2026-04-05T01:45+11:00', '2026-04-06T01:45+10:30'],
    ],
    [
      'Berlin, after the first 02:30 has passed',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-25T00:30Z',
      ['2026-10-26T02:30+01:00'],
    ],
    // A schedule of every hour follows the hours as they pass.
    [
      'Berlin, every hour in autumn',
      '0 * * * *',
      'Europe/Berlin',
      '2026-10-24T23:30Z',
      ['2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00', '2026-10-25T03:00+01:00', '2026-10-25T04:00+01:00'],
    ],
    [
      'Berlin, every half hour in autumn',
      '*/30 0-23 * * *',
      'Europe/Berlin',
      '2026-10-24T23:59Z',
      [
        '2026-10-25T02:00+02:00',
        '2026-10-25T02:30+02:00',
        '2026-10-25T02:00+01:00',
        '2026-10-25T02:30+01:00',
        '2026-10-25T03:00+01:00',
      ],
    ],
    [
      'Berlin, every hour at half past in spring',
      '30 * * * *',
      'Europe/Berlin',
      '2026-03-28T23:45Z',
      ['2026-03-29T01:30+01:00', '2026-03-29T03:30+02:00', '2026-03-29T04:30+02:00'],
    ],
    [
      'Berlin, every quarter of one hour in autumn',
      '*/15 2 * * *',
      'Europe/Berlin',
      '2026-10-25T00:20Z',
      ['2026-10-25T02:30+02:00', '2026-10-25T02:45+02:00', '2026-10-26T02:00+01:00'],
    ],
    // The wall clock rules, not the hours between.
    [
      'Berlin, 09:00 over the change in spring',
      '0 9 * * *',
      'Europe/Berlin',
      '2026-03-28T07:00Z',
      ['2026-03-28T09:00+01:00', '2026-03-29T09:00+02:00'],
    ],
    [
      'Kolkata, half an hour off',
      '0 9 * * *',
      'Asia/Kolkata',
      '2026-11-24T03:29Z',
      ['2026-11-24T09:00+05:30', '2026-11-25T09:00+05:30'],
    ],
    // Dates.
    ['29 February', '0 9 29 2 *', 'UTC', '2096-03-01T00:00Z', ['2104-02-29T09:00+00:00', '2108-02-29T09:00+00:00']],
    [
      'the 31st, only in months that have one',
      '0 9 31 * *',
      'UTC',
      '2026-01-31T09:00Z',
      ['2026-03-31T09:00+00:00', '2026-05-31T09:00+00:00'],
    ],
    [
      'the last day of a month',
      '0 9 L * *',
      'UTC',
      '2028-01-01T00:00Z',
      ['2028-01-31T09:00+00:00', '2028-02-29T09:00+00:00', '2028-03-31T09:00+00:00'],
    ],
    ['the second before the last', '0 9 L-2 2 *', 'UTC', '2026-01-01T00:00Z', ['2026-02-26T09:00+00:00']],
    [
      'lists and steps',
      '0,30 9-17/4 * jan,jul *',
      'UTC',
      '2026-01-31T17:00Z',
      ['2026-01-31T17:30+00:00', '2026-07-01T09:00+00:00', '2026-07-01T09:30+00:00', '2026-07-01T13:00+00:00'],
    ],
    ['weekdays', '0 9 * * mon-fri', 'UTC', '2026-11-27T09:00Z', ['2026-11-30T09:00+00:00']],
    ['Sunday as 7', '0 9 * * 7', 'UTC', '2026-11-24T00:00Z', ['2026-11-29T09:00+00:00']],
    [
      'both day fields: either, as in crontab',
      '0 9 1 * 5',
      'UTC',
      '2026-11-24T00:00Z',
      ['2026-11-27T09:00+00:00', '2026-12-01T09:00+00:00', '2026-12-04T09:00+00:00'],
    ],
    [
      'the second Friday',
      '0 9 * * 5#2',
      'UTC',
      '2026-11-24T00:00Z',
      ['2026-12-11T09:00+00:00', '2027-01-08T09:00+00:00'],
    ],
    ['the last Friday', '0 9 * * 5L', 'UTC', '2026-11-24T00:00Z', ['2026-11-27T09:00+00:00', '2026-12-25T09:00+00:00']],
    ['the rarest date there is', '0 9 29 2 */6', 'UTC', '2088-03-01T00:00Z', ['2116-02-29T09:00+00:00']],
  ])('%s', (_, cron, zone, after, expected) => {
    expect(next(cron, zone, after, expected.length)).toEqual(expected);
  });

  test('a date that never comes is never due', () => {
    expect(next('0 9 L-30 2 *', 'UTC', '2026-01-01T00:00Z', 1)).toEqual([]);
  });

  test('in any zone, over any change of its clock: a schedule of every hour is due each hour', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
        fc.date({ min: new Date('2015-01-01'), max: new Date('2037-01-01'), noInvalidDate: true }),
        (zone, date) => {
          const change = Temporal.Instant.fromEpochMilliseconds(date.getTime())
            .toZonedDateTimeISO(zone)
            .getTimeZoneTransition('next');
          const from = (change ?? Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(zone))
            .subtract({ hours: 5 })
            .toInstant();
          const slots = slotsAfter(parseCron('0 * * * *'), zone, from)
            .take(10)
            .map(({ epochMilliseconds }) => epochMilliseconds)
            .toArray();
          // A clock that is changed by half an hour makes one of them come half an hour sooner or later.
          for (const [i, slot] of slots.slice(1).entries())
            expect(Math.abs((slot - (slots[i] ?? 0)) / 60_000 - 60)).toBeLessThanOrEqual(30);
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    ['an hour early', '0 9 * * *', '2026-11-24T07:00Z', '2026-11-24T08:00Z'],
    ['an hour late', '0 9 * * *', '2026-11-24T09:00Z', '2026-11-24T08:00Z'],
    ['as it is', '0 9 * * *', '2026-11-24T08:00Z', '2026-11-24T08:00Z'],
    ['one of many', '*/20 * * * *', '2026-11-24T08:05Z', '2026-11-24T08:00Z'],
    ['far from any other, which is left', '0 9 1 1 *', '2026-11-24T08:05Z', '2026-11-24T08:05Z'],
  ])('a slot that was counted out by other zone data is where its schedule has it: %s', (_, cron, stored, expected) => {
    expect(new Date(settledSlot(parseCron(cron), 'Europe/Berlin', Date.parse(stored)))).toEqual(new Date(expected));
  });

  test('in any zone, on any day: a daily digest is due once for each day, in order', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 24 * 60 - 1 }),
        fc.date({ min: new Date('1990-01-01'), max: new Date('2037-01-01'), noInvalidDate: true }),
        (zone, minutes, date) => {
          const cron = parseCron(`${minutes % 60} ${Math.floor(minutes / 60)} * * *`);
          const slots = slotsAfter(cron, zone, Temporal.Instant.fromEpochMilliseconds(date.getTime()))
            .take(30)
            .map(({ epochMilliseconds }) => epochMilliseconds)
            .toArray();
          expect(slots).toHaveLength(30);
          for (const [i, slot] of slots.entries()) {
            const before = slots[i - 1] ?? date.getTime();
            expect(slot).toBeGreaterThan(before);
            if (i > 0) expect((slot - before) / 3_600_000).toBeLessThanOrEqual(49);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('what becomes of slots that came due', () => {
  const cron = parseCron('0 * * * *');
  const at = (time: string) => Date.parse(`2026-11-24T${time}:00Z`);
  const decided = (first: string, now: string, catchUp: number) => {
    const { slots, next: nextSlot } = dueSlots(cron, 'UTC', at(first), at(now), catchUp);
    return [
      ...slots.map(({ slot, status, reason }) => `${new Date(slot).toISOString().slice(11, 16)} ${reason ?? status}`),
      nextSlot === null ? 'never again' : `next ${new Date(nextSlot).toISOString().slice(11, 16)}`,
    ];
  };

  test.each([
    ['none before its time', '09:00', '08:59', 120, ['next 09:00']],
    ['the one that is due', '09:00', '09:00', 120, ['09:00 pending', 'next 10:00']],
    ['on time for two minutes, whatever the catch-up', '09:00', '09:02', 0, ['09:00 pending', 'next 10:00']],
    ['too late', '09:00', '09:03', 0, ['09:00 late', 'next 10:00']],
    ['late within the catch-up', '09:00', '09:59', 60, ['09:00 pending', 'next 10:00']],
    [
      'several within the catch-up become one',
      '09:00',
      '11:30',
      180,
      ['09:00 merged', '10:00 merged', '11:00 pending', 'next 12:00'],
    ],
    [
      'those before the catch-up are missed',
      '07:00',
      '11:30',
      90,
      ['07:00 late', '08:00 late', '09:00 late', '10:00 merged', '11:00 pending', 'next 12:00'],
    ],
  ])('%s', (_, first, now, catchUp, expected) => {
    expect(decided(first, now, catchUp)).toEqual(expected);
  });

  test('a long downtime is worked off in parts, and nothing is posted before the last one', () => {
    const everyMinute = parseCron('* * * * *');
    const now = at('12:00');
    let first: number | null = now - 2500 * 60_000;
    const slots: string[] = [];
    let parts = 0;
    while (first !== null && first <= now) {
      const due = dueSlots(everyMinute, 'UTC', first, now, 5);
      slots.push(...due.slots.map(({ status, reason }) => reason ?? status));
      first = due.next;
      parts++;
    }
    expect(parts).toBe(3);
    expect(slots).toHaveLength(2501);
    expect(slots.filter((what) => what === 'pending')).toHaveLength(1);
    expect(slots.at(-1)).toBe('pending');
    expect(slots.slice(0, -6).every((what) => what === 'late')).toBe(true);
  });
});
