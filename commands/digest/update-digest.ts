import type { Context, Request } from '../../src/command/command.ts';
import { claimDigest } from '../../src/digest/schedule/claim-slots.ts';
import { type DigestChanges, type StoredDigest, updateDigest } from '../../src/store/digests.ts';
import { digestOf } from './require-digest.ts';

// Somebody else would have to change the same digest at the same moment, time and again.
const tries = 10;

/**
 * Changes a digest as it stands, by what `changesOf` makes of that. Others may change it at the same time, and its
 * slots come due: what has come due is recorded first, so that no slot is left without a row. @throws {UserError} if
 * there is no such digest
 */
export async function changeAsItStands(
  number: number,
  request: Request,
  context: Context,
  changesOf: (present: StoredDigest) => DigestChanges | Promise<DigestChanges>,
): Promise<void> {
  const { db, now } = context;
  for (let i = 0; i < tries; i++) {
    const present = await digestOf(number, request, context);
    if (present.nextSlot !== null && present.nextSlot <= now()) await claimDigest(db, present, now());
    else if (await updateDigest(db, present, await changesOf(present))) return;
  }
  throw new Error('the digest was changed all the time');
}
