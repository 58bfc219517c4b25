import { sql } from 'kysely';
import type { Database, DeliveryStatus, EditStatus, Publishing } from './schema.ts';

/** What the bot has to do at Discord: post, correct a post, or publish it to the servers that follow its channel. */
export type WorkKind = 'post' | 'edit' | 'publishing';

/** How much is due and not done, and for how many milliseconds the oldest of it has been; 0 without any. */
type Due = { readonly count: number; readonly oldestMs: number };

const kinds = {
  post: sql.lit<WorkKind>('post').as('kind'),
  edit: sql.lit<WorkKind>('edit').as('kind'),
  publishing: sql.lit<WorkKind>('publishing').as('kind'),
};
// Written out, so that the database sees that its indexes of these answer.
const pendingDelivery = sql.lit<DeliveryStatus>('pending');
const pendingEdit = sql.lit<EditStatus>('pending');
const waiting = sql.lit<Publishing>('waiting');

/** What is due by kind, whether or not it was tried and put off; also slots that nobody has claimed yet. */
export async function dueWork(db: Database, now: number): Promise<Record<WorkKind, Due>> {
  const rows = await db
    .selectFrom('digests')
    .select(({ fn }) => [kinds.post, fn.countAll().as('count'), fn.min<number | null>('nextSlot').as('since')])
    .where('nextSlot', '<=', now)
    .where('paused', 'is', null)
    .unionAll(
      db
        .selectFrom('deliveries')
        .select(({ fn }) => [kinds.post, fn.countAll().as('count'), fn.min<number | null>('slot').as('since')])
        .where('status', '=', pendingDelivery),
    )
    .unionAll(
      db
        .selectFrom('edits')
        .select(({ fn }) => [kinds.edit, fn.countAll().as('count'), fn.min<number | null>('createdAt').as('since')])
        .where('status', '=', pendingEdit),
    )
    .unionAll(
      db
        .selectFrom('deliveries')
        .select(({ fn }) => [
          kinds.publishing,
          fn.countAll().as('count'),
          fn.min<number | null>('finishedAt').as('since'),
        ])
        .where('publishing', '=', waiting),
    )
    .execute();
  const dueOf = (wanted: WorkKind): Due => {
    const own = rows.filter((row) => row.kind === wanted);
    return {
      count: own.reduce((sum, { count }) => sum + Number(count), 0),
      oldestMs: Math.max(0, ...own.map(({ since }) => (since === null ? 0 : now - Number(since)))),
    };
  };
  return { post: dueOf('post'), edit: dueOf('edit'), publishing: dueOf('publishing') };
}
