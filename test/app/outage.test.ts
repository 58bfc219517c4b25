// @module-tag slow

import { afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { addDue } from '../support/digests.ts';
import { type Newsroom, openNewsroom, textOf } from '../support/newsroom.ts';

/*
 * The real bot as a process, while Discord, the network or the machine fails.
 */

const minute = 60_000;

let room: Newsroom;

afterEach(() => room.close());

const answers = () =>
  room.use('reader', 'latest').then(
    ({ message }) => textOf(message),
    (error: Error) => error.message,
  );

describe('the gateway', () => {
  test('breaks off, asks to reconnect, ends the session or goes silent, and the bot is back by itself each time', async () => {
    room = await openNewsroom({ heartbeatMs: 1_500 });
    const bot = await room.start();
    const { gateway, events } = room.discord;
    const back = () =>
      new Promise<string>((resolve) =>
        events.on('session', (state) => {
          if (state !== 'closed') resolve(state);
        }),
      );
    const troubles: [expected: string, () => unknown][] = [
      ['resumed', () => gateway.close(4000)],
      ['resumed', () => gateway.close(1001)],
      ['resumed', () => gateway.close(1006)],
      ['resumed', () => gateway.requestReconnect()],
      ['resumed', () => gateway.invalidateSessions(true)],
      ['ready', () => gateway.invalidateSessions(false)],
      [
        'resumed',
        () => {
          gateway.behave({ acks: false });
          events.once('session', () => gateway.behave({ acks: true }));
        },
      ],
      [
        'resumed',
        async () => {
          gateway.behave({ connections: false });
          gateway.close(1006);
          const before = bot.output.length;
          const refused = () => bot.output.slice(before).some((line) => line.includes('"msg":"gateway error"'));
          await expect.poll(refused, { timeout: 10_000 }).toBe(true);
          gateway.behave({ connections: true });
        },
      ],
    ];
    for (const [expected, trouble] of troubles) {
      const returned = back();
      await trouble();
      expect(await returned).toBe(expected);
      await expect.poll(answers).toContain('Putin tours Harbin institute');
    }
    expect(await bot.stop()).toEqual({ code: 0, signal: null });
  }, 60_000);
});

describe('Discord', () => {
  test('is down when the bot starts, and comes up: the bot registers, answers, and posts what is due', async () => {
    room = await openNewsroom();
    await addDue(room.database, room.guild.id, [room.channel('briefings')]);
    await room.discord.down();
    const bot = room.launch();
    await expect.poll(() => bot.output.join('\n'), { timeout: 5_000 }).toContain('Discord cannot be reached');
    await room.discord.up();
    expect(textOf(await room.posted('briefings'))).toContain('Putin');
    await room.discord.connected();
    await expect.poll(answers, { timeout: 5_000 }).toContain('Putin tours Harbin institute');
  }, 30_000);

  test('goes down while the bot runs, and is forgotten by it: the bot is back, and what came due is posted late', async () => {
    room = await openNewsroom();
    // A clock that stands a few seconds before a minute begins.
    const offset = minute - (Date.now() % minute) - 4_000;
    const bot = await room.start({
      DIGEST_INTERVAL_MINUTES: '1',
      NODE_OPTIONS: `--import ${new URL('../support/shift-clock.ts', import.meta.url)}`,
      CLOCK_OFFSET: String(offset),
    });
    await room.use('moderator', 'digest add', { channel: room.channel('briefings'), cron: '* * * * *' });
    await room.discord.down({ forgetSessions: true });
    const db = await openDatabase(`sqlite:${room.database}`);
    const statuses = () => db.selectFrom('deliveries').select('status').execute();
    // Until the digest has come due, however long the start took, and the bot has tried to post it.
    await expect.poll(statuses, { timeout: minute + 10_000 }).toEqual([{ status: 'pending' }]);
    await db.destroy();
    await expect.poll(() => bot.output.join('\n'), { timeout: 10_000 }).toContain('ECONNREFUSED');
    expect(room.discord.messages(room.channel('briefings'))).toEqual([]);
    await room.discord.up();
    expect(textOf(await room.posted('briefings'))).toContain('Putin');
    await room.discord.connected();
    await expect.poll(answers, { timeout: 10_000 }).toContain('Putin tours Harbin institute');
    expect(room.discord.messages(room.channel('briefings'))).toHaveLength(1);
  }, 120_000);

  test('does not know the token any more: the bot stops, says what to do, and leaves the post to the next start', async () => {
    room = await openNewsroom();
    await addDue(room.database, room.guild.id, [room.channel('briefings')]);
    const fault = room.discord.faults.add({
      do: 'status',
      status: 401,
      method: 'POST',
      path: 'messages',
      times: 'always',
    });
    const bot = room.launch();
    expect(await bot.exited).toEqual({ code: 1, signal: null });
    expect(bot.output.join('\n')).toContain('Discord does not know DISCORD_TOKEN. Get a new one at');
    expect(bot.output.join('\n')).not.toContain(room.discord.token);
    expect(room.discord.faults.list()[0]?.struck).toBe(1);
    room.discord.faults.remove(fault.id);
    await room.start();
    await room.posted('briefings');
  }, 30_000);
});

test('killed again and again in the middle of its posts, the bot posts each of them once', async () => {
  room = await openNewsroom();
  const { discord } = room;
  const guild = discord.createGuild({
    name: 'Many',
    channels: Array.from({ length: 40 }, (_, i) => ({ name: `channel-${i}` })),
  });
  const channels = [...guild.channels.values()];
  await addDue(room.database, guild.id, channels);
  // Answers come late, so that the bot dies while Discord has the post and it does not know.
  discord.faults.add({
    do: 'delay',
    ms: 60,
    when: 'after',
    chance: 0.5,
    method: 'POST',
    path: 'messages',
    times: 'always',
  });
  let kills = 0;
  for (let life = 1; life <= 6; life++) {
    const bot = room.launch();
    let arrived = 0;
    await new Promise<void>((done) => {
      const look = () => {
        if (++arrived < 2 + (life % 3)) return;
        discord.events.off('message', look);
        setTimeout(
          () => {
            kills += 1;
            void bot.kill().then(() => done());
          },
          (life * 13) % 40,
        );
      };
      discord.events.on('message', look);
      void bot.exited.then(() => done());
    });
  }
  expect(kills).toBeGreaterThan(3);
  await room.start();
  const counts = () => channels.map((channel) => discord.messages(channel).length);
  await expect.poll(() => Math.min(...counts()), { timeout: 20_000 }).toBe(1);
  expect(counts()).toEqual(channels.map(() => 1));
  const db = await openDatabase(`sqlite:${room.database}`);
  const rows = () => db.selectFrom('deliveries').select(['status', 'messageId', 'channelId']).execute();
  await expect.poll(async () => (await rows()).filter(({ status }) => status !== 'sent')).toEqual([]);
  for (const { channelId, messageId } of await rows()) expect(discord.messages(channelId)[0]?.id).toBe(messageId);
  expect(await rows()).toHaveLength(40);
  await db.destroy();
}, 90_000);
