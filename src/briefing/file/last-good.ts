import { hash as hashOf } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Briefing } from '../briefing.ts';
import { createPause } from '../pause.ts';
import { type CheckedFile, readBriefing } from './check-file.ts';

/*
 * Copies of the files as they were last good, in a folder of their own: a file that goes bad while the bot is down does
 * not take its briefing away at the next start. A copy is named by its slug and the hash of its bytes, so the folder's
 * list alone says which copies are missing, and a damaged one is found out.
 */

/**
 * The briefing of a slug as it was last good, by the copies in a folder. Undefined if there is no copy, or none that
 * today's rules take.
 */
export async function lastGoodBriefing(folder: string, slug: string): Promise<Briefing | undefined> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => slugOf(each) === slug)) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    const briefing = bytes && nameOf(slug, bytesHash(bytes)) === name ? readBriefing(bytes, slug) : undefined;
    if (briefing) return briefing;
  }
  return undefined;
}

/**
 * Copies the files without problems to a folder, those that it does not have yet, and removes the copies of files that
 * have gone. The copy of a file that has problems now stays. Rejects if it cannot write, or when the signal aborts.
 */
export async function keepLastGood(folder: string, files: readonly CheckedFile[], signal?: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const kept = new Map<string, string[]>();
  for (const name of await readdir(folder)) kept.set(slugOf(name), [...(kept.get(slugOf(name)) ?? []), name]);
  const pause = createPause();
  for (const file of files) {
    signal?.throwIfAborted();
    await pause();
    const names = kept.get(file.slug) ?? [];
    kept.delete(file.slug);
    if (file.problems.length > 0 || file.hash === '') continue;
    const name = nameOf(file.slug, file.hash);
    // The older one goes first: what was withdrawn since must not come back, whatever becomes of the new copy.
    for (const older of names) if (older !== name) await rm(join(folder, older), { force: true });
    if (!names.includes(name)) await copy(file, join(folder, name));
  }
  for (const name of [...kept.values()].flat()) await rm(join(folder, name), { force: true });
}

/** Copies a file, unless it has other bytes by now, which are not known to be good. */
async function copy({ path, hash }: CheckedFile, to: string): Promise<void> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes || bytesHash(bytes) !== hash) return;
  // Several processes may copy at once, each to a file of its own.
  const part = `${to}.${process.pid}`;
  try {
    await writeFile(part, bytes, { mode: 0o600 });
    await rename(part, to);
  } finally {
    await rm(part, { force: true });
  }
}

const bytesHash = (bytes: Buffer) => hashOf('sha256', bytes, 'base64');

function nameOf(slug: string, hash: string): string {
  return `${slug}.${hash.slice(0, 22).replaceAll('/', '_')}.yaml`;
}

const slugOf = (name: string) => name.split('.', 1)[0] ?? '';
