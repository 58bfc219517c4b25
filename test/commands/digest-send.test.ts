import { ChannelType } from 'discord.js';
import { expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import type { Outcome } from '../../src/digest/deliver/outcome.ts';
import { asking } from '../support/asking.ts';
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
