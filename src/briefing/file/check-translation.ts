import { isUtf8 } from 'node:buffer';
import { hash as hashOf } from 'node:crypto';
import { nearestWord } from '../search/edit-distance.ts';
import { type BriefingCache, type CheckedFile, copied, notUtf8, readBytes } from './check-file.ts';
import { readFileName } from './file-name.ts';
import { parseBriefing } from './parse.ts';
import { fileError } from './problem.ts';
import { type Original, type ReadTranslation, readTranslation } from './translation-file.ts';

/** The key of a translation in the cache. */
export const translationKey = (originalHash: string, hash: string) => `${originalHash} ${hash}`;

/**
 * Reads and checks one translation file against its original, which is among `originals` by its slug. With the bytes of
 * the `previous` reading, and of the original then, it gives that one; so it does for a file that has gone since it was
 * listed. While its original has problems, it is neither right nor wrong.
 */
export function checkTranslation(
  path: string,
  originals: ReadonlyMap<string, CheckedFile>,
  previous: CheckedFile | undefined,
  cache: BriefingCache,
): CheckedFile | undefined {
  const { slug, language = '' } = readFileName(path);
  const checked = (rest: Pick<CheckedFile, 'hash' | 'problems'> & Partial<CheckedFile>): CheckedFile => ({
    path,
    slug,
    translation: { language },
    ...rest,
  });
  const original = originals.get(slug);
  const misnamed = nameProblem(slug, language, original, originals.keys());
  if (misnamed) return checked({ hash: '', problems: [fileError(path, ...misnamed)] });
  if (!original?.briefing || original.problems.length > 0) return checked({ hash: '', problems: [] });
  try {
    const bytes = readBytes(path);
    const hash = hashOf('sha256', bytes, 'base64');
    if (previous?.hash === hash && previous.translation?.originalHash === original.hash) return previous;
    const cached = cache.get(translationKey(original.hash, hash));
    const found = cached
      ? { briefing: { ...cached, slug }, problems: [] }
      : isUtf8(bytes)
        ? readAgainst(original, bytes.toString(), path, language)
        : { problems: [notUtf8(path)] };
    if (!found) return checked({ hash: '', problems: [] });
    const { problems, ...rest } = found;
    return checked({ hash, problems, translation: { language, originalHash: original.hash, ...rest } });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return previous;
    return checked({ hash: '', problems: [fileError(path, `cannot be read (${code ?? message})`)] });
  }
}

/** Undefined if the original is another file by now: then there will be another reading. */
function readAgainst(
  { path: originalPath, briefing, hash }: CheckedFile,
  text: string,
  path: string,
  language: string,
): ReadTranslation | undefined {
  const bytes = readBytes(originalPath);
  const file = hashOf('sha256', bytes, 'base64') === hash ? parseBriefing(bytes.toString()) : undefined;
  if (!file || !briefing) return undefined;
  const original: Original = { briefing, file };
  // What the parser reads are slices of the files' texts, which would stay in memory.
  return copied(readTranslation(text, path, language, original));
}

/** What is wrong with the name of a file, and what to do about it. */
function nameProblem(
  slug: string,
  language: string,
  original: CheckedFile | undefined,
  slugs: Iterable<string>,
): [message: string, hint?: string] | undefined {
  if (!original) {
    const nearest = nearestWord(slug, [...slugs]);
    const message = `expected ${slug}.yaml, of which this would be a translation, found no such file`;
    return nearest === undefined ? [message] : [message, `did you mean ${nearest}.${language}.yaml?`];
  }
  const [canonical = language] = Intl.getCanonicalLocales(language);
  if (canonical !== language) return [`expected the language ${canonical} in the file name, found ${language}`];
  if (original.briefing?.language === language)
    return [`expected another language than that of the original, found ${language}`];
  return undefined;
}
