import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { addDigest } from '../../../src/store/digests.ts';
import { newDatabaseUrl } from '../../support/databases.ts';
import { newDigest } from '../../support/digests.ts';
import { type Newsroom, openNewsroom } from '../../support/newsroom.ts';
import { openTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';

/* A PostgreSQL that does not answer any more, and whose connections do not end: a process stops all the same. */

const stopWithinMs = 4_500;

let room: Newsroom;
let proxy: TcpProxy;

beforeEach(async () => {
  room = await openNewsroom();
  proxy = await openTcpProxy(await newDatabaseUrl());
});
afterEach(async () => {
  await room.close();
  proxy.cut();
  proxy.server.close();
});

/** From now on nothing comes through, and no connection ends. */
const freeze = () => {
  for (const socket of proxy.sockets) socket.unpipe();
  proxy.server.removeAllListeners('connection');
};

test('a bot that runs', async () => {
  const db = await openDatabase(proxy.url);
  const digest = { guildId: room.guild.id, channelId: room.channel('news'), cron: '0 0 29 2 *' };
  await addDigest(db, newDigest({ ...digest, nextSlot: Date.now() - 1_000 }), 50);
  await db.destroy();
  // The post is under way while the database falls silent, and cannot be recorded.
  room.discord.faults.add({ do: 'delay', ms: 1_000, when: 'after', method: 'POST', path: 'messages' });
  const bot = await room.start({ DATABASE_URL: proxy.url });
  await room.posted('news');
  freeze();
  const told = performance.now();
  expect(await bot.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - told).toBeLessThan(stopWithinMs + 500);
  expect(bot.output.join('\n')).toContain('not stopped in time');
}, 60_000);

test('a bot that cannot start', async () => {
  let frozenAt = 0;
  room.discord.events.on('request', ({ path }) => {
    if (frozenAt > 0 || !path.endsWith('/applications/@me')) return;
    freeze();
    frozenAt = performance.now();
  });
  room.discord.faults.add({ do: 'status', status: 401, method: 'GET', path: 'applications/@me', times: 'always' });
  const bot = room.launch({ DATABASE_URL: proxy.url });
  expect(await bot.exited).toEqual({ code: 1, signal: null });
  expect(frozenAt).toBeGreaterThan(0);
  expect(performance.now() - frozenAt).toBeLessThan(stopWithinMs + 500);
  expect(bot.output.join('\n')).toContain('Dateline cannot start');
}, 60_000);
