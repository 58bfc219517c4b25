import pino from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { attemptDelivery } from '../../src/digest/deliver/attempt.ts';
import { createPoster } from '../../src/digest/deliver/poster.ts';
import { nonceOf } from '../../src/digest/delivery-ids.ts';
import type { Post, PostResult } from '../../src/digest/edges.ts';
import {
  findDigest,
  keepForNextCommand,
  keptForNextCommand,
  nextUntold,
  restoreDigest,
} from '../../src/store/digests.ts';
import type { DeliveryRow } from '../../src/store/schema.ts';
import { briefing } from '../support/briefings.ts';
import { changeDigest, removeDigest } from '../support/digests.ts';
import { texts } from '../support/message-limits.ts';
import { posterScene } from '../support/poster-scene.ts';

const nine = Date.parse('2026-11-24T09:00:00Z');
const minute = 60_000;

const scene = posterScene(nine);
const { add, deliveries, tickAt } = scene;

const said = (index: number) => texts(scene.posts[index]?.post as Post).join('\n');

describe('a digest that is due', () => {
  test('is posted once, with its nonce, and recorded', async () => {
    await add();
    await tickAt(nine - 1);
    expect(scene.posts).toEqual([]);
    await tickAt(nine);
    await tickAt(nine + 30_000);
    expect(scene.posts).toHaveLength(1);
    expect(scene.posts[0]?.channelId).toBe('500');
    expect(scene.posts[0]?.post).toMatchObject({ enforce_nonce: true, nonce: nonceOf({ digestId: 1, slot: nine }) });
    expect(scene.posts[0]?.post.nonce.length).toBeLessThanOrEqual(25);
    expect(said(0)).toContain('Harbour bridge closes for repairs');
    expect(await deliveries()).toMatchObject([{ slot: nine, status: 'sent', messageId: 'm1', attempts: 1 }]);
    expect((await findDigest(scene.db, '100', 1))?.nextSlot).toBe(nine + 24 * 60 * minute);
  });

  test('is told in the log with all that tells it from others, whatever becomes of it', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({ base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
    scene.poster = createPoster({ ...scene.edges, log });
    await add();
    scene.respond = () => ({ kind: 'temporary', reached: false, message: '503' });
    await tickAt(nine);
    scene.respond = () => ({ kind: 'refused', reason: 'permission', message: 'Missing Permissions' });
    await tickAt(nine + 60 * minute);
    const [{ id, digestId, slot, channelId }] = (await deliveries()) as [DeliveryRow];
    const digest = { guildId: '100', digest: 1, digestId, channelId };
    const delivery = { ...digest, deliveryId: id, slot: new Date(slot).toISOString() };
    expect(lines).toMatchObject([
      { ...delivery, msg: 'post to be tried again' },
      { ...digest, msg: 'digest paused' },
      { ...delivery, msg: 'delivery ended' },
    ]);
  });

  test('is recorded before it is posted', async () => {
    await add();
    let recorded: DeliveryRow[] = [];
    scene.respond = async () => {
      recorded = await deliveries();
      return { kind: 'sent', messageId: 'm1' };
    };
    await tickAt(nine);
    expect(recorded).toMatchObject([{ slot: nine, status: 'pending', attempts: 1, attemptedAt: nine }]);
  });

  test('has the next day only what is new, newest first, and an updated briefing is marked', async () => {
    await add();
    await tickAt(nine);
    await tickAt(nine + 24 * 60 * minute);
    expect(scene.posts).toHaveLength(1);
    expect((await deliveries()).at(-1)).toMatchObject({ status: 'skipped', reason: 'nothing-new' });
    scene.library.put(briefing({ slug: 'older', contentCreated: '2026-04-01', headline: 'Ferry runs again' }));
    scene.library.put(briefing({ slug: 'newer', contentCreated: '2026-05-01', headline: 'Bridge opens' }));
    scene.library.put(
      briefing({
        version: 2,
        corrections: [{ version: 2, date: '2026-03-05T10:00:00Z', text: 'Seven weeks, not six.' }],
      }),
    );
    await tickAt(nine + 48 * 60 * minute);
    expect(scene.posts).toHaveLength(2);
    const order = ['Bridge opens', 'Ferry runs again', 'Harbour bridge closes for repairs', 'Seven weeks, not six.'];
    const places = order.map((text) => said(1).indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    await tickAt(nine + 72 * 60 * minute);
    expect(scene.posts).toHaveLength(2);
  });

  test('has the most urgent first, then the newest, and says what is new since the version that it had', async () => {
    await add();
    await tickAt(nine);
    const updates = [2, 3].map((version) => ({ version, text: `News of ${version}.` }));
    scene.library.put(briefing({ version: 3, updates, urgency: 6 }));
    scene.library.put(briefing({ slug: 'newer', firstCreated: '2026-05-01T09:00:00Z', headline: 'Ferry runs again' }));
    scene.library.put(briefing({ slug: 'urgent', urgency: 1, headline: 'Harbour on fire' }));
    await tickAt(nine + 24 * 60 * minute);
    const order = ['Harbour on fire', 'Ferry runs again', 'Harbour bridge closes for repairs', 'News of 3. News of 2.'];
    const places = order.map((text) => said(1).indexOf(text));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  test('says that nothing is new, or repeats the latest, where it is to', async () => {
    await add({ whenEmpty: 'say-so' });
    await add({ whenEmpty: 'repeat', channelId: '501' });
    await tickAt(nine);
    scene.posts.length = 0;
    await tickAt(nine + 24 * 60 * minute);
    const by = (channel: string) =>
      texts(scene.posts.find(({ channelId }) => channelId === channel)?.post as Post).join('\n');
    expect(by('500')).toContain('There is nothing new since the last post.');
    expect(by('500')).not.toContain('Harbour');
    expect(by('501')).toContain('here is the latest briefing again');
    expect(by('501')).toContain('Harbour bridge closes for repairs');
  });

  test('posts a briefing that has come since, however old its article is, and none that was there all along', async () => {
    const dated = (slug: string, contentCreated: string) =>
      scene.library.put(briefing({ slug, headline: `Story ${slug}`, contentCreated }));
    for (let i = 0; i < 110; i++) dated(`new-${i}`, '2026-02-01');
    dated('there-all-along', '2019-05-01');
    await scene.poster.tick();
    scene.now = nine;
    await add({ createdAt: nine - 1 });
    await tickAt(nine);
    await scene.restart();
    dated('late', '2020-01-01');
    await tickAt(nine + 24 * 60 * minute);
    expect(scene.posts).toHaveLength(2);
    expect(said(1)).toContain('Story late');
    expect(said(1)).not.toContain('more');
    expect(said(1)).not.toContain('there-all-along');
  });

  test('keeps to its topic', async () => {
    const [topic] = briefing().topics;
    scene.library.put(
      briefing({ slug: 'other', headline: 'Budget passed', topics: topic ? [{ ...topic, slug: 'budget' }] : [] }),
    );
    await add({ topic: 'budget' });
    await tickAt(nine);
    expect(said(0)).toContain('Budget passed');
    expect(said(0)).not.toContain('Harbour bridge');
  });

  test('tells as much as its depth says', async () => {
    await add({ depth: 'full' });
    await tickAt(nine);
    expect(said(0)).toContain('The harbour bridge is closed (full).');
  });

  test('pings the one role that was chosen, and nobody else', async () => {
    scene.library.put(briefing({ headline: '@everyone <@&123456789012345678> <@1> look' }));
    await add({ mentionRoleId: '700' });
    await add({ channelId: '501' });
    await tickAt(nine);
    const [withRole, without] = ['500', '501'].map((id) => scene.posts.find(({ channelId }) => channelId === id)?.post);
    expect(withRole?.allowed_mentions).toEqual({ parse: [], roles: ['700'] });
    expect(without?.allowed_mentions).toEqual({ parse: [] });
  });

  test.each(['say-so', 'repeat'] as const)('pings for news, not for the lack of it, with %s', async (whenEmpty) => {
    await add({ mentionRoleId: '700', whenEmpty });
    await tickAt(nine);
    await tickAt(nine + 24 * 60 * minute);
    const [news, nothing] = scene.posts.map(({ post }) => post);
    expect(news?.allowed_mentions).toEqual({ parse: [], roles: ['700'] });
    expect(nothing?.allowed_mentions).toEqual({ parse: [] });
    expect(said(1)).not.toContain('<@&700>');
  });

  test('is published where it is to be; one that cannot be is posted all the same, and never again', async () => {
    await add({ publish: true });
    await add({ channelId: '501' });
    await tickAt(nine);
    expect(scene.published).toHaveLength(1);
    scene.publishing = () => ({ kind: 'refused', reason: 'bad-request', message: 'Cannot publish' });
    scene.library.put(briefing({ slug: 'second' }));
    await tickAt(nine + 24 * 60 * minute);
    await tickAt(nine + 24 * 60 * minute + 10_000);
    expect(scene.posts).toHaveLength(4);
    expect(scene.published).toHaveLength(2);
    expect((await deliveries()).filter(({ status }) => status === 'sent')).toHaveLength(4);
    expect((await deliveries()).map(({ detail }) => detail)).toContain('Cannot publish');
  });

  test('that cannot be published for the moment is published later, even by the next run of the bot', async () => {
    await add({ publish: true });
    scene.publishing = () => ({
      kind: 'temporary',
      reached: true,
      message: 'Discord answered 503',
      retryAfter: 10 * minute,
    });
    await tickAt(nine);
    expect(await deliveries()).toMatchObject([{ status: 'sent', publishing: 'waiting', finishedAt: nine }]);
    await tickAt(nine + 6 * minute);
    expect(scene.published).toHaveLength(1);
    scene.publishing = () => ({ kind: 'sent', messageId: 'm1' });
    scene.poster = createPoster(scene.edges);
    await tickAt(nine + 11 * minute);
    await tickAt(nine + 30 * minute);
    expect(scene.published).toEqual(['m1', 'm1']);
    expect(scene.posts).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'sent', publishing: null, finishedAt: nine }]);
  });

  test('that cannot be published for a day is not published any more, and says why', async () => {
    await add({ publish: true });
    scene.publishing = () => ({ kind: 'temporary', reached: true, message: 'Discord answered 503' });
    for (let hour = 0; hour <= 24; hour++) await tickAt(nine + hour * 60 * minute);
    const tries = scene.published.length;
    expect(tries).toBeGreaterThan(20);
    expect((await deliveries())[0]).toMatchObject({ status: 'sent', detail: 'Discord answered 503' });
    for (let hour = 25; hour <= 30; hour++) await tickAt(nine + hour * 60 * minute);
    expect(scene.published).toHaveLength(tries);
  });

  test('that may not be published is published once the permission is back', async () => {
    await add({ publish: true });
    scene.publishing = () => ({ kind: 'refused', reason: 'permission', message: 'Missing Permissions' });
    await tickAt(nine);
    expect(await deliveries()).toMatchObject([{ status: 'sent', publishing: 'waiting' }]);
    await tickAt(nine + 30 * minute);
    expect(scene.published).toHaveLength(1);
    scene.publishing = () => ({ kind: 'sent', messageId: 'm1' });
    await tickAt(nine + 61 * minute);
    expect(scene.published).toHaveLength(2);
    expect(await deliveries()).toMatchObject([{ status: 'sent', publishing: null }]);
  });

  test('does not post a briefing that another digest has posted in the channel', async () => {
    await add();
    await add({ topic: 'closure' });
    await tickAt(nine);
    expect(scene.posts).toHaveLength(1);
    expect((await deliveries()).map(({ status }) => status).sort()).toEqual(['sent', 'skipped']);
  });

  test('is not posted while it is paused', async () => {
    await add();
    await changeDigest(scene.db, '100', 1, { paused: 'moderator', nextSlot: null });
    await tickAt(nine);
    expect(await deliveries()).toEqual([]);
    await changeDigest(scene.db, '100', 1, { paused: null, nextSlot: nine + 24 * 60 * minute });
    await tickAt(nine + 24 * 60 * minute);
    expect(scene.posts).toHaveLength(1);
  });

  test('that is removed while its post is to be tried again is posted once it is back', async () => {
    await add();
    scene.respond = () => ({ kind: 'temporary', reached: false, message: 'Discord answered 503' });
    await tickAt(nine);
    await removeDigest(scene.db, '100', 1, nine + 1_000);
    await tickAt(nine + minute);
    expect(await deliveries()).toMatchObject([{ status: 'skipped', reason: 'removed' }]);
    scene.respond = () => ({ kind: 'sent', messageId: 'm9' });
    await restoreDigest(scene.db, { id: 1, removedAt: nine + 1_000 }, nine + 24 * 60 * minute);
    await tickAt(nine + 2 * minute);
    expect(await deliveries()).toMatchObject([{ status: 'sent', reason: null }]);
  });

  test('that is removed after its slot was claimed is not posted, and the slot says so', async () => {
    await add();
    scene.respond = () => ({ kind: 'temporary', reached: false, message: 'connect ECONNREFUSED' });
    await tickAt(nine);
    await removeDigest(scene.db, '100', 1, scene.now);
    await tickAt(nine + 5_000);
    expect(scene.posts).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'skipped', reason: 'removed' }]);
  });

  test('late within its catch-up is posted once for all of its slots; the others are recorded', async () => {
    await add({ cron: '0 * * * *', catchUpMinutes: 90 });
    await tickAt(nine + 150 * minute);
    expect(scene.posts).toHaveLength(1);
    expect((await deliveries()).map(({ status, reason }) => reason ?? status)).toEqual(['late', 'merged', 'sent']);
  });
});

