// @module-tag slow

import { type AnsweredRequest, type Discord, type FaultPlan, type Guild, startDiscord } from 'discord-playground';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPosting } from '../../src/app/posting.ts';
import { Library } from '../../src/briefing/library/library.ts';
import type { Poster } from '../../src/digest/deliver/poster.ts';
import { channelAccess } from '../../src/discord/permissions/channel-access.ts';
import { type BotRest, createRest, type RestOptions } from '../../src/discord/rest/rest.ts';
import { addDigest, findDigest, keptForNextCommand, pauseDigest } from '../../src/store/digests.ts';
import { changeGuildSettings } from '../../src/store/guilds.ts';
import type { Database, DeliveryRow } from '../../src/store/schema.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { newDigest } from '../support/digests.ts';
import { texts } from '../support/message-limits.ts';

/*
 * What Discord answers, and what becomes of the posts: over real sockets, with the bot's own requests.
 */

const second = 1_000;

let discord: Discord;
let guild: Guild;
let db: Database;
let posting: Poster;
let shift: number;
let requests: (AnsweredRequest & { at: number })[];

beforeEach(async () => {
  shift = 0;
  discord = await startDiscord({ now: () => Date.now() + shift });
  guild = discord.createGuild({
    name: 'Faults',
    channels: [{ name: 'news' }, { name: 'alerts' }],
    members: [{ name: 'editor' }, { name: 'second' }],
  });
  db = await openTestDatabase();
  requests = [];
  discord.events.on('request', (request) => requests.push({ ...request, at: performance.now() }));
  begin();
});

afterEach(async () => {
  await posting.stop(0);
  await db.destroy();
  await discord.close();
});

function begin(options: Partial<RestOptions> = {}, now = () => Date.now() + shift): BotRest {
  const rest = createRest({
    token: discord.token,
    apiUrl: discord.apiUrl,
    requestsPerSecond: 50,
    answerTimeoutMs: 500,
    ...options,
  });
  posting = createPosting({
    db,
    library: new Library([briefing()]),
    now,
    rest,
    botId: discord.botId,
    log: pino({ level: 'silent' }),
  });
  return rest;
}

const channel = (name: string) => guild.channels.get(name) ?? '';

async function add(channelId = channel('news'), catchUp = 120): Promise<void> {
  const changes = {
    guildId: guild.id,
    channelId,
    catchUpMinutes: catchUp,
    nextSlot: Date.now() - second,
  };
  const creator = guild.members.get('editor') ?? '';
  await addDigest(db, newDigest({ ...changes, cron: '0 0 29 2 *', createdBy: creator }), 500);
}

/** Lets so many seconds pass, and posts what is due. */
async function pass(seconds: number): Promise<void> {
  shift += seconds * second;
  await posting.tick();
  await posting.idle();
}

const deliveries = (): Promise<DeliveryRow[]> => db.selectFrom('deliveries').selectAll().orderBy('id').execute();
const posts = (name = 'news') => discord.messages(channel(name));
const sending = () => requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));
const postFault = (plan: FaultPlan) => discord.faults.add({ method: 'POST', path: 'messages', ...plan });

