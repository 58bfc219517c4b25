import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { briefingFolder, listFiles } from '../../briefing/file/folder.ts';
import { problemText } from '../../briefing/file/problem.ts';
import { problemsOf } from '../../briefing/file/problems.ts';
import { slugLength, slugPattern } from '../../briefing/file/schema.ts';
import { briefingText } from '../../briefing/file/write.ts';
import { ImportError } from '../../exchange/import-error.ts';
import { parseArguments, UsageError } from '../arguments.ts';
import { writeNewFile } from './new-file.ts';
import { DeskError, type Verb } from './verb.ts';

const largestFileBytes = 5_000_000;
const firstLine = 'yaml-language-server: $schema=../briefing.schema.json';

/** `import`: a document as a briefing that is withheld. */
export const importBriefing: Verb = {
  usage: 'FILE [--slug SLUG]',
  description: `makes a withheld briefing of a ninjs document
It reads ninjs 3 and 2. A document that export made comes back with all that ninjs can say; of another one, its headline
and descriptions begin a briefing on the article in it. The slug is the document's, unless it is given. A briefing that is
there is never overwritten`,
  async run(args, desk) {
    const { words, options } = parseArguments(args, ['FILE'], { slug: { type: 'string' } });
    const [path = ''] = words;
    if (options.slug !== undefined && !isSlug(options.slug))
      throw new UsageError(`--slug takes lower-case words joined by hyphens, as harbin-visit; found ${options.slug}.`);
    const { yaml, notes, slug } = await read(await readText(path), path);
    const target = await newPath(options.slug ?? slug, desk.contentFolder, path);
    await writeNewFile(target, yaml);
    desk.print(`${target} is written. It is withheld: readers do not see it.`);
    for (const note of notes) desk.complain(note);
    return 0;
  },
};

function isSlug(text: string): boolean {
  return slugPattern.test(text) && text.length <= slugLength;
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > largestFileBytes)
      throw new DeskError(`${path} has ${size} bytes; ${largestFileBytes} are the most. Is it a document at all?`);
    const bytes = await readFile(path);
    if (!isUtf8(bytes)) throw new DeskError(`${path} is not in UTF-8. Save it with that encoding.`);
    return bytes.toString();
  } catch (error) {
    if (error instanceof DeskError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new DeskError(
      code === 'ENOENT' ? `${path} is not there. Name a file that is.` : `${path} cannot be read (${code}).`,
    );
  }
}

/** The text of the briefing file of a document. */
async function read(text: string, path: string): Promise<{ yaml: string; slug: string; notes: readonly string[] }> {
  // What only this verb needs is loaded here.
  const { importedBriefing } = await import('../../exchange/import.ts');
  try {
    const { file, slug, notes } = importedBriefing(text);
    const yaml = briefingText(file, firstLine);
    const problems = problemsOf(yaml, path);
    if (problems.length === 0) return { yaml, slug, notes };
    const told = problems.map(({ line: _line, column: _column, ...problem }) => problemText(problem));
    throw new DeskError(`${path} cannot become a briefing. Change in it:\n${told.join('\n')}`);
  } catch (error) {
    if (error instanceof ImportError) throw new DeskError(`${path} cannot be imported. ${error.message}`);
    throw error;
  }
}

/** Where a new briefing is written. @throws {DeskError} if there is one of that slug, or if it can be none */
async function newPath(slug: string, contentFolder: string, path: string): Promise<string> {
  if (!isSlug(slug))
    throw new DeskError(`${path} has no words that could name a briefing. Give a slug: --slug harbin-visit`);
  const folder = briefingFolder(contentFolder);
  const { files } = await listFiles(folder).catch(() => {
    throw new DeskError(`${folder} cannot be read. Set CONTENT_DIR to a folder that has "briefings" in it.`);
  });
  const taken = files.find((each) => new RegExp(`(^|[/\\\\])${slug}\\.ya?ml$`).test(each));
  if (taken) throw new DeskError(`${taken} is there already. Give another slug with --slug.`);
  return join(folder, `${slug}.yaml`);
}
