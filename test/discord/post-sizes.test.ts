// @module-tag slow

import { type Discord, type Guild, startDiscord } from 'discord-playground';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { depths } from '../../src/briefing/file/schema.ts';
import { sendMessage } from '../../src/discord/rest/messages.ts';
import { createRest } from '../../src/discord/rest/rest.ts';
import { language } from '../../src/text/language.ts';
import { digestMessage } from '../../src/view/digest-message.ts';
import { briefing } from '../support/briefings.ts';
import { texts } from '../support/message-limits.ts';
import { scripts, textIn } from '../support/scripts.ts';

/* A Discord that breaks at more bytes than the real one stores takes the longest digests of every script. */

let discord: Discord;
let guild: Guild;

beforeAll(async () => {
  discord = await startDiscord();
  guild = discord.createGuild({ name: 'Guild', channels: [{ name: 'news' }] });
});
afterAll(() => discord.close());

test.each(Object.keys(scripts) as (keyof typeof scripts)[])(
  'a digest of eight long briefings in %s is posted',
  async (script) => {
    const entries = Array.from({ length: 12 }, (_, i) => {
      const one = briefing({
        slug: `s${i}`,
        headline: textIn(script, 200),
        located: textIn(script, 100),
        infoSources: [{ name: textIn(script, 200), uri: `https://gazette.example/${'x'.repeat(300)}` }],
        descriptions: depths.map((role) => ({ role, value: textIn(script, 900), source: [1], by: ['mina-oz'] })),
        corrections: [{ version: 2, date: '2026-03-02T10:00:00Z', text: textIn(script, 500) }],
        version: 2,
      });
      return { kind: 'briefing' as const, briefing: one, updated: i % 2 === 0, carried: 1 };
    });
    const topic = textIn(script, 100);
    const digest = digestMessage({ entries, depth: 'full', day: '2026-03-02', role: '700', topic }, language());
    const rest = createRest({ token: discord.token, apiUrl: discord.apiUrl, requestsPerSecond: 50 });
    const channelId = guild.channels.get('news') ?? '';
    expect(await sendMessage(rest, channelId, digest)).toMatchObject({ kind: 'sent' });
    const bytes = texts(digest).reduce((sum, each) => sum + Buffer.byteLength(each) + 12, 0);
    // Long enough for the limits to matter.
    expect(Math.max(bytes / 10_170, texts(digest).join('').length / 4_000)).toBeGreaterThan(0.8);
  },
);