describe('a post whose request goes wrong', () => {
  test.each<[string, FaultPlan]>([
    ['breaks off before Discord has it', { do: 'drop-before' }],
    ['breaks off after Discord has it', { do: 'drop-after' }],
    ['is answered 500', { do: 'status', status: 500 }],
    ['is answered 502 though Discord has it', { do: 'status', status: 502, when: 'after' }],
    ['is answered 503', { do: 'status', status: 503 }],
    ['is answered 504 though Discord has it', { do: 'status', status: 504, when: 'after' }],
    ['gets no answer on a socket that stays open', { do: 'hang' }],
    ['gets no answer though Discord has it', { do: 'hang', when: 'after' }],
    ['is answered too late', { do: 'delay', ms: 800, when: 'after' }],
  ])('since it %s is made good, and there is one', async (_, plan) => {
    await add();
    postFault({ ...plan, times: 2 });
    await pass(0);
    expect(await deliveries()).toMatchObject([{ status: 'pending' }]);
    await pass(3);
    await pass(6);
    await expect.poll(sending).toHaveLength(3);
    expect(posts()).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'sent', messageId: posts()[0]?.id, attempts: 3 }]);
  });

  test('is tried again, with growing pauses, until its catch-up ends', async () => {
    await add(undefined, 30);
    postFault({ do: 'status', status: 503, times: 'always' });
    for (let minutes = 0; minutes < 29; minutes += 1) await pass(60);
    expect(await deliveries()).toMatchObject([{ status: 'pending' }]);
    expect(sending().length).toBeLessThan(16);
    await pass(120);
    expect(await deliveries()).toMatchObject([{ status: 'failed', detail: 'Discord answered 503' }]);
    expect(posts()).toEqual([]);
  });

  test('goes out late when Discord was down for an hour', async () => {
    await add();
    await discord.down();
    await pass(0);
    await pass(30 * 60);
    await discord.up();
    await pass(30 * 60);
    expect(posts()).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'sent' }]);
  });
});

