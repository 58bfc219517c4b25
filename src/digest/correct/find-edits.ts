import { setImmediate as turn } from 'node:timers/promises';
import type { Library } from '../../briefing/library/library.ts';
import type { PublicationStatus } from '../../briefing/library/publication-status.ts';
import { type Outdated, queueEdits } from '../../store/outdated.ts';
import type { Edges } from '../edges.ts';

/**
 * What a post shows in place of a briefing: a notice that it was withdrawn says more than one that it is not
 * available.
 */
export const notices = { hidden: 0, canceled: -1 } as const;

// Above every version.
const any = 2 ** 31 - 1;
// Asked of the database, and queued, in one statement; in between, whatever else is to be done gets its turn.
const batch = 500;

/**
 * Queues an edit for each post that does not show what it should, once a post however many of its briefings have
 * changed. Asked again it queues nothing more; all of it is indexed queries, one for every 500 briefings, where there
 * is nothing to do.
 * @returns how many edits were queued.
 */
export async function findEdits({ db, library, now }: Pick<Edges, 'db' | 'library' | 'now'>): Promise<number> {
  const outdated = outdatedPosts(library, now());
  let found = 0;
  for (let from = 0; from < outdated.length; from += batch) {
    const some = outdated.slice(from, from + batch);
    for (let queued = batch; queued === batch; await turn()) {
      queued = await queueEdits(db, some, now(), batch);
      found += queued;
    }
  }
  return found;
}

/**
 * Which posts are not as they should be, by what they show of each briefing. One that was made by a later version is:
 * where several machines have different content for a while, what one has withdrawn is not shown again by another.
 */
export function outdatedPosts(library: Library, now: number): Outdated[] {
  return [...library.statuses(now)].flatMap(({ slug, version, status, corrected }) => {
    const range = outdatedRange(status, corrected);
    return range ? [{ slug, version, ...range }] : [];
  });
}

function outdatedRange(status: PublicationStatus, corrected: number): Pick<Outdated, 'above' | 'below'> | undefined {
  switch (status.kind) {
    case 'visible':
      // What was withdrawn and is back shows again, corrected or not.
      return { above: notices.canceled - 1, below: Math.max(corrected, 1) };
    case 'canceled':
      return { above: notices.canceled, below: any };
    case 'hidden':
      // What has expired is no longer given out, and what was posted stays; but nothing stays that is known to be
      // wrong.
      return { above: notices.hidden, below: status.why === 'expired' ? corrected : any };
  }
}
