import { ChannelType } from 'discord.js';
import { expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import type { Outcome } from '../../src/digest/deliver/outcome.ts';
import { asking, lacking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { texts } from '../support/message-limits.ts';

type Unpublished = Extract<Outcome, { kind: 'sent' }>['unpublished'];

const posted = 'Posted: https://discord.com/channels/100/500/77';
const turnAt = Date.parse('2026-11-24T12:30:00Z');

test.each<[string, Unpublished, string]>([
  ['published', undefined, posted],
  [
    'to be published later',
    { kind: 'later', turnAt },
    `${posted}\nDiscord lets a channel publish ten posts an hour. This one will be published <t:${turnAt / 1000}:R>`,
  ],
  ['not published', { kind: 'failed', reason: 'Missing *Access*' }, `${posted}\nIt could not be published`],
])('/digest send says of a post that it is %s', async (_, unpublished, said) => {
  await using db = await openTestDatabase();
  const sent = { kind: 'sent', messageId: '77', ...(unpublished ? { unpublished } : {}) } as const;
  const bot = asking({ db, library: new Library([briefing()]), postNow: async () => sent });
  await bot.use('digest add', { channel: '500' }, { channels: { '500': ChannelType.GuildText } });
  const { replacement } = await bot.use('digest send', { digest: 1 });
  const message = await replacement?.();
  expect(message && texts(message).join('\n')).toContain(said);
});

test('/digest send names the channel in which it could not post, and leads to the check and to the digest', async () => {
  await using db = await openTestDatabase();
  const bot = asking({
    db,
    library: new Library([briefing()]),
    postNow: async () => ({ kind: 'failed', reason: 'Missing Permissions' }),
  });
  await bot.use('digest add', { channel: '500' }, { channels: { '500': ChannelType.GuildText } });
  const { replacement } = await bot.use('digest send', { digest: 1 });
  const message = await replacement?.();
  expect(message && texts(message).join('\n')).toContain(
    'It could not be posted in <#500>. Reason: I was not allowed to post there.',
  );
  expect(JSON.stringify(message)).toContain('"label":"Check","custom_id":"panel:1:check"');
  expect(JSON.stringify(message)).toContain('"custom_id":"digest:1"');
});

test.each([
  ['SendMessages', 'I cannot post in <#500> yet'],
  ['MentionEveryone', 'cannot ping <@&700> there'],
])('/digest preview warns above the post where the bot lacks %s, even where nothing is new', async (lacked, said) => {
  await using db = await openTestDatabase();
  const access = async () => lacking(ChannelType.GuildText, lacked);
  const asker = { channels: { '500': ChannelType.GuildText }, roles: ['700'] };
  const bot = asking({ db, library: new Library([briefing()]), access });
  await bot.use('digest add', { channel: '500', mention: '700' }, asker);
  const { message, text } = await bot.use('digest preview', { digest: 1 });
  expect(texts(message)[0]).toContain(said);
  expect(text).toContain(briefing().headline);
  const empty = await asking({ db, library: new Library([]), access }).use('digest preview', { digest: 1 });
  expect(texts(empty.message)[0]).toContain(said);
  expect(empty.text).toContain('There is nothing new');
});