describe('a rate limit', () => {
  test.each(['user', 'shared', 'global'] as const)(
    'of scope %s is obeyed, and the post is there after it',
    async (scope) => {
      await add();
      postFault({ do: 'status', status: 429, scope, retryAfter: 1 });
      await pass(0);
      expect(sending().map(({ status }) => status)).toEqual([429, 200]);
      const [first, next] = sending().map(({ at }) => at);
      expect((next ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000);
      expect(await deliveries()).toMatchObject([{ status: 'sent', attempts: 1 }]);
    },
  );

  test('that lasts is not waited for with the post in hand, but the post is not tried before it ends', async () => {
    await add();
    postFault({ do: 'status', status: 429, scope: 'shared', retryAfter: 600 });
    await pass(0);
    await pass(60);
    expect(sending()).toHaveLength(1);
    const [waiting] = await deliveries();
    expect(waiting).toMatchObject({ status: 'pending', detail: 'Discord’s rate limit', attemptedAt: null });
    expect(waiting?.tryAfter).toBeGreaterThan(Date.now() + 500 * second);
  });

  test('is not reached by posts that are due at once', async () => {
    const many = discord.createGuild({
      name: 'Many',
      channels: Array.from({ length: 120 }, (_, i) => ({ name: `channel-${i}` })),
    });
    for (const id of many.channels.values()) await add(id);
    // What a busy machine bunches up must not be too much for Discord's 50 here, which is in the same process.
    begin({ requestsPerSecond: 40, answerTimeoutMs: 10 * second });
    const begun = performance.now();
    await pass(0);
    expect(requests.filter(({ status }) => status === 429)).toEqual([]);
    expect((await deliveries()).every(({ status }) => status === 'sent')).toBe(true);
    expect(sending()).toHaveLength(120);
    // Some 36 a second.
    expect(performance.now() - begun).toBeGreaterThan(3_000);
  });
});

describe('the checks of one server, of fifty channels at once', () => {
  let asked: Promise<unknown>;
  let check: (guildId: string, channelId: string) => Promise<unknown>;
  const channels = (prefix: string) => Array.from({ length: 50 }, (_, i) => ({ name: `${prefix}-${i}` }));
  beforeEach(() => {
    const busy = discord.createGuild({ name: 'Busy', channels: channels('asked') });
    const rest = begin({ answerTimeoutMs: 10 * second });
    check = (guildId, channelId) =>
      channelAccess(rest, discord.botId, { guildId, channelId }, AbortSignal.timeout(30 * second));
    asked = Promise.all([...busy.channels.values()].map((id) => check(busy.id, id)));
  });
  afterEach(() => asked);

  test('hold up another’s check by as many requests as it makes itself', async () => {
    await check(guild.id, channel('news'));
    // It asks three times; its first question comes after two of theirs, which began at once.
    expect(requests.length).toBeLessThan(12);
  }, 20_000);

  test('leave every second turn to the posts of another', async () => {
    const posted = discord.createGuild({ name: 'Posted', channels: channels('due') });
    for (const id of posted.channels.values()) await add(id);
    const before = requests.length;
    await pass(0);
    expect((await deliveries()).filter(({ status }) => status === 'sent')).toHaveLength(50);
    // Had the 150 reads gone first, 200.
    expect(requests.length - before).toBeLessThan(130);
  }, 20_000);
});

describe('a role that a digest pings', () => {
  test('is left out of its posts once it is deleted, and stays where Discord only pings nobody', async () => {
    const pinged = discord.createGuild({
      name: 'Pinged',
      roles: [{ name: 'Readers', mentionable: true }, { name: 'Staff' }],
      everyone: ['ViewChannel', 'SendMessages', 'ReadMessageHistory'],
      channels: [{ name: 'readers' }, { name: 'staff' }],
    });
    const { id: guildId, channels, roles } = pinged;
    for (const [channelName, role] of [
      ['readers', 'Readers'],
      ['staff', 'Staff'],
    ] as const)
      await addDigest(
        db,
        newDigest({
          guildId,
          channelId: channels.get(channelName) ?? '',
          mentionRoleId: roles.get(role) ?? '',
          cron: '0 0 29 2 *',
          nextSlot: Date.now() - second,
        }),
        9,
      );
    await discord.control('role/delete', { guild: guildId, role: 'Readers' });
    await pass(0);
    const gone = roles.get('Readers') ?? '';
    await expect.poll(() => findDigest(db, guildId, 1)).toMatchObject({ mentionRoleId: gone, goneRoleId: gone });
    expect(await findDigest(db, guildId, 2)).toMatchObject({ goneRoleId: null });
    expect(await deliveries()).toMatchObject([{ status: 'sent' }, { status: 'sent' }]);

    await db.deleteFrom('carried').execute();
    await db
      .updateTable('digests')
      .set({ nextSlot: Date.now() + shift })
      .execute();
    await pass(60);
    await expect.poll(() => discord.messages(channels.get('readers') ?? '').length).toBe(2);
    const [before, after] = discord
      .messages(channels.get('readers') ?? '')
      .map((message) => texts(message as never).join(''));
    expect(before).toContain(`<@&${gone}>`);
    expect(after).not.toContain('<@&');
  });
});

describe('a post that is refused', () => {
  test('by 400 is recorded with Discord’s words, and not tried again', async () => {
    await add();
    postFault({ do: 'status', status: 400, code: 50006 });
    await pass(0);
    await pass(600);
    expect(sending()).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'failed', detail: 'Cannot send an empty message' }]);
    expect((await findDigest(db, guild.id, 1))?.paused).toBeNull();
  });

  test('since a permission is lost pauses the digest, and the alerts channel is told which one and how to give it', async () => {
    await changeGuildSettings(db, guild.id, { alertsChannelId: channel('alerts') });
    await add();
    discord.overwrite(guild.id, 'news', { target: '@bot', deny: ['SendMessages'] });
    await pass(0);
    await expect.poll(() => posts('alerts')).toHaveLength(1);
    const alert = texts(posts('alerts')[0] as never).join('\n');
    expect(alert).toContain('**Send Messages**');
    expect(alert).not.toContain('View Channel');
    expect(alert).toContain('/digest check digest:1');
    // That it was told is recorded after it was.
    await expect
      .poll(() => findDigest(db, guild.id, 1))
      .toMatchObject({ paused: 'permission', depth: 'brief', alertDue: 0 });
    expect(await deliveries()).toMatchObject([{ status: 'failed', detail: 'Missing Permissions' }]);
    await pass(600);
    expect(posts('alerts')).toHaveLength(1);
  });

  test('since its channel is gone tells the person who set it up where there is no alerts channel, or it cannot be used', async () => {
    await changeGuildSettings(db, guild.id, { alertsChannelId: channel('alerts') });
    discord.overwrite(guild.id, 'alerts', { target: '@bot', deny: ['ViewChannel'] });
    await add();
    const written = new Promise<string>((resolve) =>
      discord.events.on('message', (message) => resolve(texts(message as never).join('\n'))),
    );
    discord.deleteChannel(channel('news'));
    await pass(0);
    expect(await written).toContain('the channel no longer exists');
    expect(await findDigest(db, guild.id, 1)).toMatchObject({ paused: 'gone' });
  });

  test('is told of when Discord takes it, if it does not at first', async () => {
    await changeGuildSettings(db, guild.id, { alertsChannelId: channel('alerts') });
    await add();
    discord.overwrite(guild.id, 'news', { target: '@bot', deny: ['SendMessages'] });
    discord.faults.add({ method: 'POST', path: '#alerts/messages', do: 'status', status: 503 });
    await pass(0);
    await expect.poll(() => sending().length).toBe(2);
    expect(posts('alerts')).toEqual([]);
    begin();
    await pass(60);
    await expect.poll(() => posts('alerts')).toHaveLength(1);
  });

  test('is told of once though Discord’s answer is lost', async () => {
    await changeGuildSettings(db, guild.id, { alertsChannelId: channel('alerts') });
    await add();
    discord.overwrite(guild.id, 'news', { target: '@bot', deny: ['SendMessages'] });
    discord.faults.add({ method: 'POST', path: '#alerts/messages', do: 'drop-after' });
    await pass(0);
    await expect.poll(() => posts('alerts')).toHaveLength(1);
    begin();
    await pass(60);
    await expect.poll(() => findDigest(db, guild.id, 1)).toMatchObject({ alertDue: 0 });
    const alerts = requests.filter(({ method, path }) => method === 'POST' && path.includes(channel('alerts')));
    expect(alerts.length).toBeGreaterThan(1);
    expect(posts('alerts')).toHaveLength(1);
  });

  test.each<[string, () => unknown, boolean]>([
    ['is not explained by what Discord says', () => postFault({ do: 'status', status: 403, code: 50013 }), true],
    [
      'is explained by a permission',
      () => discord.control('permissions', { channel: 'news', deny: ['SendMessages'] }),
      false,
    ],
    ['is explained by a timeout of the bot', () => discord.control('timeout', { minutes: 60 }), false],
    [
      'is explained by a channel that is not seen',
      () => discord.control('permissions', { channel: 'news', deny: ['ViewChannel'] }),
      false,
    ],
  ])('and %s: that is kept for the check', async (_, refuse, refusalUnexplained) => {
    await add();
    await refuse();
    await pass(0);
    expect(await findDigest(db, guild.id, 1)).toMatchObject({ paused: 'permission', refusalUnexplained });
  });

  test('again and again does not come near Discord’s ban: nothing more is sent until it has forgotten', async () => {
    begin({ invalidRequestLimit: 10 });
    const many = discord.createGuild({
      name: 'Closed',
      channels: Array.from({ length: 60 }, (_, i) => ({
        name: `channel-${i}`,
        overwrites: [{ target: '@bot', deny: ['SendMessages' as const] }],
      })),
    });
    for (const id of many.channels.values()) await add(id);
    await pass(0);
    // Those that might have been one too many while others were under way.
    await pass(10);
    const invalid = () => requests.filter(({ status }) => [401, 403, 429].includes(status)).length;
    expect(invalid()).toBeGreaterThanOrEqual(10);
    expect(invalid()).toBeLessThan(20);
    const rows = await deliveries();
    expect(rows.filter(({ status }) => status === 'failed').length).toBeLessThan(20);
    const waiting = rows.filter(({ status }) => status === 'pending');
    expect(waiting.length).toBeGreaterThan(40);
    for (const { tryAfter } of waiting) expect(tryAfter).toBeGreaterThan(Date.now() + 400 * second);
  });
});

