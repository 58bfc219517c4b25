import { loadFiles } from '../../briefing/file/load.ts';
import { problemText } from '../../briefing/file/problem.ts';
import { contentWarnings } from '../../briefing/file/warnings.ts';
import { parseArguments } from '../arguments.ts';
import type { Verb } from './verb.ts';

/** `check`: every briefing, with all that is wrong. */
export const check: Verb = {
  usage: '[DIRECTORY]',
  description: `reads every briefing and prints each problem with its file, line and column
It exits with 1 if there is one. It warns of a briefing that was withdrawn without a reason, and of more topics with a
command than Discord has room for.`,
  async run(args, desk) {
    const { words } = parseArguments(args, ['[DIRECTORY]'], {});
    const folder = words[0] ?? desk.contentFolder;
    const files = await loadFiles(folder);
    const warnings = contentWarnings(files);
    for (const warning of warnings) desk.complain(problemText(warning));
    const found = warnings.length === 0 ? '' : `, ${warnings.length} ${warnings.length === 1 ? 'warning' : 'warnings'}`;
    desk.print(`${files.length} ${files.length === 1 ? 'briefing' : 'briefings'} in ${folder}: no problems${found}.`);
    return 0;
  },
};
