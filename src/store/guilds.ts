import type { Database } from './schema.ts';

/** What moderators set for all digests of a guild. */
export type GuildSettings = {
  readonly timezone: string;
  readonly alertsChannelId: string | null;
  /** One of the bot's own locales; null for Discord's locale of the guild. */
  readonly language: string | null;
};

/** What a guild is like whose moderators have set nothing. */
export const guildDefaults: GuildSettings = { timezone: 'UTC', alertsChannelId: null, language: null };

/** A guild's settings. */
export async function guildSettings(db: Database, guildId: string): Promise<GuildSettings> {
  const row = await db
    .selectFrom('guilds')
    .select(['timezone', 'alertsChannelId', 'language'])
    .where('guildId', '=', guildId)
    .executeTakeFirst();
  return row ?? guildDefaults;
}

/** Changes some of a guild's settings and keeps the others. */
export async function changeGuildSettings(
  db: Database,
  guildId: string,
  changes: Partial<GuildSettings>,
): Promise<void> {
  const changed = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  if (Object.keys(changed).length === 0) return;
  await db
    .insertInto('guilds')
    .values({ guildId, ...guildDefaults, ...changed })
    .onConflict((conflict) => conflict.column('guildId').doUpdateSet(changed))
    .execute();
}

/** The language that a guild's moderators have set, and its locale as Discord last gave it; null for either. */
export type GuildLocales = { readonly language: string | null; readonly discordLocale: string | null };

/** What is known of a guild's language. */
export async function guildLocales(db: Database, guildId: string): Promise<GuildLocales> {
  const row = await db
    .selectFrom('guilds')
    .select(['language', 'discordLocale'])
    .where('guildId', '=', guildId)
    .executeTakeFirst();
  return row ?? { language: null, discordLocale: null };
}

/** Records the locale that Discord gives for a guild. */
export async function recordDiscordLocale(db: Database, guildId: string, discordLocale: string): Promise<void> {
  await db
    .insertInto('guilds')
    .values({ guildId, ...guildDefaults, discordLocale })
    .onConflict((conflict) => conflict.column('guildId').doUpdateSet({ discordLocale }))
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