describe('what moderators are told', () => {
  const openings = () => requests.filter(({ path }) => path === '/users/@me/channels');
  const direct = () => {
    const written: string[] = [];
    discord.events.on('message', (message) => {
      const text = texts(message as never).join('\n');
      if (/paused|fail/.test(text)) written.push(text);
    });
    return written;
  };

  test('is one message for all digests of a server that lost the same', async () => {
    const many = discord.createGuild({
      name: 'Twelve',
      channels: Array.from({ length: 12 }, (_, i) => ({
        name: `channel-${i}`,
        overwrites: [{ target: '@bot', deny: ['SendMessages' as const] }],
      })),
      members: [{ name: 'editor' }],
    });
    const written = direct();
    const createdBy = many.members.get('editor') ?? '';
    for (const channelId of many.channels.values())
      await addDigest(
        db,
        newDigest({ guildId: many.id, channelId, cron: '0 0 1 1 *', nextSlot: Date.now() - second, createdBy }),
        500,
      );
    await pass(0);
    await pass(61);
    await expect.poll(() => written).toHaveLength(1);
    expect(written[0]).toContain('12 digests are paused');
    expect(written[0]).toContain('I lack **Send Messages**');
    for (let number = 1; number <= 12; number++) expect(written[0]).toContain(`**Digest ${number}** in <#`);
    await pass(61);
    expect(written).toHaveLength(1);
  });

  test('is true of each digest: where they lack different things, none of them is named for all', async () => {
    const two = discord.createGuild({
      name: 'Two',
      channels: (['SendMessages', 'ViewChannel'] as const).map((denied) => ({
        name: denied.toLowerCase(),
        overwrites: [{ target: '@bot', deny: [denied] }],
      })),
      members: [{ name: 'editor' }],
    });
    const written = direct();
    const createdBy = two.members.get('editor') ?? '';
    for (const channelId of two.channels.values())
      await addDigest(
        db,
        newDigest({ guildId: two.id, channelId, cron: '0 0 1 1 *', nextSlot: Date.now() - second, createdBy }),
        500,
      );
    await pass(0);
    await pass(61);
    await expect.poll(() => written).toHaveLength(1);
    expect(written[0]).toContain('2 digests are paused');
    expect(written[0]).toContain('Discord says that I may not');
    expect(written[0]).toContain('allow **View Channel and Send Messages**');
  });

  test('of a bot that is timed out is that, and until when', async () => {
    const written = direct();
    await add();
    await discord.control('timeout', { minutes: 60 });
    await pass(0);
    await expect.poll(() => written.join('')).toMatch(/A moderator has timed me out until <t:\d+:f>/);
    expect(written.join('')).not.toContain('Permissions');
  });

  test('of a thread that is closed is that, and the digest is paused', async () => {
    const written = direct();
    await add();
    postFault({ do: 'status', status: 400, code: 50083 });
    await pass(0);
    await expect.poll(() => written.join('')).toContain('the thread is closed');
    expect(await findDigest(db, guild.id, 1)).toMatchObject({ paused: 'closed' });
  });

  test('waits where direct messages are opened too fast', async () => {
    const written = direct();
    discord.faults.add({ do: 'status', status: 403, code: 40003, path: '/users/@me/channels', times: 2 });
    await add();
    discord.overwrite(guild.id, 'news', { target: '@bot', deny: ['SendMessages'] });
    await pass(0);
    await expect.poll(() => openings().length).toBe(1);
    await pass(60);
    await expect.poll(() => openings().length).toBe(2);
    expect(written).toEqual([]);
    await pass(60);
    await expect.poll(() => written).toHaveLength(1);
  });

  test('goes to another who set up a digest where the first cannot be written to, and else to the next command', async () => {
    await add();
    await addDigest(
      db,
      newDigest({ guildId: guild.id, channelId: '9', createdBy: guild.members.get('second') ?? '' }),
      9,
    );
    const written = direct();
    discord.overwrite(guild.id, 'news', { target: '@bot', deny: ['SendMessages'] });
    const refused = { do: 'status', status: 403, code: 50007, method: 'POST', path: '/users/@me/channels' } as const;
    discord.faults.add(refused);
    await pass(0);
    await expect.poll(() => written).toHaveLength(1);
    expect(openings()).toHaveLength(2);

    await db.updateTable('digests').set({ alertDue: 7 }).where('number', '=', 1).execute();
    discord.faults.add({ ...refused, times: 2 });
    await pass(60);
    await expect.poll(() => keptForNextCommand(db, guild.id)).toMatchObject([{ number: 1, paused: 'permission' }]);
    expect(written).toHaveLength(1);
  });

  test('names a digest that was paused after an alert of which Discord’s answer was lost', async () => {
    const written = direct();
    await changeGuildSettings(db, guild.id, { alertsChannelId: channel('alerts') });
    postFault({ do: 'status', status: 502, when: 'after', path: '#alerts/messages' });
    discord.overwrite(guild.id, 'news', { target: '@bot', deny: ['SendMessages'] });
    await add();
    await pass(0);
    await expect.poll(() => written).toHaveLength(1);
    await add();
    await pauseDigest(db, { digestId: 2, channelId: channel('news') }, 'permission', Date.now() + 30 * second);
    await pass(60);
    await expect.poll(() => written).toHaveLength(2);
    expect(written[1]).toContain('**Digest 2**');
  });

  test('is said by the next command where it could not be sent for a day', async () => {
    await add();
    discord.faults.add({ do: 'status', status: 503, path: '/users/@me/channels', times: 'always' });
    discord.overwrite(guild.id, 'news', { target: '@bot', deny: ['SendMessages'] });
    await pass(0);
    await expect.poll(() => openings().length).toBe(1);
    expect(await keptForNextCommand(db, guild.id)).toEqual([]);
    await pass(24 * 3600);
    await expect.poll(() => keptForNextCommand(db, guild.id)).toMatchObject([{ number: 1, paused: 'permission' }]);
  });

  test('is also what Discord refuses three times in a row, once, though it is not known and the digest goes on', async () => {
    const written = direct();
    await add();
    postFault({
      do: 'status',
      status: 400,
      code: 200000,
      message: 'Blocked by AutoMod',
      times: 5,
      path: '#news/messages',
    });
    for (let times = 1; times <= 5; times++) {
      await db
        .updateTable('digests')
        .set({ nextSlot: Date.now() + shift })
        .execute();
      await pass(60);
      await expect
        .poll(async () => (await deliveries()).filter(({ status }) => status === 'failed'))
        .toHaveLength(times);
      if (times === 2) expect(written).toEqual([]);
    }
    await expect.poll(() => written).toHaveLength(1);
    expect(written[0]).toContain('Discord refused the last three posts, saying: “Blocked by AutoMod”');
    expect(await findDigest(db, guild.id, 1)).toMatchObject({ paused: null, alertDue: 0 });
  });
});

