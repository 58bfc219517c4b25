import { readFile } from 'node:fs/promises';
import type { Briefing } from '../../briefing/briefing.ts';
import type { CheckedFile } from '../../briefing/file/check-file.ts';
import { readBriefings } from '../../briefing/file/load.ts';
import { type FileProblem, problemText } from '../../briefing/file/problem.ts';
import { contentWarnings, translationWarnings, warningsOf } from '../../briefing/file/warnings.ts';
import { parseArguments } from '../arguments.ts';
import { readArticles } from './articles.ts';
import { isMissingPackage } from './missing-package.ts';
import { warningsSinceCommit } from './since-commit.ts';
import { type Desk, DeskError, type Verb } from './verb.ts';

/** `check`: every briefing, with all that is wrong or may be. */
export const check: Verb = {
  usage: '[DIRECTORY] [--strict]',
  description: `reads every briefing and prints what is wrong, and warns of what may be, each with its line
It exits with 1 if something is wrong; with --strict, also if something may be.`,
  async run(args, desk) {
    const { words, options } = parseArguments(args, ['[DIRECTORY]'], { strict: { type: 'boolean' } });
    const folder = words[0] ?? desk.contentFolder;
    const files = await readBriefings(folder);
    const errors = files.flatMap(({ problems }) => problems);
    const warnings = [
      ...(await warningsOfFiles(files, desk)),
      ...contentWarnings(files),
      ...(await warningsSinceCommit(folder)),
    ];
    for (const problem of [...errors, ...warnings]) desk.complain(problemText(problem));
    const found = `${errors.length === 0 ? 'no' : errors.length} ${errors.length === 1 ? 'problem' : 'problems'}`;
    const warned = warnings.length === 0 ? '' : `, ${counted(warnings.length, 'warning')}`;
    const translations = files.filter(({ translation }) => translation).length;
    const translated = translations === 0 ? '' : ` and ${counted(translations, 'translation')}`;
    desk.print(`${counted(files.length - translations, 'briefing')}${translated} in ${folder}: ${found}${warned}.`);
    return errors.length > 0 || (options.strict && warnings.length > 0) ? 1 : 0;
  },
};

/** What may be wrong in each file that has no errors. What knows languages is loaded here alone: it takes a while. */
async function warningsOfFiles(files: readonly CheckedFile[], desk: Desk): Promise<FileProblem[]> {
  const languageWarnings = await loadLanguageWarnings(desk);
  const warnings: FileProblem[] = [];
  for (const { path, slug, briefing, translation, problems } of files) {
    if (problems.length > 0) continue;
    const text = await readFile(path, 'utf8');
    if (translation) warnings.push(...translationWarnings(text, path));
    if (!briefing) continue;
    const length = await articleLength(slug, briefing, desk);
    warnings.push(
      ...inOrder([...warningsOf(text, path, desk.now()), ...(languageWarnings?.(text, path, length) ?? [])]),
    );
  }
  return warnings;
}

/** Undefined where the packages for it are not installed, as in the bot's image: errors are found there all the same. */
async function loadLanguageWarnings(desk: Desk) {
  try {
    return (await import('../../briefing/ground/warnings.ts')).languageWarnings;
  } catch (error) {
    if (!isMissingPackage(error)) throw error;
    desk.complain('Names, numbers and languages are not looked at: their packages are not installed here.');
    return undefined;
  }
}

function inOrder(warnings: readonly FileProblem[]): FileProblem[] {
  return warnings.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

/** How many characters the articles of a briefing have; undefined where not all of them are there. */
async function articleLength(slug: string, file: Briefing, desk: Desk): Promise<number | undefined> {
  try {
    const articles = await readArticles({ slug, file }, [], desk);
    return articles.reduce((sum, { article }) => sum + article.paragraphs.join('\n').length, 0);
  } catch (error) {
    // What an article that cannot be used needs, verify says.
    if (error instanceof DeskError) return undefined;
    throw error;
  }
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
