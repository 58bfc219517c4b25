import { ComponentType } from 'discord.js';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { composeDigest, type DigestContent } from '../../src/digest/compose/compose.ts';
import { type EditEdges, type EditOutcome, editPost } from '../../src/digest/correct/edit-post.ts';
import { findEdits } from '../../src/digest/correct/find-edits.ts';
import { markerOf, withMarker } from '../../src/digest/delivery-ids.ts';
import type { PostResult } from '../../src/digest/edges.ts';
import { beginAttempt, finishDelivery } from '../../src/store/deliveries/attempts.ts';
import { postedVersions } from '../../src/store/deliveries/deliveries.ts';
import { addDigest } from '../../src/store/digests.ts';
import { nextEditTry, pendingEdits } from '../../src/store/edits.ts';
import type { Database, EditRow } from '../../src/store/schema.ts';
import { language } from '../../src/text/language.ts';
import type { Message } from '../../src/view/card.ts';
import { briefing } from '../support/briefings.ts';
import { engine, openTestDatabase } from '../support/databases.ts';
import { newDigest } from '../support/digests.ts';
import { texts, violations } from '../support/message-limits.ts';

const nine = Date.parse('2026-11-24T09:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const brief: DigestContent = { topic: null, depth: 'brief', mentionRoleId: null, whenEmpty: 'skip', zone: 'UTC' };
const on = (date: string) => `${date}T10:00:00Z`;
const dayOf = (date: string) => language().date(date);
const seven = { version: 2, date: on('2026-11-25'), text: 'Seven weeks, not six.' };
const eight = { version: 3, date: on('2026-11-26'), text: 'Eight weeks, not seven.' };

let db: Database;
let library: Library;
let now: number;
let edits: { channelId: string; messageId: string; message: Message }[];
let respond: () => PostResult;
let edges: EditEdges;
let slots: number;
/** How often an edit was put off. */
let retries: number;

beforeEach(async () => {
  db = await openTestDatabase();
  library = new Library([briefing()]);
  now = nine;
  slots = 0;
  retries = 0;
  edits = [];
  respond = () => ({ kind: 'sent', messageId: 'm' });
  edges = {
    db,
    library,
    now: () => now,
    log: pino({ level: 'silent' }),
    async edit(channelId, messageId, message) {
      edits.push({ channelId, messageId, message });
      return respond();
    },
    onRetry(kind) {
      if (kind === 'edit') retries += 1;
    },
  };
  await addDigest(db, newDigest(), 50);
});

afterEach(() => db.destroy());

/** Posts what a digest has to tell a channel, as message `m1`, `m2` and so on; gives the message. */
async function post(channel: string, changes: Partial<DigestContent> = {}): Promise<Message> {
  const posted = await postedVersions(db, channel);
  const at = Temporal.Instant.fromEpochMilliseconds(now);
  const composed = composeDigest({ ...brief, ...changes }, posted, library, at, language());
  if (composed.kind === 'empty') throw new Error('nothing to post');
  const { id } = await db
    .insertInto('deliveries')
    .values({
      digestId: 1,
      slot: nine + slots++,
      channelId: channel,
      status: 'pending',
      reason: null,
      messageId: null,
      attempts: 0,
      attemptedAt: null,
      tryAfter: now,
      createdAt: now,
      finishedAt: null,
      content: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { carries, content, message } = composed;
  await beginAttempt(db, id, { carries, content: JSON.stringify(content) }, now);
  await finishDelivery(db, { id }, { status: 'sent', messageId: `m${slots}` }, now);
  return message;
}

/** Finds what is to be edited, and makes all edits that may be made now. */
async function editAll(): Promise<EditOutcome[]> {
  await findEdits(edges);
  const outcomes: EditOutcome[] = [];
  for (const { id } of await pendingEdits(db, now, 10_000))
    outcomes.push(await editPost(edges, id, new AbortController().signal));
  return outcomes;
}

function change(changes: Partial<Briefing>): void {
  library.put(briefing(changes));
}

const rows = (): Promise<EditRow[]> => db.selectFrom('edits').selectAll().orderBy('id').execute();
const shows = async () =>
  (await db.selectFrom('carried').select('shows').orderBy('deliveryId').orderBy('position').execute()).map(
    ({ shows: version }) => version,
  );
const said = (index = edits.length - 1) =>
  texts(edits[index]?.message ?? { flags: 0, components: [], allowed_mentions: { parse: [] } }).join('\n');

describe('a briefing that is corrected', () => {
  test('has its post edited where it stands, once however often it is asked, with the correction said', async () => {
    await post('500');
    expect(await editAll()).toEqual([]);
    change({ version: 2, corrections: [seven], headline: 'Harbour bridge closes for seven weeks' });
    expect(await findEdits(edges)).toBe(1);
    expect(await findEdits(edges)).toBe(0);
    expect(await editAll()).toEqual([{ kind: 'sent' }]);
    expect(await editAll()).toEqual([]);
    expect(edits).toMatchObject([{ channelId: '500', messageId: 'm1' }]);
    expect(said()).toContain(`> **Corrected on ${dayOf('2026-11-25')}:** Seven weeks, not six.`);
    expect(said()).toContain('### Harbour bridge closes for seven weeks');
    expect(said().indexOf('Seven weeks, not six.')).toBeLessThan(
      said().indexOf('The harbour bridge is closed (brief).'),
    );
    expect(await rows()).toMatchObject([
      { deliveryId: 1, status: 'sent', reason: null, attempts: 1, finishedAt: nine },
    ]);
  });

  test('whose version rises without a correction leaves its posts as they are', async () => {
    await post('500');
    change({ version: 2 });
    expect(await editAll()).toEqual([]);
    change({ version: 3, corrections: [seven] });
    expect(await editAll()).toHaveLength(1);
    expect(await shows()).toEqual([3]);
  });

  test('several times before its post is edited has one edit, which says them all, the oldest first', async () => {
    await post('500');
    change({ version: 2, corrections: [seven] });
    await findEdits(edges);
    change({ version: 3, corrections: [seven, eight] });
    expect(await editAll()).toHaveLength(1);
    expect(said()).toMatch(/Seven weeks, not six\.\n.*Eight weeks, not seven\./);
    expect(await editAll()).toEqual([]);
    expect(await shows()).toEqual([3]);
  });

  test('again has its post edited again, which keeps saying what was corrected first', async () => {
    await post('500');
    change({ version: 2, corrections: [seven] });
    await editAll();
    change({ version: 3, corrections: [seven, eight] });
    expect(await editAll()).toHaveLength(1);
    expect(said()).toMatch(/Seven weeks, not six\.\n.*Eight weeks, not seven\./);
    expect((await rows()).map(({ status }) => status)).toEqual(['sent', 'sent']);
  });

  test('is not said to be corrected in a post that had the correction from the first', async () => {
    change({ version: 2, corrections: [seven] });
    await post('500');
    expect(await editAll()).toEqual([]);
    change({ version: 3, corrections: [seven, eight] });
    await editAll();
    expect(said()).not.toContain('Seven weeks, not six.');
    expect(said()).toContain('Eight weeks, not seven.');
  });

  test('is edited in every post that carried it, repeated ones too, each in its own channel', async () => {
    await post('500');
    await post('501', { depth: 'full' });
    now += day;
    await post('500', { whenEmpty: 'repeat' });
    change({ version: 2, corrections: [seven] });
    expect(await editAll()).toHaveLength(3);
    expect(edits.map(({ channelId, messageId }) => `${channelId} ${messageId}`)).toEqual([
      '500 m1',
      '501 m2',
      '500 m3',
    ]);
    expect(said(1)).toContain('The harbour bridge is closed (full).');
    expect(said(2)).toContain('here is the latest briefing again');
    expect(said(2)).toContain('Briefing for 25 November 2026');
    for (const index of [0, 1, 2]) expect(said(index)).toContain('Seven weeks, not six.');
  });

  test('of an updated one keeps saying what its update was for', async () => {
    await post('500');
    change({ version: 2, corrections: [seven] });
    await post('500');
    change({ version: 3, corrections: [seven, eight] });
    await editAll();
    expect(said(1)).toContain('> **Updated** since the last post here: Seven weeks, not six.');
    expect(said(1)).toContain(`> **Corrected on ${dayOf('2026-11-26')}:** Eight weeks, not seven.`);
    expect(said(0)).not.toContain('Updated');
  });

  test('that had no room in a post, and was only counted there, leaves it as it is', async () => {
    for (let i = 0; i < 9; i++) library.put(briefing({ slug: `b${i}`, contentCreated: `2026-03-1${i}` }));
    await post('500');
    change({ version: 2, corrections: [seven] });
    expect(await editAll()).toEqual([]);
    library.put(briefing({ slug: 'b8', version: 2, corrections: [seven] }));
    expect(await editAll()).toHaveLength(1);
    expect(said()).toContain('2 more briefings');
    expect(said().match(/^### /gm)).toHaveLength(8);
  });

  test('is made again as it was: role first and pinged no more, its marker, its place in the post', async () => {
    library.put(briefing({ slug: 'ferry', headline: 'Ferry runs again', contentCreated: '2026-02-01' }));
    const original = await post('500', { mentionRoleId: '700' });
    expect(original.allowed_mentions).toEqual({ parse: [], roles: ['700'] });
    change({ version: 2, corrections: [seven], contentCreated: '2026-01-01' });
    await editAll();
    const edited = edits[0]?.message;
    expect(edited?.allowed_mentions).toEqual({ parse: [] });
    expect(edited?.flags).toBe(original.flags);
    expect(edited?.components[0]).toEqual(original.components[0]);
    const delivery = { digestId: 1, slot: nine };
    expect(edited?.components[1]).toMatchObject({ type: ComponentType.Container, id: markerOf(delivery) });
    const heads = said().match(/^### .*/gm);
    expect(heads).toEqual(['### Harbour bridge closes for repairs', '### Ferry runs again']);
    expect(violations(edited ?? original)).toEqual([]);
  });
});

describe('a briefing that may not be shown any more', () => {
  const withdrawn = {
    version: 2,
    pubStatus: 'canceled',
    corrections: [{ ...seven, text: 'The source was mistaken.' }],
  } as const;

  test('is replaced by a notice when it is withdrawn, without anything of it, and comes back when it is', async () => {
    await post('500');
    change({ ...withdrawn, corrections: [...withdrawn.corrections] });
    expect(await editAll()).toHaveLength(1);
    expect(said()).toContain(`> **Withdrawn on ${dayOf('2026-11-25')}:** The source was mistaken.`);
    expect(said()).toContain('Please do not rely on');
    expect(said()).not.toContain('arbour');
    expect(JSON.stringify(edits[0]?.message)).not.toContain('harbour-bridge');
    expect(await shows()).toEqual([-1]);
    expect(await editAll()).toEqual([]);
    change({ version: 3, corrections: [...withdrawn.corrections, { ...eight, text: 'It holds after all.' }] });
    expect(await editAll()).toHaveLength(1);
    expect(said()).toContain('It holds after all.');
    expect(said()).toContain('The harbour bridge is closed (brief).');
    expect(await shows()).toEqual([3]);
  });

  test('says when it was withdrawn without a reason, and comes back without a correction too', async () => {
    await post('500');
    change({ pubStatus: 'canceled', versionCreated: on('2026-11-27') });
    await editAll();
    expect(said()).toContain(`> **Withdrawn on ${dayOf('2026-11-27')}.**`);
    change({});
    await editAll();
    expect(said()).toContain('The harbour bridge is closed (brief).');
    expect(await editAll()).toEqual([]);
  });

  test.each([
    ['withheld', { pubStatus: 'withheld' as const }],
    ['embargoed', { embargoedUntil: on('2026-12-24') }],
  ])('is replaced by a line when it is %s, which a withdrawal replaces', async (_, changes) => {
    await post('500');
    change(changes);
    expect(await editAll()).toHaveLength(1);
    expect(said()).toContain('The briefing that was here is no longer available.');
    expect(JSON.stringify(edits[0]?.message)).not.toContain('arbour');
    expect(await shows()).toEqual([0]);
    expect(await editAll()).toEqual([]);
    change({ ...withdrawn, corrections: [...withdrawn.corrections] });
    expect(await editAll()).toHaveLength(1);
    expect(said()).toContain('The source was mistaken.');
  });

  test('is shown again at the instant at which its embargo ends', async () => {
    await post('500');
    change({ embargoedUntil: on('2026-11-24') });
    await editAll();
    now = Date.parse(on('2026-11-24')) - 1;
    expect(await editAll()).toEqual([]);
    now += 1;
    expect(await editAll()).toHaveLength(1);
    expect(said()).toContain('The harbour bridge is closed (brief).');
  });

  test('stays in its posts when it expires, unless it is known to be wrong or the post is made again', async () => {
    library.put(briefing({ slug: 'ferry', headline: 'Ferry runs again' }));
    await post('500');
    await post('501', { topic: 'closure' });
    change({ expires: on('2026-11-24') });
    library.put(briefing({ slug: 'ferry', headline: 'Ferry runs again', expires: on('2026-11-24') }));
    now += day;
    expect(await editAll()).toEqual([]);
    change({ expires: on('2026-11-24'), version: 2, corrections: [seven] });
    expect(await editAll()).toHaveLength(2);
    expect(said()).not.toContain('arbour bridge closes');
    expect(await editAll()).toEqual([]);
  });
});

describe('what Discord answers', () => {
  beforeEach(async () => {
    await post('500');
    change({ version: 2, corrections: [seven] });
  });

  test.each([
    ['gone', 'Unknown Message'],
    ['bad-request', 'Invalid Form Body'],
  ] as const)(
    'a refusal (%s) is recorded with its words, and the post is left alone until the next correction',
    async (reason, message) => {
      respond = () => ({ kind: 'refused', reason, message });
      expect(await editAll()).toEqual([{ kind: 'failed', reason: message }]);
      expect(await rows()).toMatchObject([{ status: 'failed', reason: 'error', detail: message }]);
      expect(await editAll()).toEqual([]);
      change({ version: 3, corrections: [seven, eight] });
      expect(await editAll()).toHaveLength(1);
    },
  );

  test('a permission that is lost is waited for: it is tried again once a day, for a month', async () => {
    respond = () => ({ kind: 'refused', reason: 'permission', message: 'Missing Access' });
    let tries = 0;
    for (; (await rows())[0]?.status !== 'failed' && tries < 100; tries++) {
      await editAll();
      now = (await nextEditTry(db, now)) ?? now;
    }
    expect(tries).toBe(31);
    expect(await rows()).toMatchObject([{ status: 'failed', detail: 'Missing Access' }]);
  });

  test('what may pass is tried again after growing pauses, and given up after a day', async () => {
    respond = () => ({ kind: 'temporary', reached: true, message: 'Discord answered 503' });
    expect(await editAll()).toMatchObject([{ kind: 'postponed', reason: 'Discord answered 503' }]);
    expect(await editAll()).toEqual([]);
    const pauses: number[] = [];
    for (let tries = 0; tries < 2_000; tries++) {
      const next = await nextEditTry(db, now);
      if (next === undefined) break;
      pauses.push(next - now);
      now = next;
      await editAll();
    }
    expect(pauses.at(-1)).toBeGreaterThan((pauses[0] ?? 0) * 5);
    expect(retries).toBe(pauses.length);
    expect(now - nine).toBeGreaterThan(day - 10 * minute);
    expect(now - nine).toBeLessThan(day);
    expect(await rows()).toMatchObject([{ status: 'failed', detail: 'Discord answered 503' }]);
    expect(await editAll()).toEqual([]);
  });

  test('after days of being down an edit is not given up at its first failure', async () => {
    await findEdits(edges);
    now += 3 * day;
    respond = () => ({ kind: 'temporary', reached: false, message: 'connect ECONNREFUSED', retryAfter: 400_000 });
    expect(await editAll()).toMatchObject([{ kind: 'postponed', until: now + 400_000 }]);
  });

  test('an edit that was made and not recorded is made again, the same, and recorded once', async () => {
    await findEdits(edges);
    const [edit] = await pendingEdits(db, now, 1);
    const crashed: EditEdges = {
      ...edges,
      async edit(...asked) {
        await edges.edit(...asked);
        throw new Error('the process died');
      },
    };
    await expect(editPost(crashed, edit?.id ?? 0, new AbortController().signal)).rejects.toThrow('died');
    expect(await rows()).toMatchObject([{ status: 'pending' }]);
    expect(await editAll()).toEqual([{ kind: 'sent' }]);
    expect(edits).toHaveLength(2);
    expect(edits[1]).toEqual(edits[0]);
    expect(await rows()).toMatchObject([{ status: 'sent' }]);
  });

  test('what changes while the edit is under way is edited after it', async () => {
    respond = () => {
      change({ version: 3, corrections: [seven, eight] });
      return { kind: 'sent', messageId: 'm1' };
    };
    await editAll();
    expect(await shows()).toEqual([2]);
    respond = () => ({ kind: 'sent', messageId: 'm1' });
    expect(await editAll()).toHaveLength(1);
    expect(await shows()).toEqual([3]);
  });
});

test('a post of which it is not known what it was made of is left alone', async () => {
  await post('500');
  await post('501');
  await db.updateTable('deliveries').set({ content: null }).where('channelId', '=', '500').execute();
  await db.updateTable('deliveries').set({ content: '{' }).where('channelId', '=', '501').execute();
  change({ version: 2, corrections: [seven] });
  expect(await editAll()).toEqual([{ kind: 'failed', reason: 'unreadable' }]);
  expect(edits).toEqual([]);
  expect(await editAll()).toEqual([]);
});

test('thousands of posts are queued in turns that leave room for what else is to be done', async () => {
  await post('500');
  const { id: _, ...delivery } = await db.selectFrom('deliveries').selectAll().executeTakeFirstOrThrow();
  for (let from = 0; from < 6_000; from += 500) {
    const ids = Array.from({ length: 500 }, (_item, i) => 10 + from + i);
    await db
      .insertInto('deliveries')
      .values(ids.map((id) => ({ ...delivery, id, slot: nine + id, channelId: String(id) })))
      .execute();
    await db
      .insertInto('carried')
      .values(ids.map((id) => ({ deliveryId: id, slug: 'harbour-bridge', version: 1, position: 0, shows: 1 })))
      .execute();
  }
  change({ version: 2, corrections: [seven] });
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  expect(await findEdits(edges)).toBe(6_001);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
  expect(await findEdits(edges)).toBe(0);
  const first = await pendingEdits(db, now, 3);
  expect(first.map(({ channelId }) => channelId)).toEqual(['500', '10', '11']);
});

test('a marker is the same for the same post, another for another, and a component id that Discord takes', () => {
  const markers = Array.from({ length: 500 }, (_, slot) => markerOf({ digestId: 1 + (slot % 3), slot }));
  expect(new Set(markers).size).toBe(500);
  expect(Math.min(...markers)).toBeGreaterThanOrEqual(1_000_000_000);
  expect(Math.max(...markers)).toBeLessThan(2 ** 31);
  expect(markerOf({ digestId: 1, slot: nine })).toBe(markerOf({ digestId: 1, slot: nine }));
});

test('marking a message leaves the message as it was', async () => {
  const message = await post('500', { mentionRoleId: '700' });
  const before = structuredClone(message);
  const { components } = withMarker(message, { digestId: 1, slot: nine });
  expect(message).toEqual(before);
  expect(components[0]).toEqual(before.components[0]);
  expect(components[1]).toEqual({ ...before.components[1], id: markerOf({ digestId: 1, slot: nine }) });
});

describe.runIf(engine === 'postgres')('beside a worker that still has older content', () => {
  const carried = [{ ...seven, text: 'Wrong.' }];
  beforeEach(() => {
    edges = { ...edges, worker: 'ahead' };
  });
  const behind = (...briefings: Briefing[]) => ({ ...edges, worker: 'behind', library: new Library(briefings) });

  /**
   * A worker that has found a post to be corrected, in a briefing of which it has the latest; of the other one that
   * the post carries it has not.
   */
  async function behindInOne(): Promise<EditEdges> {
    library.put(briefing({ slug: 'ferry' }));
    await post('500');
    change({ version: 2, corrections: [seven] });
    await editAll();
    const older = behind(briefing(), briefing({ slug: 'ferry', version: 3, corrections: [eight] }));
    await findEdits(older);
    return older;
  }

  test.each([
    ['withdrawn', { pubStatus: 'canceled' as const }, -1],
    ['withheld', { pubStatus: 'withheld' as const }, 0],
  ])('what was %s is not shown again, and is once it comes back in a later version', async (_, changes, notice) => {
    await post('500');
    const older = behind(briefing());
    change({ version: 2, corrections: carried, ...changes });
    await editAll();
    expect(await findEdits(older)).toBe(0);
    expect(await shows()).toEqual([notice]);
    change({ version: 3, corrections: carried });
    await editAll();
    expect(await findEdits(behind(briefing({ version: 2, corrections: carried, ...changes })))).toBe(0);
    expect(await shows()).toEqual([3]);
  });

  test('what a post shows is known of one that was edited before that was recorded', async () => {
    await post('500');
    change({ version: 3, corrections: [eight] });
    await editAll();
    await db.updateTable('carried').set({ latest: null }).execute();
    expect(await findEdits(behind(briefing({ version: 2, pubStatus: 'canceled' })))).toBe(0);
  });

  test('an edit by which its post would go back is left to another, and made by it', async () => {
    const ferry = briefing({ slug: 'ferry' });
    library.put(ferry);
    await post('500');
    change({ version: 2, corrections: [seven] });
    await editAll();
    const older = behind(briefing(), briefing({ slug: 'ferry', version: 2, corrections: [eight] }));
    expect(await findEdits(older)).toBe(0);
    library.put({ ...ferry, version: 3, corrections: [eight] });
    await findEdits(edges);
    const [{ id } = { id: 0 }] = await pendingEdits(db, now, 1);
    const by = (one: EditEdges) => editPost(one, id, new AbortController().signal);
    expect(await by(older)).toMatchObject({ kind: 'postponed' });
    expect(edits).toHaveLength(1);
    now += minute;
    expect(await by(edges)).toEqual({ kind: 'sent' });
    expect((await shows()).toSorted()).toEqual([2, 3]);
  });

  test('and no other, the edit is made all the same', async () => {
    const older = await behindInOne();
    for (let tries = 0; tries < 20; tries++) {
      for (const { id } of await pendingEdits(db, now, 1)) await editPost(older, id, new AbortController().signal);
      now += 5 * minute;
    }
    expect(edits).toHaveLength(2);
    // Later content puts it right, once.
    expect(await findEdits(older)).toBe(0);
    expect(await editAll()).toHaveLength(1);
    expect(await findEdits(older)).toBe(0);
  });

  test('and lacks a briefing, which it does not take out of a post that has it', async () => {
    library.put(briefing({ slug: 'ferry' }));
    await post('500');
    const older = behind(briefing());
    change({ version: 2, corrections: [seven] });
    await findEdits(edges);
    const [{ id } = { id: 0 }] = await pendingEdits(db, now, 1);
    expect(await editPost(older, id, new AbortController().signal)).toMatchObject({ kind: 'postponed' });
    expect(edits).toEqual([]);
  });

  test('a correction is not given up before Discord was asked, however long it waited', async () => {
    const older = await behindInOne();
    let last: EditOutcome | undefined;
    for (let tries = 0; tries < 10; tries++) {
      for (const { id } of await pendingEdits(db, now, 1))
        last = await editPost(older, id, new AbortController().signal);
      now += tries === 7 ? day : 5 * minute;
    }
    expect(last).toEqual({ kind: 'sent' });
  });
});

describe.runIf(engine === 'sqlite')('where nobody else can have later content', () => {
  test.each([
    ['withdrawn', { pubStatus: 'canceled' as const }, -1],
    ['withheld', { pubStatus: 'withheld' as const }, 0],
  ])('an older version that is %s goes into the posts of a later one, at once', async (_, changes, notice) => {
    await post('500');
    change({ version: 2, corrections: [seven] });
    await editAll();
    change({ version: 1, ...changes });
    expect(await editAll()).toEqual([{ kind: 'sent' }]);
    expect(await shows()).toEqual([notice]);
  });
});
