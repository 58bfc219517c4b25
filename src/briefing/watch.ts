import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { briefingFolder, listFiles } from './file/folder.ts';
import { type BriefingSource, ContentError, readBriefings } from './file/load.ts';
import type { Library } from './library/library.ts';

/**
 * What a change of the content came to: the slugs that are new, changed or gone, and every problem of files that are
 * not used as they are.
 */
export type Reload = {
  readonly changed: readonly string[];
  readonly problems: readonly string[];
  /** Of those that changed, the ones whose version is lower than it was. */
  readonly lowered?: readonly string[];
};

// In milliseconds. An editor may write a file in several steps: what happens within `settle` is one change, but
// nothing waits for longer than `look`. A folder may be put in the place of another, of which no watcher tells: it is
// looked at once in `look`.
const pauses = { settle: 150, look: 2_000 };

/**
 * Keeps a library in step with its files while it is in use, and with what has changed since they were `read`. A file
 * with problems changes nothing: the last good version of its briefing stays. `onReload` is told when something
 * changed, or has other problems than before; `onError` if the folder can no longer be watched or read.
 * @returns what stops the watching.
 */
export function watchBriefings(
  directory: string,
  library: Library,
  read: readonly BriefingSource[],
  onReload: (reload: Reload) => void,
  onError: (error: unknown) => void,
): () => void {
  const folder = briefingFolder(directory);
  const shown = new Map(read.map(({ slug, digest }) => [slug, digest]));
  let known = read;
  let told = '';
  // What the folder was when it was last listed; undefined where it could not be.
  let seen: string | undefined;
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let due = 0;
  let stopped = false;
  let reading = Promise.resolve();

  const soon = () => {
    clearTimeout(timer);
    const now = performance.now();
    if (!timer) due = now + pauses.look;
    timer = setTimeout(
      () => {
        timer = undefined;
        reading = reading.then(reload);
      },
      Math.max(Math.min(pauses.settle, due - now), 0),
    );
  };
  /**
   * Each folder by itself: to watch them as one means to watch each file, and to miss those of folders that come
   * back.
   */
  const watchFolders = async () => {
    const identity = await identityOf(folder);
    const listed = await listFiles(folder).catch(() => undefined);
    // What cannot be listed is looked at again, and what is watched stays so.
    seen = listed && identity;
    if (stopped || !listed) return;
    const before = watchers;
    watchers = [];
    try {
      for (const path of listed.folders) watchers.push(watch(path, soon).on('error', onError));
    } finally {
      for (const watcher of before) watcher.close();
    }
  };
  const tell = (reload: Reload) => {
    const problems = reload.problems.join('\n');
    if (reload.changed.length === 0 && problems === told) return;
    told = problems;
    onReload(reload);
  };
  const reload = async () => {
    if (stopped) return;
    try {
      // Before they are read, so that no change after that goes unseen.
      await watchFolders().catch(onError);
      const now = await readBriefings(directory, known);
      if (stopped) return;
      known = now;
      tell(apply(library, shown, now));
    } catch (error) {
      if (stopped) return;
      seen = undefined;
      if (error instanceof ContentError) tell({ changed: [], problems: error.problems });
      else onError(error);
    }
  };
  // A folder on another machine may take its time: one question at a time.
  let asking = false;
  const looking = setInterval(async () => {
    if (asking) return;
    asking = true;
    const found = await identityOf(folder);
    asking = false;
    if (found !== seen && !stopped) soon();
  }, pauses.look).unref();
  soon();
  return () => {
    stopped = true;
    clearTimeout(timer);
    clearInterval(looking);
    for (const watcher of watchers) watcher.close();
  };
}

/** Changes when a folder is another one, or has other entries; empty if there is none. */
async function identityOf(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  return found ? `${found.dev}:${found.ino}:${found.ctimeMs}` : '';
}

/**
 * Puts into the library what the sources say, and takes out what is gone; `shown` has the digest of what the library
 * shows, by slug.
 */
function apply(library: Library, shown: Map<string, string>, sources: readonly BriefingSource[]): Reload {
  const changed: string[] = [];
  const lowered: string[] = [];
  const bad = new Set(sources.filter(({ problems }) => problems.length > 0).map(({ slug }) => slug));
  for (const { slug, digest, briefing } of sources) {
    if (!briefing || bad.has(slug) || shown.get(slug) === digest) continue;
    if (briefing.version < (library.version(slug) ?? 0)) lowered.push(slug);
    library.put(briefing);
    shown.set(slug, digest);
    changed.push(slug);
  }
  const present = new Set(sources.map(({ slug }) => slug));
  for (const slug of shown.keys()) {
    if (present.has(slug)) continue;
    library.remove(slug);
    shown.delete(slug);
    changed.push(slug);
  }
  const problems = sources.flatMap(({ problems }) => problems);
  return { changed, problems, ...(lowered.length > 0 ? { lowered } : {}) };
}
