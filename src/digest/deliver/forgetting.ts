import { forgetOutcomes, forgetRemovedDigests } from '../../store/deliveries/forget.ts';
import { forgetDrafts, keepDraftsMs } from '../../store/drafts.ts';
import type { Edges } from '../edges.ts';

const defaultKeepMs = 366 * 24 * 60 * 60_000;
// A removed digest that never posted: as long as it can come back, and to spare.
const keepRemovedMs = 20 * 60_000;
const rowsAtOnce = 500;

/**
 * @returns a function that forgets some of what is older than `keepMs`; called once a minute, it comes to all of it in
 * turn. Posts stay as long as one of their briefings, and one that has gone since the start counts as there: its file may
 * be away for a moment only, and what nobody remembers is told as news again.
 */
export function createForgetting({
  db,
  now,
  library,
  keepMs = defaultKeepMs,
}: Pick<Edges, 'db' | 'now' | 'library' | 'keepMs'>): () => Promise<void> {
  const known = new Set<string>();
  let after = 0;
  return async () => {
    await forgetDrafts(db, now() - keepDraftsMs);
    await forgetRemovedDigests(db, now() - keepRemovedMs, rowsAtOnce);
    // Without any briefing the wrong folder is read, rather than that all are gone.
    if (library.size === 0) return;
    for (const { slug } of library.statuses(now())) known.add(slug);
    const isKnown = (slug: string) => known.has(slug);
    after = (await forgetOutcomes(db, { after, limit: rowsAtOnce, before: now() - keepMs }, isKnown)) ?? 0;
  };
}
