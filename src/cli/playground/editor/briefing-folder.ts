import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join, posix, relative, sep } from 'node:path';
import type { FileText, Refused, SavedFile } from 'discord-playground';
import { largestFileBytes } from '../../../briefing/file/check-file.ts';
import { readFileName } from '../../../briefing/file/file-name.ts';
import { briefingFolder, listFiles } from '../../../briefing/file/folder.ts';
import { slugLength, slugPattern } from '../../../briefing/file/schema.ts';
import { createFile, replaceFile } from '../../../briefing/file/write-file.ts';

/** A file as it is, or undefined if there is none of this name. */
type Found = { readonly path: string; readonly text: string; readonly revision: string; readonly mode: number };

/** The briefing files of a content folder, by their paths from it. Nothing that a link leads to is read or written. */
export type BriefingFolder = {
  list(): Promise<string[]>;
  read(file: string): Promise<FileText | Refused>;
  /** The name of a new file for a slug. */
  nameFor(slug: string): Promise<{ readonly file: string } | Refused>;
  save(text: FileText): Promise<SavedFile | Refused>;
};

/** The briefing files in `contentFolder`/briefings. */
export function createBriefingFolder(contentFolder: string): BriefingFolder {
  const folder = briefingFolder(contentFolder);
  const list = async () => {
    const { files } = await listFiles(folder).catch(() => ({ files: [] }));
    return files.map((path) => relative(contentFolder, path).replaceAll(sep, '/'));
  };
  const find = async (file: string): Promise<Found | Refused | undefined> => {
    if (!isBriefingName(file)) return undefined;
    const path = join(contentFolder, file);
    const real = await realpath(path).catch(() => undefined);
    // A path that goes through a link is another one in truth.
    if (real === undefined || real !== join(await realpath(folder), relative(folder, path))) return undefined;
    return readText(path, file);
  };
  const saveNow = async ({ file, text, revision }: FileText): Promise<SavedFile | Refused> => {
    if (Buffer.byteLength(text) > largestFileBytes)
      return { refused: `A briefing has at most ${largestFileBytes} bytes. Nothing was saved.` };
    const found = await find(file);
    if (found && 'refused' in found) return found;
    if ((found?.revision ?? null) !== revision) return { refused: conflict(file, found !== undefined, revision) };
    if (!found && !isNewName(file)) return { refused: `${file} is no place for a briefing.` };
    await (found ? replaceFile(found.path, text, found.mode) : createFile(join(contentFolder, file), text));
    return { revision: revisionOf(text) };
  };
  // One after the other, so that of two who save the same file at once, one is told.
  let saving: Promise<unknown> = Promise.resolve();

  return {
    list,
    async read(file) {
      const found = await find(file);
      if (!found) return { refused: `${file} is not there any more.` };
      return 'refused' in found ? found : { file, text: found.text, revision: found.revision };
    },
    async nameFor(slug) {
      if (!isSlug(slug))
        return {
          refused: `A slug has at most ${slugLength} lower-case letters, digits and hyphens, as ${exampleSlug}.`,
        };
      const taken = (await list()).find((file) => slugOf(file) === slug);
      return taken === undefined ? { file: fileOf(slug) } : { refused: `${taken} has this slug already.` };
    },
    save(text) {
      const saved = saving
        .then(() => saveNow(text))
        .catch((error: NodeJS.ErrnoException) => {
          const why = error.code === 'EEXIST' ? 'there is a file of this name now' : (error.code ?? error.message);
          return { refused: `${text.file} cannot be written (${why}). Nothing was saved.` };
        });
      saving = saved;
      return saved;
    },
  };
}

/** What a slug may look like. */
export const exampleSlug = '2024-05-17-harbin';

/** The slug of a file: its name without the extension. */
export function slugOf(file: string): string {
  return readFileName(file).slug;
}

const fileOf = (slug: string) => `briefings/${slug}.yaml`;
const isSlug = (text: string) => slugPattern.test(text) && text.length <= slugLength;
const isBriefingName = (file: string) => /^briefings\/[^\0\\]+\.ya?ml$/.test(file) && posix.normalize(file) === file;
const isNewName = (file: string) => isSlug(slugOf(file)) && file === fileOf(slugOf(file));

function conflict(file: string, isThere: boolean, revision: string | null): string {
  if (!isThere) return `${file} has been removed since you opened it.`;
  return revision === null
    ? `There is a ${file} already.`
    : `${file} has been changed since you opened it, by someone else or another program.`;
}

async function readText(path: string, file: string): Promise<Found | Refused> {
  try {
    // A link that has taken the file's place meanwhile is not followed, and a pipe is not waited for.
    await using handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = await handle.stat();
    const { size, mode } = stats;
    if (!stats.isFile()) return { refused: `${file} is no file.` };
    if (size > largestFileBytes) return { refused: `${file} has more than ${largestFileBytes} bytes.` };
    const bytes = await handle.readFile();
    if (!isUtf8(bytes)) return { refused: `${file} is not UTF-8. Save it with that encoding in another editor.` };
    const text = bytes.toString();
    return { path, text, revision: revisionOf(text), mode: mode & 0o777 };
  } catch (error) {
    return { refused: `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? error}).` };
  }
}

function revisionOf(text: string): string {
  return hash('sha256', text, 'base64');
}
