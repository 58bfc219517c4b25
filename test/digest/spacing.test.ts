import { describe, expect, test } from 'vitest';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { dueSlots } from '../../src/digest/schedule/slots.ts';
import { intervalBelow } from '../../src/digest/schedule/spacing.ts';
import { posterScene } from '../support/poster-scene.ts';

const minute = 60_000;
const nine = Date.parse('2026-11-24T09:00:00Z');

describe('the shortest time between two times of a schedule', () => {
  test.each([
    ['* * * * *', 1],
    ['*/14 * * * *', 4],
    ['*/15 * * * *', undefined],
    ['0,14 9 * * *', 14],
    ['0 9 * * *', undefined],
    // At 00:03, 00:55, 23:03 and 23:55: eight minutes over midnight, but only where two days follow each other.
    ['3,55 0,23 * * *', 8],
    ['3,55 0,23 * * mon,wed', undefined],
    ['3,55 0,23 28,1 * *', 8],
    ['3,55 0,23 28,1 3 *', undefined],
  ])('%s: %j minutes, where fewer than 15 are too few', (cron, expected) => {
    expect(intervalBelow(15, parseCron(cron))).toBe(expected);
  });
});

test('a schedule that may be set up loses no slot where clocks go forward', () => {
  const day = 24 * 60 * minute;
  const first = Date.parse('2026-03-28T08:00:00Z');
  const daily = dueSlots(parseCron('0 9 * * *'), 'Europe/Berlin', first, first, 120, day);
  expect(new Date(daily.next ?? 0).toISOString()).toBe('2026-03-29T07:00:00.000Z');
});

describe('a digest of before that posts more often', () => {
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);

  test('has no slots in between', () => {
    const due = dueSlots(parseCron('*/10 * * * *'), 'UTC', nine, nine + 45 * minute, 120, 15 * minute);
    expect(due.slots.map(({ slot, status }) => `${clock(slot)} ${status}`)).toEqual([
      '09:00 missed',
      '09:20 missed',
      '09:40 pending',
    ]);
    expect(clock(due.next ?? 0)).toBe('10:00');
  });

  const scene = posterScene(nine);

  test('posts every 15 minutes, and leaves one row for each', async () => {
    await scene.restart({ digestIntervalMs: 15 * minute });
    await scene.add({ cron: '* * * * *', whenEmpty: 'repeat' });
    for (let passed = 0; passed <= 60; passed++) await scene.tickAt(nine + passed * minute);
    expect((await scene.deliveries()).map(({ slot, status }) => `${clock(slot)} ${status}`)).toEqual([
      '09:00 sent',
      '09:15 sent',
      '09:30 sent',
      '09:45 sent',
      '10:00 sent',
    ]);
    expect(scene.posts).toHaveLength(5);
  });
});
