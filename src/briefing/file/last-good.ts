import { hash as hashOf } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Briefing } from '../briefing.ts';
import { createPause } from '../pause.ts';
import { type CheckedFile, readBriefing } from './check-file.ts';
import { readFileName } from './file-name.ts';
import { parseBriefing } from './parse.ts';
import { readTranslation } from './translation-file.ts';

/*
 * Copies of the files as they were last good, in a folder of their own: a file that goes bad while the bot is down does
 * not take its briefing away at the next start. A copy is named as its file and by the hash of its bytes, so the folder's
 * list alone says which copies are missing, and a damaged one is found out.
 */

/**
 * The briefing of a slug as it was last good, by the copies in a folder, with its translations. Undefined if there is no
 * copy, or none that today's rules take.
 */
export async function lastGoodBriefing(folder: string, slug: string): Promise<Briefing | undefined> {
  const copies = await copiesIn(folder, (name) => name.split('.', 1)[0] === slug);
  for (const { bytes } of copies.filter(({ name }) => name === slug)) {
    const file = parseBriefing(bytes.toString());
    const briefing = readBriefing(bytes, slug);
    if (!file || !briefing) continue;
    const translations = copies.flatMap(({ name, bytes: translated }) => {
      const { language } = readFileName(name);
      const text = translated.toString();
      return language ? (readTranslation(text, name, language, { briefing, file }).briefing ?? []) : [];
    });
    return { ...briefing, ...(translations.length > 0 ? { translations } : {}) };
  }
  return undefined;
}

/** The files, and in place of each bad translation of a good briefing, what it was when it was last good. */
export async function withLastGoodTranslations(
  folder: string,
  files: readonly CheckedFile[],
): Promise<readonly CheckedFile[]> {
  const bad = files.filter(({ translation, problems }) => translation && problems.length > 0);
  if (bad.length === 0) return files;
  const languages = Map.groupBy(bad, ({ slug }) => slug);
  return Promise.all(
    files.map(async (file) => {
      const { slug, path, briefing, hash } = file;
      const wanted = (languages.get(slug) ?? []).map(({ translation }) => translation?.language);
      if (!briefing || wanted.length === 0) return file;
      const bytes = await readFile(path).catch(() => undefined);
      const content = bytes && bytesHash(bytes) === hash ? parseBriefing(bytes.toString()) : undefined;
      if (!content) return file;
      const copies = await copiesIn(folder, (name) => wanted.some((language) => name === `${slug}.${language}`));
      const standIns = copies.flatMap(({ name, bytes: translated }) => {
        const { language = '' } = readFileName(name);
        const original = { briefing, file: content };
        return readTranslation(translated.toString(), name, language, original).briefing ?? [];
      });
      if (standIns.length === 0) return file;
      return { ...file, briefing: { ...briefing, translations: [...(briefing.translations ?? []), ...standIns] } };
    }),
  );
}

/** The undamaged copies of the files with these names, without their extensions. */
async function copiesIn(folder: string, isWanted: (name: string) => boolean) {
  const found: { readonly name: string; readonly bytes: Buffer }[] = [];
  for (const copied of await readdir(folder).catch(() => [])) {
    const name = fileNameOf(copied);
    if (!isWanted(name)) continue;
    const bytes = await readFile(join(folder, copied)).catch(() => undefined);
    if (bytes && copyName(name, bytesHash(bytes)) === copied) found.push({ name, bytes });
  }
  return found;
}

/**
 * Copies the files without problems to a folder, those that it does not have yet, and removes the copies of files that
 * have gone. The copy of a file that has problems now stays. Rejects if it cannot write, or when the signal aborts.
 */
export async function keepLastGood(folder: string, files: readonly CheckedFile[], signal?: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const kept = new Map<string, string[]>();
  for (const copied of await readdir(folder)) {
    const name = fileNameOf(copied);
    kept.set(name, [...(kept.get(name) ?? []), copied]);
  }
  const pause = createPause();
  for (const file of files) {
    signal?.throwIfAborted();
    await pause();
    const fileName = file.translation ? `${file.slug}.${file.translation.language}` : file.slug;
    const names = kept.get(fileName) ?? [];
    kept.delete(fileName);
    if (file.problems.length > 0 || file.hash === '') continue;
    const name = copyName(fileName, file.hash);
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

function copyName(name: string, hash: string): string {
  return `${name}.${hash.slice(0, 22).replaceAll('/', '_')}.yaml`;
}

const fileNameOf = (copied: string) => copied.split('.').slice(0, -2).join('.');
