import { dirname, join } from 'node:path';
import { readFileName } from '../../briefing/file/file-name.ts';
import { briefingFolder } from '../../briefing/file/folder.ts';
import { slugLength, slugPattern } from '../../briefing/file/schema.ts';
import { slugOf as slugOfName } from '../../briefing/file/slug.ts';
import { briefingTemplate } from '../../briefing/file/template.ts';
import { translationTemplate } from '../../briefing/file/translation-template.ts';
import { createFile } from '../../briefing/file/write-file.ts';
import { articlePath } from '../../briefing/ground/article.ts';
import { parseArguments } from '../arguments.ts';
import { readArticleFile } from './articles.ts';
import { findBriefing, listBriefingFiles, slugOf } from './find-briefing.ts';
import { writeNewFile } from './new-file.ts';
import { type Desk, DeskError, type ExitCode, type Verb } from './verb.ts';

/** `new`: the file to begin a briefing with. */
export const newBriefing: Verb = {
  usage: 'SLUG [--article FILE] [--lang LANGUAGE]',
  description: `writes the shortest file that is a briefing, with a comment where something is to be written
It is written to briefings/SLUG.yaml in the folder of the content, and is withheld, so that nobody sees it before it is
ready. Where the article is at articles/SLUG.txt, or is the file of --article, its number of paragraphs is filled in.
With --lang it is the translation of a briefing that is there, SLUG.LANGUAGE.yaml: a place for each text, below the words of
the original. Readers get it once all are written.`,
  async run(args, desk) {
    const { words, options } = parseArguments(args, ['SLUG'], {
      article: { type: 'string' },
      lang: { type: 'string' },
    });
    const [slug = ''] = words;
    if (options.lang !== undefined) return newTranslation(slug, options.lang, desk);
    requireSlug(slug);
    const taken = (await listBriefingFiles(desk)).find((each) => slugOf(each) === slug);
    if (taken !== undefined) throw new DeskError(`${taken} is there already; it stays as it is.`);
    const article = await readArticleFile(options.article ?? articlePath(desk.articlesFolder, slug));
    if (options.article !== undefined && !article) throw new DeskError(`${options.article}: there is no such file.`);
    const path = join(briefingFolder(desk.contentFolder), `${slug}.yaml`);
    await createFile(path, briefingTemplate(desk.now(), article?.paragraphs.length)).catch(
      (error: NodeJS.ErrnoException) => {
        throw new DeskError(`${path}: cannot be written (${error.code}).`);
      },
    );
    desk.print(`${path} is written. Put your own words into it; then: npm run content -- check`);
    return 0;
  },
};

/** @throws {DeskError} if the language is none, or its file is there already. */
async function newTranslation(asked: string, language: string, desk: Desk): Promise<ExitCode> {
  const { slug, path: original, file } = await findBriefing(asked, desk);
  if (readFileName(`${slug}.${language}.yaml`).language !== language || file.language === language)
    throw new DeskError(
      `“${language}” cannot be the language of a translation of ${slug}: a tag as ru, pt-BR or zh-CN.`,
    );
  const path = join(dirname(original), `${slug}.${language}.yaml`);
  await writeNewFile(path, translationTemplate(file));
  desk.print(`${path} is written. Translate each text below the original's; then: npm run content -- check`);
  return 0;
}

function requireSlug(slug: string): void {
  if (slugPattern.test(slug) && slug.length <= slugLength) return;
  const better = slugOfName(slug);
  const hint = better === '' ? '"2024-05-17-harbin"' : `"${better}"`;
  throw new DeskError(
    `“${slug}” cannot be a slug: it is at most ${slugLength} lower-case letters, digits and hyphens, as ${hint}.`,
  );
}
