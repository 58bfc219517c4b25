import { watch } from 'node:fs';
import { join } from 'node:path';
import type { Library } from './library.ts';
import { type BriefingSource, ContentError, readBriefings } from './load.ts';

/** What a change of the content came to: the slugs that are new, changed or gone, and the problems of files that stay as they were. */
export type Reload = { readonly changed: readonly string[]; readonly problems: readonly string[] };

// An editor may write a file in several steps; what happens within this time, in milliseconds, is one change.
const settle = 150;

/**
 * Keeps a library in step with its files while it is in use. A file with problems changes nothing: the last good version of
 * its briefing stays. `onReload` is told of each change; `onError` if the folder can no longer be watched or read.
 * @returns what stops the watching.
 */
export function watchBriefings(
  directory: string,
  library: Library,
  read: readonly BriefingSource[],
  onReload: (reload: Reload) => void,
  onError: (error: unknown) => void,
): () => void {
  let known = read;
  let timer: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  const reload = async () => {
    try {
      const now = await readBriefings(directory, known);
      const result = apply(library, known, now);
      known = now;
      if (result.changed.length > 0 || result.problems.length > 0) onReload(result);
    } catch (error) {
      if (error instanceof ContentError) onReload({ changed: [], problems: error.problems });
      else onError(error);
    }
  };
  const watcher = watch(join(directory, 'briefings'), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reading = reading.then(reload);
    }, settle);
  });
  watcher.on('error', onError);
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}

function apply(library: Library, before: readonly BriefingSource[], now: readonly BriefingSource[]): Reload {
  const known = new Set(before);
  const changed: string[] = [];
  const problems: string[] = [];
  for (const source of now) {
    if (known.has(source)) continue;
    problems.push(...source.problems);
    if (source.problems.length > 0 || !source.briefing) continue;
    library.put(source.briefing);
    changed.push(source.slug);
  }
  const present = new Set(now.map(({ slug }) => slug));
  for (const { slug } of before) {
    if (present.has(slug)) continue;
    library.remove(slug);
    changed.push(slug);
  }
  return { changed, problems };
}
