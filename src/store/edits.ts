import { sql } from 'kysely';
import { isShared } from './engine.ts';
import { notLeasedByOthers } from './leases.ts';
import type { Database, DeliveryRow, EditReason, EditRow, EditStatus } from './schema.ts';

// Written out, so that the database sees that its index of pending edits answers.
const pending = sql.lit<EditStatus>('pending');

/** An edit that waits, and the channel of its post. */
export type PendingEdit = EditRow & { readonly channelId: string };

function pendingRows(db: Database) {
  return db
    .selectFrom('edits')
    .innerJoin('deliveries', 'deliveries.id', 'edits.deliveryId')
    .selectAll('edits')
    .select('deliveries.channelId')
    .where('edits.status', '=', pending);
}

/**
 * Edits that wait to be made and may be tried now, the longest waiting first; for a worker among others, without what
 * they are at.
 */
export function pendingEdits(db: Database, now: number, limit: number, worker?: string): Promise<PendingEdit[]> {
  return pendingRows(db)
    .where('edits.tryAfter', '<=', now)
    .orderBy('edits.createdAt')
    .orderBy('edits.id')
    .limit(limit)
    .$if(worker !== undefined, (query) =>
      query
        .where(notLeasedByOthers(worker ?? ''))
        // This only spreads the work: that each is done by one worker is due to the holds.
        .forUpdate('edits')
        .skipLocked(),
    )
    .execute();
}

/** An edit as it stands, if it still waits to be made and may be now. */
export function pendingEdit(db: Database, id: number, now: number): Promise<PendingEdit | undefined> {
  return pendingRows(db).where('edits.id', '=', id).where('edits.tryAfter', '<=', now).executeTakeFirst();
}

/** The next instant after `now` at which a pending edit may be tried; undefined if there is none. */
export async function nextEditTry(db: Database, now: number): Promise<number | undefined> {
  const { next } = await db
    .selectFrom('edits')
    .select(({ fn }) => fn.min<number | null>('tryAfter').as('next'))
    .where('status', '=', pending)
    .where('tryAfter', '>', now)
    .executeTakeFirstOrThrow();
  return next === null ? undefined : Number(next);
}

/**
 * A briefing of a post: the version that it first carried, its place from 0, and what it shows now, both null if it
 * is only counted; and the highest version by which it was made, though it may show a notice.
 */
export type CarriedPart = {
  readonly slug: string;
  readonly version: number;
  readonly position: number | null;
  readonly shows: number | null;
  readonly latest: number;
};

/** A post that stands in its channel, what it was made of as JSON, and its briefings in the order of the post. */
export type PostToEdit = Pick<DeliveryRow, 'id' | 'digestId' | 'slot' | 'channelId'> & {
  readonly messageId: string;
  readonly content: string;
  readonly carried: readonly CarriedPart[];
};

/**
 * The latest version of a briefing that a post was made by; what was made before this was kept was made by what it
 * shows.
 */
const latestShown = sql<number>`coalesce(carried.latest,
  case when carried.shows > carried.version then carried.shows else carried.version end)`;

/** The post of a delivery; undefined if it has none that could be edited. */
export async function postToEdit(db: Database, deliveryId: number): Promise<PostToEdit | undefined> {
  const post = await db
    .selectFrom('deliveries')
    .select(['id', 'digestId', 'slot', 'channelId', 'messageId', 'content'])
    .where('id', '=', deliveryId)
    .executeTakeFirst();
  if (!post || post.messageId === null || post.content === null) return undefined;
  const carried = await db
    .selectFrom('carried')
    .select(['slug', 'version', 'position', 'shows', latestShown.as('latest')])
    .where('deliveryId', '=', deliveryId)
    .orderBy('position')
    .orderBy('slug')
    .execute();
  return { ...post, messageId: post.messageId, content: post.content, carried };
}

/**
 * What a post shows of a briefing, a version of it or a notice in its place, 0 or below; by which version of it,
 * where that is known.
 */
export type Shown = { readonly slug: string; readonly shows: number; readonly latest?: number | undefined };

/**
 * What became of an edit; `shows` is what the post shows by now, or what it could not be made to show and is not to
 * be tried again.
 */
