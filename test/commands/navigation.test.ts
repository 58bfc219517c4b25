import { afterEach, beforeEach, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import type { Database } from '../../src/store/schema.ts';
import { type Asked, asking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { violations } from '../support/message-limits.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
let db: Database;
let bot: ReturnType<typeof asking>;

beforeEach(async () => {
  db = await openTestDatabase();
  bot = asking({ db, library: new Library([briefing()]), now: () => now });
});

afterEach(() => db.destroy());

/** The custom ids of a message's buttons, by label. */
function buttons({ message }: Asked): Map<string, string> {
  const found = new Map<string, string>();
  JSON.stringify(message, (_, value) => {
    if (value?.type === 2 && value.custom_id) found.set(value.label, value.custom_id);
    return value;
  });
  return found;
}

const press = async (card: Asked, label: string, asker = {}) => bot.click(buttons(card).get(label) ?? label, asker);
const title = ({ text }: Asked) => text.split('\n')[0];

test('a click on a message that everyone sees opens a private one; there, further clicks change that one', async () => {
  const summary = await bot.use('summary');
  const who = await press(summary, 'Who', { inPublic: true });
  expect(who).toMatchObject({ ephemeral: true, inPlace: false });
  const timeline = await press(who, 'Timeline');
  expect(timeline).toMatchObject({ ephemeral: true, inPlace: true });
  expect(title(timeline)).toBe('## Timeline');
  const back = await press(timeline, '◀ Summary');
  expect(back.inPlace).toBe(true);
  expect(title(back)).toBe(title(summary));
});

test('what cannot be opened is said in a message of its own: the card stays', async () => {
  expect(await bot.click('topic:gone')).toMatchObject({ ephemeral: true, inPlace: false });
});

test('a button of before, which said that it turns a page, still works', async () => {
  expect(title(await bot.click('turn/people:harbour-bridge:0'))).toBe('## Who is in it');
  expect(await bot.click('turn/people:harbour-bridge:0', { inPublic: true })).toMatchObject({ inPlace: false });
});

test('the cards of a briefing have the same buttons in the same places, and ◀ leads to the card above', async () => {
  const places = ['Summary', 'Who', 'Topics', 'Timeline', 'Sources'];
  const summary = await bot.use('summary', { private: true });
  expect([...buttons(summary).keys()].slice(1)).toEqual(places.slice(1));
  for (const place of places.slice(1)) {
    const card = await press(summary, place);
    expect([...buttons(card).keys()]).toEqual(['◀ Summary', ...places.slice(1)]);
    expect(violations(card.message)).toEqual([]);
    // The button that was used is there again.
    expect(buttons(card).get(place)).toBe(buttons(summary).get(place));
  }
});

test.each([
  ['who:mina-oz:0', '◀ Who', '## Who is in it'],
  ['topic:closure:0', '◀ Topics', '## Topics'],
])('from %s, %s leads to %s', async (opens, label, above) => {
  const card = await press(await bot.click(opens), label);
  expect(title(card)).toBe(above);
  expect(title(await press(card, '◀ Summary'))).toBe('## Harbour bridge closes for repairs');
});

test('what is shown of a digest has the way back to it, and from there to all', async () => {
  await bot.use('digest add', { channel: '500' }, { channels: { 500: 0 } });
  for (const shown of ['preview', 'history', 'check']) {
    const card = await bot.use(`digest ${shown}`, { digest: 1 });
    const digest = await press(card, '◀ Digest 1');
    expect(digest.inPlace).toBe(true);
    expect(title(await press(digest, '◀ All digests'))).toBe('## Digests of this server');
  }
  const removed = await bot.click('remove:1');
  expect((await press(await press(removed, 'History'), 'Undo')).text).toContain('Digest 1 is back');
});
