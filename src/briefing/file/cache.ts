import { createHash, hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Briefing } from '../briefing.ts';
import type { BriefingCache, CheckedFile } from './check-file.ts';
import { translationKey } from './check-translation.ts';

/*
 * Valid briefings are kept in a cache file, so that the next start checks only files that have changed. To check ten
 * thousand takes seconds. A briefing is found by the hash of its file's bytes, so the cache can never give another
 * content than the file's. The bot starts without the cache too, and ignores one that another version of it wrote.
 */

// Fewer are checked faster than a cache is read.
const fewestCached = 500;

const emptyCache: BriefingCache = new Map();

/**
 * The briefings in a cache file. It is empty if there is none, if other users can write to it, if it is damaged, or
 * if other rules than today's made it.
 */
export async function readCache(file: string): Promise<BriefingCache> {
  try {
    await using handle = await open(file);
    const { uid, mode } = await handle.stat();
    if (process.getuid && (uid !== process.getuid() || (mode & 0o022) !== 0)) return emptyCache;
    const content = await handle.readFile();
    const end = content.lastIndexOf('\n') + 1;
    const body = content.subarray(0, end);
    if (content.toString('latin1', end) !== sealOf(hash('sha256', body))) return emptyCache;
    return new Map(entriesOf(body));
  } catch {
    return emptyCache;
  }
}

/**
 * Writes the briefings of all files without problems to a cache file, unless they are few or all of it is in `cache`,
 * which is what the file has now. Rejects if it cannot write, or when the signal aborts.
 */
export async function writeCache(
  file: string,
  checked: readonly CheckedFile[],
  cache: BriefingCache,
  signal?: AbortSignal,
): Promise<void> {
  const valid = new Map<string, Briefing>();
  for (const { hash: key, briefing, translation, problems } of checked) {
    if (!key || problems.length > 0) continue;
    // Translations are kept by themselves.
    if (briefing) valid.set(key, { ...briefing, translations: undefined });
    if (translation?.briefing) valid.set(translationKey(translation.originalHash ?? '', key), translation.briefing);
  }
  if (valid.size < fewestCached || (valid.size === cache.size && valid.keys().every((key) => cache.has(key)))) return;
  await mkdir(dirname(file), { recursive: true });
  // Several processes may write at once, each to a file of its own.
  const part = `${file}.${process.pid}`;
  try {
    await writeLines(part, valid, signal);
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

/** One after the other: all at once would take as much memory again, and nobody would be answered meanwhile. */
async function writeLines(file: string, briefings: BriefingCache, signal: AbortSignal | undefined): Promise<void> {
  await using handle = await open(file, 'w', 0o600);
  const bodyHash = createHash('sha256');
  for (const entry of briefings) {
    signal?.throwIfAborted();
    const line = `${JSON.stringify(entry)}\n`;
    bodyHash.update(line);
    await handle.appendFile(line);
  }
  await handle.appendFile(sealOf(bodyHash.digest('hex')));
}

/** Each line by itself, since one string of all of them would take as much memory again. */
function* entriesOf(body: Buffer): Generator<[hash: string, briefing: Briefing]> {
  for (let start = 0, end = 0; start < body.length; start = end + 1) {
    end = body.indexOf('\n', start);
    yield JSON.parse(body.toString('utf8', start, end));
  }
}

/** The end of a cache file: a hash of its lines' hash and of the code that decides what a file says. */
function sealOf(bodyHash: string): string {
  const require = createRequire(import.meta.url);
  const rules = [
    ...readdirSync(import.meta.dirname).map((name) => join(import.meta.dirname, name)),
    ...['js-yaml', 'zod'].map((name) => require.resolve(`${name}/package.json`)),
  ].map((path) => readFileSync(path, 'utf8'));
  return hash('sha256', `${process.version}\n${bodyHash}\n${rules.join('\n')}`);
}
