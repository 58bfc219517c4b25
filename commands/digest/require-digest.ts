import type { CommandRequest, Context, Request } from '../../src/command/command.ts';
import { recordedDigest, type StoredDigest } from '../../src/store/digests.ts';
import { UserError } from '../../src/text/user-error.ts';

/**
 * The guild in which a moderator asks: what they see and change is that guild's alone. @throws {UserError} outside of
 * one.
 */
export function requireGuild({ guildId }: Request): string {
  if (guildId === undefined) throw new UserError('error:guildOnly');
  return guildId;
}

/** How long after it was removed a digest can come back. */
export const undoWithinMs = 10 * 60_000;

/** True if a digest was removed so shortly before that it can come back. */
export function canComeBack({ removedAt }: StoredDigest, now: number): boolean {
  return removedAt !== null && removedAt > now - undoWithinMs;
}

/** The instant until which a digest that was removed can come back, in seconds since 1970. */
export function undoUntil(removedAt: number): number {
  return Math.floor((removedAt + undoWithinMs) / 1000);
}

/** The digest of a number in the guild of the one who asks. @throws {UserError} if there is none, or it was removed. */
export async function requireDigest(number: number, request: Request, context: Context): Promise<StoredDigest> {
  const digest = await requireRecorded(number, request, context);
  const { removedAt } = digest;
  if (removedAt === null) return digest;
  const key = canComeBack(digest, context.now()) ? 'justRemoved' : 'removed';
  const at = Math.floor(removedAt / 1000);
  throw new UserError(`digest:error.${key}`, { number, at, until: undoUntil(removedAt) });
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
