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

/** A briefing's version, and a hash of what readers saw of it; null until that is recorded. */
export type RecordedText = {
  readonly slug: string;
  readonly version: number | null;
  readonly textHash: string | null;
};

/** What was recorded last of each briefing that has been there to be posted. */
export function recordedTexts(db: Database): Promise<RecordedText[]> {
  return db.selectFrom('briefings').select(['slug', 'version', 'textHash']).orderBy('slug').execute();
}

/** Records what readers see of briefings that have been there to be posted. */
export async function recordTexts(db: Database, texts: readonly RecordedText[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (let from = 0; from < texts.length; from += rowsOfStatement)
      await transaction
        .insertInto('briefings')
        .values(texts.slice(from, from + rowsOfStatement).map((text) => ({ ...text, firstSeen: 0 })))
        .onConflict((conflict) =>
          conflict.column('slug').doUpdateSet(({ ref }) => ({
            version: ref('excluded.version'),
            textHash: ref('excluded.textHash'),
          })),
        )
        .execute();
  });
}

/** A post that shows a version of a briefing. */
export type ShowingPost = {
  readonly slug: string;
  readonly shows: number;
  readonly guildId: string;
  readonly channelId: string;
  readonly messageId: string;
};

/** The posts that show one of these briefings, the newest first of each thousand briefings. */
export async function postsShowing(db: Database, slugs: readonly string[]): Promise<ShowingPost[]> {
  const found: ShowingPost[] = [];
  for (let from = 0; from < slugs.length; from += rowsOfStatement) {
    const rows = await db
      .selectFrom('carried')
      .innerJoin('deliveries', 'deliveries.id', 'carried.deliveryId')
      .innerJoin('digests', 'digests.id', 'deliveries.digestId')
      .select(['carried.slug', 'carried.shows', 'digests.guildId', 'deliveries.channelId', 'deliveries.messageId'])
      .where('carried.slug', 'in', slugs.slice(from, from + rowsOfStatement))
      .where('carried.shows', '>', 0)
      .where('deliveries.messageId', 'is not', null)
      .orderBy('deliveries.id', 'desc')
      .execute();
    for (const { shows, messageId, ...post } of rows)
      if (shows !== null && messageId !== null) found.push({ ...post, shows, messageId });
  }
  return found;
}
