import { describe, expect, test } from 'vitest';
import { readArguments } from '../../bench/arguments.ts';
import { type Books, settle } from '../../bench/chaos/accounts.ts';
import { planChaos } from '../../bench/chaos/plan.ts';
import { mostWithin, quantile, timed } from '../../bench/measuring.ts';
import { markerOf } from '../../src/digest/delivery-ids.ts';

describe('npm run bench', () => {
  test('runs all but chaos unless told what to run', () => {
    expect(readArguments([])).toMatchObject({
      names: ['commands', 'http', 'guilds', 'briefings', 'fanout', 'due', 'store', 'grounding'],
      digests: 3000,
      write: true,
    });
    expect(readArguments(['chaos', '--seed', '7', '--minutes', '0.5'])).toMatchObject({
      names: ['chaos'],
      seed: 7,
      minutes: 0.5,
      write: false,
    });
  });

  test('writes the chapter on grounding alone, if that is all it measures', () => {
    expect(readArguments(['grounding', '--write', '--list'])).toMatchObject({
      names: ['grounding'],
      write: false,
      writeGrounding: true,
      list: true,
      holdoutCases: false,
    });
  });

  test.each([
    ['fan-out'],
    ['fanout', '--write'],
    ['fanout', '--digests', 'many'],
    ['chaos', '--minutes', '0'],
    ['--sed', '1'],
  ])('says what is wrong with %s %s %s', (...args) => {
    expect(() => readArguments(args.filter((arg) => arg !== undefined))).toThrow(
      /There is no|expected|Unknown option|only for grounding/,
    );
  });

  test('finds the second with the most requests in it', () => {
    expect(mostWithin([0, 10, 999, 1000, 1500, 5000], 1000)).toBe(3);
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
  });
});

test('notices for how long nothing else could run', async () => {
  const { ms, blocked } = await timed(async () => {
    for (const begun = performance.now(); performance.now() < begun + 60; );
  });
  expect(ms).toBeGreaterThanOrEqual(59);
  expect(blocked).toBeGreaterThan(40);
});

describe('chaos', () => {
  const sizes = { channels: 40, digests: 100, guilds: 4 };

  test('is the same for the same seed, and another for another', () => {
    expect(planChaos(7, 60_000, sizes)).toEqual(planChaos(7, 60_000, sizes));
    expect(planChaos(7, 60_000, sizes)).not.toEqual(planChaos(8, 60_000, sizes));
  });

  const minute = 60_000;
  const digest = { id: 1, cron: '* * * * *', timezone: null, channelId: 'c', createdAt: 0 };
  const row = (slot: number, changes: Partial<Books['deliveries'][number]> = {}) => ({
    id: slot / minute,
    digestId: 1,
    slot,
    channelId: 'c',
    status: 'sent' as const,
    reason: null,
    messageId: `m${slot / minute}`,
    ...changes,
  });
  const message = (slot: number, id = `m${slot / minute}`) => ({
    id,
    channelId: 'c',
    marker: markerOf({ digestId: 1, slot }),
  });
  const books = (changes: Partial<Books>): Books => ({
    digests: [digest],
    deliveries: [],
    messages: [],
    closures: [],
    end: 2 * minute + 1,
    ...changes,
  });
  const both = [row(minute), row(2 * minute)];

  test('finds nothing wrong with slots that were each posted once', () => {
    const accounts = settle(books({ deliveries: both, messages: [message(minute), message(2 * minute)] }));
    expect(accounts).toMatchObject({ due: 2, onDemand: 0, duplicates: [], lost: [], denied: [] });
    expect([...accounts.ended]).toEqual([['sent', 2]]);
  });

  test('counts two messages of one slot as a duplicate', () => {
    const messages = [message(minute), message(minute, 'other'), message(2 * minute)];
    expect(settle(books({ deliveries: both, messages })).duplicates).toHaveLength(1);
  });

  test.each<[string, Partial<Books>]>([
    ['a slot without a row', { deliveries: [row(minute)], messages: [message(minute)] }],
    [
      'a slot that is still pending',
      { deliveries: [row(minute), row(2 * minute, { status: 'pending' })], messages: [message(minute)] },
    ],
    ['a post that is not there', { deliveries: both, messages: [message(minute)] }],
    [
      'a message of no row',
      { deliveries: both, messages: [message(minute), message(2 * minute), message(3 * minute)] },
    ],
  ])('counts %s as lost', (_, changes) => {
    expect(settle(books(changes)).lost).toHaveLength(1);
  });

  test('does not count slots of a time in which the digest was paused', () => {
    const closures = [{ channelId: 'c', from: minute + 1, until: 2 * minute }];
    const accounts = settle(books({ deliveries: [row(minute)], messages: [message(minute)], closures }));
    expect(accounts).toMatchObject({ due: 1, whilePaused: 1, lost: [] });
  });

  test('tells of posts that are there and recorded as not posted', () => {
    const deliveries = [row(minute), row(2 * minute, { status: 'failed', reason: 'unknown', messageId: null })];
    const accounts = settle(books({ deliveries, messages: [message(minute), message(2 * minute)] }));
    expect(accounts.denied).toHaveLength(1);
    expect(accounts.lost).toEqual([]);
  });
});
