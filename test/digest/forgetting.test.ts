import { describe, expect, test } from 'vitest';
import { forgetOutcomes } from '../../src/store/deliveries/forget.ts';
import { addDigest } from '../../src/store/digests.ts';
import { briefing } from '../support/briefings.ts';
import { newDigest, removeDigest } from '../support/digests.ts';
import { posterScene } from '../support/poster-scene.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const nine = Date.parse('2026-11-24T09:00:00Z');
const scene = posterScene(nine);
const { tickAt } = scene;

const statuses = async () => (await scene.deliveries()).map(({ status }) => status);
const slugs = async () =>
  (await scene.db.selectFrom('carried').select('slug').orderBy('deliveryId').execute()).map(({ slug }) => slug);

describe('what became of a post', () => {
  test('is forgotten after so many days, with its digest if that was removed; a post stays as long as its briefing', async () => {
    await scene.restart({ keepMs: 30 * day });
    await scene.add();
    await tickAt(nine);
    await tickAt(nine + day);
    scene.library.put(briefing({ slug: 'ferry' }));
    scene.respond = () => ({ kind: 'refused', reason: 'bad-request', message: 'no' });
    await tickAt(nine + 2 * day);
    await removeDigest(scene.db, '100', 1, nine + 2 * day);
    await addDigest(scene.db, newDigest({ channelId: '501' }), 50);
    await tickAt(nine + 30 * day);
    expect(await statuses()).toEqual(['sent', 'skipped', 'failed']);
    await tickAt(nine + 33 * day);
    expect(await statuses()).toEqual(['sent']);
    expect(await slugs()).toEqual(['harbour-bridge']);
    expect(await scene.db.selectFrom('digests').select('number').orderBy('number').execute()).toHaveLength(2);
    scene.library.remove('harbour-bridge');
    // A file that is missing at a start has gone for good.
    await scene.restart({ keepMs: 30 * day });
    await tickAt(nine + 33 * day + minute);
    await tickAt(nine + 33 * day + 2 * minute);
    expect(await statuses()).toEqual([]);
    expect(await scene.db.selectFrom('digests').select('number').execute()).toEqual([{ number: 2 }]);
  });

  test('is not forgotten while a file is away for a moment: its news would be told again', async () => {
    await scene.restart({ keepMs: 30 * day });
    await scene.add();
    await tickAt(nine);
    scene.library.put(briefing({ slug: 'ferry' }));
    await tickAt(nine + day);
    scene.library.remove('harbour-bridge');
    await tickAt(nine + 40 * day);
    await tickAt(nine + 40 * day + minute);
    scene.library.put(briefing());
    await tickAt(nine + 41 * day);
    expect(scene.posts).toHaveLength(2);
  });

  test('is not forgotten where there is no briefing at all, as in a wrong folder', async () => {
    await scene.restart({ keepMs: day });
    await scene.add();
    await tickAt(nine);
    scene.library.remove('harbour-bridge');
    await removeDigest(scene.db, '100', 1, nine + minute);
    await tickAt(nine + 3 * day);
    expect(await statuses()).toEqual(['sent']);
  });

  test('stays while an edit of the post is still to be made', async () => {
    await scene.restart({ keepMs: 30 * day });
    await scene.add();
    await tickAt(nine);
    scene.library.put(briefing({ slug: 'ferry' }));
    scene.library.remove('harbour-bridge');
    await scene.restart({ keepMs: 30 * day });
    await tickAt(nine + 20 * day);
    const edit = { deliveryId: 1, attempts: 3, tryAfter: nine + 35 * day, createdAt: nine + 20 * day };
    await scene.db
      .insertInto('edits')
      .values({ ...edit, status: 'pending' })
      .execute();
    await tickAt(nine + 33 * day);
    expect((await scene.deliveries())[0]).toMatchObject({ id: 1, status: 'sent' });
    await scene.db
      .updateTable('edits')
      .set({ status: 'sent', finishedAt: nine + 34 * day })
      .execute();
    await tickAt(nine + 34 * day);
    expect((await scene.deliveries()).map(({ id }) => id)).not.toContain(1);
  });

  test('is looked through in parts, old posts that stay among it, and edits of long ago go', async () => {
    await scene.add();
    for (let i = 0; i < 5; i++) {
      scene.library.put(briefing({ slug: `news-${i}` }));
      await tickAt(nine + i * day);
    }
    for (const [deliveryId, finishedAt] of [
      [1, nine],
      [2, nine + 100 * day],
    ] as const)
      await scene.db
        .insertInto('edits')
        .values({ deliveryId, status: 'sent', attempts: 1, tryAfter: 0, createdAt: nine, finishedAt })
        .execute();
    const before = nine + 3.5 * day;
    const isKnown = (slug: string) => slug !== 'news-2';
    const part = (after: number) => forgetOutcomes(scene.db, { after, limit: 2, before }, isKnown);
    expect(await part(0)).toBe(2);
    expect(await part(2)).toBe(4);
    expect(await part(4)).toBeUndefined();
    expect((await scene.deliveries()).map(({ id }) => id)).toEqual([1, 2, 4, 5]);
    expect(await scene.db.selectFrom('edits').select('deliveryId').execute()).toEqual([{ deliveryId: 2 }]);
  });
});
