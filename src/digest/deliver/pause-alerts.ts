import { markTold, type StoredDigest, untoldPauses } from '../../store/digests.ts';
import type { Edges, PostResult } from '../edges.ts';
import { digestIds } from '../log-ids.ts';
import { createHolds, type Holds } from './leases.ts';

/** What telling moderators needs of the world outside: `tell` writes to them where their guild wants it. */
export type AlertEdges = Pick<Edges, 'db' | 'log'> & {
  readonly tell: (digest: StoredDigest, why: 'permission' | 'gone') => Promise<PostResult>;
};

// Held by the worker that tells moderators, so that none is told twice; no channel's id is a word.
const alertsHold = 'alerts';

/**
 * Tells moderators of digests that were paused since they cannot be posted; what cannot be told now is told at the
 * next call. It is recorded in the database who is still to be told, so that a restart loses nothing.
 * @returns what does so; it resolves when all that can be told has been.
 */
export function createAlerts(
  { db, log, tell }: AlertEdges,
  holds: Pick<Holds, 'keep' | 'leave' | 'settled'> = createHolds(db),
): () => Promise<void> {
  let last = Promise.resolve();
  async function tellInTurn(): Promise<void> {
    if ((await untoldPauses(db, 0, 1)).length === 0 || !(await holds.keep(alertsHold))) return;
    try {
      await tellAll();
    } finally {
      holds.leave(alertsHold);
      await holds.settled();
    }
  }
  async function tellAll(): Promise<void> {
    // One by one: whoever has stood still meanwhile must not tell what somebody else has told.
    for (let after = 0; await holds.keep(alertsHold); ) {
      const [digest] = await untoldPauses(db, after, 1);
      if (!digest) return;
      after = digest.id;
      if (digest.paused !== 'permission' && digest.paused !== 'gone') continue;
      const result = await tell(digest, digest.paused);
      if (result.kind === 'temporary') continue;
      if (result.kind === 'refused')
        log.warn({ ...digestIds(digest), reason: result.message }, 'moderators could not be told');
      await markTold(db, digest);
    }
  }
  return () => {
    last = last.then(tellInTurn).catch((error) => log.error({ err: error }, 'moderators could not be told'));
    return last;
  };
}
