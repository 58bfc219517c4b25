import { setImmediate } from 'node:timers/promises';
import type { Library } from '../../briefing/library/library.ts';
import type { PublicationStatus } from '../../briefing/library/publication-status.ts';
import { type Outdated, queueEdits } from '../../store/edits.ts';
import type { Edges } from '../edges.ts';

/** What stands in place of a version where a post shows a notice: withdrawn (`canceled`), or not available. */
export const notices = { hidden: 0, canceled: -1 } as const;

const aboveEveryVersion = 2 ** 31 - 1;
// Briefings of one query, and edits that it queues at most; other work gets its turn in between.
const batchSize = 500;

/**
 * Queues an edit for each post that does not show what it should, one for a post however many of its briefings have
 * changed. A second call queues nothing more. Where nothing is to be edited it costs one indexed query for every 500
 * briefings.
 * @returns how many edits were queued.
 */
export async function findEdits({ db, library, now }: Pick<Edges, 'db' | 'library' | 'now'>): Promise<number> {
  const outdated = outdatedPosts(library, now());
  let total = 0;
  for (let from = 0; from < outdated.length; from += batchSize) {
    const batch = outdated.slice(from, from + batchSize);
    for (let queued = batchSize; queued === batchSize; await setImmediate()) {
      queued = await queueEdits(db, batch, now(), batchSize);
      total += queued;
    }
  }
  return total;
}

/**
 * Which posts are outdated, by what they show of each briefing. A post made by a newer version than is known here is
 * kept as it is: while machines have different content, none shows again what another has withdrawn.
 */
function outdatedPosts(library: Library, now: number): Outdated[] {
  return [...library.statuses(now)].flatMap(({ slug, version, status, corrected }) => {
    const range = outdatedRange(status, corrected);
    return range ? [{ slug, version, ...range }] : [];
  });
}

function outdatedRange(status: PublicationStatus, corrected: number): Pick<Outdated, 'above' | 'below'> | undefined {
  switch (status.kind) {
    case 'visible':
      // A briefing that was withdrawn and is back is shown again, corrected or not.
      return { above: notices.canceled - 1, below: Math.max(corrected, 1) };
    case 'canceled':
      return { above: notices.canceled, below: aboveEveryVersion };
    case 'hidden':
      // A post of a briefing that has expired stays, unless it is known to be wrong.
      return { above: notices.hidden, below: status.why === 'expired' ? corrected : aboveEveryVersion };
  }
}
