import type { REST } from 'discord.js';
import type { Logger } from 'pino';
import { hasCommands, isElsewhere, type Scope, unregister } from '../discord/registration.ts';
import { guildsWithCommands, recordGuildCommands } from '../store/guilds.ts';
import type { Database } from '../store/schema.ts';

/** What taking commands back needs: `scope` is where they are registered now. */
type ScopeParts = {
  readonly rest: REST;
  readonly scope: Scope;
  readonly db: Database;
  readonly log: Logger;
};

/** Records where commands are about to be registered, so that a later run can take them back. */
export async function rememberScope(db: Database, { applicationId, guildId }: Scope): Promise<void> {
  if (guildId !== undefined) await recordGuildCommands(db, guildId, applicationId);
}

/**
 * Takes back commands that an earlier run registered in another scope: where both have them, people see each command
 * twice. Those that are registered everywhere stay while other guilds need them.
 */
export async function takeBackElsewhere({ rest, scope, db, log }: ScopeParts): Promise<void> {
  const { applicationId, guildId } = scope;
  for (const former of await guildsWithCommands(db, applicationId)) {
    if (former === guildId) continue;
    await unregister(rest, { applicationId, guildId: former });
    await recordGuildCommands(db, former, null);
    log.info({ guildId: former }, 'commands of an earlier DEV_GUILD_ID were taken back');
  }
  if (guildId === undefined || !(await hasCommands(rest, { applicationId }))) return;
  if (await isElsewhere(rest, guildId)) {
    log.warn({ guildId }, 'commands stand twice in the server of DEV_GUILD_ID: other servers use those of all servers');
    return;
  }
  await unregister(rest, { applicationId });
  log.info({ guildId }, 'commands were taken back everywhere but in the server of DEV_GUILD_ID');
}
