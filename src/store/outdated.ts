import { sql } from 'kysely';
import type { Database } from './database.ts';
import { latestShown, pending } from './edits.ts';
import { isShared } from './shared.ts';

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
        .$if(isShared(db), (query) => query.where(({ eb, ref }) => eb(latestShown, '<=', ref('outdated.version'))))
        .whereRef('deliveries.id', '=', 'carried.deliveryId')
        .where('deliveries.messageId', 'is not', null)
        .where('deliveries.content', 'is not', null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('edits')
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
