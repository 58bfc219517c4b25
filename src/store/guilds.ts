import type { Database } from './database.ts';

/** What holds for all digests of a guild. */
export type GuildSettings = { readonly timezone: string; readonly alertsChannelId: string | null };

/** What a guild is like whose moderators have set nothing. */
export const guildDefaults: GuildSettings = { timezone: 'UTC', alertsChannelId: null };

/** A guild's settings. */
export async function guildSettings(db: Database, guildId: string): Promise<GuildSettings> {
  const row = await db.selectFrom('guilds').selectAll().where('guild_id', '=', guildId).executeTakeFirst();
  return row ? { timezone: row.timezone, alertsChannelId: row.alerts_channel_id } : guildDefaults;
}

/** Changes some of a guild's settings and keeps the others. */
export async function changeGuildSettings(
  db: Database,
  guildId: string,
  changes: Partial<GuildSettings>,
): Promise<void> {
  const { timezone, alertsChannelId } = changes;
  const changed = {
    ...(timezone === undefined ? {} : { timezone }),
    ...(alertsChannelId === undefined ? {} : { alerts_channel_id: alertsChannelId }),
  };
  if (Object.keys(changed).length === 0) return;
  await db
    .insertInto('guilds')
    .values({ guild_id: guildId, timezone: guildDefaults.timezone, alerts_channel_id: null, ...changed })
    .onConflict((conflict) => conflict.column('guild_id').doUpdateSet(changed))
    .execute();
}
