import { type BotProcess, seededRandom } from 'discord-playground';
import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { markerOf } from '../../../src/digest/delivery-ids.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { addDigest } from '../../../src/store/digests.ts';
import { leaseMs } from '../../../src/store/leases.ts';
import type { Database } from '../../../src/store/schema.ts';
import { newDatabaseUrl } from '../../support/databases.ts';
import { newDigest } from '../../support/digests.ts';
import { type Newsroom, openNewsroom } from '../../support/newsroom.ts';

/*
 * Real workers on one PostgreSQL, two and then eight, which are killed and started while they share what is due: by
 * Discord's record each slot has one post. What a dead worker had taken is taken over when its lease has ended.
 */

const seed = 7;
const [rounds, channels, each] = [3, 60, 5];
const digests = channels * each;

let room: Newsroom;
let db: Database;

afterEach(async () => {
  await room.close();
  await db.destroy();
});

test('two, then eight workers share what is due, while they are killed and started: one post a slot, none lost', async () => {
  const random = seededRandom(seed);
  const url = await newDatabaseUrl();
  room = await openNewsroom();
  db = await openDatabase(url);
  const { discord } = room;
  const guild = discord.createGuild({
    name: 'Many',
    channels: Array.from({ length: channels }, (_, i) => ({ name: `channel-${i}` })),
  });
  const ids = [...guild.channels.values()];
  // Several in each channel, which are due in the same round; each has something to say.
  for (let i = 0; i < digests; i++)
    await addDigest(
      db,
      newDigest({ guildId: guild.id, channelId: ids[i % channels] ?? '', cron: '0 0 29 2 *', whenEmpty: 'say-so' }),
      digests,
    );
  // Answers come late, so that workers die while Discord has a post and they do not know.
  const late = { method: 'POST', path: 'messages', times: 'always' } as const;
  discord.faults.add({ do: 'delay', ms: 80, when: 'after', chance: 0.5, ...late });

  let arrived = 0;
  discord.events.on('message', () => {
    arrived += 1;
  });
  const posts = (count: number) => expect.poll(() => arrived, { timeout: 30_000 }).toBeGreaterThanOrEqual(count);
  const workers: BotProcess[] = [];
  const all: BotProcess[] = [];
  const begin = (count: number) => {
    for (let i = 0; i < count; i++) {
      const bot = room.launch({ DATABASE_URL: url, ROLE: 'worker', REQUESTS_PER_SECOND: '6', LOG_LEVEL: 'info' });
      workers.push(bot);
      all.push(bot);
    }
  };
  const kill = async () => {
    const [victim] = workers.splice(Math.floor(random() * workers.length), 1);
    await victim?.kill();
  };
  const due = (round: number) =>
    db
      .updateTable('digests')
      .set({ nextSlot: Date.now() - 1_000 })
      .where('id', '>', (round * digests) / rounds)
      .where('id', '<=', ((round + 1) * digests) / rounds)
      .execute();

  await due(0);
  begin(2);
  await posts(15);
  await kill();
  begin(1);
  await posts(40);
  await due(1);
  begin(6);
  for (let kills = 1; kills <= 3; kills++) {
    await posts(40 + kills * 30);
    await kill();
    begin(1);
  }
  await due(2);
  begin(1);
  await posts(arrived + 20);
  await kill();
  await kill();

  const rows = () => db.selectFrom('deliveries').select(['digestId', 'slot', 'channelId', 'status', 'messageId']);
  const unfinished = async () => (await rows().execute()).filter(({ status }) => status !== 'sent').length;
  await expect.poll(unfinished, { timeout: 60_000, interval: 200 }).toBe(0);
  const sent = await rows().execute();
  expect(sent).toHaveLength(digests);
  expect(new Set(sent.map(({ digestId }) => digestId)).size).toBe(digests);
  const messages = ids.flatMap((id) => discord.messages(id));
  const found = sent.map((row) =>
    messages.filter(({ components }) => components?.some(({ id }) => id === markerOf(row))).map(({ id }) => id),
  );
  expect(found).toEqual(sent.map(({ messageId }) => [messageId]));
  expect(messages).toHaveLength(digests);
  const shares = all.map(({ output }) => output.filter((line) => line.includes('"status":"sent"')).length);
  expect(shares.filter((share) => share > 0).length).toBeGreaterThan(6);
  for (const bot of workers) expect(await bot.stop()).toEqual({ code: 0, signal: null });
  // Nothing is held at the end but what the dead held, until their leases end.
  const live = db
    .selectFrom('holds')
    .selectAll()
    .where('until', '>', sql<number>`extract(epoch from clock_timestamp()) * 1000`);
  await expect.poll(() => live.execute(), { timeout: leaseMs + 1_000 }).toEqual([]);
}, 120_000);
