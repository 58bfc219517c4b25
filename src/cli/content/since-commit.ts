import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Briefing } from '../../briefing/briefing.ts';
import { derive } from '../../briefing/file/derive.ts';
import { briefingFolder } from '../../briefing/file/folder.ts';
import { parseBriefing } from '../../briefing/file/parse.ts';
import { type FileProblem, fileError } from '../../briefing/file/problem.ts';
import { located } from '../../briefing/file/problems.ts';
import { toldText } from '../../briefing/file/told-text.ts';
import { changedSinceCommit, committedText } from './git.ts';

/**
 * Warns of what posts would not follow, where the content is kept in git: since the last commit a text has changed and
 * its version has not, a version is lower, or a file is gone. What is committed is taken for published.
 */
export async function warningsSinceCommit(contentFolder: string): Promise<FileProblem[]> {
  const paths = await changedSinceCommit(briefingFolder(contentFolder));
  const found = await Promise.all(paths.filter((path) => /\.ya?ml$/.test(path)).map(warningsOf));
  return found.flat();
}

async function warningsOf(path: string): Promise<FileProblem[]> {
  const committed = await committedText(path);
  const before = 'text' in committed ? briefingOf(committed.text, path) : undefined;
  if (!before || before.pubStatus === 'withheld') return [];
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return [goneWarning(path)];
  const after = briefingOf(text, path);
  const problem = after && versionProblem(before, after);
  return problem ? located([problem], 'warning', text, path) : [];
}

function goneWarning(path: string): FileProblem {
  const what = 'the committed briefing is gone, and posts that carry it stand as they are';
  return { ...fileError(path, what, 'to withdraw it, keep the file with pubStatus: canceled'), severity: 'warning' };
}

function versionProblem(before: Briefing, after: Briefing) {
  const path = ['version'];
  const next = before.version + 1;
  if (after.version < before.version)
    return { path, message: `${after.version} is lower than the committed ${before.version}`, hint: `write ${next}` };
  if (after.version > before.version || toldText(after) === toldText(before)) return undefined;
  const message = 'the text has changed since the last commit, and version has not; posts keep the old text';
  return { path, message, hint: `raise version to ${next}, and say in updates or corrections what is new` };
}

function briefingOf(text: string, path: string): Briefing | undefined {
  const content = parseBriefing(text);
  return content && derive(content, basename(path).replace(/\.ya?ml$/, ''));
}
