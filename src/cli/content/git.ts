import { execFile } from 'node:child_process';
import { basename, dirname, join } from 'node:path';

/** What git said, or why it said nothing. */
export type GitAnswer = { readonly text: string } | { readonly unknown: string };

/** A file as git's HEAD has it. */
export function committedText(path: string): Promise<GitAnswer> {
  return git(dirname(path), ['show', `HEAD:./${basename(path)}`]);
}

/** The paths below a folder that are not as git's HEAD has them, deleted ones among them; none where git is not there. */
export async function changedSinceCommit(folder: string): Promise<string[]> {
  const answer = await git(folder, ['diff', '--name-only', '--relative', '-z', 'HEAD', '--', '.']);
  if ('unknown' in answer) return [];
  return answer.text
    .split('\0')
    .filter((name) => name !== '')
    .map((name) => join(folder, name));
}

function git(folder: string, args: readonly string[]): Promise<GitAnswer> {
  return new Promise((resolve) => {
    execFile('git', args, { cwd: folder, maxBuffer: 16 * 1024 * 1024 }, (error, text, problem) => {
      if (!error) return resolve({ text });
      const why = 'code' in error && error.code === 'ENOENT' ? 'git is not installed' : problem.trim().split('\n')[0];
      resolve({ unknown: why ?? 'git did not say why' });
    });
  });
}
