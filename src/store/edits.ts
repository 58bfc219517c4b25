import { sql } from 'kysely';
import type { Database } from './database.ts';
import { notHeldByOthers } from './holds.ts';
import type { DeliveryRow, EditRow, EditStatus } from './schema.ts';

// Written out, so that the database sees that its index of pending edits answers.
const pending = sql.lit<EditStatus>('pending');

/** Posts of this briefing are out of date that show a version above `above` and below `below`, notices counting as versions from 0 down. */
export type Outdated = { readonly slug: string; readonly above: number; readonly below: number };

/**
 * Records that posts are to be edited: at most `limit` of those that are out of date and wait for no edit yet, the oldest first.
 * @param outdated at most a thousand.
 * @returns how many were recorded.
 */
export async function queueEdits(
  db: Database,
  outdated: readonly Outdated[],
  now: number,
  limit: number,
): Promise<number> {
  if (outdated.length === 0) return 0;
  const rows = outdated.map(
    ({ slug, above, below }) => sql`(cast(${slug} as text), cast(${above} as bigint), cast(${below} as bigint))`,
  );
  const present = sql<number>`cast(${now} as bigint)`;
  const { numInsertedOrUpdatedRows = 0n } = await db
    .with('outdated(slug, above, below)', () => sql<Outdated>`(values ${sql.join(rows)})`)
    .insertInto('edits')
    .columns(['delivery_id', 'status', 'attempts', 'try_after', 'created_at'])
    .expression(({ selectFrom }) =>
      selectFrom('outdated')
        // In this order: SQLite would rather read all deliveries in the order of their ids (https://www.sqlite.org/optoverview.html#crossjoin).
        .crossJoin('carried')
        .crossJoin('deliveries')
        .select(['deliveries.id', pending.as('status'), sql.lit(0).as('attempts')])
        .select([present.as('try_after'), present.as('created_at')])
        .whereRef('carried.slug', '=', 'outdated.slug')
        .whereRef('carried.shows', '>', 'outdated.above')
        .whereRef('carried.shows', '<', 'outdated.below')
        .whereRef('deliveries.id', '=', 'carried.delivery_id')
        .where('deliveries.message_id', 'is not', null)
        .where('deliveries.content', 'is not', null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('edits')
                .select('edits.id')
                .whereRef('edits.delivery_id', '=', 'deliveries.id')
                .where('edits.status', '=', pending),
            ),
          ),
        )
        .distinct()
        .orderBy('deliveries.id')
        .limit(limit),
    )
    .onConflict((conflict) => conflict.column('delivery_id').where('status', '=', pending).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows);
}

/** An edit that waits, and the channel of its post. */
export type PendingEdit = EditRow & { readonly channel_id: string };

function pendingRows(db: Database) {
  return db
    .selectFrom('edits')
    .innerJoin('deliveries', 'deliveries.id', 'edits.delivery_id')
    .selectAll('edits')
    .select('deliveries.channel_id')
    .where('edits.status', '=', pending);
}

/** Edits that wait to be made and may be tried now, the longest waiting first; for a worker among others, without what they are at. */
export function pendingEdits(db: Database, now: number, limit: number, worker?: string): Promise<PendingEdit[]> {
  return pendingRows(db)
    .where('edits.try_after', '<=', now)
    .orderBy('edits.created_at')
    .orderBy('edits.id')
    .limit(limit)
    .$if(worker !== undefined, (query) =>
      query
        .where(notHeldByOthers(worker ?? ''))
        .forUpdate('edits')
        .skipLocked(),
    )
    .execute();
}

/** An edit as it stands, if it still waits to be made and may be now. */
export function pendingEdit(db: Database, id: number, now: number): Promise<PendingEdit | undefined> {
  return pendingRows(db).where('edits.id', '=', id).where('edits.try_after', '<=', now).executeTakeFirst();
}

/** The next instant after `now` at which a pending edit may be tried; undefined if there is none. */
export async function nextEditTry(db: Database, now: number): Promise<number | undefined> {
  const { next } = await db
    .selectFrom('edits')
    .select(({ fn }) => fn.min<number | null>('try_after').as('next'))
    .where('status', '=', pending)
    .where('try_after', '>', now)
    .executeTakeFirstOrThrow();
  return next === null ? undefined : Number(next);
}

/** A briefing of a post: the version that it first carried, its place from 0, and what it shows now; both null if it is only counted. */
export type CarriedPart = {
  readonly slug: string;
  readonly version: number;
  readonly position: number | null;
  readonly shows: number | null;
};

/** A post that stands in its channel, what it was made of as JSON, and its briefings in the order of the post. */
export type PostToEdit = Pick<DeliveryRow, 'id' | 'digest_id' | 'slot' | 'channel_id'> & {
  readonly message_id: string;
  readonly content: string;
  readonly carried: readonly CarriedPart[];
};

/** The post of a delivery; undefined if it has none that could be edited. */
export async function postToEdit(db: Database, deliveryId: number): Promise<PostToEdit | undefined> {
  const post = await db
    .selectFrom('deliveries')
    .select(['id', 'digest_id', 'slot', 'channel_id', 'message_id', 'content'])
    .where('id', '=', deliveryId)
    .executeTakeFirst();
  if (!post || post.message_id === null || post.content === null) return undefined;
  const carried = await db
    .selectFrom('carried')
    .select(['slug', 'version', 'position', 'shows'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('position')
    .orderBy('slug')
    .execute();
  return { ...post, message_id: post.message_id, content: post.content, carried };
}

/** What a post shows of a briefing: a version of it, or a notice in its place, 0 or below. */
export type Shown = { readonly slug: string; readonly shows: number };

/** What became of an edit; `shows` is what the post shows by now, or what it could not be made to show and is not to be tried again. */
export type EditEnd = {
  readonly status: Exclude<EditStatus, 'pending'>;
  readonly reason?: string | null;
  readonly shows: readonly Shown[];
};

/**
 * Records what became of an edit together with what its post shows, unless somebody else has. But what a post was made to show always is, so
 * that one which was made last, though it was begun first, is seen and put right.
 */
export async function finishEdit(
  db: Database,
  { id, delivery_id }: Pick<PendingEdit, 'id' | 'delivery_id'>,
  { status, reason = null, shows }: EditEnd,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('edits')
      .set(({ eb }) => ({ status, reason, attempts: eb('attempts', '+', 1), finished_at: now }))
      .where('id', '=', id)
      .where('status', '=', pending)
      .executeTakeFirst();
    if (numUpdatedRows === 0n && status !== 'sent') return;
    for (const shown of shows)
      await transaction
        .updateTable('carried')
        .set({ shows: shown.shows })
        .where('delivery_id', '=', delivery_id)
        .where('slug', '=', shown.slug)
        .where('position', 'is not', null)
        .execute();
  });
}

/** Leaves an edit pending, to be tried again at an instant; `reason` is why it did not work. */
export async function postponeEdit(
  db: Database,
  id: number,
  { tryAfter, reason }: { readonly tryAfter: number; readonly reason: string },
): Promise<void> {
  await db
    .updateTable('edits')
    .set(({ eb }) => ({ try_after: Math.ceil(tryAfter), reason, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('status', '=', pending)
    .execute();
}
