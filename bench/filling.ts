import { sql } from 'kysely';
import type { Database, NewDigestRow } from '../src/store/schema.ts';
import { newDigest } from '../test/support/digests.ts';

/** A digest of the benchmarks', daily at 09:00; `changes` replaces fields of it. */
export function digestRow({
  number,
  ...changes
}: Partial<NewDigestRow> & Pick<NewDigestRow, 'guildId' | 'channelId' | 'number'>): NewDigestRow {
  return { ...newDigest(changes), number };
}

// Rows of one statement: SQLite takes 32,766 values in it.
const atOnce = 1_000;

/** Adds many digests. */
export async function addDigests(db: Database, digests: readonly NewDigestRow[]): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (let from = 0; from < digests.length; from += atOnce)
      await transaction
        .insertInto('digests')
        .values(digests.slice(from, from + atOnce))
        .execute();
  });
}

/** Gives each digest posts of the past, one a day up to `now`, that carry these briefings in turn. */
export async function addHistory(db: Database, days: number, slugs: readonly string[], now: number): Promise<void> {
  const day = 24 * 60 * 60_000;
  for (let ago = 1; ago <= days; ago++)
    await db.transaction().execute(async (transaction) => {
      const slot = now - ago * day;
      await sql`
        insert into deliveries (digest_id, slot, channel_id, status, message_id, attempts, try_after, created_at, finished_at)
        select id, ${slot}, channel_id, 'sent', 'm' || id, 1, ${slot}, ${slot}, ${slot + 1} from digests`.execute(
        transaction,
      );
      await sql`
        insert into carried (delivery_id, slug, version, position, shows)
        select id, ${slugs[ago % slugs.length]}, 1, 0, 1 from deliveries where slot = ${slot}`.execute(transaction);
    });
}
