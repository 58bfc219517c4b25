import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { DeliveryStatus } from './schema.ts';
import { isShared } from './shared.ts';

// Written out, so that the database sees that its index of these answers.
const unposted = [sql.lit<DeliveryStatus>('skipped'), sql.lit<DeliveryStatus>('missed')];

/**
 * Forgets slots that ended before an instant and for which nothing was ever sent to Discord, the oldest first,
 * `limit` at most. All that may be in a channel stays: it says what the channel was told, and which posts a
 * correction is to reach.
 */
export async function forgetUnposted(db: Database, before: number, limit: number): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('deliveries')
        .select('id')
        .where('status', 'in', unposted)
        .where('attempts', '=', sql.lit(0))
        .where('finishedAt', '<', before)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('carried').select('slug').whereRef('deliveryId', '=', 'deliveries.id'))),
        )
        .orderBy('finishedAt')
        .limit(limit)
        .$if(isShared(db), (query) => query.forUpdate().skipLocked()),
    )
    .execute();
}
