// @module-tag slow

import { readFile, writeFile } from 'node:fs/promises';
import type { APIMessage } from 'discord.js';
import type { BotProcess } from 'discord-playground';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addDue } from '../support/digests.ts';
import { type Newsroom, openNewsroom, textOf } from '../support/newsroom.ts';

/* Posts that stand, and what the real bot makes of them when an editor changes the file of their briefing. */

let room: Newsroom;
let bot: BotProcess;
let good: string;
let post: APIMessage;
let edits: string[];

beforeEach(async () => {
  room = await openNewsroom();
  good = await readFile(room.briefing, 'utf8');
  await addDue(room.database, room.guild.id, [room.channel('briefings')]);
  bot = await room.start();
  post = await room.posted('briefings');
  edits = [];
  room.discord.events.on('edit', (message) => {
    if (message.id === post.id) edits.push(textOf(message));
  });
}, 30_000);
afterEach(() => room.close());

const inFile = (text: string) => writeFile(room.briefing, text);
const version = (number: number, correction: string) =>
  good
    .replace(/^version: \d+$/m, `version: ${number}`)
    .concat(`\ncorrections:\n  - { version: 2, date: "2026-11-24T09:00:00Z", text: ${correction} }\n`);
const now = () => textOf(room.discord.messages(room.channel('briefings')).find(({ id }) => id === post.id) ?? post);
const asked = async (command: string) => textOf((await room.use('reader', command)).message);

test('a correction is in the post where it stands, once, though the bot is killed and started again', async () => {
  await inFile(version(2, 'The day was wrong.'));
  await expect.poll(now, { timeout: 5_000 }).toContain('The day was wrong.');
  expect(now()).toContain('**Corrected on');
  expect(now()).toContain('Putin tours Harbin institute');
  expect(await asked('corrections')).toContain('The day was wrong.');
  await bot.kill();
  bot = await room.start();
  const next = '  - { version: 3, date: "2026-11-25T09:00:00Z", text: The hour too. }\n';
  await inFile(version(3, 'The day was wrong.').concat(next));
  await expect.poll(now, { timeout: 5_000 }).toContain('The hour too.');
  expect(edits).toEqual([expect.not.stringContaining('The hour too.'), expect.stringContaining('The hour too.')]);
  expect(room.discord.messages(room.channel('briefings'))).toHaveLength(1);
}, 30_000);

test('a correction that Discord has and does not confirm is made again, to the same words', async () => {
  room.discord.faults.add({ do: 'drop-after', method: 'PATCH', path: 'messages/:id' });
  await inFile(version(2, 'The day was wrong.'));
  await expect.poll(() => edits.length, { timeout: 10_000 }).toBe(2);
  expect(edits[1]).toBe(edits[0]);
  const { message } = await room.use('moderator', 'digest history', { digest: 1 });
  expect(textOf(message)).toContain('Corrected');
}, 30_000);

test('a change of version without a correction leaves the post as it is', async () => {
  const updates = '\nupdates:\n  - { version: 2, text: The headline is another. }\n';
  const updated = good.replace(/^version: \d+$/m, 'version: 2').replace(/^headline: .*/m, 'headline: Another');
  await inFile(updated.concat(updates));
  await expect.poll(() => asked('latest'), { timeout: 5_000 }).toContain('Another');
  // What comes after it is the first that is written to the post.
  const next = '\ncorrections:\n  - { version: 3, date: "2026-11-25T09:00:00Z", text: The day was wrong. }\n';
  await inFile(good.replace(/^version: \d+$/m, 'version: 3').concat(next));
  await expect.poll(now, { timeout: 5_000 }).toContain('The day was wrong.');
  expect(edits).toHaveLength(1);
}, 30_000);

test('a withdrawn briefing is a notice in the post and nowhere else, and comes back with a new version', async () => {
  const withdrawn = version(2, 'The visit is not confirmed.').replace(/^pubStatus: .*/m, 'pubStatus: canceled');
  await inFile(withdrawn);
  await expect.poll(now, { timeout: 5_000 }).toContain('The visit is not confirmed.');
  expect(now()).toContain('Withdrawn');
  expect(now()).not.toContain('Putin');
  for (const command of ['latest', 'corrections', 'summary', 'timeline'])
    expect(await asked(command)).not.toContain('Putin');
  await inFile(
    version(3, 'The visit is not confirmed.').concat(
      '  - { version: 3, date: "2026-11-25T09:00:00Z", text: It is by now. }\n',
    ),
  );
  await expect.poll(now, { timeout: 5_000 }).toContain('It is by now.');
  expect(now()).toContain('Putin tours Harbin institute');
}, 30_000);
