import { ChannelType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import type { ChannelAccess } from '../../src/command/command.ts';
import { addDigest, findDigest } from '../../src/store/digests.ts';
import type { Database, NewDigestRow, Pause } from '../../src/store/schema.ts';
import { asking, lacking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { changeDigest, newDigest } from '../support/digests.ts';
import { violations } from '../support/message-limits.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const nextSlot = Date.parse('2026-11-25T09:00:00Z');

let db: Database;
let access: () => Promise<ChannelAccess | 'gone' | undefined>;
let bot: ReturnType<typeof asking>;

beforeEach(async () => {
  db = await openTestDatabase();
  access = async () => lacking(ChannelType.GuildText);
  bot = asking({ db, library: new Library([briefing()]), now: () => now, access: () => access() });
});

afterEach(() => db.destroy());

const add = (changes: Partial<NewDigestRow> = {}) => addDigest(db, newDigest({ nextSlot, ...changes }), 50);
const addPaused = (paused: Pause, changes: Partial<NewDigestRow> = {}) =>
  add({ paused, nextSlot: null, alertDue: 1, ...changes });
const check = () => bot.use('digest check', { digest: 1 });
const stored = () => findDigest(db, '100', 1);
const stamps = (text: string) =>
  [...text.matchAll(/<t:(\d+):t> your time/g)].map(([, at]) => new Date(Number(at) * 1000).toISOString());

describe('what a digest needs', () => {
  test('is listed, with what of it is there, and when it posts next', async () => {
    await add({ mentionRoleId: '700' });
    const { text, ephemeral, message } = await check();
    expect(ephemeral).toBe(true);
    expect(text).toContain('✅ I can post in <#500>.');
    expect(text).toContain('✅ **View Channel**, needed for posting');
    expect(text).toContain('✅ **Read Message History**, needed for reading back');
    expect(text).toContain('✅ **Mention @everyone, @here and All Roles**, needed for pinging the role');
    expect(text).not.toContain('❌');
    expect(text).not.toContain('To give');
    expect(stamps(text)).toEqual(['2026-11-25T09:00:00.000Z', '2026-11-26T09:00:00.000Z', '2026-11-27T09:00:00.000Z']);
    expect(violations(message)).toEqual([]);
  });

  test('and lacks is told with how to give it', async () => {
    await add({ mentionRoleId: '700' });
    access = async () => lacking(ChannelType.GuildText, 'SendMessages', 'MentionEveryone', 'ReadMessageHistory');
    const { text } = await check();
    expect(text).toContain('❌ I cannot post in <#500> yet.');
    expect(text).toContain('✅ **View Channel**, needed for posting');
    expect(text).toContain('❌ **Send Messages**: without it I cannot post');
    expect(text).toContain('To give me **Send Messages and Read Message History**, open the channel’s settings');
    expect(text).toContain('To let me ping <@&700>, turn on *Allow anyone to @mention this role*');
    expect(text).not.toContain('only once I can see');
  });

  test('a digest that pings nobody needs no permission to ping', async () => {
    await add();
    access = async () => lacking(ChannelType.GuildText, 'MentionEveryone');
    const { text } = await check();
    expect(text).not.toContain('Mention');
    expect(text).toContain('✅ I can post in <#500>.');
  });

  test('what Discord does not tell of a channel that the bot may not see is not made up', async () => {
    await add({ publish: true });
    access = async () => ({
      type: ChannelType.GuildText,
      permissions: [{ name: 'ViewChannel', held: false, needed: 'post' }],
    });
    const { text } = await check();
    expect(text).toContain('❌ **View Channel**');
    expect(text).toContain('Discord does not tell me what else I may do there');
    expect(text).not.toContain('announcement');
  });

  test.each<[string, Partial<ChannelAccess>, string]>([
    ['the bot is timed out', { timedOutUntil: nextSlot }, `timed me out until <t:${nextSlot / 1000}:f>`],
    ['the thread is locked', { isLocked: true }, 'The thread is locked'],
    ['the bot is not in the thread', { isHiddenThread: true }, 'mention me in it: that adds me'],
  ])('where %s no permission is asked for, and a paused digest stays so', async (_, obstacle, said) => {
    await addPaused('permission', { mentionRoleId: '700' });
    access = async () => ({ ...lacking(ChannelType.GuildText), ...obstacle });
    const { text, message } = await check();
    expect(text).toContain('❌ I cannot post in <#500> yet.');
    expect(text).toContain(said);
    expect(text).not.toContain('To give');
    expect(text).not.toContain('posts again.**');
    expect(await stored()).toMatchObject({ paused: 'permission', nextSlot: null });
    expect(violations(message)).toEqual([]);
  });

  test('a role that was deleted is told', async () => {
    await add({ mentionRoleId: '700' });
    access = async () => ({ ...lacking(ChannelType.GuildText), isRoleGone: true });
    expect((await check()).text).toContain('The role that it pings has been deleted');
  });

  test('Discord may not answer in time, and the channel may be gone', async () => {
    await add();
    access = async () => undefined;
    expect((await check()).text).toContain('Discord did not say in time what I may do in <#500>');
    access = async () => 'gone';
    expect((await check()).text).toContain('The channel of digest 1 no longer exists');
    expect(await stored()).toMatchObject({ paused: null, nextSlot });
  });

  test('posts are published in an announcement channel only', async () => {
    await add({ publish: true });
    expect((await check()).text).toContain('<#500> is not an announcement channel');
    access = async () => ({ ...lacking(ChannelType.GuildText), type: ChannelType.GuildAnnouncement });
    expect((await check()).text).not.toContain('announcement');
  });

  test('a topic that no briefing has is told, and that nothing is new', async () => {
    await add({ topic: 'vol*cano' });
    const { text } = await check();
    expect(text).toContain('No briefing has its topic, vol\\*cano, at the moment');
    expect(text).not.toContain('Nothing is new');
    await changeDigest(db, '100', 1, { topic: 'closure' });
    expect((await check()).text).not.toMatch(/No briefing|Nothing is new/);
    bot = asking({ db, library: new Library([]), now: () => now });
    await changeDigest(db, '100', 1, { topic: null });
    expect((await check()).text).toContain('There is nothing new at the moment, so a post now would be skipped');
  });

  test('its last post is told as in its history', async () => {
    await add();
    expect((await check()).text).not.toContain('Last post');
    const delivery = { digestId: 1, channelId: '500', attemptedAt: null, content: null, messageId: null };
    const times = { tryAfter: now, createdAt: now, finishedAt: now, attempts: 0 };
    await db
      .insertInto('deliveries')
      .values([
        { ...delivery, ...times, slot: now - 1000, status: 'skipped', reason: 'nothing-new' },
        { ...delivery, ...times, slot: now, status: 'missed', reason: 'late' },
      ])
      .execute();
    const { text } = await check();
    expect(text).toContain(`### Last post\n**<t:${now / 1000}:f>** · missed\n-# I was offline`);
    expect(text).not.toContain('There was nothing new.');
  });
});

describe('what Discord answered to the last post', () => {
  const post = (status: 'sent' | 'failed', slot: number, changes = {}) =>
    db
      .insertInto('deliveries')
      .values({
        digestId: 1,
        channelId: '500',
        slot,
        status,
        reason: status === 'failed' ? 'error' : null,
        detail: status === 'failed' ? 'Missing *Permissions*' : null,
        attemptedAt: null,
        content: null,
        messageId: null,
        tryAfter: now,
        createdAt: now,
        finishedAt: now,
        attempts: 1,
        ...changes,
      })
      .execute();

  test('counts more than what it says of the channel, and a paused digest stays so', async () => {
    await addPaused('permission', { refusalUnexplained: true });
    await post('failed', now);
    const { text, message } = await check();
    expect(text).toContain('⚠️ My last post in <#500> failed: Missing \\*Permissions\\*');
    expect(text).toContain('stays paused: Discord refused the last post although nothing was missing');
    expect(text).toContain('`/digest resume digest:1`');
    expect(text).not.toMatch(/✅ I can post|posts again\.\*\*/);
    expect(await stored()).toMatchObject({ paused: 'permission', nextSlot: null });
    expect(violations(message)).toEqual([]);
  });

  test('says nothing any more once the digest is in another channel', async () => {
    await addPaused('permission', { refusalUnexplained: true });
    await post('failed', now, { channelId: '501' });
    expect((await check()).text).toContain('**it posts again.**');
  });

  test('keeps a digest paused whose thread is archived, until it is open', async () => {
    await addPaused('closed');
    await post('failed', now, { detail: 'Thread is archived' });
    access = async () => ({ ...lacking(ChannelType.PublicThread), isArchived: true });
    const { text } = await check();
    expect(text).toContain('My last post in <#500> failed: The thread was closed.');
    expect(await stored()).toMatchObject({ paused: 'closed' });
    access = async () => ({ ...lacking(ChannelType.PublicThread), isArchived: false });
    expect((await check()).text).toContain('**it posts again.**');
  });

  test('is told of a digest that is not paused, until a post there is taken', async () => {
    await add();
    await post('failed', now - 2);
    expect((await check()).text).toContain('My last post in <#500> failed');
    await post('failed', now - 1, { channelId: '501' });
    await post('sent', now);
    expect((await check()).text).toContain('✅ I can post in <#500>.');
  });

  test('and is made good by a button once the digest posts again, if there is something to post', async () => {
    const sendNow = '"label":"Send now","custom_id":"panel:1:ask-send"';
    await addPaused('permission');
    await post('failed', now);
    expect(JSON.stringify((await check()).message)).toContain(sendNow);
    expect(JSON.stringify((await check()).message)).not.toContain(sendNow);
    await changeDigest(db, '100', 1, { paused: 'permission', nextSlot: null });
    bot = asking({ db, library: new Library([]), now: () => now, access: () => access() });
    const { text, message } = await check();
    expect(text).toContain('**it posts again.**');
    expect(JSON.stringify(message)).not.toContain(sendNow);
  });

  test('in another channel says nothing of this one', async () => {
    await add();
    await post('failed', now, { channelId: '501' });
    expect((await check()).text).toContain('✅ I can post in <#500>.');
  });
});

describe('a digest that is paused', () => {
  test.each(['permission', 'gone'] as const)('for %s posts again once everything it needs is back', async (why) => {
    await addPaused(why);
    const { text } = await check();
    expect(text).toContain('Now I can, and **it posts again.**');
    expect(stamps(text)).toHaveLength(3);
    expect(await stored()).toMatchObject({ paused: null, nextSlot, alertDue: 0 });
    expect((await check()).text).not.toContain('posts again');
  });

  test('does so without what it does not need to post', async () => {
    await addPaused('permission', { mentionRoleId: '700' });
    access = async () => lacking(ChannelType.GuildText, 'MentionEveryone', 'ReadMessageHistory');
    expect((await check()).text).toContain('**it posts again.**');
  });

  test.each([
    ['permission', lacking(ChannelType.GuildText, 'SendMessages')],
    ['permission', lacking(ChannelType.GuildText, 'ViewChannel')],
    ['permission', 'gone'],
    ['permission', undefined],
    ['gone', 'gone'],
    ['gone', undefined],
    ['moderator', lacking(ChannelType.GuildText)],
    ['moderator', undefined],
  ] as const)('for %s stays so: %j', async (why, found) => {
    await addPaused(why);
    const before = await stored();
    access = async () => found;
    const { text } = await check();
    expect(text).toMatch(
      why === 'moderator' ? /A moderator paused the digest, and it stays paused/ : /is paused because/,
    );
    expect(text).not.toContain('it posts again.**');
    expect(stamps(text)).toEqual([]);
    expect(await stored()).toEqual(before);
  });

  test('by a moderator while Discord was asked stays so', async () => {
    await addPaused('permission');
    access = async () => {
      await bot.use('digest pause', { digest: 1 });
      return lacking(ChannelType.GuildText);
    };
    expect((await check()).text).toContain('A moderator paused the digest');
    expect(await stored()).toMatchObject({ paused: 'moderator', nextSlot: null });
  });

  test.each([{ channelId: '501' }, { cron: '0 18 * * *' }])(
    'and was changed while Discord was asked is not let post by what held before: %j',
    async (changes) => {
      await addPaused('gone');
      access = async () => {
        await changeDigest(db, '100', 1, changes);
        return lacking(ChannelType.GuildText);
      };
      expect((await check()).text).toContain('is paused because');
      expect(await stored()).toMatchObject({ paused: 'gone', nextSlot: null });
    },
  );

  test('and was removed while Discord was asked is not there any more', async () => {
    await addPaused('gone');
    access = async () => {
      await bot.click('remove:1');
      return lacking(ChannelType.GuildText);
    };
    expect((await check()).text).toContain('Digest 1 was removed');
  });
});

test('another guild neither sees a digest nor lets it post', async () => {
  await addPaused('permission');
  const { text } = await bot.use('digest check', { digest: 1 }, { guildId: '200' });
  expect(text).toContain('There is no digest 1 here');
  expect(await stored()).toMatchObject({ paused: 'permission' });
});

test('whatever is wrong at once, all of it is on one page that Discord takes', async () => {
  const [channel, role] = ['12345678901234567890', '12345678901234567891'];
  await addPaused('gone', {
    channelId: channel,
    mentionRoleId: role,
    publish: true,
    topic: '*'.repeat(200),
  });
  const at = now - 1000;
  const { id } = await db
    .insertInto('deliveries')
    .values({
      digestId: 1,
      slot: at,
      channelId: channel,
      status: 'sent',
      detail: '_'.repeat(4000),
      content: null,
      messageId: channel,
      attempts: 2016,
      attemptedAt: at,
      tryAfter: at,
      createdAt: at,
      finishedAt: at + 600_000_000,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('edits')
    .values({ deliveryId: id, status: 'failed', detail: '`'.repeat(4000), attempts: 1, tryAfter: 0, createdAt: 0 })
    .execute();
  access = async () => ({ ...lacking(ChannelType.GuildText, 'SendMessages', 'ReadMessageHistory', 'MentionEveryone') });
  const { text, message } = await check();
  expect(violations(message)).toEqual([]);
  expect(text).not.toContain('Page 1');
  for (const part of ['not an announcement channel', 'No briefing has', 'To let me ping', 'It could not be corrected'])
    expect(text).toContain(part);
});

describe('a digest that is paused for its channel, and moved to another', () => {
  const move = () =>
    bot.use('digest edit', { digest: 1, channel: '501' }, { channels: { 501: ChannelType.GuildText } });

  test.each(['permission', 'gone'] as const)('posts there again, if it was paused for %s', async (paused) => {
    await addPaused(paused);
    const { text } = await move();
    expect(text).toContain('## Digest 1 posts again');
    expect(text).not.toContain('Paused');
    expect(await stored()).toMatchObject({ channelId: '501', paused: null, nextSlot, alertDue: 0 });
  });

  test('stays paused where the bot may not post either, and if a moderator paused it', async () => {
    await addPaused('permission');
    access = async () => lacking(ChannelType.GuildText, 'SendMessages');
    expect((await move()).text).toContain('Paused');
    expect(await stored()).toMatchObject({ channelId: '501', paused: 'permission', nextSlot: null });
    await changeDigest(db, '100', 1, { paused: 'moderator', channelId: '500' });
    access = async () => lacking(ChannelType.GuildText);
    await move();
    expect(await stored()).toMatchObject({ channelId: '501', paused: 'moderator', nextSlot: null });
  });

  test('at any change it is looked at again, and posts if it may by now', async () => {
    await addPaused('permission');
    access = async () => lacking(ChannelType.GuildText, 'SendMessages');
    await bot.use('digest edit', { digest: 1, depth: 'full' });
    expect(await stored()).toMatchObject({ paused: 'permission', nextSlot: null });
    access = async () => undefined;
    await bot.use('digest edit', { digest: 1, depth: 'brief' });
    expect(await stored()).toMatchObject({ paused: 'permission', nextSlot: null });
    access = async () => lacking(ChannelType.GuildText);
    const { text } = await bot.use('digest edit', { digest: 1, depth: 'full' });
    expect(text).toContain('## Digest 1 posts again');
    expect(await stored()).toMatchObject({ paused: null, nextSlot });
  });

  test('where nothing explains why Discord refused, no change makes it post', async () => {
    await addPaused('permission', { refusalUnexplained: true });
    await bot.use('digest edit', { digest: 1, time: '08:00' });
    expect(await stored()).toMatchObject({ paused: 'permission', nextSlot: null });
  });
});
