import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Briefing } from '../../briefing/briefing.ts';
import { checkFile } from '../../briefing/file/check-file.ts';
import { briefingFolder, listFiles } from '../../briefing/file/folder.ts';
import { ContentError } from '../../briefing/file/load.ts';
import { parseBriefing } from '../../briefing/file/parse.ts';
import { fileError } from '../../briefing/file/problem.ts';
import type { BriefingFile } from '../../briefing/file/schema.ts';
import { nearestWord } from '../../briefing/search/edit-distance.ts';
import { type Desk, DeskError } from './verb.ts';

/** A briefing: its file, as it is written, and complete. */
export type FoundBriefing = {
  readonly path: string;
  readonly slug: string;
  readonly text: string;
  readonly file: BriefingFile;
  readonly briefing: Briefing;
};

/**
 * Reads and checks the briefing of a slug; what is wrong in other files is no matter.
 * @throws {DeskError} if there is none. @throws {ContentError} with all that is wrong in its file.
 */
export async function findBriefing(slug: string, desk: Desk): Promise<FoundBriefing> {
  const path = await findFile(slug, desk);
  const { briefing, problems = [fileError(path, 'has just been removed')] } =
    checkFile(path, undefined, new Map()) ?? {};
  const text = await readFile(path, 'utf8');
  const file = parseBriefing(text);
  if (!briefing || !file || problems.length > 0) throw new ContentError(problems);
  return { path, slug: briefing.slug, text, file, briefing };
}

/**
 * The path of a briefing's file, by its slug or a path that ends in it.
 * @throws {DeskError} that names the nearest slug, if there is no such file.
 */
async function findFile(slug: string, desk: Desk): Promise<string> {
  const files = await listBriefingFiles(desk);
  const asked = slugOf(slug);
  const found = files.find((path) => slugOf(path) === asked);
  if (found !== undefined) return found;
  const meant = likeliest(asked, files.map(slugOf));
  const hint = meant === undefined ? '`npm run content -- list` shows what there is.' : `Did you mean ${meant}?`;
  throw new DeskError(`No briefing in ${briefingFolder(desk.contentFolder)} is called “${asked}”. ${hint}`);
}

/** The paths of all briefing files. @throws {DeskError} if their folder cannot be read. */
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

/** The slug of a briefing's file. */
export function slugOf(path: string): string {
  return basename(path).replace(/\.ya?ml$/, '');
}
