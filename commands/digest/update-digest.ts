import type { Context, Request } from '../../src/command/command.ts';
import { claimDigest } from '../../src/digest/schedule/claim-slots.ts';
import { type DigestChanges, type StoredDigest, updateDigest } from '../../src/store/digests.ts';
import { requireDigest } from './require-digest.ts';

// Each attempt fails only if somebody else has changed the same digest at the same moment.
const maxAttempts = 10;

/**
 * Changes a digest, by what `changesOf` makes of it as it is now: others may change it at the same time. Slots that
 * have come due are recorded first, so that no slot is left without a row.
 * @throws {UserError} if there is no such digest.
 */
export async function updateCurrentDigest(
  number: number,
  request: Request,
  context: Context,
  changesOf: (present: StoredDigest) => DigestChanges | Promise<DigestChanges>,
): Promise<void> {
  const { db, now, digestIntervalMs } = context;
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const present = await requireDigest(number, request, context);
    if (present.nextSlot !== null && present.nextSlot <= now()) await claimDigest(db, present, now(), digestIntervalMs);
    else if (await updateDigest(db, present, await changesOf(present))) return;
  }
  throw new Error('the digest was changed all the time');
}
