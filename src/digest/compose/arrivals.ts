import { recordBriefings } from '../../store/briefings.ts';
import type { Edges } from '../edges.ts';

/**
 * Makes the function that records which briefings are there to be posted, so that digests know which have come since
 * they were set up, however old their articles are.
 */
export function createArrivals({ db, library, now }: Pick<Edges, 'db' | 'library' | 'now'>): () => Promise<void> {
  const recorded = new Set<string>();
  return async () => {
    const slugs = library
      .latest(now())
      .map(({ slug }) => slug)
      .filter((slug) => !recorded.has(slug))
      .toArray();
    if (slugs.length === 0) return;
    await recordBriefings(db, slugs, now());
    for (const slug of slugs) recorded.add(slug);
  };
}
