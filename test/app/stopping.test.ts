// @module-tag slow

import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { addDue } from '../support/digests.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

/* Whoever stops a process, as Docker or systemd, gives it a few seconds, and kills it then. */

const stopWithinMs = 4_500;

let room: Newsroom;

beforeEach(async () => {
  room = await openNewsroom();
});
afterEach(() => room.close());

test('the bot stops in time while Discord does not answer a post', async () => {
  const url = `sqlite:${room.database}`;
  await addDue(room.database, room.guild.id, [room.channel('news')]);
  room.discord.faults.add({ do: 'hang', method: 'POST', path: 'messages', times: 'always' });
  const bot = await room.start();
  const db = await openDatabase(url);
  const begun = () => db.selectFrom('deliveries').select('attempts').execute();
  await expect.poll(begun).toEqual([{ attempts: 1 }]);
  const told = performance.now();
  expect(await bot.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - told).toBeLessThan(stopWithinMs);
  expect(await begun()).toEqual([{ attempts: 1 }]);
  await db.destroy();
}, 60_000);
