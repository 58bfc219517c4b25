import { forgetDeliveries } from './deliveries/forget.ts';
import { guildDefaults } from './guilds.ts';
import type { Database } from './schema.ts';

/** Records which guilds the bot has left, and which it has come back to, by those that it is in now. */
export async function recordGuilds(db: Database, present: ReadonlySet<string>, now: number): Promise<void> {
  const known = await db
    .selectFrom('digests')
    .select('guildId')
    .union(db.selectFrom('guilds').select('guildId'))
    .execute();
  const away = await db.selectFrom('guilds').select('guildId').where('leftAt', 'is not', null).execute();
  const awayIds = new Set(away.map(({ guildId }) => guildId));
  for (const { guildId } of known) {
    const isAway = !present.has(guildId);
    if (isAway === awayIds.has(guildId)) continue;
    const leftAt = isAway ? now : null;
    await db
      .insertInto('guilds')
      .values({ guildId, ...guildDefaults, leftAt })
      .onConflict((conflict) => conflict.column('guildId').doUpdateSet({ leftAt }))
      .execute();
  }
}

/** The guilds that the bot left before an instant. */
export async function guildsLeft(db: Database, before: number): Promise<string[]> {
  const rows = await db.selectFrom('guilds').select('guildId').where('leftAt', '<', before).execute();
  return rows.map(({ guildId }) => guildId);
}

// Rows that are deleted in one transaction, so that nobody waits for long.
const atOnce = 500;

/** Deletes all that is stored of a guild. */
export async function forgetGuild(db: Database, guildId: string): Promise<void> {
  for (let found = atOnce; found === atOnce; ) {
    const rows = await db
      .selectFrom('deliveries')
      .innerJoin('digests', 'digests.id', 'deliveries.digestId')
      .select('deliveries.id')
      .where('digests.guildId', '=', guildId)
      .limit(atOnce)
      .execute();
    found = rows.length;
    await forgetDeliveries(
      db,
      rows.map(({ id }) => id),
    );
  }
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('drafts').where('guildId', '=', guildId).execute();
    await transaction.deleteFrom('digests').where('guildId', '=', guildId).execute();
    await transaction.deleteFrom('guilds').where('guildId', '=', guildId).execute();
  });
}
