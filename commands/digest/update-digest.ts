import type { Context, Request } from '../../src/command/command.ts';
import { claimDigest } from '../../src/digest/schedule/claim-slots.ts';
import { changeDigest, type DigestChanges, type StoredDigest } from '../../src/store/digests.ts';
import { requireDigest, requireGuild } from './require-digest.ts';

/**
 * Changes a digest, by what `changesOf` makes of it as it is now: others may change it at the same time. Slots that
 * have come due are recorded first, so that no slot is left without a row.
 * @throws {UserError} if there is no such digest.
 */
export async function updateCurrentDigest(
  number: number,
  request: Request,
  context: Context,
  changesOf: (present: StoredDigest) => DigestChanges,
): Promise<void> {
  const { db, now, digestIntervalMs } = context;
  const changed = await changeDigest(db, requireGuild(request), number, async (digest, transaction) =>
    changesOf(await claimDigest(transaction, digest, now(), digestIntervalMs)),
  );
  // Says what became of it.
  if (!changed) await requireDigest(number, request, context);
}
