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
  const { timezone, alertsChannelId: alerts_channel_id } = { ...(await guildSettings(db, guildId)), ...changes };
  await db
    .insertInto('guilds')
    .values({ guild_id: guildId, timezone, alerts_channel_id })
    .onConflict((conflict) => conflict.column('guild_id').doUpdateSet({ timezone, alerts_channel_id }))
    .execute();
}
