import {
  type AlertCause,
  hasPostsUnderWay,
  keepForNextCommand,
  markTold,
  nextUntold,
  type StoredDigest,
  untoldOfGuild,
} from '../../store/digests.ts';
import { giveUpAfterMs } from '../backoff.ts';
import { digestLogIds } from '../delivery-ids.ts';
import type { Edges, PostResult } from '../edges.ts';
import { createLeases, type Leases } from './channel-leases.ts';

/** What moderators are told at once: the digests of one guild, by number, to which the same has happened. */
export type Alert = {
  readonly guildId: string;
  readonly cause: AlertCause;
  readonly digests: readonly [StoredDigest, ...StoredDigest[]];
};

/** What alerts need of the world outside; `tell` writes to moderators, where their guild wants it. */
type AlertEdges = Pick<Edges, 'db' | 'log' | 'now'> & {
  readonly tell: (alert: Alert) => Promise<PostResult>;
};

// The worker that tells moderators has this lease, so that none is told twice. It cannot be a channel's: their names
// are numbers.
const alertsLease = 'alerts';
/** For so long an alert waits for the guild's other posts, of which the same may be to be told. */
const waitForOthersMs = 60_000;

/** What is to be told of a digest. */
export function causeOf({ paused }: Pick<StoredDigest, 'paused'>): AlertCause {
  return paused === null || paused === 'moderator' ? 'failing' : paused;
}

/**
 * Tells moderators of digests that were paused because they cannot be posted, or whose posts fail: once for all digests
 * of a guild to which the same has happened. The database records who is still to be told, so that a restart loses
 * nothing; who cannot be told now is told at the next call, and where nobody can be, or not for a day, the next
 * `/digest` command says it.
 * @returns a function that does so, and resolves when all have been told who can be.
 */
export function createAlerts(
  { db, log, now, tell }: AlertEdges,
  leases: Pick<Leases, 'acquire' | 'releaseSoon' | 'flushReleases'> = createLeases(db),
): () => Promise<void> {
  let lastRun = Promise.resolve();

  async function run(): Promise<void> {
    if (!(await nextUntold(db, 0)) || !(await leases.acquire(alertsLease))) return;
    try {
      await tellAll();
    } finally {
      leases.releaseSoon(alertsLease);
      await leases.flushReleases();
    }
  }

  async function tellAll(): Promise<void> {
    // One of a guild and cause is the first of several, and stands for all of them.
    const done = new Set<string>();
    // One by one, with the lease each time: a worker that stalled must not tell what another has told meanwhile.
    for (let after = 0; await leases.acquire(alertsLease); ) {
      const next = await nextUntold(db, after);
      if (!next) return;
      after = next.id;
      const { guildId, alertDue } = next;
      const key = `${guildId} ${causeOf(next)}`;
      if (done.has(key)) continue;
      done.add(key);
      if (now() < alertDue + waitForOthersMs && (await hasPostsUnderWay(db, guildId, now()))) continue;
      const [first, ...others] = await untoldOfGuild(db, next);
      if (first) await tellOf({ guildId, cause: causeOf(next), digests: [first, ...others] });
    }
  }

  async function tellOf(alert: Alert): Promise<void> {
    const result = await tell(alert);
    for (const digest of alert.digests) {
      if (result.kind === 'sent') await markTold(db, digest);
      else if (result.kind === 'refused' || now() > digest.alertDue + giveUpAfterMs) {
        log.warn({ ...digestLogIds(digest), reason: result.message }, 'moderators could not be told');
        await keepForNextCommand(db, digest);
      }
    }
  }

  return () => {
    lastRun = lastRun.then(run).catch((error) => log.error({ err: error }, 'moderators could not be told'));
    return lastRun;
  };
}
