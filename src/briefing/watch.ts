import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Briefing } from './briefing.ts';
import type { CheckedFile } from './file/check-file.ts';
import { briefingFolder, listFiles } from './file/folder.ts';
import { badSlugs, ContentError, readBriefings } from './file/load.ts';
import { type FileProblem, problemText } from './file/problem.ts';
import type { Library } from './library/library.ts';
import { createPause } from './pause.ts';

/** What came of a change of the content. */
export type Reload = {
  /** The slugs of briefings that are new, changed or gone. */
  readonly changed: readonly string[];
  /** Every problem of files that are not in use as they are. */
  readonly problems: readonly FileProblem[];
  /** All files as they were read; not there if the folder could not be read. */
  readonly files?: readonly CheckedFile[];
};

// An editor may write a file in several steps, which are one change.
const settleMs = 150;
// A change is read after this time even if the folder does not settle. No watcher notices that a folder was replaced
// by another, so the folder is also checked this often.
const checkFolderEveryMs = 2_000;

/**
 * Keeps a library in step with its files, starting from what has changed since they were `read` and told of. A file with
 * problems changes nothing: the last good version of its briefing stays. `onReload` is called when something changed or
 * has other problems than before, `onError` if the folder can no longer be watched or read.
 * @returns a function that stops it.
 */
export function watchBriefings(
  directory: string,
  library: Library,
  read: readonly CheckedFile[],
  onReload: (reload: Reload) => void,
  onError: (error: unknown) => void,
): () => void {
  const folder = briefingFolder(directory);
  const slugs = new Set(read.map(({ slug }) => slug).filter((slug) => library.held(slug)));
  let files = read;
  let reportedProblems = textOf(read.flatMap(({ problems }) => problems));
  // The folder's identity when it was last listed; undefined if listing failed.
  let listedIdentity: string | undefined;
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let latestReloadAt = 0;
  let stopped = false;
  let reloading = Promise.resolve();

  const scheduleReload = () => {
    clearTimeout(timer);
    const now = performance.now();
    if (!timer) latestReloadAt = now + checkFolderEveryMs;
    timer = setTimeout(
      () => {
        timer = undefined;
        reloading = reloading.then(reload);
      },
      Math.max(Math.min(settleMs, latestReloadAt - now), 0),
    );
  };
  // Each folder has its own watcher. A recursive one watches every file, and misses files of a folder that comes back.
  const watchFolders = async () => {
    const identity = await identityOf(folder);
    const listed = await listFiles(folder).catch(() => undefined);
    // After a failed listing the old watchers stay, and the next check lists it again.
    listedIdentity = listed && identity;
    if (stopped || !listed) return;
    const oldWatchers = watchers;
    watchers = [];
    try {
      for (const path of listed.folders) watchers.push(watch(path, scheduleReload).on('error', onError));
    } finally {
      for (const watcher of oldWatchers) watcher.close();
    }
  };
  const report = (change: Reload) => {
    const problems = textOf(change.problems);
    if (change.changed.length === 0 && problems === reportedProblems) return;
    reportedProblems = problems;
    onReload(change);
  };
  const reload = async () => {
    if (stopped) return;
    try {
      // The watchers come first, so that no change during or after the reading is missed.
      await watchFolders().catch(onError);
      const current = await readBriefings(directory, files);
      const pause = createPause();
      for (const briefing of changedBriefings(library, current)) {
        library.prepare(briefing);
        await pause();
      }
      if (stopped) return;
      files = current;
      // All at once, so that nobody sees a part of a change.
      const change = apply(library, slugs, current);
      for (const _ of library.compact()) await pause();
      if (!stopped) report(change);
    } catch (error) {
      if (stopped) return;
      listedIdentity = undefined;
      if (error instanceof ContentError) report({ changed: [], problems: error.problems });
      else onError(error);
    }
  };
  // A folder on another machine may be slow to answer: one check at a time.
  let checking = false;
  const folderCheck = setInterval(async () => {
    if (checking) return;
    checking = true;
    const identity = await identityOf(folder);
    checking = false;
    if (identity !== listedIdentity && !stopped) scheduleReload();
  }, checkFolderEveryMs).unref();
  scheduleReload();
  return () => {
    stopped = true;
    clearTimeout(timer);
    clearInterval(folderCheck);
    for (const watcher of watchers) watcher.close();
  };
}

const textOf = (problems: readonly FileProblem[]) => problems.map(problemText).join('\n');

/** Changes when a folder is replaced or its entries change; empty if there is no folder. */
async function identityOf(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  return found ? `${found.dev}:${found.ino}:${found.ctimeMs}` : '';
}

/** The briefings of good files that say something else than those in the library. */
function changedBriefings(library: Library, files: readonly CheckedFile[]): Briefing[] {
  const bad = badSlugs(files);
  const isSame = (briefing: Briefing, held: Briefing | undefined) =>
    // An unchanged file keeps its briefing.
    briefing === held || isDeepStrictEqual(briefing, held);
  return files.flatMap(({ slug, briefing }) =>
    briefing && !bad.has(slug) && !isSame(briefing, library.held(slug)) ? [briefing] : [],
  );
}

/**
 * Updates the library from the files, and removes briefings whose files have gone. `slugs` are those of the briefings
 * in the library, and are updated too.
 */
function apply(library: Library, slugs: Set<string>, files: readonly CheckedFile[]): Reload {
  const changed: string[] = [];
  for (const briefing of changedBriefings(library, files)) {
    library.put(briefing);
    slugs.add(briefing.slug);
    changed.push(briefing.slug);
  }
  const present = new Set(files.filter(({ translation }) => !translation).map(({ slug }) => slug));
  for (const slug of slugs) {
    if (present.has(slug)) continue;
    library.remove(slug);
    slugs.delete(slug);
    changed.push(slug);
  }
  const problems = files.flatMap((file) => file.problems);
  return {
    changed,
    problems,
    files,
  };
}
