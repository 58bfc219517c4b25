// @module-tag slow

import { ChannelType } from 'discord.js';
import { type AnsweredRequest, type Discord, type Guild, startDiscord } from 'discord-playground';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPosting } from '../../src/app/posting.ts';
import { Library } from '../../src/briefing/library/library.ts';
import type { Poster } from '../../src/digest/deliver/poster.ts';
import { createRest } from '../../src/discord/rest/rest.ts';
import { addDigest, findDigest } from '../../src/store/digests.ts';
import type { Database, DeliveryRow } from '../../src/store/schema.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { newDigest } from '../support/digests.ts';

/* Discord lets ten posts an hour be published in a channel: over real sockets, as the playground answers it. */

const minute = 60_000;

let discord: Discord;
let guild: Guild;
let db: Database;
let posting: Poster;
let shift: number;
let crossposts: AnsweredRequest[];
let library: Library;
let version: number;

beforeEach(async () => {
  shift = 0;
  version = 1;
  discord = await startDiscord({ now: () => Date.now() + shift });
  const type = ChannelType.GuildAnnouncement;
  guild = discord.createGuild({ name: 'Guild', channels: ['news', 'other'].map((name) => ({ name, type })) });
  db = await openTestDatabase();
  library = new Library([briefing()]);
  crossposts = [];
  discord.events.on('request', (request) => {
    if (request.path.endsWith('/crosspost')) crossposts.push(request);
  });
  posting = createPosting({
    db,
    library,
    now: () => Date.now() + shift,
    rest: createRest({ token: discord.token, apiUrl: discord.apiUrl, requestsPerSecond: 50 }),
    botId: discord.botId,
    log: pino({ level: 'silent' }),
  });
});

afterEach(async () => {
  await posting.stop(0);
  await db.destroy();
  await discord.close();
});

const channel = (name: string) => guild.channels.get(name) ?? '';

async function add(name: string): Promise<number> {
  // A cron that seldom comes: the posts are those that are asked for.
  const digest = newDigest({ guildId: guild.id, channelId: channel(name), cron: '0 0 29 2 *', publish: true });
  return (await addDigest(db, digest, 50)) ?? 0;
}

/** Posts a digest now; there is news for it. */
async function post(number: number) {
  version += 1;
  library.put(briefing({ version }));
  const digest = await findDigest(db, guild.id, number);
  if (!digest) throw new Error('no digest');
  return posting.postNow(digest);
}

async function pass(milliseconds: number): Promise<void> {
  shift += milliseconds;
  await posting.tick();
  await posting.idle();
}

const deliveries = (): Promise<DeliveryRow[]> => db.selectFrom('deliveries').selectAll().orderBy('id').execute();
const publishing = async () => (await deliveries()).map((row) => row.publishing);
const published = (name: string) => discord.messages(channel(name)).filter(({ flags }) => ((flags ?? 0) & 1) !== 0);

/** Publishes ten posts, so that the channel has published all that it may for an hour. */
async function publishTen(number: number): Promise<void> {
  for (let i = 0; i < 10; i++) expect(await post(number)).toMatchObject({ kind: 'sent' });
  expect(published('news')).toHaveLength(10);
}

test('the eleventh post of an hour is published once the hour is over, and the bot asks once meanwhile', async () => {
  const [one, second] = [await add('news'), await add('other')];
  await publishTen(one);
  const outcome = await post(one);
  expect(outcome).toMatchObject({ kind: 'sent', unpublished: { kind: 'later', turnAt: expect.any(Number) } });
  expect((await deliveries())[10]).toMatchObject({ status: 'sent', publishing: 'waiting', reason: 'publish-limit' });
  for (let i = 0; i < 5; i++) await pass(10 * minute);
  expect(published('news')).toHaveLength(10);
  expect(crossposts.filter(({ status }) => status === 429)).toHaveLength(1);
  // Another channel has a limit of its own.
  expect(await post(second)).toMatchObject({ kind: 'sent', messageId: published('other')[0]?.id });
  await pass(11 * minute);
  expect(published('news')).toHaveLength(11);
  expect((await publishing()).filter((each) => each !== null)).toEqual([]);
  expect(discord.messages(channel('news'))).toHaveLength(11);
}, 60_000);

test('other digests of the channel wait for the same instant without a request, and are posted all the same', async () => {
  const [one, second] = [await add('news'), await add('news')];
  await publishTen(one);
  const first = await post(one);
  await post(second);
  expect(discord.messages(channel('news'))).toHaveLength(12);
  expect(crossposts.filter(({ status }) => status === 429)).toHaveLength(1);
  const [eleventh, twelfth] = (await deliveries()).slice(10);
  expect(first.kind).toBe('sent');
  expect(twelfth).toMatchObject({ publishing: 'waiting', tryAfter: eleventh?.tryAfter });
  await pass(61 * minute);
  expect(published('news')).toHaveLength(12);
}, 60_000);

test('one that waits while the digest’s next post comes is given up, with its reason, for that one to be published', async () => {
  const one = await add('news');
  await publishTen(one);
  await post(one);
  await post(one);
  await pass(61 * minute);
  expect((await deliveries()).slice(10)).toMatchObject([
    { status: 'sent', publishing: 'failed', reason: 'publish-limit', detail: null },
    { status: 'sent', publishing: null, reason: null },
  ]);
  expect(published('news')).toHaveLength(11);
}, 60_000);

test('one whose turn has not come in a day is given up', async () => {
  const one = await add('news');
  discord.faults.add({
    method: 'POST',
    path: 'crosspost',
    do: 'status',
    status: 429,
    retryAfter: 3_000,
    times: 'always',
  });
  await post(one);
  for (let hours = 0; hours < 23; hours++) await pass(60 * minute);
  expect(await publishing()).toEqual(['waiting']);
  for (let hours = 0; hours < 3; hours++) await pass(60 * minute);
  expect(await deliveries()).toMatchObject([{ status: 'sent', publishing: 'failed', reason: 'publish-limit' }]);
}, 60_000);
