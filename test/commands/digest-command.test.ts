import { readFileSync } from 'node:fs';
import { ChannelType, ComponentType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import type { ChannelAccess } from '../../src/command/command.ts';
import { forgetRemovedDigests } from '../../src/store/deliveries/forget.ts';
import { addDigest, findDigest } from '../../src/store/digests.ts';
import type { Database } from '../../src/store/schema.ts';
import { language } from '../../src/text/language.ts';
import { alertMessage, type DigestAlert } from '../../src/view/digest-notice.ts';
import { type Asker, asking, lacking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { changeDigest, newDigest } from '../support/digests.ts';
import { texts, violations } from '../support/message-limits.ts';
import { customIds } from '../support/newsroom.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const minute = 60_000;
const news: Asker = {
  channels: { '501': ChannelType.GuildAnnouncement, '500': ChannelType.GuildText },
  roles: ['700'],
};

let db: Database;
let access: ChannelAccess | 'gone' | undefined;
let bot: ReturnType<typeof asking>;
/** What time it is, in milliseconds since 1970. */
let at: number;

beforeEach(async () => {
  db = await openTestDatabase();
  access = lacking(ChannelType.GuildAnnouncement);
  at = now;
  bot = asking({ db, library: new Library([briefing()]), now: () => at, access: async () => access });
});

afterEach(() => db.destroy());

const add = (options: Record<string, string | number | boolean> = {}) =>
  bot.use('digest add', { channel: '501', ...options }, news);
const edit = (options: Record<string, string | number | boolean>) =>
  bot.use('digest edit', { digest: 1, ...options }, news);
const stored = (number = 1) => findDigest(db, '100', number);
const stamps = (text: string) =>
  [...text.matchAll(/<t:(\d+):t> your time/g)].map(([, seconds]) => new Date(Number(seconds) * 1000).toISOString());

describe('/digest add', () => {
  test('asked for nothing but a channel: daily at 09:00 in the guild’s zone, with its number and next three posts', async () => {
    await bot.use('digest settings', { timezone: 'Europe/Berlin' });
    const { text, ephemeral } = await add();
    expect(ephemeral).toBe(true);
    expect(text).toContain('Digest 1 is set up');
    expect(text).toContain('daily 9:00 AM Berlin');
    expect(stamps(text)).toEqual(['2026-11-25T08:00:00.000Z', '2026-11-26T08:00:00.000Z', '2026-11-27T08:00:00.000Z']);
    // By the digest's clock and by the reader's own.
    expect(text).toContain('- Wednesday, November 25, 9:00 AM Berlin (<t:1795593600:t> your time)');
    expect(await stored()).toMatchObject({
      createdBy: '900',
      catchUpMinutes: 120,
      whenEmpty: 'skip',
      timezone: null,
    });
  });

  test('takes every option', async () => {
    const { text } = await add({
      time: '6:30pm',
      days: 'mon,wed',
      timezone: 'Asia/Kolkata',
      topic: 'closure',
      depth: 'full',
      mention: '700',
      'when-empty': 'say-so',
      'catch-up': 30,
      publish: true,
    });
    expect(text).toContain('Mon and Wed 6:30 PM Kolkata');
    expect(text).toContain('only The closure');
    expect(text).toContain('**Depth:** Full');
    expect(text).toContain('<@&700>');
    expect(stamps(text)[0]).toBe('2026-11-25T13:00:00.000Z');
    expect(await stored()).toMatchObject({
      cron: '30 18 * * 1,3',
      timezone: 'Asia/Kolkata',
      topic: 'closure',
      depth: 'full',
      mentionRoleId: '700',
      whenEmpty: 'say-so',
      catchUpMinutes: 30,
      publish: true,
      channelId: '501',
    });
  });

  test('takes cron instead', async () => {
    expect((await add({ cron: '*/30 9 L * *' })).text).toContain('cron \\*/30 9 L \\* \\*, UTC time');
    expect((await add({ cron: '0 9 * * mon-fri' })).text).toContain('weekdays 9:00 AM UTC');
  });

  test.each([
    ['a bad time', { time: 'tea' }, 'what time `tea` is'],
    ['a bad zone', { timezone: 'Berlyn' }, 'time zone `Berlyn`'],
    ['bad days', { days: 'someday' }, 'which days `someday` means'],
    ['a bad cron', { cron: '99 * * * *' }, '`99`, the first field'],
    ['a cron that never comes', { cron: '0 9 L-30 2 *' }, 'never comes'],
    [
      'a cron of every five minutes',
      { cron: '*/5 * * * *' },
      'would post again after 5 minutes. A digest can post once every 15',
    ],
    ['a cron of every minute', { cron: '* * * * *' }, 'would post again after 1 minute'],
    ['cron and time', { cron: '0 9 * * *', time: '9am' }, 'not both'],
    ['an unknown topic', { topic: 'volcano' }, 'No topic is called “volcano”. Choose The closure.'],
    ['everyone as the role', { mention: '100' }, 'cannot ping everyone'],
    ['a role of another guild', { mention: '701' }, 'does not belong to this server'],
    ['a channel of another guild', { channel: '999' }, 'I can post only in this server’s text channels'],
    [
      'to publish in a text channel',
      { channel: '500', publish: true },
      'Only posts in an announcement channel can be published, and <#500> is not one',
    ],
    ['a depth that there is not', { depth: 'endless' }, 'the option `depth`'],
    ['a catch-up below zero', { 'catch-up': -5 }, 'The option `catch-up`'],
  ])('%s is refused with what is wrong, and nothing is set up', async (_, options, expected) => {
    const { text, ephemeral } = await add(options);
    expect(text.replaceAll('\\', '')).toContain(expected);
    expect(ephemeral).toBe(true);
    expect(await stored()).toBeUndefined();
  });

  test('says what the bot lacks in the channel, and sets the digest up all the same', async () => {
    access = lacking(ChannelType.GuildAnnouncement, 'ViewChannel', 'SendMessages');
    expect((await add()).text).toContain('I lack **View Channel and Send Messages**');
    access = lacking(ChannelType.GuildAnnouncement, 'MentionEveryone');
    expect((await add({ mention: '700' })).text).toContain('but cannot ping <@&700> there');
    access = lacking(ChannelType.GuildAnnouncement, 'ReadMessageHistory');
    expect((await add()).text).toContain('cannot read back what I posted because I lack **Read Message History**');
    access = undefined;
    expect((await add()).text).toContain('Discord did not say in time');
    expect(await stored(4)).toBeDefined();
  });
});

test('a time and a zone are understood with what is pasted unseen with them', async () => {
  await add({ time: '\u200b10:00', timezone: 'Europe/Ber\u00adlin\ufeff' });
  expect(await stored()).toMatchObject({ cron: '0 10 * * *', zone: 'Europe/Berlin' });
});

describe('/digest edit', () => {
  test('changes what is named and keeps the rest', async () => {
    await add({ time: '18:30', days: 'mon,wed', depth: 'full', mention: '700', topic: 'closure' });
    const { text } = await edit({ days: 'weekends' });
    expect(text).toContain('Digest 1 has been changed');
    expect(text).toContain('weekends 6:30 PM UTC');
    expect(stamps(text)[0]).toBe('2026-11-28T18:30:00.000Z');
    expect(await stored()).toMatchObject({ depth: 'full', mentionRoleId: '700', topic: 'closure' });
    await edit({ time: '9am' });
    expect(await stored()).toMatchObject({ cron: '0 9 * * 6,0', nextSlot: Date.parse('2026-11-28T09:00:00Z') });
    await edit({ timezone: 'Asia/Kolkata' });
    expect(await stored()).toMatchObject({ nextSlot: Date.parse('2026-11-28T03:30:00Z') });
    await edit({ channel: '500' });
    expect(await stored()).toMatchObject({ channelId: '500', nextSlot: Date.parse('2026-11-28T03:30:00Z') });
  });

  test('takes a role, a topic and a zone back', async () => {
    await add({ mention: '700', topic: 'closure', timezone: 'Asia/Kolkata' });
    for (const clear of ['mention', 'topic', 'timezone']) await edit({ clear });
    expect(await stored()).toMatchObject({
      mentionRoleId: null,
      topic: null,
      timezone: null,
      nextSlot: Date.parse('2026-11-25T09:00:00Z'),
    });
    expect((await edit({ clear: 'topic', topic: 'closure' })).text).toContain('cannot be set and cleared at once');
  });

  test('asked for nothing says how to ask', async () => {
    await add();
    expect((await edit({})).text).toContain('/digest edit digest:1 time:18:00');
  });

  test('refuses a schedule that posts too often; one of before can be changed otherwise, and is shown as it posts', async () => {
    await add();
    expect((await edit({ cron: '*/5 * * * *' })).text).toContain('A digest can post once every 15 minutes at most');
    expect(await stored()).toMatchObject({ cron: '0 9 * * *' });
    await changeDigest(db, '100', 1, { cron: '*/10 * * * *', nextSlot: now + 600_000 });
    const { text } = await edit({ depth: 'full' });
    expect(stamps(text)).toEqual(['2026-11-24T12:10:00.000Z', '2026-11-24T12:30:00.000Z', '2026-11-24T12:50:00.000Z']);
  });

  test('of a paused digest leaves it paused', async () => {
    await add();
    await bot.use('digest pause', { digest: 1 });
    await edit({ time: '18:00' });
    expect(await stored()).toMatchObject({ paused: 'moderator', nextSlot: null });
  });
});

test('pause, resume and remove', async () => {
  await add();
  const paused = await bot.use('digest pause', { digest: 1 });
  expect(paused.text).toContain('Digest 1 is paused');
  expect(stamps(paused.text)).toEqual([]);
  expect(paused.text).toContain('`/digest resume digest:1` lets it post again');
  expect((await bot.use('digest list')).text).toContain('paused');
  const resumed = await bot.use('digest resume', { digest: 1 });
  expect(resumed.text).toContain('Digest 1 posts again');
  expect(stamps(resumed.text)).toHaveLength(3);
  expect(await stored()).toMatchObject({ paused: null, nextSlot: Date.parse('2026-11-25T09:00:00Z') });
  expect((await bot.use('digest resume', { digest: 1 })).text).toContain('Digest 1 was not paused');
  await bot.use('digest remove', { digest: 1 });
  expect((await bot.click('remove:1')).text).toContain('Digest 1 is removed');
  expect((await bot.use('digest list')).text).toContain('There are no digests here yet');
  expect((await bot.use('digest resume', { digest: 1 })).text).toContain(
    '`/digest remove digest:1` lets you undo that until',
  );
});

describe('/digest remove', () => {
  beforeEach(async () => {
    at = now;
    bot = asking({ db, library: new Library([briefing()]), now: () => at, access: async () => access });
    await add({ mention: '700' });
  });

  test('asks first, with a button to remove and one to keep', async () => {
    const { text, message, ephemeral } = await bot.use('digest remove', { digest: 1 });
    expect(text).toContain('Remove digest 1?');
    expect(ephemeral).toBe(true);
    expect(await stored()).toBeDefined();
    expect(customIds(message, ComponentType.Button)).toEqual(['remove:1', 'digest:1']);
  });

  test('can be undone for ten minutes, with every setting; what came due meanwhile is not lost', async () => {
    at = Date.parse('2026-11-25T08:55:00Z');
    const before = await stored();
    const { text, message } = await bot.click('remove:1');
    expect(text).toContain(`undo this until <t:${(at + 10 * minute) / 1000}:t>`);
    expect(customIds(message, ComponentType.Button)).toEqual(['restore:1', 'history:1:0']);
    expect(await stored()).toBeUndefined();
    at += 10 * minute - 1;
    expect((await bot.click('restore:1')).text).toContain('Digest 1 is back');
    expect(await stored()).toEqual({ ...before, nextSlot: Date.parse('2026-11-25T09:00:00Z') });
  });

  test('of a paused digest that is undone leaves it paused', async () => {
    await bot.use('digest pause', { digest: 1 });
    await bot.click('remove:1');
    await bot.click('restore:1');
    expect(await stored()).toMatchObject({ paused: 'moderator', nextSlot: null });
  });

  test('cannot be undone after that, nor by a moderator of another guild', async () => {
    await bot.click('remove:1');
    expect((await bot.click('restore:1', { ...news, guildId: '200' })).text).toContain('There is no digest 1 here');
    expect((await bot.use('digest remove', { digest: 1 })).text).toContain('You can undo this until');
    at += 10 * minute;
    expect((await bot.use('digest pause', { digest: 1 })).text).toContain(
      `Digest 1 was removed on <t:${now / 1000}:f>`,
    );
    expect((await bot.use('digest remove', { digest: 1 })).text).toContain('`/digest history digest:1` shows');
    expect((await bot.click('restore:1')).text).toContain('removed more than ten minutes ago');
    expect(await stored()).toBeUndefined();
  });

  test('and add, again and again, make no more rows than a guild may have digests, until they cannot come back', async () => {
    for (let i = 1; i <= 50; i++) {
      await bot.click(`turn/remove:${i}`);
      const { text } = await add();
      if (i < 50) expect(text).toContain(`Digest ${i + 1} is set up`);
      else expect(text).toContain(`Try again <t:${(now + 10 * minute) / 1000}:R>`);
    }
    at += 21 * minute;
    await forgetRemovedDigests(db, at - 20 * minute, 500);
    // The last number stays, so that none is used twice.
    expect((await db.selectFrom('digests').select('number').execute()).map(({ number }) => number)).toEqual([50]);
    expect((await add()).text).toContain('Digest 51 is set up');
  });
});

test('a guild’s zone moves the digests that have none of their own', async () => {
  await add();
  await add({ timezone: 'UTC' });
  await bot.use('digest settings', { timezone: 'Asia/Tokyo' });
  expect(await stored(1)).toMatchObject({ nextSlot: Date.parse('2026-11-25T00:00:00Z') });
  expect(await stored(2)).toMatchObject({ nextSlot: Date.parse('2026-11-25T09:00:00Z') });
});

describe('another time zone of the guild', () => {
  const half = (time: string) => Date.parse(`2026-11-24T${time}:00Z`);

  test('says which posts move, and when they come now', async () => {
    await add();
    await add({ timezone: 'UTC' });
    const { text } = await bot.use('digest settings', { timezone: 'Asia/Tokyo' });
    expect(text).toContain(
      `**Next posts, at their new times:** digest 1 <t:${Date.parse('2026-11-25T00:00:00Z') / 1000}:f>`,
    );
    expect(text).not.toContain('digest 2');
    expect(text).not.toContain('Will not be posted');
  });

  test('says which post falls away since its time is past there, and posts what was due before it', async () => {
    at = half('08:30');
    await add({ 'catch-up': 120 });
    await add({ time: '08:00', 'catch-up': 120 });
    // The bot was down at eight, and eight comes late; nine is past in Berlin.
    await changeDigest(db, '100', 2, { nextSlot: half('08:00') });
    const { text } = await bot.use('digest settings', { timezone: 'Берлин' });
    expect(text).toContain('Berlin');
    expect(text).not.toContain('Europe/Berlin');
    expect(text).toContain(
      `**Will not be posted:** digest 1 <t:${half('09:00') / 1000}:f>. In the new time zone that time has passed`,
    );
    expect(text).toContain(
      `**Next posts, at their new times:** digest 2 <t:${Date.parse('2026-11-25T07:00:00Z') / 1000}:f>`,
    );
    const rows = await db.selectFrom('deliveries').select(['digestId', 'slot', 'status']).execute();
    expect(rows).toEqual([{ digestId: 2, slot: half('08:00'), status: 'pending' }]);
  });

  test('is the same for all digests or for none, when it breaks off', async () => {
    await add();
    await add();
    let updates = 0;
    const breaking = db.withPlugin({
      transformQuery({ node }) {
        if (node.kind === 'UpdateQueryNode' && ++updates === 2) throw new Error('killed');
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const broken = asking({ db: breaking, library: new Library([]), now: () => at });
    expect((await broken.use('digest settings', { timezone: 'Asia/Tokyo' })).text).toContain('went wrong');
    expect(updates).toBe(2);
    const nine = { nextSlot: Date.parse('2026-11-25T09:00:00Z'), zone: 'UTC' };
    expect([await stored(1), await stored(2)]).toMatchObject([nine, nine]);
  });

  test('fits a message with fifty digests', async () => {
    for (let i = 0; i < 50; i++) await addDigest(db, newDigest({ nextSlot: half('09:00') }), 50);
    at = half('08:30');
    const { message, text } = await bot.use('digest settings', { timezone: 'Europe/Berlin' });
    expect(violations(message)).toEqual([]);
    expect(text).toContain('digest 50');
  });
});

describe('a list and a completion', () => {
  test('name the channel, the days and the time', async () => {
    bot = asking({
      db,
      library: new Library([briefing()]),
      now: () => at,
      access: async () => access,
      channelNames: async () => new Map([['501', 'news']]),
    });
    await add({ days: 'пн-пт', timezone: 'Berlin' });
    const offered = await bot.complete('digest edit', { digest: '#ne' }, 'digest');
    expect(offered).toEqual([{ name: '1 · #news · weekdays 9:00 AM Berlin', value: 1 }]);
    expect(JSON.stringify((await bot.use('digest list')).message)).toContain('1 · #news · weekdays 9:00 AM Berlin');
  });

  test('say of a digest that cannot be posted why, in words', async () => {
    await add();
    expect((await bot.use('digest list')).text).not.toContain('cannot post');
    access = lacking(ChannelType.GuildText, 'SendMessages');
    expect((await bot.use('digest list')).text).toContain('I cannot post: I lack **Send Messages** in <#501>');
    access = 'gone';
    expect((await bot.use('digest list')).text).toContain('I cannot post: the channel no longer exists');
    await bot.use('digest edit', { digest: 1, language: 'de' });
    expect((await bot.use('digest list')).text).toMatch(/next post <t:\d+:R> · Deutsch\n-# ⚠️ I cannot post/);
  });
});

describe('what a moderator may not have meant is pointed out', () => {
  test('an announcement channel whose posts are not published', async () => {
    expect((await add()).text).toContain('press **What it posts** and choose **Publish**');
    expect((await edit({ publish: true })).text).not.toContain('is an announcement channel');
  });

  test('a second digest that posts the same at the same time, and no other', async () => {
    expect((await add()).text).not.toContain('posts the same news');
    expect((await add({ time: '10:00' })).text).not.toContain('posts the same news');
    expect((await add({ days: 'mon' })).text).toContain('Digest 1 posts the same news in <#501> at the same time');
    expect((await add({ topic: 'closure' })).text).not.toContain('posts the same news');
  });

  test('very many posts a day', async () => {
    expect((await add({ cron: '*/20 * * * *' })).text).toContain('It can post up to 72 times a day');
  });

  test('when the next post comes by a new schedule', async () => {
    await add();
    const [before, next] = ['2026-11-25T09:00:00Z', '2026-11-25T10:00:00Z'].map((time) => Date.parse(time) / 1000);
    expect((await edit({ time: '10' })).text).toContain(
      `The next post moves from <t:${before}:f> to <t:${next}:f> (your time).`,
    );
    expect((await edit({ depth: 'full' })).text).not.toContain('The next post moves');
  });

  test('that it was paused already', async () => {
    await add();
    expect((await bot.use('digest pause', { digest: 1 })).text).toContain('## Digest 1 is paused');
    expect((await bot.use('digest pause', { digest: 1 })).text).toContain('## Digest 1 was already paused');
  });
});

test('another time that is past today says that today’s post falls away', async () => {
  at = Date.parse('2026-11-24T08:30:00Z');
  await add();
  const { text } = await edit({ time: '08:00' });
  const [nine, eight] = ['2026-11-24T09:00:00Z', '2026-11-24T08:00:00Z'].map((time) => Date.parse(time) / 1000);
  expect(text).toContain(
    `The post planned for <t:${nine}:f> will not be made: under the new schedule it would have been due on <t:${eight}:f>`,
  );
  expect((await edit({ time: '11:00' })).text).not.toContain('will not be made');
  expect((await edit({ days: 'mon' })).text).not.toContain('will not be made');
});

test('a schedule that names every day as a range is shown as daily, and stays so at another time', async () => {
  expect((await add({ cron: '0 9 * * 0-7' })).text).toContain('daily 9:00 AM UTC');
  expect((await edit({ time: '10:00' })).text).toContain('daily 10:00 AM UTC');
});

test.each([
  ['0 9 1 * *', { time: '10:00' }, '0 10 1 * *'],
  ['0 9 * * 5#2', { time: '10:00' }, '0 10 * * 5#2'],
  ['0 9,18 * * *', { days: 'weekdays' }, '0 9,18 * * 1,2,3,4,5'],
  ['0 9 L 1,7 *', { days: 'mon' }, '0 9 * 1,7 1'],
])('of %s, %o changes nothing else', async (cron, change, expected) => {
  await add({ cron });
  await edit(change);
  expect(await stored()).toMatchObject({ cron: expected });
});

test('two who change the time and the days of one digest at once change one each, paused or not', async () => {
  for (let round = 0; round < 20; round++) {
    await changeDigest(db, '100', 1, { cron: '0 9 * * *' });
    if (round === 0) await add();
    if (round === 10) await bot.use('digest pause', { digest: 1 });
    await Promise.all([edit({ time: '18:00' }), edit({ days: 'mon' })]);
    expect(await stored()).toMatchObject({ cron: '0 18 * * 1' });
  }
});

test('the list says when a digest posts by its schedule, though newer zone data have moved its slot', async () => {
  await add();
  const nine = Date.parse('2026-11-25T09:00:00Z');
  for (const moved of [-60, 60]) {
    await changeDigest(db, '100', 1, { nextSlot: nine + moved * minute });
    expect((await bot.use('digest list')).text).toContain(`next post <t:${nine / 1000}:R>`);
  }
});

describe('a digest whose times cannot be read any more', () => {
  const unreadable = [
    ['cron fields', { cron: '0 25 * * *' }, 'its schedule, `0 25 * * *`, cannot be read', { time: '09:00' }],
    ['time zone', { timezone: 'Mars/Base' }, 'its time zone, Mars/Base, no longer exists', { timezone: 'UTC' }],
  ] as const;

  test.each(unreadable)(
    'for its %s is listed with what to do, and all others with it',
    async (_, row, said, repair) => {
      await add();
      await add();
      await changeDigest(db, '100', 1, { ...row, nextSlot: at - minute });
      const { text } = await bot.use('digest list');
      expect(text).toContain(said);
      expect(text).toContain('**2** · <#501> · daily 9:00 AM UTC');
      expect(await bot.complete('digest edit', { digest: '' }, 'digest')).toHaveLength(2);
      for (const command of ['send', 'preview', 'check', 'history'])
        expect((await bot.use(`digest ${command}`, { digest: 1 })).text).toContain(said);
      expect((await edit({ depth: 'full' })).text).toContain(said);
      const { text: repaired } = await edit(repair);
      expect(repaired).toContain('Next posts');
      expect(repaired).not.toContain('⚠️');
    },
  );

  test.each(unreadable)('for its %s can be paused and removed', async (_, row) => {
    await add();
    await changeDigest(db, '100', 1, { ...row, nextSlot: at - minute });
    expect((await bot.use('digest pause', { digest: 1 })).text).toContain('Digest 1 is paused');
    await bot.use('digest remove', { digest: 1 });
    expect((await bot.click('remove:1')).text).toContain('Digest 1 is removed');
    expect(await stored()).toBeUndefined();
  });

  test('for its guild’s time zone is mended by another one', async () => {
    await add();
    await bot.use('digest settings', { timezone: 'UTC' });
    await db.updateTable('guilds').set({ timezone: 'Mars/Base' }).execute();
    await changeDigest(db, '100', 1, { nextSlot: at - minute });
    expect((await bot.use('digest list')).text).toContain('this server’s time zone, Mars/Base, no longer exists');
    await bot.use('digest settings', { timezone: 'UTC' });
    expect((await bot.use('digest list')).text).toContain(
      `next post <t:${Date.parse('2026-11-25T09:00:00Z') / 1000}:R>`,
    );
  });
});

test('settings are shown as they are', async () => {
  expect((await bot.use('digest settings')).text).toContain('UTC');
  const { text } = await bot.use('digest settings', { alerts: '500', timezone: 'paris' }, news);
  expect(text).toContain('Paris,');
  expect(text).toContain('<#500>');
});

test.each([
  ['moderator', 'paused by a moderator'],
  ['permission', 'paused because I could not post'],
  ['gone', 'paused because its channel no longer exists'],
  ['closed', 'paused because its thread is closed'],
] as const)('the list says why a digest is paused: %s', async (paused, words) => {
  await add();
  await db.updateTable('digests').set({ paused, nextSlot: null }).execute();
  expect((await bot.use('digest list')).text).toContain(`\n-# ${words}`);
});

test('settings say that alerts cannot be posted in their channel', async () => {
  await bot.use('digest settings', { alerts: '500' }, news);
  access = 'gone';
  expect((await bot.use('digest settings')).text).toContain('The channel for alerts no longer exists, so alerts go to');
});

test('another time is taken though the channel is gone, with what to do', async () => {
  await add();
  access = 'gone';
  const { text } = await bot.use('digest edit', { digest: 1, time: '10:00' });
  expect(text).toContain('Digest 1 has been changed');
  expect(text).toContain(
    'The channel of digest 1 no longer exists. Choose another with `/digest edit digest:1 channel:…`',
  );
});

test('the channel for alerts can be taken back', async () => {
  await bot.use('digest settings', { alerts: '500', timezone: 'paris' }, news);
  const { text } = await bot.use('digest settings', { clear: 'alerts' });
  expect(text).toContain('to whoever set up the digest');
  expect(text).toContain('Paris,');
  const both = await bot.use('digest settings', { clear: 'alerts', alerts: '500' }, news);
  expect(both.text).toContain('`alerts` cannot be set and cleared at once');
});

test('the channel for alerts needs no more than that the bot can post there', async () => {
  access = lacking(ChannelType.GuildText, 'ReadMessageHistory', 'MentionEveryone');
  expect((await bot.use('digest settings', { alerts: '500' }, news)).text).not.toContain('⚠️');
  access = lacking(ChannelType.GuildText, 'SendMessages');
  expect((await bot.use('digest settings', { alerts: '500' }, news)).text).toContain('I lack **Send Messages**');
  access = undefined;
  const { text } = await bot.use('digest settings', { alerts: '500' }, news);
  expect(text).toContain('whether I may post alerts in <#500>');
  expect(text).not.toContain('/digest check');
});

test('a digest that may not be late at all says so', async () => {
  expect((await add({ 'catch-up': 0 })).text).toContain('does not make up for posts that are late');
});

test('each command that a text tells to copy names the options that it needs', () => {
  const source = readFileSync('src/text/en/digest.json', 'utf8');
  const withOptions = [...source.matchAll(/`\/digest (edit|pause|resume|remove|preview|send|history|check) ([^`]+)`/g)];
  expect(withOptions.length).toBeGreaterThan(10);
  for (const [line] of withOptions) expect(line).toMatch(/ digest:\{\{number\}\}/);
});

test('what nobody could be told of is said by the next command, once', async () => {
  await add();
  await db.updateTable('digests').set({ paused: 'permission', nextSlot: null, alertDue: -5 }).execute();
  const { text, message } = await bot.use('digest list');
  expect(text).toContain('⚠️ I tried to report this earlier and could not reach anyone. I could not post');
  expect(text).toContain('`/digest check digest:1`');
  expect(violations(message)).toEqual([]);
  expect((await bot.use('digest list')).text).not.toContain('I tried to report this');
});

test('what nobody could be told of is not said where another message takes its place', async () => {
  await add();
  await db.updateTable('digests').set({ paused: 'permission', nextSlot: null, alertDue: -5 }).execute();
  expect((await bot.use('digest send', { digest: 1 })).text).not.toContain('I tried to report this');
  expect((await bot.use('digest list')).text).toContain('I tried to report this');
});

test('what nobody could be told of posts that fail has what Discord said', async () => {
  await add();
  const failed = { digestId: 1, channelId: '501', status: 'failed', attempts: 1, tryAfter: now } as const;
  const refused = { reason: 'error', detail: 'Blocked by AutoMod' } as const;
  await db
    .insertInto('deliveries')
    .values([
      { ...failed, ...refused, slot: now, createdAt: now, finishedAt: now },
      // Of one that may have arrived, Discord said nothing.
      { ...failed, reason: 'unknown', slot: now + 1, createdAt: now, finishedAt: now },
    ])
    .execute();
  await db.updateTable('digests').set({ alertDue: -5 }).execute();
  expect((await bot.use('digest list')).text).toContain('refused the last three posts, saying: “Blocked by AutoMod”');
});

test('an alert names what is missing, how to give it, and what makes the digest post again', () => {
  const english = language('en-US');
  const said = (cause: DigestAlert['cause'], missing: string[] = [], count = 1) => {
    const digests = Array.from({ length: count }, (_, i) => ({ number: 7 + i, channelId: String(501 + i) }));
    return texts(
      alertMessage({ cause, digests, missing, refusals: ['**no** way'] }, { id: '100', name: 'News *club*' }, english),
    ).join('\n');
  };
  expect(said('permission', ['SendMessages'])).toContain('I lack **Send Messages**.');
  expect(said('permission')).toContain('## Digest 7 is paused');
  expect(said('permission', ['SendMessages'])).not.toContain('View Channel');
  expect(said('permission')).toContain('allow **View Channel and Send Messages**');
  expect(said('gone')).toContain('/digest edit digest:7 channel:…');
  for (const text of [said('permission', ['ViewChannel']), said('permission'), said('gone'), said('closed')]) {
    expect(text).toContain('posting resumes');
    expect(text).toMatch(/`\/digest (?:check|edit) digest:7/);
  }
  expect(said('failing')).toContain('Discord refused the last three posts, saying: “\\*\\*no\\*\\* way');
  const many = said('permission', ['SendMessages'], 25);
  expect(many).toContain('## 25 digests are paused');
  expect(many).toContain('- **Digest 26** in <#520>: `/digest check digest:26`\n- and 5 more');
});

test('preview shows what would be posted, pings nobody and posts nothing', async () => {
  await add({ mention: '700' });
  const { text, message, ephemeral } = await bot.use('digest preview', { digest: 1 });
  expect(text).toContain('Harbour bridge closes for repairs');
  expect(message.allowed_mentions).toEqual({ parse: [] });
  expect(ephemeral).toBe(true);
  expect(await db.selectFrom('deliveries').selectAll().execute()).toEqual([]);
});

test('many digests are listed in pages that Discord takes, and each can be seen', async () => {
  for (let i = 0; i < 30; i++) await add({ cron: `${i} 9 * * ${'1,'.repeat(35)}1` });
  const { message, text } = await bot.use('digest list');
  expect(violations(message)).toEqual([]);
  expect(text).toContain('Page 1 of');
  expect((await bot.click('digest:7')).text).toContain('Digest 7');
  const choices = await bot.complete('digest pause', { digest: '1' }, 'digest');
  expect(choices.map(({ value }) => value)).toContain(12);
  expect(choices.length).toBeLessThanOrEqual(25);
  for (const { name } of choices) expect(name.length).toBeLessThanOrEqual(100);
});

test('each page of the list says of each of its digests why it cannot be posted, and each digest is on one page', async () => {
  const channelIds = Array.from({ length: 20 }, (_, i) => String(600 + i));
  for (const [i, channelId] of channelIds.entries())
    await addDigest(db, newDigest({ channelId, nextSlot: now + i }), 50, 0);
  access = 'gone';
  const listed: string[] = [];
  let { text, message } = await bot.use('digest list');
  for (let page = 0; ; page++) {
    const numbers = [...text.matchAll(/^\*\*(\d+)\*\* · /gm)].map(([, number]) => String(number));
    expect(text.split('I cannot post')).toHaveLength(numbers.length + 1);
    listed.push(...numbers);
    const next = `digests:${page + 1}`;
    if (!text.includes(`Page ${page + 1} of`) || text.includes(`Page ${page + 1} of ${page + 1}`)) break;
    expect(customIds(message, ComponentType.Button)).toContain(next);
    ({ text, message } = await bot.click(next));
  }
  expect(listed).toEqual(channelIds.map((_, i) => String(i + 1)));
});

test('the fifty-first digest of a guild is refused', async () => {
  for (let i = 0; i < 50; i++) await add();
  expect((await add()).text).toContain('A server can have 50 digests');
});

describe('one guild and another', () => {
  const other: Asker = { ...news, guildId: '200' };

  test.each(['pause', 'resume', 'remove', 'preview', 'send', 'history', 'check', 'edit'])(
    '%s does not reach another guild’s digest',
    async (name) => {
      await add({ depth: 'full' });
      const before = await stored();
      const { text } = await bot.use(
        `digest ${name}`,
        { digest: 1, ...(name === 'edit' ? { depth: 'brief' } : {}) },
        other,
      );
      expect(text).toContain('There is no digest 1 here');
      expect(await stored()).toEqual(before);
    },
  );

  test('neither do buttons, lists and completion', async () => {
    await add();
    for (const id of ['digest:1', 'preview:1', 'digests:0', 'history:1:0'])
      expect((await bot.click(id, other)).text).toContain('There');
    expect((await bot.use('digest list', {}, other)).text).toContain('no digests here yet');
    expect(await bot.complete('digest pause', { digest: '' }, 'digest', other)).toEqual([]);
  });

  test('settings are the guild’s own', async () => {
    await bot.use('digest settings', { timezone: 'Asia/Tokyo' }, other);
    expect((await bot.use('digest settings')).text).toContain('UTC');
  });
});

describe('someone who is no moderator', () => {
  const reader: Asker = { ...news, moderator: false };

  test.each(['list', 'settings'])('gets no %s', async (name) => {
    expect((await bot.use(`digest ${name}`, {}, reader)).text).toContain('Only moderators can use this');
  });

  test('gets neither buttons nor completions of moderators', async () => {
    await add();
    for (const id of ['digest:1', 'preview:1', 'digests:0', 'history:1:0'])
      expect((await bot.click(id, reader)).text).toContain('Only moderators');
    expect(await bot.complete('digest pause', { digest: '' }, 'digest', reader)).toEqual([]);
  });

  test('nor does anyone in a direct message', async () => {
    expect((await bot.use('digest list', {}, { guildId: '' })).text).toContain('only in a server');
  });
});

test.each([
  'digest:-1',
  'digest:1e9',
  'digest:99999999999999999999',
  'digest:',
  'digest:1:2',
  'preview:0x1',
  'digest:__proto__',
  'constructor:1',
  'turn/digest:1',
  'turn/turn/digest:1',
  'history:2:0',
  'history:-1:0',
  'history:1:-1',
  'history:1:1e9',
  'history:1',
  'history:1:9999',
])('the custom id %s does no harm', async (id) => {
  await add();
  const { text } = await bot.click(id);
  expect(text).toMatch(/There is no digest|no longer works|[Dd]igest 1/);
});

test('/digest settings says in its title what it changed, and nothing of what it left as it was', async () => {
  const title = async (options: Readonly<Record<string, string>>) =>
    (await bot.use('digest settings', options)).text.split('\n')[0];
  expect(await title({})).toBe('## Settings of this server');
  expect(await title({ timezone: 'Asia/Tokyo', language: 'de' })).toBe(
    '## Changed for this server: time zone and language',
  );
  expect(await title({ timezone: 'Asia/Tokyo' })).toBe('## Settings of this server');
  expect(await title({ clear: 'language' })).toBe('## Changed for this server: language');
});

test('the list of digests, even an empty one, leads to the settings of the server, and they lead back', async () => {
  const settings = '"label":"Settings","custom_id":"settings"';
  expect(JSON.stringify((await bot.use('digest panel')).message)).toContain(settings);
  await add();
  expect(JSON.stringify((await bot.use('digest panel')).message)).toContain(settings);
  const { text, inPlace, message } = await bot.click('settings');
  expect(text).toContain('Settings of this server');
  expect(inPlace).toBe(true);
  expect(JSON.stringify(message)).toContain('"custom_id":"digests:0"');
  expect((await bot.click('settings', { moderator: false })).text).not.toContain('Settings of this server');
});
