import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/* Files are written as a whole or not at all: to a new file in their own folder, which then takes their name. */

/** Writes a file in place of the one that has this name; `mode` is that of its permissions. */
export function replaceFile(path: string, text: string, mode = 0o644): Promise<void> {
  return write(path, text, mode, (part) => rename(part, path));
}

/** Writes a file that is not there yet. Rejects with EEXIST if there is one of this name, which stays as it is. */
export function createFile(path: string, text: string): Promise<void> {
  return write(path, text, 0o644, (part) => link(part, path));
}

async function write(path: string, text: string, mode: number, name: (part: string) => Promise<void>): Promise<void> {
  // Not a name that the bot reads as a briefing.
  const part = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    await using handle = await open(part, 'wx', mode);
    await handle.writeFile(text);
    await handle.sync();
    await name(part);
  } finally {
    await rm(part, { force: true });
  }
}
