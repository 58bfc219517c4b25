import { readBriefings } from '../../briefing/file/load.ts';
import { problemText } from '../../briefing/file/problem.ts';
import { contentWarnings, fileWarnings } from '../../briefing/file/warnings.ts';
import { parseArguments } from '../arguments.ts';
import type { Verb } from './verb.ts';

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
    const warnings = [...fileWarnings(files, desk.now()), ...contentWarnings(files)];
    for (const problem of [...errors, ...warnings]) desk.complain(problemText(problem));
    const found = `${errors.length === 0 ? 'no' : errors.length} ${errors.length === 1 ? 'problem' : 'problems'}`;
    const warned = warnings.length === 0 ? '' : `, ${counted(warnings.length, 'warning')}`;
    desk.print(`${counted(files.length, 'briefing')} in ${folder}: ${found}${warned}.`);
    return errors.length > 0 || (options.strict && warnings.length > 0) ? 1 : 0;
  },
};

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
