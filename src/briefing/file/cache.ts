import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BriefingCache, CheckedFile } from './check-file.ts';
import type { BriefingFile } from './schema.ts';

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
    const end = content.indexOf('\n');
    const body = content.subarray(end + 1);
    if (content.toString('latin1', 0, end) !== seal(body)) return emptyCache;
    return new Map(entriesOf(body));
  } catch {
    return emptyCache;
  }
}

/**
 * Writes the briefings of all files without problems to a cache file, unless they are few or all of it is in `cache`,
 * which is what the file has now. Rejects if it cannot write.
 */
export async function writeCache(file: string, checked: readonly CheckedFile[], cache: BriefingCache): Promise<void> {
  const valid = new Map<string, BriefingFile>();
  for (const { hash: key, briefing, problems } of checked)
    if (key && briefing && problems.length === 0) valid.set(key, briefing);
  if (valid.size < fewestCached || (valid.size === cache.size && valid.keys().every((key) => cache.has(key)))) return;
  await mkdir(dirname(file), { recursive: true });
  const body = Buffer.from(
    valid
      .entries()
      .map((entry) => `${JSON.stringify(entry)}\n`)
      .toArray()
      .join(''),
  );
  // Several processes may write at once, each to a file of its own.
  const part = `${file}.${process.pid}`;
  try {
    await writeFile(part, [`${seal(body)}\n`, body], { mode: 0o600 });
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

/** Each line by itself, since one string of all of them would take as much memory again. */
function* entriesOf(body: Buffer): Generator<[hash: string, briefing: BriefingFile]> {
  for (let start = 0, end = 0; start < body.length; start = end + 1) {
    end = body.indexOf('\n', start);
    yield JSON.parse(body.toString('utf8', start, end));
  }
}

/** The first line of a cache file: a hash of its other lines and of the code that decides what a file says. */
function seal(body: Buffer): string {
  const require = createRequire(import.meta.url);
  const rules = [
    ...['cache.ts', 'parse.ts', 'references.ts', 'schema.ts'].map((name) => join(import.meta.dirname, name)),
    ...['js-yaml', 'zod'].map((name) => require.resolve(`${name}/package.json`)),
  ].map((path) => readFileSync(path, 'utf8'));
  return hash('sha256', `${process.version}\n${hash('sha256', body)}\n${rules.join('\n')}`);
}
