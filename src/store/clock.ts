import type { Database } from './database.ts';
import { toPublish } from './publishing.ts';

/** The latest instant at which a slot was recorded; undefined if none was. */
export async function latestRecord(db: Database): Promise<number | undefined> {
  const latest = await db
    .selectFrom('deliveries')
    .select('created_at')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest && Number(latest.created_at);
}

/**
 * Takes back what was recorded of instants that are yet to come, when the clock is found to have been ahead: slots that it made seem
 * due, of which nothing was sent, and waits for an instant further off than `longestWait` milliseconds.
 */
export async function forgetFuture(db: Database, now: number, longestWait: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const unsent = transaction
      .selectFrom('deliveries')
      .select('id')
      .where('slot', '>', now)
      .where(({ eb, or, and }) =>
        or([
          eb('status', 'in', ['missed', 'skipped']),
          and([eb('status', '=', 'pending'), eb('attempted_at', 'is', null)]),
        ]),
      );
    await transaction.deleteFrom('carried').where('delivery_id', 'in', unsent).execute();
    await transaction.deleteFrom('deliveries').where('id', 'in', unsent).execute();
    await transaction
      .updateTable('deliveries')
      .set({ try_after: now })
      .where('reason', '=', toPublish)
      .where('try_after', '>', now + longestWait)
      .execute();
    for (const table of ['deliveries', 'edits'] as const)
      await transaction
        .updateTable(table)
        .set({ try_after: now })
        .where('status', '=', 'pending')
        .where('try_after', '>', now + longestWait)
        .execute();
  });
}
