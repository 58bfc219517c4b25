import { markTold, type StoredDigest, untoldPauses } from '../../store/digests.ts';
import { digestLogIds } from '../delivery-ids.ts';
import type { Edges, PostResult } from '../edges.ts';
import { createLeases, type Leases } from './channel-leases.ts';

/** What alerts need of the world outside; `tell` writes to moderators, where their guild wants it. */
type AlertEdges = Pick<Edges, 'db' | 'log'> & {
  readonly tell: (digest: StoredDigest, why: 'permission' | 'gone') => Promise<PostResult>;
};

// The worker that tells moderators has this lease, so that none is told twice. It cannot be a channel's: their names
// are numbers.
const alertsLease = 'alerts';

/**
 * Tells moderators of digests that were paused because they cannot be posted. The database records who is still to be
 * told, so that a restart loses nothing; who cannot be told now is told at the next call.
 * @returns a function that does so, and resolves when all have been told who can be.
 */
export function createPauseAlerts(
  { db, log, tell }: AlertEdges,
  leases: Pick<Leases, 'acquire' | 'releaseSoon' | 'flushReleases'> = createLeases(db),
): () => Promise<void> {
  let lastRun = Promise.resolve();

  async function run(): Promise<void> {
    if ((await untoldPauses(db, 0, 1)).length === 0 || !(await leases.acquire(alertsLease))) return;
    try {
      await tellAll();
    } finally {
      leases.releaseSoon(alertsLease);
      await leases.flushReleases();
    }
  }

  async function tellAll(): Promise<void> {
    // One by one, with the lease each time: a worker that stalled must not tell what another has told meanwhile.
    for (let after = 0; await leases.acquire(alertsLease); ) {
      const [digest] = await untoldPauses(db, after, 1);
      if (!digest) return;
      after = digest.id;
      if (digest.paused !== 'permission' && digest.paused !== 'gone') continue;
      const result = await tell(digest, digest.paused);
      if (result.kind === 'temporary') continue;
      if (result.kind === 'refused')
        log.warn({ ...digestLogIds(digest), reason: result.message }, 'moderators could not be told');
      await markTold(db, digest);
    }
  }

  return () => {
    lastRun = lastRun.then(run).catch((error) => log.error({ err: error }, 'moderators could not be told'));
    return lastRun;
  };
}
