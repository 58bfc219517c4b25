import { parseArguments } from '../arguments.ts';
import type { Verb } from './verb.ts';

/** `diff`: what readers will see change. */
export const diff: Verb = {
  usage: 'SLUG [FILE]',
  description: `tells what readers will see change in a briefing, and whether that needs a correction
It is compared with the committed file (git's HEAD), or with FILE: statement by statement, wherever they stand. A number,
a date, a name or a speaker that is another needs a correction; anything else, a new version.`,
  async run(args, desk) {
    const { words } = parseArguments(args, ['SLUG', '[FILE]'], {});
    const { diffBriefing } = await import('./diff-briefing.ts');
    return diffBriefing(words[0] ?? '', words[1], desk);
  },
};
