import type { Database } from './database.ts';
import type { DigestRow } from './schema.ts';

/**
 * Lets a digest post again from `nextSlot` on, in milliseconds since 1970, if it is still paused because the bot
 * could not post, and still for the channel and times it was read with; true if it was. A moderator's own pause
 * stays.
 */
export async function resumePaused(
  db: Database,
  { id, channelId, cron }: Pick<DigestRow, 'id' | 'channelId' | 'cron'>,
  nextSlot: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ paused: null, nextSlot, alertDue: 0 })
    .where('id', '=', id)
    .where('paused', 'in', ['permission', 'gone'])
    .where('channelId', '=', channelId)
    .where('cron', '=', cron)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
