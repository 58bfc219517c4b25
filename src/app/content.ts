import { join } from 'node:path';
import type { Logger } from 'pino';
import { readCache, writeCache } from '../briefing/file/cache.ts';
import type { CheckedFile } from '../briefing/file/check-file.ts';
import { keepLastGood, lastGoodBriefing, withLastGoodTranslations } from '../briefing/file/last-good.ts';
import { badSlugs, ContentError, readBriefings } from '../briefing/file/load.ts';
import { type FileProblem, problemText } from '../briefing/file/problem.ts';
import { commandWarnings, contentWarnings, fileWarnings, staleTranslations } from '../briefing/file/warnings.ts';
import { Library } from '../briefing/library/library.ts';
import { dataFolder } from '../store/database.ts';
import type { Env } from './settings.ts';

/**
 * Reads the briefings, those that have not changed from the last start's cache. In place of a bad file stands its last
 * good version, where that is known. @throws {ContentError} if there is no good file.
 */
export async function loadContent(
  { CONTENT_DIR, DATABASE_URL }: Pick<Env, 'CONTENT_DIR' | 'DATABASE_URL'>,
  log: Logger,
) {
  const cacheFile = join(dataFolder(DATABASE_URL), 'content-cache.json');
  const lastGoodFolder = join(dataFolder(DATABASE_URL), 'content-last-good');
  const cache = await readCache(cacheFile);
  const files = await withLastGoodTranslations(lastGoodFolder, await readBriefings(CONTENT_DIR, [], cache));
  const good = files.filter(({ briefing, problems: wrong }) => briefing && wrong.length === 0);
  const problems = files.flatMap((file) => file.problems);
  if (good.length === 0) throw new ContentError(problems);
  const library = new Library(good.flatMap(({ briefing }) => briefing ?? []));
  const bad = [...badSlugs(files)];
  for (const slug of bad) {
    const briefing = await lastGoodBriefing(lastGoodFolder, slug);
    if (briefing) library.put(briefing);
  }
  if (problems.length > 0)
    log.error(
      { problems: problems.map(problemText), leftOut: bad.filter((slug) => !library.held(slug)) },
      'content has problems; the bot starts with the rest, and with the last good version of what it knows one of',
    );
  const warn = (warnings: readonly FileProblem[]) => {
    if (warnings.length > 0) log.warn({ warnings: warnings.map(problemText) }, 'content may be wrong');
  };
  warn([...commandWarnings(files), ...staleTranslations(files)]);
  let keeping = Promise.resolve();
  return {
    files,
    library,
    writeCache: (signal: AbortSignal) => writeCache(cacheFile, files, cache, signal),
    /** Warns of what may be wrong in those files that have changed, or between them and others. */
    warnOf(current: readonly CheckedFile[], changed: readonly string[], now: number): void {
      const changedFiles = current.filter(({ slug }) => changed.includes(slug));
      const paths = new Set(changedFiles.map(({ path }) => path));
      const between = contentWarnings(current).filter(({ file, line }) => line === undefined || paths.has(file));
      if (paths.size > 0) warn([...fileWarnings(changedFiles, now), ...between]);
    },
    /** Keeps copies of the good files, one call after the other. It never rejects. */
    keep(current: readonly CheckedFile[], signal: AbortSignal): Promise<void> {
      keeping = keeping
        .then(() => keepLastGood(lastGoodFolder, current, signal))
        .catch((error) => log.debug({ err: error }, 'content is not kept'));
      return keeping;
    },
  };
}
