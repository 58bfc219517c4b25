import type { CommandRequest, Context, Request } from '../../src/command/command.ts';
import { findDigest, recordedDigest, type StoredDigest } from '../../src/store/digests.ts';
import { UserError } from '../../src/text/user-error.ts';

/**
 * The guild in which a moderator asks: what they see and change is that guild's alone. @throws {UserError} outside of
 * one.
 */
export function requireGuild({ guildId }: Request): string {
  if (guildId === undefined) throw new UserError('error:guildOnly');
  return guildId;
}

/** The digest of a number in the guild of the one who asks. @throws {UserError} if there is none. */
export async function requireDigest(number: number, request: Request, { db }: Context): Promise<StoredDigest> {
  const digest = await findDigest(db, requireGuild(request), number);
  if (!digest) throw new UserError('digest:error.unknown', { number });
  return digest;
}

/** The digest of a number in the guild of the one who asks, even if it was removed. @throws {UserError} if there is none. */
export async function requireRecorded(number: number, request: Request, { db }: Context): Promise<StoredDigest> {
  const digest = await recordedDigest(db, requireGuild(request), number);
  if (!digest) throw new UserError('digest:error.unknown', { number });
  return digest;
}

/** The digest that the option names. @throws {UserError} if there is none. */
export function digestFromOption(request: CommandRequest, context: Context): Promise<StoredDigest> {
  return requireDigest(request.options.integer('digest') ?? 0, request, context);
}
