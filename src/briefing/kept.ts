import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BriefingSource } from './load.ts';

/*
 * Briefings as they were read and checked, kept in a file for the next start, which then reads only the files that have changed since. Of
 * ten thousand, reading and checking takes seconds. It is no more than a help: without the file, all is read.
 */

type Kept = { readonly rules: string; readonly sources: readonly BriefingSource[] };

// Fewer are read in no time.
const fewest = 500;

/** What a file keeps; nothing if it cannot be used, or was kept by other rules than those of this version. */
export async function readKept(file: string): Promise<readonly BriefingSource[]> {
  try {
    const { rules, sources }: Kept = JSON.parse(await readFile(file, 'utf8'));
    return rules === rulesNow() ? sources : [];
  } catch {
    return [];
  }
}

/** Keeps sources that have no problems, where there are many of them and they are not those that are kept; rejects if it cannot write. */
export async function keep(
  file: string,
  sources: readonly BriefingSource[],
  kept: readonly BriefingSource[],
): Promise<void> {
  const good = sources.filter(({ briefing, problems }) => briefing && problems.length === 0);
  const known = new Set(kept);
  if (good.length < fewest || (good.length === kept.length && good.every((source) => known.has(source)))) return;
  await mkdir(dirname(file), { recursive: true });
  const content: Kept = { rules: rulesNow(), sources: good };
  // Several processes may keep the same at once.
  const part = `${file}.${process.pid}`;
  await writeFile(part, JSON.stringify(content), { mode: 0o600 });
  await rename(part, file);
}

/** Names the rules by which briefings are read and checked: another version of them reads all anew. */
function rulesNow(): string {
  const hash = createHash('sha256');
  for (const name of ['load.ts', 'parse.ts', 'references.ts', 'schema.ts'])
    hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest('hex');
}