export type EditEnd = {
  readonly status: Exclude<EditStatus, 'pending'>;
  readonly reason?: EditReason | null;
  /** What Discord or the network said of an error. */
  readonly detail?: string | null;
  readonly shows: readonly Shown[];
};

/**
 * Records what became of an edit together with what its post shows, unless somebody else has. But what a post was
 * made to show always is, so that one which was made last, though it was begun first, is seen and put right.
 */
export async function finishEdit(
  db: Database,
  { id, deliveryId }: Pick<PendingEdit, 'id' | 'deliveryId'>,
  { status, reason = null, detail = null, shows }: EditEnd,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('edits')
      .set(({ eb }) => ({ status, reason, detail, attempts: eb('attempts', '+', 1), finishedAt: now }))
      .where('id', '=', id)
      .where('status', '=', pending)
      .executeTakeFirst();
    if (numUpdatedRows === 0n && status !== 'sent') return;
    for (const { slug, shows: shown, latest = 0 } of shows)
      await transaction
        .updateTable('carried')
        .set(({ eb, fn, val }) => {
          const before = fn.coalesce('latest', 'version');
          return { shows: shown, latest: eb.case().when(before, '<', latest).then(val(latest)).else(before).end() };
        })
        .where('deliveryId', '=', deliveryId)
        .where('slug', '=', slug)
        .where('position', 'is not', null)
        .execute();
  });
}

/** Leaves an edit pending, to be tried again at an instant; `detail` is what Discord or the network said. */
export async function postponeEdit(
  db: Database,
  id: number,
  { tryAfter, detail }: { readonly tryAfter: number; readonly detail: string },
): Promise<void> {
  await db
    .updateTable('edits')
    .set(({ eb }) => ({
      tryAfter: Math.ceil(tryAfter),
      reason: 'error' as const,
      detail,
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', '=', id)
    .where('status', '=', pending)
    .execute();
}

/**
 * Posts of this briefing are out of date that show a version above `above` and below `below`, notices counting as
 * versions from 0 down; but none that was made by a later version than `version`.
 */
export type Outdated = {
  readonly slug: string;
  readonly version: number;
  readonly above: number;
  readonly below: number;
};

/**
 * Records that posts are to be edited: at most `limit` of those that are out of date and wait for no edit yet, the
 * oldest first.
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
    ({ slug, version, above, below }) =>
      sql`(cast(${slug} as text), cast(${version} as bigint), cast(${above} as bigint), cast(${below} as bigint))`,
  );
  const present = sql<number>`cast(${now} as bigint)`;
  const { numInsertedOrUpdatedRows = 0n } = await db
    .with('outdated(slug, version, above, below)', () => sql<Outdated>`(values ${sql.join(rows)})`)
    .insertInto('edits')
    .columns(['deliveryId', 'status', 'attempts', 'tryAfter', 'createdAt'])
    .expression(({ selectFrom }) =>
      selectFrom('outdated')
        // In this order: SQLite would rather read all deliveries in the order of their ids
        // (https://www.sqlite.org/optoverview.html#crossjoin).
        .crossJoin('carried')
        .crossJoin('deliveries')
        .select(['deliveries.id', pending.as('status'), sql.lit(0).as('attempts')])
        .select([present.as('tryAfter'), present.as('createdAt')])
        .whereRef('carried.slug', '=', 'outdated.slug')
        .whereRef('carried.shows', '>', 'outdated.above')
        .whereRef('carried.shows', '<', 'outdated.below')
        // Another worker may have the later one; a process alone has what there is.
        .$if(isShared(db), (query) =>
          query.where((inner) => inner.eb(latestShown, '<=', inner.ref('outdated.version'))),
        )
        .whereRef('deliveries.id', '=', 'carried.deliveryId')
        .where('deliveries.messageId', 'is not', null)
        .where('deliveries.content', 'is not', null)
        .where((inner) =>
          inner.not(
            inner.exists(
              inner
                .selectFrom('edits')
                .select('edits.id')
                .whereRef('edits.deliveryId', '=', 'deliveries.id')
                .where('edits.status', '=', pending),
            ),
          ),
        )
        .distinct()
        .orderBy('deliveries.id')
        .limit(limit),
    )
    .onConflict((conflict) => conflict.column('deliveryId').where('status', '=', pending).doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows);
}
