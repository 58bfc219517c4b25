import { readFile } from 'node:fs/promises';
import type { Briefing } from '../../briefing/briefing.ts';
import { attachTranslations } from '../../briefing/file/attach-translations.ts';
import { type CheckedFile, checkFile } from '../../briefing/file/check-file.ts';
import { checkTranslation } from '../../briefing/file/check-translation.ts';
import { readFileName } from '../../briefing/file/file-name.ts';
import { briefingFolder, listFiles } from '../../briefing/file/folder.ts';
import { ContentError } from '../../briefing/file/load.ts';
import { parseBriefing } from '../../briefing/file/parse.ts';
import { fileError } from '../../briefing/file/problem.ts';
import type { BriefingFile } from '../../briefing/file/schema.ts';
import { nearestWord } from '../../briefing/search/edit-distance.ts';
import { type Desk, DeskError } from './verb.ts';

/** A briefing: its file, as it is written, and complete, with its translations. */
export type FoundBriefing = {
  readonly path: string;
  readonly slug: string;
  readonly text: string;
  readonly file: BriefingFile;
  readonly briefing: Briefing;
  /** The files of its translations, with what is wrong with them. */
  readonly translations: readonly CheckedFile[];
};

/**
 * Reads and checks the briefing of a slug; what is wrong in other files is no matter.
 * @throws {DeskError} if there is none. @throws {ContentError} with all that is wrong in its file.
 */
export async function findBriefing(slug: string, desk: Desk): Promise<FoundBriefing> {
  const path = await findFile(slug, desk);
  const checked = checkFile(path, undefined, new Map());
  if (!checked) throw new ContentError([fileError(path, 'has just been removed')]);
  const text = await readFile(path, 'utf8');
  const file = parseBriefing(text);
  if (!file || checked.problems.length > 0) throw new ContentError(checked.problems);
  const originals = new Map([[checked.slug, checked]]);
  const translations = (await listBriefingFiles(desk))
    .filter((each) => readFileName(each).slug === checked.slug && isTranslation(each))
    .flatMap((each) => checkTranslation(each, originals, undefined, new Map()) ?? []);
  const [{ briefing } = checked] = attachTranslations([checked, ...translations], new Map());
  if (!briefing) throw new ContentError(checked.problems);
  return { path, slug: checked.slug, text, file, briefing, translations };
}

const isTranslation = (path: string) => readFileName(path).language !== undefined;

/**
 * The path of a briefing's file, by its slug or a path that ends in it.
 * @throws {DeskError} that names the nearest slug, if there is no such file.
 */
async function findFile(slug: string, desk: Desk): Promise<string> {
  const files = (await listBriefingFiles(desk)).filter((path) => !isTranslation(path));
  const asked = slugOf(slug);
  const found = files.find((path) => slugOf(path) === asked);
  if (found !== undefined) return found;
  const meant = likeliest(asked, files.map(slugOf));
  const hint = meant === undefined ? '`npm run content -- list` shows what there is.' : `Did you mean ${meant}?`;
  throw new DeskError(`No briefing in ${briefingFolder(desk.contentFolder)} is called “${asked}”. ${hint}`);
}

/** The paths of all files of briefings and of translations. @throws {DeskError} if their folder cannot be read. */
export async function listBriefingFiles({ contentFolder }: Desk): Promise<readonly string[]> {
  const folder = briefingFolder(contentFolder);
  const { files } = await listFiles(folder).catch((error: NodeJS.ErrnoException) => {
    throw new DeskError(
      `${folder} cannot be read (${error.code}). Set CONTENT_DIR to a folder that has "briefings" in it.`,
    );
  });
  return files;
}

/** The slug that somebody meant: the nearest one, or the only one that has all of these words. */
function likeliest(asked: string, slugs: readonly string[]): string | undefined {
  const words = asked.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const [one, other] = slugs.filter((slug) => words.every((word) => slug.split('-').includes(word)));
  return nearestWord(asked, slugs) ?? (other === undefined ? one : undefined);
}

/** The slug of the briefing that a file is of. */
export function slugOf(path: string): string {
  return readFileName(path).slug;
}