describe('a clock that is wrong', () => {
  test('by weeks, ahead or behind, claims nothing, posts nothing, and forgets nothing', async () => {
    await add();
    const clocks = [30, -30].map((days) => days * 24 * 3600 * second);
    for (const wrong of clocks) {
      begin({}, () => Date.now() + wrong);
      await pass(0);
      expect(await deliveries()).toEqual([]);
    }
    begin();
    await pass(0);
    expect(await deliveries()).toMatchObject([{ status: 'sent' }]);
    begin({}, () => Date.now() - 24 * 3600 * second);
    await pass(0);
    expect(await deliveries()).toMatchObject([{ status: 'sent' }]);
  });
});

describe('the channel’s history', () => {
  test('says where a post is, among what others wrote after it', async () => {
    await add();
    postFault({ do: 'drop-after' });
    await pass(0);
    const rest = createRest({ token: discord.token, apiUrl: discord.apiUrl, requestsPerSecond: 50 });
    // Others write meanwhile.
    for (let i = 0; i < 3; i++) await rest.post(`/channels/${channel('news')}/messages`, { body: { content: `${i}` } });
    await pass(180);
    expect(await deliveries()).toMatchObject([{ status: 'sent', messageId: posts()[0]?.id }]);
    expect(requests.filter(({ method, path }) => method === 'GET' && path.includes('/messages'))).toHaveLength(1);
  });

  test('that may not be read leaves the slot failed, and the news to the next one', async () => {
    await add();
    discord.overwrite(guild.id, 'news', { target: '@bot', deny: ['ReadMessageHistory'] });
    postFault({ do: 'drop-after' });
    await pass(0);
    await pass(180);
    expect(posts()).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'failed', reason: 'unknown' }]);
  });
});
