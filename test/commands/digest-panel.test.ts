import { ChannelType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import type { ChannelAccess } from '../../src/command/command.ts';
import { findDigest } from '../../src/store/digests.ts';
import { forgetDrafts } from '../../src/store/drafts.ts';
import { forgetGuild } from '../../src/store/left-guilds.ts';
import type { Database } from '../../src/store/schema.ts';
import { type Asker, asking, lacking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { changeDigest } from '../support/digests.ts';
import { violations } from '../support/message-limits.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const hour = 60 * 60_000;
const text: Asker = { channels: { '500': ChannelType.GuildText } };
const announcements: Asker = { channels: { '501': ChannelType.GuildAnnouncement } };
const role: Asker = { roles: ['700'] };

let db: Database;
let access: ChannelAccess | 'gone' | undefined;
let bot: ReturnType<typeof asking>;
/** What time it is, in milliseconds since 1970. */
let at: number;

beforeEach(async () => {
  db = await openTestDatabase();
  access = lacking(ChannelType.GuildText);
  at = now;
  bot = asking({ db, library: new Library([briefing()]), now: () => at, access: async () => access });
});

afterEach(() => db.destroy());

const stored = (number = 1) => findDigest(db, '100', number);
const choose = (action: string, values: readonly string[], asker: Asker = {}, number = 1) =>
  bot.choose(`panel:${number}:${action}`, values, asker);
const click = (action: string, number = 1, asker: Asker = {}) => bot.click(`panel:${number}:${action}`, asker);
const add = () => bot.use('digest add', { channel: '500' }, text);

type Part = {
  readonly custom_id?: string;
  readonly disabled?: boolean;
  readonly components?: readonly Part[];
  readonly options?: readonly { readonly label: string; readonly value: string; readonly default?: boolean }[];
  readonly default_values?: readonly { readonly id: string }[];
};

function part(message: unknown, customId: string): Part | undefined {
  const all = (each: Part): Part[] => [each, ...(each.components ?? []).flatMap(all)];
  return all(message as Part).find((each) => each.custom_id === customId);
}

const chosenIn = (message: unknown, customId: string) => {
  const { options = [], default_values: values = [] } = part(message, customId) ?? {};
  return [...options.filter((option) => option.default).map(({ label }) => label), ...values.map(({ id }) => id)];
};

describe('a new digest', () => {
  test('is set up by menus alone, and is not there before it is saved', async () => {
    expect((await bot.use('digest panel')).text).toContain('There are no digests here yet');
    const opened = await click('where', 0);
    expect(opened.text).toContain('A new digest');
    expect(opened.text).toContain('Choose a channel, then save');
    expect(part(opened.message, 'panel:0:save')?.disabled).toBe(true);

    await choose('channel', ['500'], text, 0);
    await choose('role', ['700'], role, 0);
    await choose('days', ['weekdays'], {}, 0);
    const { message, text: card } = await choose('zone', ['Europe/Berlin'], {}, 0);
    expect(violations(message)).toEqual([]);
    expect(card).toContain(
      `First post: Wednesday, November 25, 9:00 AM Berlin (<t:${Date.parse('2026-11-25T08:00:00Z') / 1000}:t> your time)`,
    );
    expect(chosenIn(message, 'panel:0:channel')).toEqual(['500']);
    expect(chosenIn(message, 'panel:0:role')).toEqual(['700']);
    expect(chosenIn(message, 'panel:0:days')).toEqual(['Weekdays']);
    expect(chosenIn(message, 'panel:0:zone')).toEqual(['Europe/Berlin']);
    expect(await stored()).toBeUndefined();

    const saved = await click('save', 0);
    expect(saved.text).toContain('Digest 1 is set up');
    expect(saved.inPlace).toBe(true);
    expect(await stored()).toMatchObject({
      channelId: '500',
      mentionRoleId: '700',
      cron: '0 9 * * 1,2,3,4,5',
      timezone: 'Europe/Berlin',
      createdBy: '900',
    });
  });

  test('is not set up twice by two clicks at once', async () => {
    await choose('channel', ['500'], text, 0);
    const answers = await Promise.all([click('save', 0), click('save', 0)]);
    expect(answers.map((each) => each.text.includes('is set up')).toSorted()).toEqual([false, true]);
    expect(answers.map((each) => each.text).join()).toContain('There is nothing to save');
    expect(await stored(2)).toBeUndefined();
  });

  test('that cannot be saved keeps what was chosen', async () => {
    await choose('channel', ['500'], text, 0);
    await choose('depth', ['full'], {}, 0);
    access = 'gone';
    expect((await click('save', 0)).text).toContain('I can post only in this server’s text channels');
    access = lacking(ChannelType.GuildText);
    await click('save', 0);
    expect(await stored()).toMatchObject({ channelId: '500', depth: 'full' });
  });

  test('without a channel is not saved', async () => {
    await choose('days', ['daily'], {}, 0);
    expect((await click('save', 0)).text).toContain('Choose a channel first');
    expect(await stored()).toBeUndefined();
  });

  test('says at once what the bot lacks in the channel that was chosen', async () => {
    access = lacking(ChannelType.GuildText, 'SendMessages');
    expect((await choose('channel', ['500'], text, 0)).text).toContain('**Send Messages**');
  });

  test('has the server’s zone, offered with those of the person’s locale', async () => {
    await bot.use('digest settings', { timezone: 'Asia/Tokyo' });
    const { message } = await click('where', 0);
    const zones = part(message, 'panel:0:zone')?.options?.map(({ label }) => label) ?? [];
    expect(chosenIn(message, 'panel:0:zone')).toEqual(['Asia/Tokyo']);
    expect(zones.slice(0, 3)).toEqual(['Asia/Tokyo', 'America/New_York', 'America/Chicago']);
    expect(zones.at(-1)).toBe('Another time zone…');
    expect(new Set(zones).size).toBe(zones.length);
  });
});

describe('a digest that is there', () => {
  beforeEach(add);

  test('has every action on its card', async () => {
    const { message } = await bot.click('digest:1');
    expect(violations(message)).toEqual([]);
    const actions = ['where', 'what', 'ask-send', 'pause', 'check', 'remove'].map((action) => `panel:1:${action}`);
    for (const id of [...actions, 'preview:1', 'history:1:0', 'digests:0']) expect(part(message, id)).toBeDefined();
  });

  test('changes with Save, and not before', async () => {
    const before = await stored();
    await choose('days', ['1'], {});
    await choose('time', ['18']);
    await choose('topic', ['closure']);
    await choose('depth', ['full']);
    await choose('when-empty', ['say-so']);
    const { text: card, message } = await choose('language', ['en']);
    expect(card).toContain('Your changes are not saved yet');
    expect(violations(message)).toEqual([]);
    expect(await stored()).toEqual(before);
    expect((await click('save')).text).toContain('Digest 1 has been changed');
    expect(await stored()).toMatchObject({
      cron: '0 18 * * 1',
      topic: 'closure',
      depth: 'full',
      whenEmpty: 'say-so',
      language: 'en',
    });
    // It waits for its new time.
    expect((await stored())?.nextSlot).toBe(Date.parse('2026-11-30T18:00:00Z'));
  });

  test('goes back to what the server has', async () => {
    await changeDigest(db, '100', 1, {
      timezone: 'Asia/Tokyo',
      topic: 'closure',
      mentionRoleId: '700',
      language: 'en',
    });
    await choose('zone', ['server']);
    await choose('role', []);
    await choose('topic', ['*']);
    await choose('language', ['server']);
    await click('save');
    expect(await stored()).toMatchObject({ timezone: null, topic: null, mentionRoleId: null, language: null });
  });

  test('takes several days, and a time, a zone and a topic that are typed', async () => {
    const several = await choose('days', ['other']);
    expect(part(several.message, 'panel:1:several-days')?.options).toHaveLength(7);
    await choose('several-days', ['5', '1']);
    const form = await choose('time', ['other']);
    expect(form.message).toMatchObject({ custom_id: 'panel:1:typed-time', title: 'Another time' });
    const typed = await bot.submit('panel:1:typed-time', 'text', '6:30pm');
    expect(typed.inPlace).toBe(true);
    expect(chosenIn(typed.message, 'panel:1:several-days')).toEqual(['Monday', 'Friday']);
    await bot.submit('panel:1:typed-zone', 'text', 'manila');
    await bot.submit('panel:1:typed-topic', 'text', 'The closure');
    await click('save');
    expect(await stored()).toMatchObject({ cron: '30 18 * * 1,5', timezone: 'Asia/Manila', topic: 'closure' });
  });

  test('typed badly: says so, and changes nothing', async () => {
    expect((await bot.submit('panel:1:typed-time', 'text', 'teatime')).text).toContain('what time `teatime` is');
    expect((await bot.submit('panel:1:typed-zone', 'text', 'Berlinx')).text).toContain('time zone `Berlinx`');
    expect((await bot.submit('panel:1:typed-zone', 'other', 'Berlin')).text).toContain('I do not');
    expect((await click('save')).text).toContain('There is nothing to save');
  });

  test('changed by someone else meanwhile: is told, and nothing is lost', async () => {
    await choose('depth', ['full']);
    await bot.use('digest edit', { digest: 1, topic: 'closure' }, text);
    const told = await click('save');
    expect(told.text).toContain('someone else changed this digest too');
    expect(await stored()).toMatchObject({ depth: 'brief', topic: 'closure' });
    await click('save');
    expect(await stored()).toMatchObject({ depth: 'full', topic: 'closure' });
  });

  test('removed by someone else meanwhile: is told', async () => {
    await choose('depth', ['full']);
    await bot.click('remove:1');
    expect((await click('save')).text).toContain('Digest 1 was removed');
    expect((await choose('depth', ['standard'])).text).toContain('Digest 1 was removed');
  });

  test('two moderators at once each have changes of their own', async () => {
    await choose('depth', ['full']);
    const other = await click('what', 1, { userId: '901' });
    expect(other.text).toContain('Nothing changes until you save');
    expect(chosenIn(other.message, 'panel:1:depth')).toEqual(['Brief']);
    expect((await click('save', 1, { userId: '901' })).text).toContain('There is nothing to save');
  });

  test('two choices at once are both kept', async () => {
    await Promise.all([choose('depth', ['full']), choose('when-empty', ['repeat']), choose('days', ['weekends'])]);
    await click('save');
    expect(await stored()).toMatchObject({ depth: 'full', whenEmpty: 'repeat', cron: '0 9 * * 6,0' });
  });

  test('changes can be discarded, and are forgotten after a day and with the server', async () => {
    await choose('depth', ['full']);
    expect((await click('discard')).text).toContain('Digest 1');
    expect((await click('save')).text).toContain('There is nothing to save');

    await choose('depth', ['full']);
    at += 25 * hour;
    expect((await click('what')).text).toContain('Nothing changes until you save');
    expect((await click('save')).text).toContain('There is nothing to save');
    expect(await drafts()).toBe(1);
    await forgetDrafts(db, at - 24 * hour);
    expect(await drafts()).toBe(0);

    await choose('depth', ['full']);
    await forgetGuild(db, '100');
    expect(await drafts()).toBe(0);
  });

  test('asks before it posts at once, and before it is removed, which can be undone', async () => {
    expect((await click('ask-send')).text).toContain('pings nobody');
    expect((await click('send')).replacement).toBeDefined();
    expect((await click('remove')).text).toContain('Remove digest 1?');
    expect(await stored()).toBeDefined();
    const removed = await bot.click('remove:1');
    expect(part(removed.message, 'restore:1')).toBeDefined();
    expect((await bot.click('restore:1')).text).toContain('Digest 1 is back');
  });

  test('is paused, resumed and checked as by the commands', async () => {
    const paused = await click('pause');
    expect(paused.text).toContain('Digest 1 is paused');
    expect(part(paused.message, 'panel:1:resume')).toBeDefined();
    expect((await click('resume')).text).toContain('posts again');
    expect((await click('check')).text).toContain('I can post in <#500>');
  });

  test('published where it cannot be: says so at once, and offers not to publish', async () => {
    access = lacking(ChannelType.GuildAnnouncement);
    await choose('channel', ['501'], announcements);
    expect(part((await click('what')).message, 'panel:1:publish')).toBeDefined();
    await choose('publish', ['yes']);
    await click('save');
    expect(await stored()).toMatchObject({ channelId: '501', publish: true });
    access = lacking(ChannelType.GuildText);
    const moved = await choose('channel', ['500'], text);
    expect(moved.text).toContain('Only posts in an announcement channel can be published');
    await choose('publish', ['no']);
    await click('save');
    expect(await stored()).toMatchObject({ channelId: '500', publish: false });
  });
});

describe('what was sent is not believed', () => {
  beforeEach(add);

  test.each<[string, string, readonly string[], Asker]>([
    ['a channel of which Discord says nothing', 'channel', ['999'], text],
    [
      'a channel of another server',
      'channel',
      ['500'],
      { channels: { '500': ChannelType.GuildText }, elsewhere: true },
    ],
    ['a channel that is none to post in', 'channel', ['500'], { channels: { '500': ChannelType.GuildVoice } }],
    ['no channel', 'channel', [], {}],
    ['everyone as the role', 'role', ['100'], { roles: ['100'] }],
    ['a role of another server', 'role', ['701'], role],
    ['a day that is none', 'days', ['8'], {}],
    ['no days', 'several-days', [], {}],
    ['an hour that is none', 'time', ['24'], {}],
    ['a zone that is none', 'zone', ['Mars/Olympus'], {}],
    ['a topic that is none', 'topic', ['no-such-topic'], {}],
    ['a depth that is none', 'depth', ['constructor'], {}],
    ['a language that is none', 'language', ['tlh'], {}],
    ['a choice that is none', 'when-empty', [''], {}],
    ['another depth', 'depth', ['other'], {}],
    ['an action that is none', 'toString', ['x'], {}],
  ])('%s', async (_, action, values, asker) => {
    const before = await stored();
    await choose(action, values, asker);
    expect((await click('save')).text).toContain('There is nothing to save');
    expect(await stored()).toEqual(before);
  });

  test('a digest of another server, and a click of one who is no moderator', async () => {
    const before = await stored();
    for (const asker of [{ guildId: '200' }, { moderator: false }]) {
      for (const action of ['where', 'what', 'ask-send', 'send', 'pause', 'resume', 'check', 'remove', 'save'])
        expect((await click(action, 1, asker)).text).toMatch(/There is no digest 1 here|Only moderators/);
      expect((await choose('depth', ['full'], asker)).text).toMatch(/There is no digest 1 here|Only moderators/);
      expect((await bot.submit('panel:1:typed-time', 'text', '10:00', asker)).text).toMatch(/There is no|Only mod/);
    }
    expect(await drafts()).toBe(0);
    expect(await stored()).toEqual(before);
  });
});

async function drafts(): Promise<number> {
  return (await db.selectFrom('drafts').selectAll().execute()).length;
}
