import { createHash } from 'node:crypto';
import type { Library } from './library.ts';

/**
 * Names what a library holds, by its slugs and versions: two of the same hold the same. `now` in milliseconds since
 * 1970.
 */
export function contentVersion(library: Library, now: number): string {
  const held = [...library.standings(now)].map(({ slug, standing }) =>
    standing.kind === 'visible' ? `${slug}@${standing.briefing.version}` : `${slug} ${standing.kind}`,
  );
  return createHash('sha256').update(held.sort().join('\n')).digest('hex').slice(0, 12);
}
