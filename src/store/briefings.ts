import type { Database } from './schema.ts';

// SQLite takes 32,766 values in a statement.
const rowsOfStatement = 1_000;

/**
 * Records since when briefings are there to be posted, of those that have not been recorded before. Those that are
 * there when the first of all are recorded are recorded as from 1970: nobody knows since when they are there.
 */
export async function recordBriefings(db: Database, slugs: readonly string[], now: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const known = await transaction.selectFrom('briefings').select('slug').limit(1).executeTakeFirst();
    const firstSeen = known ? now : 0;
    // In one order, so that two processes never wait for each other.
    const rows = slugs.toSorted().map((slug) => ({ slug, firstSeen }));
    for (let from = 0; from < rows.length; from += rowsOfStatement)
      await transaction
        .insertInto('briefings')
        .values(rows.slice(from, from + rowsOfStatement))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  });
}

/** The slugs of the briefings that have come after an instant. */
export async function briefingsSince(db: Database, instant: number): Promise<Set<string>> {
  const rows = await db.selectFrom('briefings').select('slug').where('firstSeen', '>', instant).execute();
  return new Set(rows.map(({ slug }) => slug));
}
