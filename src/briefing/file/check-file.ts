import { isUtf8 } from 'node:buffer';
import { hash as hashOf } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { Briefing } from '../briefing.ts';
import { derive } from './derive.ts';
import { readFileName } from './file-name.ts';
import { parseBriefing } from './parse.ts';
import { type FileProblem, fileError } from './problem.ts';
import { problemsOf } from './problems.ts';
import { slugLength, slugPattern } from './schema.ts';

/** A briefing file after reading: its briefing, or what is wrong with it. */
export type CheckedFile = {
  readonly path: string;
  /** Of the file's bytes; empty for a file that has to be checked at each reading. */
  readonly hash: string;
  readonly slug: string;
  /** With its translations, but for those that have problems or are of an earlier version. */
  readonly briefing?: Briefing;
  /** What a translation file is, in place of a briefing. */
  readonly translation?: CheckedTranslation;
  readonly problems: readonly FileProblem[];
};

/** The translation in a file. It is judged by its original, and without that, not at all. */
type CheckedTranslation = {
  readonly language: string;
  /** The hash of the original that it was held against. */
  readonly originalHash?: string;
  /** The briefing in this language. */
  readonly briefing?: Briefing;
  /** The version that it translates, if that is an earlier one. */
  readonly staleVersion?: number;
};

/** Valid briefings by the hashes of their files; a translation by that of its original, and its own. */
export type BriefingCache = ReadonlyMap<string, Briefing>;

/** More bytes no briefing file has. */
export const largestFileBytes = 200_000;
// One buffer for all files.
const buffer = Buffer.alloc(largestFileBytes + 1);

/**
 * Reads and checks one file. With the bytes of the `previous` reading, it gives that one; so it does for a file that
 * has gone since it was listed.
 */
export function checkFile(
  path: string,
  previous: CheckedFile | undefined,
  cache: BriefingCache,
): CheckedFile | undefined {
  const { slug } = readFileName(path);
  try {
    const bytes = readBytes(path);
    const hash = hashOf('sha256', bytes, 'base64');
    if (previous?.hash === hash) return previous;
    const cached = cache.get(hash);
    const { briefing, problems } = cached
      ? { briefing: { ...cached, slug }, problems: [] }
      : checkBytes(bytes, path, slug);
    return {
      path,
      hash,
      slug,
      problems: [...problems, ...slugProblems(slug, path)],
      ...(briefing ? { briefing } : {}),
    };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Some editors remove a file for a moment when they save it. If it stays away, it is not listed the next time.
    if (code === 'ENOENT') return previous;
    return { path, hash: '', slug, problems: [fileError(path, `cannot be read (${code ?? message})`)] };
  }
}

/**
 * The bytes of a file, valid until the next call. It blocks: for small files, asynchronous reading takes many times
 * as long.
 */
export function readBytes(path: string): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    let length = 0;
    let read: number;
    do {
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
      length += read;
    } while (read > 0);
    if (length > largestFileBytes) throw new Error(`${largestFileBytes} bytes are the most`);
    return buffer.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function checkBytes(
  bytes: Buffer,
  path: string,
  slug: string,
): { briefing?: Briefing; problems: readonly FileProblem[] } {
  if (!isUtf8(bytes)) return { problems: [notUtf8(path)] };
  const briefing = readBriefing(bytes, slug);
  return briefing ? { briefing, problems: [] } : { problems: problemsOf(bytes.toString(), path) };
}

/** The error of a file in another encoding. */
export function notUtf8(path: string): FileProblem {
  return fileError(path, 'expected UTF-8, found other bytes', 'save it with that encoding');
}

/** The briefing in a file's bytes; undefined if anything is wrong with it. */
export function readBriefing(bytes: Buffer, slug: string): Briefing | undefined {
  const content = parseBriefing(bytes.toString());
  return content && derive(copied(content), slug);
}

/** What js-yaml reads are slices of the file's text, each of which would keep all of it in memory. */
export function copied<T>(content: T): T {
  return JSON.parse(JSON.stringify(content));
}

function slugProblems(slug: string, path: string): FileProblem[] {
  if (slugPattern.test(slug) && slug.length <= slugLength) return [];
  const expected = `expected a file name of at most ${slugLength} lower-case letters, digits and hyphens`;
  return [fileError(path, `${expected}, as "2024-05-17-harbin.yaml"`)];
}
