import { forgetOutcomes, forgetRemovedDigests } from '../../store/deliveries/forget.ts';
import type { Edges } from '../edges.ts';

const defaultKeepMs = 366 * 24 * 60 * 60_000;
// A removed digest that never posted: as long as it can come back, and to spare.
const keepRemovedMs = 20 * 60_000;
const rowsAtOnce = 500;

/**
 * @returns a function that forgets some of what is older than `keepMs`; called once a minute, it comes to all of it in
 * turn. Posts stay as long as one of their briefings.
 */
export function createForgetting({
  db,
  now,
  library,
  keepMs = defaultKeepMs,
}: Pick<Edges, 'db' | 'now' | 'library' | 'keepMs'>): () => Promise<void> {
  let after = 0;
  return async () => {
    await forgetRemovedDigests(db, now() - keepRemovedMs, rowsAtOnce);
    // Without any briefing the wrong folder is read, rather than that all are gone.
    if (library.size === 0) return;
    const isKnown = (slug: string) => library.version(slug) !== undefined;
    after = (await forgetOutcomes(db, { after, limit: rowsAtOnce, before: now() - keepMs }, isKnown)) ?? 0;
  };
}
