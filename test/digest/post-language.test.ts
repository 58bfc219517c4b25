import { expect, test } from 'vitest';
import { changeGuildSettings, recordDiscordLocale } from '../../src/store/guilds.ts';
import { briefing } from '../support/briefings.ts';
import { changeDigest } from '../support/digests.ts';
import { texts } from '../support/message-limits.ts';
import { posterScene } from '../support/poster-scene.ts';

/* A post is in its digest's language, else in the guild's setting, else in Discord's locale of the guild. */

const day = 24 * 60 * 60_000;
const begin = Date.parse('2026-11-24T09:00:00Z');
const scene = posterScene(begin);
const titles = () => scene.posts.map(({ post }) => texts(post)[0]?.match(/\w+ \w+,? 2026/)?.[0]);

test('the digest’s language goes before the guild’s setting, and that before Discord’s locale', async () => {
  const { db } = scene;
  await scene.add();
  await scene.tickAt(begin);
  const next = async (days: number) => {
    scene.library.put(briefing({ version: days + 1 }));
    await scene.tickAt(begin + days * day);
  };
  await recordDiscordLocale(db, '100', 'en-US');
  await next(1);
  await changeGuildSettings(db, '100', { language: 'en-GB' });
  await next(2);
  await changeDigest(db, '100', 1, { language: 'en-US' });
  await next(3);
  await changeDigest(db, '100', 1, { language: null });
  await changeGuildSettings(db, '100', { language: null });
  await recordDiscordLocale(db, '100', 'xx-no such');
  await next(4);
  expect(titles()).toEqual([
    '24 November 2026',
    'November 25, 2026',
    '26 November 2026',
    'November 27, 2026',
    '28 November 2026',
  ]);
});

test('a correction is told in the language of the post, whatever the digest’s is by then', async () => {
  const edited: string[] = [];
  await scene.restart({
    async edit(_channel, _message, message) {
      edited.push(texts(message)[0] ?? '');
      return { kind: 'sent', messageId: 'm1' };
    },
  });
  await scene.add({ language: 'en-GB' });
  await scene.tickAt(begin);
  await changeDigest(scene.db, '100', 1, { language: 'en-US' });
  const correction = { date: '2026-11-24', text: 'It was shut on Monday.', version: 2 };
  scene.library.put(briefing({ version: 2, corrections: [correction] }));
  scene.now += 60_000;
  await scene.poster.queueEdits();
  await scene.poster.idle();
  expect(edited).toEqual([expect.stringContaining('24 November 2026')]);
});

test('a post of before there was a choice is corrected in English', async () => {
  const edited: string[] = [];
  await scene.restart({
    async edit(_channel, _message, message) {
      edited.push(texts(message)[0] ?? '');
      return { kind: 'sent', messageId: 'm1' };
    },
  });
  await scene.add({ language: 'en-US' });
  await scene.tickAt(begin);
  const { content } = (await scene.deliveries())[0] ?? {};
  const { language: _, ...before } = JSON.parse(content ?? '{}');
  await scene.db
    .updateTable('deliveries')
    .set({ content: JSON.stringify(before) })
    .execute();
  const correction = { date: '2026-11-24', text: 'It was shut on Monday.', version: 2 };
  scene.library.put(briefing({ version: 2, corrections: [correction] }));
  scene.now += 60_000;
  await scene.poster.queueEdits();
  await scene.poster.idle();
  expect(edited).toEqual([expect.stringContaining('24 November 2026')]);
});