describe('what Discord answers', () => {
  test('403 pauses the digest, keeps its settings and tells the moderators once', async () => {
    await add({ depth: 'full' });
    scene.respond = () => ({ kind: 'refused', reason: 'permission', message: 'Missing Access' });
    await tickAt(nine);
    await tickAt(nine + 24 * 60 * minute);
    expect(scene.posts).toHaveLength(1);
    expect(scene.pauses).toBe(1);
    expect(await nextUntold(scene.db, 0)).toMatchObject({ number: 1, paused: 'permission' });
    expect(await findDigest(scene.db, '100', 1)).toMatchObject({ paused: 'permission', nextSlot: null, depth: 'full' });
    expect(await deliveries()).toMatchObject([{ status: 'failed', detail: 'Missing Access' }]);
  });

  test('400 is recorded with its words, and the digest goes on', async () => {
    await add();
    scene.respond = () => ({ kind: 'refused', reason: 'bad-request', message: 'Invalid Form Body' });
    await tickAt(nine);
    expect(scene.pauses).toBe(0);
    expect(await deliveries()).toMatchObject([{ status: 'failed', detail: 'Invalid Form Body' }]);
    scene.respond = () => ({ kind: 'sent', messageId: 'm9' });
    await tickAt(nine + 24 * 60 * minute);
    expect((await deliveries()).at(-1)).toMatchObject({ status: 'sent' });
  });

  test('400 three times in a row is to be told, though another post was given up in between', async () => {
    await add({ catchUpMinutes: 0 });
    const refusal = { kind: 'refused', reason: 'bad-request', message: 'Blocked by AutoMod' } as const;
    const busy = { kind: 'temporary', reached: false, message: 'Discord answered 503' } as const;
    for (const [i, answer] of [refusal, refusal, busy, refusal].entries()) {
      expect(await nextUntold(scene.db, 0)).toBeUndefined();
      scene.respond = () => answer;
      await tickAt(nine + i * 24 * 60 * minute);
      await tickAt(nine + i * 24 * 60 * minute + 30 * minute);
    }
    expect((await deliveries()).map(({ status }) => status)).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(await nextUntold(scene.db, 0)).toMatchObject({ number: 1, paused: null });
    expect(scene.pauses).toBe(1);
  });

  test('400 three times in a row is told of one channel alone, and not any more once the digest has another', async () => {
    await add();
    scene.respond = () => ({ kind: 'refused', reason: 'bad-request', message: 'Blocked by AutoMod' });
    for (let i = 0; i < 2; i++) await tickAt(nine + i * 24 * 60 * minute);
    await changeDigest(scene.db, '100', 1, { channelId: '501' });
    for (let i = 2; i < 4; i++) await tickAt(nine + i * 24 * 60 * minute);
    expect(await nextUntold(scene.db, 0)).toBeUndefined();
    await tickAt(nine + 4 * 24 * 60 * minute);
    expect(await nextUntold(scene.db, 0)).toMatchObject({ number: 1, channelId: '501' });
    await changeDigest(scene.db, '100', 1, { channelId: '502' });
    expect(await nextUntold(scene.db, 0)).toBeUndefined();
  });

  test('400 three times in a row is not told any more once a post arrives', async () => {
    await add();
    scene.respond = () => ({ kind: 'refused', reason: 'bad-request', message: 'Blocked by AutoMod' });
    for (let i = 0; i < 3; i++) await tickAt(nine + i * 24 * 60 * minute);
    const untold = await nextUntold(scene.db, 0);
    if (untold) await keepForNextCommand(scene.db, untold);
    expect(await keptForNextCommand(scene.db, '100')).toHaveLength(1);
    scene.respond = () => ({ kind: 'sent', messageId: 'm9' });
    await tickAt(nine + 3 * 24 * 60 * minute);
    expect(await keptForNextCommand(scene.db, '100')).toEqual([]);
  });

  test('what may pass is tried again with the same nonce', async () => {
    await add();
    scene.respond = () => ({ kind: 'temporary', reached: true, message: 'Discord answered 503' });
    await tickAt(nine);
    expect(await deliveries()).toMatchObject([{ status: 'pending', detail: 'Discord answered 503' }]);
    await tickAt(nine + 1_000);
    expect(scene.posts).toHaveLength(1);
    scene.respond = () => ({ kind: 'sent', messageId: 'm9' });
    await tickAt(nine + 3_000);
    expect(scene.posts).toHaveLength(2);
    expect(scene.posts[1]?.post.nonce).toBe(scene.posts[0]?.post.nonce);
    expect(await deliveries()).toMatchObject([{ status: 'sent', messageId: 'm9', attempts: 2 }]);
  });

  test('a Discord that is not there is waited for as long as the catch-up lasts', async () => {
    await add({ catchUpMinutes: 30 });
    scene.respond = () => ({ kind: 'temporary', reached: false, message: 'connect ECONNREFUSED' });
    for (let time = nine; time < nine + 29 * minute; time += 10_000) await tickAt(time);
    expect(await deliveries()).toMatchObject([{ status: 'pending' }]);
    expect(scene.posts.length).toBeLessThan(20);
    await tickAt(nine + 31 * minute);
    await tickAt(nine + 40 * minute);
    expect(await deliveries()).toMatchObject([{ status: 'failed', detail: 'connect ECONNREFUSED' }]);
  });

  test('a post that Discord may have is not sent again with other news: it is looked for first, and what it lacks comes later', async () => {
    await add();
    scene.respond = () => ({ kind: 'temporary', reached: true, message: 'socket hang up' });
    await tickAt(nine);
    scene.library.put(briefing({ slug: 'second', headline: 'Ferry runs again' }));
    scene.respond = () => ({ kind: 'sent', messageId: 'm2' });
    scene.find = () => ({ kind: 'sent', messageId: 'm1' });
    await tickAt(nine + 3_000);
    expect(scene.posts).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'sent', messageId: 'm1' }]);
    await tickAt(nine + 24 * 60 * minute);
    expect(said(1)).toContain('Ferry runs again');
    expect(said(1)).not.toContain('Harbour bridge closes');
  });

  describe('a post that Discord may have, when its nonce may be forgotten', () => {
    beforeEach(async () => {
      await add();
      scene.respond = () => ({ kind: 'temporary', reached: true, message: 'socket hang up' });
      await tickAt(nine);
      scene.respond = () => ({ kind: 'sent', messageId: 'm2' });
    });
    const later = nine + 3 * minute;

    test('is looked for in the channel, by the mark that it was sent with, and taken as sent if it is there', async () => {
      scene.find = () => ({ kind: 'sent', messageId: 'm1' });
      await tickAt(later);
      expect(scene.posts).toHaveLength(1);
      const [container] = scene.posts[0]?.post.components ?? [];
      expect(scene.finds).toEqual([{ guildId: '100', channelId: '500', marker: container?.id, since: nine }]);
      expect(await deliveries()).toMatchObject([{ status: 'sent', messageId: 'm1' }]);
    });

    test('is sent again if it is not there', async () => {
      await tickAt(later);
      expect(scene.posts).toHaveLength(2);
      expect(await deliveries()).toMatchObject([{ status: 'sent', messageId: 'm2' }]);
    });

    test('is not sent again where the history may not be read; its news comes with the next digest', async () => {
      scene.find = () => ({ kind: 'unreadable' });
      await tickAt(later);
      expect(scene.posts).toHaveLength(1);
      expect(await deliveries()).toMatchObject([{ status: 'failed', reason: 'unknown' }]);
      await tickAt(nine + 24 * 60 * minute);
      expect(scene.posts).toHaveLength(2);
    });

    test('is looked for again while the history cannot be asked', async () => {
      scene.find = () => ({ kind: 'temporary', reached: false, message: 'connect ECONNREFUSED' });
      await tickAt(later);
      await tickAt(later + 6 * minute);
      expect(scene.posts).toHaveLength(1);
      expect(scene.finds.map(({ since }) => since)).toEqual([nine, nine]);
      scene.find = () => ({ kind: 'sent', messageId: 'm1' });
      await tickAt(later + 12 * minute);
      expect(await deliveries()).toMatchObject([{ status: 'sent', messageId: 'm1' }]);
    });

    test('is looked for before the slot is given up, when the digest is paused or its time has run out', async () => {
      await changeDigest(scene.db, '100', 1, { paused: 'moderator', nextSlot: null });
      scene.find = () => ({ kind: 'sent', messageId: 'm1' });
      await tickAt(nine + 5_000);
      expect(scene.posts).toHaveLength(1);
      expect(await deliveries()).toMatchObject([{ status: 'sent', messageId: 'm1' }]);
    });

    test('is not forgotten when a later try does not reach Discord', async () => {
      scene.respond = () => ({ kind: 'temporary', reached: false, message: 'connect ECONNREFUSED' });
      await tickAt(nine + 60_000);
      expect(scene.posts).toHaveLength(2);
      scene.find = () => ({ kind: 'sent', messageId: 'm1' });
      await tickAt(later + minute);
      expect(scene.posts).toHaveLength(2);
      expect(scene.finds).toHaveLength(1);
    });

    test('is looked for when the clock was set back, since nobody knows how long ago it was', async () => {
      await tickAt(nine - 60 * minute);
      expect(scene.finds).toMatchObject([{ since: nine - 60 * minute }]);
    });
  });

  test('is not posted when its next slot is due, though that is not claimed yet', async () => {
    await add({ cron: '0 * * * *', catchUpMinutes: 180, whenEmpty: 'repeat' });
    scene.respond = () => ({ kind: 'temporary', reached: false, message: '503' });
    await tickAt(nine);
    scene.now = nine + 65 * minute;
    const [{ id } = { id: 0 }] = await deliveries();
    await attemptDelivery(scene.edges, id, new AbortController().signal);
    expect(await deliveries()).toMatchObject([{ status: 'missed', reason: 'merged' }]);
    expect(scene.posts).toHaveLength(1);
  });

  test('is not posted later than the catch-up allows, nor when a later slot is there to be posted', async () => {
    await add({ catchUpMinutes: 30 });
    await add({ channelId: '501', cron: '*/5 * * * *' });
    scene.respond = () => ({ kind: 'temporary', reached: false, message: 'connect ECONNREFUSED' });
    await tickAt(nine);
    scene.respond = () => ({ kind: 'sent', messageId: 'm1' });
    await tickAt(nine + 10 * minute);
    const of = async (digest: number) => (await deliveries()).filter(({ digestId }) => digestId === digest);
    expect((await of(2)).map(({ status, reason }) => reason ?? status)).toEqual(['merged', 'merged', 'sent']);
    expect(await of(1)).toMatchObject([{ status: 'sent' }]);
  });
});

