import type { Database } from './schema.ts';

/** What holds for all digests of a guild. */
export type GuildSettings = { readonly timezone: string; readonly alertsChannelId: string | null };

/** What a guild is like whose moderators have set nothing. */
export const guildDefaults: GuildSettings = { timezone: 'UTC', alertsChannelId: null };

/** A guild's settings. */
export async function guildSettings(db: Database, guildId: string): Promise<GuildSettings> {
  const row = await db.selectFrom('guilds').selectAll().where('guildId', '=', guildId).executeTakeFirst();
  return row ? { timezone: row.timezone, alertsChannelId: row.alertsChannelId } : guildDefaults;
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
    ...(alertsChannelId === undefined ? {} : { alertsChannelId }),
  };
  if (Object.keys(changed).length === 0) return;
  await db
    .insertInto('guilds')
    .values({ guildId, timezone: guildDefaults.timezone, alertsChannelId: null, ...changed })
    .onConflict((conflict) => conflict.column('guildId').doUpdateSet(changed))
    .execute();
}

/** Records that an application has commands in a guild alone, or, with null, that none has. */
export async function recordGuildCommands(db: Database, guildId: string, applicationId: string | null): Promise<void> {
  await db
    .insertInto('guilds')
    .values({ guildId, ...guildDefaults, commandsOf: applicationId })
    .onConflict((conflict) => conflict.column('guildId').doUpdateSet({ commandsOf: applicationId }))
    .execute();
}

/** The guilds in which an application has commands of their own. */
export async function guildsWithCommands(db: Database, applicationId: string): Promise<string[]> {
  const rows = await db.selectFrom('guilds').select('guildId').where('commandsOf', '=', applicationId).execute();
  return rows.map(({ guildId }) => guildId);
}
