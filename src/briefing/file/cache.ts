import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BriefingSource, Checked } from './check-file.ts';
import type { BriefingFile } from './schema.ts';

/*
 * Briefings as they were read and checked, kept in a file for the next start, which then checks only what files say
 * that none said before: of ten thousand, that takes seconds. Each is found by the digest of its file's bytes, so
 * that it can only be what stands in a file now. The kept file is no more than a help: without it, or if it is not
 * just as this version of the bot wrote it, all is checked.
 */

// Fewer are checked in no time.
const fewest = 500;

const none: Checked = new Map();

/**
 * What a file keeps; nothing if others could have written it, if it is damaged, or if other rules than those of now
 * made it.
 */
export async function readKept(file: string): Promise<Checked> {
  try {
    await using handle = await open(file);
    const { uid, mode } = await handle.stat();
    if (process.getuid && (uid !== process.getuid() || (mode & 0o022) !== 0)) return none;
    const content = await handle.readFile();
    const end = content.indexOf('\n');
    const body = content.subarray(end + 1);
    if (content.toString('latin1', 0, end) !== seal(body)) return none;
    return new Map(entriesOf(body));
  } catch {
    return none;
  }
}

/**
 * Keeps what has no problems, where there is much of it and it is not just what is kept; rejects if it cannot write.
 */
export async function keep(file: string, sources: readonly BriefingSource[], kept: Checked): Promise<void> {
  const good = new Map<string, BriefingFile>();
  for (const { digest, briefing, problems } of sources)
    if (digest && briefing && problems.length === 0) good.set(digest, briefing);
  if (good.size < fewest || (good.size === kept.size && good.keys().every((digest) => kept.has(digest)))) return;
  await mkdir(dirname(file), { recursive: true });
  const body = Buffer.from(
    good
      .entries()
      .map((entry) => `${JSON.stringify(entry)}\n`)
      .toArray()
      .join(''),
  );
  // Several processes may keep the same at once.
  const part = `${file}.${process.pid}`;
  try {
    await writeFile(part, [`${seal(body)}\n`, body], { mode: 0o600 });
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

/** One a line, since all of them in one string would take as much memory again. */
function* entriesOf(body: Buffer): Generator<[digest: string, briefing: BriefingFile]> {
  for (let start = 0, end = 0; start < body.length; start = end + 1) {
    end = body.indexOf('\n', start);
    yield JSON.parse(body.toString('utf8', start, end));
  }
}

/** What stands before the kept briefings: their digest, with that of all that decides what a file says. */
function seal(body: Buffer): string {
  const require = createRequire(import.meta.url);
  const rules = [
    ...['cache.ts', 'parse.ts', 'references.ts', 'schema.ts'].map((name) => join(import.meta.dirname, name)),
    ...['js-yaml', 'zod'].map((name) => require.resolve(`${name}/package.json`)),
  ].map((path) => readFileSync(path, 'utf8'));
  return hash('sha256', `${process.version}\n${hash('sha256', body)}\n${rules.join('\n')}`);
}
