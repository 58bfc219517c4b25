import type { Database } from './database.ts';
import type { DigestRow } from './schema.ts';

/**
 * Lets a digest post again from `nextSlot` on, in milliseconds since 1970, if it is still paused because the bot
 * could not post, and still for the channel and times it was read with; true if it was. A moderator's own pause
 * stays.
 */
export async function resumePaused(
  db: Database,
  { id, channel_id, cron }: Pick<DigestRow, 'id' | 'channel_id' | 'cron'>,
  nextSlot: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ paused: null, next_slot: nextSlot, alert_due: 0 })
    .where('id', '=', id)
    .where('paused', 'in', ['permission', 'gone'])
    .where('channel_id', '=', channel_id)
    .where('cron', '=', cron)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