describe('the clock', () => {
  test('set back, a slot that was posted is not posted again, and one that is to come is', async () => {
    await add({ cron: '0 9,10 * * *' });
    await tickAt(nine);
    await tickAt(nine - 60 * minute);
    scene.library.put(briefing({ slug: 'second' }));
    await tickAt(nine + 1_000);
    expect(scene.posts).toHaveLength(1);
    await tickAt(nine + 60 * minute);
    expect(scene.posts).toHaveLength(2);
  });

  test('that was a month ahead leaves no digest silent for a month', async () => {
    await add();
    await tickAt(nine + 30 * 24 * 60 * minute);
    expect((await deliveries()).length).toBeGreaterThan(1);
    const [sent] = (await deliveries()).filter(({ status }) => status === 'sent');
    scene.library.put(briefing({ slug: 'second' }));
    await tickAt(nine - minute);
    expect(await deliveries()).toEqual([sent]);
    expect((await findDigest(scene.db, '100', 1))?.nextSlot).toBe(nine);
    await tickAt(nine);
    expect((await deliveries()).at(-1)).toMatchObject({ slot: nine, status: 'sent' });
  });

  test('found to have been ahead after a restart is minded as well', async () => {
    await add();
    await tickAt(nine + 30 * 24 * 60 * minute);
    scene.poster = createPoster(scene.edges);
    await tickAt(nine - minute);
    expect((await findDigest(scene.db, '100', 1))?.nextSlot).toBe(nine);
  });
});

