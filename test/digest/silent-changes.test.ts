import pino from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { briefing } from '../support/briefings.ts';
import { posterScene } from '../support/poster-scene.ts';

/* What posts say and no briefing says any more is told to the editors, in the log. */

const nine = Date.parse('2026-11-24T09:00:00Z');
const scene = posterScene(nine);
let lines: { level: number; msg: string; slugs?: string[]; posts?: string[]; postCount?: number }[];

beforeEach(async () => {
  lines = [];
  scene.edges = { ...scene.edges, log: pino({ level: 'warn' }, { write: (line) => lines.push(JSON.parse(line)) }) };
  await scene.restart(scene.edges);
  await scene.add({ guildId: '100' });
  await scene.tickAt(nine);
  await scene.poster.queueEdits();
});

const warnings = () => lines.splice(0).map(({ msg, slugs = [] }) => `${slugs.join()}: ${msg.split(';')[0]}`);
const changed = 'harbour-bridge: texts were changed without a new version';

test('a text that is changed without a new version, once', async () => {
  scene.library.put(briefing({ headline: 'Harbour bridge stays open' }));
  await scene.poster.queueEdits();
  expect(warnings()).toEqual([changed]);
  await scene.poster.queueEdits();
  expect(warnings()).toEqual([]);
});

test('with the posts that carry it, as links', async () => {
  const [post] = await scene.deliveries();
  scene.library.put(briefing({ headline: 'Harbour bridge stays open' }));
  await scene.poster.queueEdits();
  const link = `https://discord.com/channels/100/${post?.channelId}/${post?.messageId}`;
  expect(post?.messageId).toMatch(/./);
  expect(lines).toMatchObject([{ level: 40, slugs: ['harbour-bridge'], postCount: 1, posts: [link] }]);
});

test('a version that is lower than the one that a post shows, once, also after a start', async () => {
  const raised = briefing({ headline: 'Harbour bridge stays open', version: 3 });
  scene.library.put({ ...raised, corrections: [{ version: 3, date: '2026-11-24T09:00:00Z', text: 'Wrong.' }] });
  await scene.poster.queueEdits();
  await scene.poster.idle();
  expect(warnings()).toEqual([]);
  scene.library.put(briefing({ headline: 'Harbour bridge stays open', version: 2 }));
  await scene.restart(scene.edges);
  for (const expected of [['harbour-bridge: a version is lower than it was'], []]) {
    await scene.poster.queueEdits();
    expect(warnings()).toEqual(expected);
  }
});

test('the same while the bot was down', async () => {
  scene.library.put(briefing({ headline: 'Harbour bridge stays open' }));
  await scene.restart(scene.edges);
  await scene.poster.queueEdits();
  expect(warnings()).toEqual([changed]);
});

test('not one with a new version, nor what readers do not see, nor one that no post has', async () => {
  const other = briefing({ slug: 'other' });
  scene.library.put(briefing({ headline: 'Harbour bridge stays open', version: 2 }));
  scene.library.put(other);
  await scene.poster.queueEdits();
  scene.library.put(briefing({ headline: 'Harbour bridge stays open', version: 2, urgency: 1 }));
  scene.library.put({ ...other, headline: 'Another' });
  await scene.poster.queueEdits();
  expect(warnings()).toEqual([]);
});

test('a briefing that was deleted, once and again at the next start; its posts stand', async () => {
  scene.library.remove('harbour-bridge');
  scene.library.put(briefing({ slug: 'other' }));
  for (const _ of [1, 2]) {
    await scene.poster.queueEdits();
    scene.library.put(briefing({ slug: 'third' }));
    await scene.poster.queueEdits();
    expect(warnings()).toEqual(['harbour-bridge: briefings were deleted']);
    await scene.restart(scene.edges);
  }
  expect(await scene.db.selectFrom('edits').selectAll().execute()).toEqual([]);
});

test('a translation that is changed without a new version, and not one that is new or gone', async () => {
  const inRussian = (headline: string) => ({
    ...briefing(),
    translations: [briefing({ language: 'ru', headline })],
  });
  const put = async (next: ReturnType<typeof briefing>) => {
    scene.library.put(next);
    await scene.poster.queueEdits();
    return warnings();
  };
  expect(await put(inRussian('Мост закрыт'))).toEqual([]);
  expect(await put(inRussian('Мост открыт'))).toEqual([changed]);
  expect(await put(briefing())).toEqual([]);
});