describe('a post that a moderator asks for', () => {
  test('is there at once, is recorded, and takes what is new from the next scheduled one', async () => {
    await add();
    const digest = await findDigest(scene.db, '100', 1);
    if (!digest) throw new Error('not there');
    scene.now = nine - 60 * minute;
    expect(await scene.poster.postNow(digest)).toEqual({ kind: 'sent', messageId: 'm1' });
    await tickAt(nine);
    expect(scene.posts).toHaveLength(1);
    expect((await deliveries()).map(({ status }) => status)).toEqual(['sent', 'skipped']);
  });

  test('asked for twice at once is one post', async () => {
    await add();
    const digest = await findDigest(scene.db, '100', 1);
    if (!digest) throw new Error('not there');
    const outcomes = await Promise.all([
      scene.poster.postNow(digest),
      scene.poster.postNow(digest),
      scene.poster.tick(),
    ]);
    await scene.poster.idle();
    expect(
      outcomes
        .slice(0, 2)
        .map((outcome) => outcome?.kind)
        .sort(),
    ).toEqual(['sent', 'skipped']);
    expect(scene.posts).toHaveLength(1);
  });
});

test('hundreds due at once are each posted once, a few at a time', async () => {
  for (let i = 0; i < 300; i++) await add({ guildId: String(1000 + (i % 7)), channelId: String(5000 + i) });
  let underWay = 0;
  let most = 0;
  scene.respond = async () => {
    most = Math.max(most, ++underWay);
    await new Promise(setImmediate);
    underWay--;
    return { kind: 'sent', messageId: `m${scene.posts.length}` };
  };
  await tickAt(nine);
  await tickAt(nine + minute);
  expect(new Set(scene.posts.map(({ channelId }) => channelId)).size).toBe(300);
  expect(scene.posts).toHaveLength(300);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(64);
});

test('stopping waits for the post in flight and records it; nothing new begins', async () => {
  await add();
  await add({ channelId: '501', nextSlot: nine + minute });
  let arrive: (result: PostResult) => void = () => {};
  scene.respond = () =>
    new Promise((resolve) => {
      arrive = resolve;
    });
  scene.now = nine;
  await scene.poster.tick();
  while (scene.posts.length === 0) await new Promise(setImmediate);
  const stopped = scene.poster.stop(10_000);
  scene.now = nine + minute;
  await scene.poster.tick();
  arrive({ kind: 'sent', messageId: 'm1' });
  await stopped;
  expect(scene.posts).toHaveLength(1);
  expect(await deliveries()).toMatchObject([{ status: 'sent', messageId: 'm1' }]);
});
