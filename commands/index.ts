import { commandLimit } from '../src/briefing/file/warnings.ts';
import type { Command, Context } from '../src/command/command.ts';
import { compare } from './compare.ts';
import { contentCommands } from './content-commands.ts';
import { corrections } from './corrections.ts';
import { digest } from './digest.ts';
import { help } from './help.ts';
import { latest } from './latest.ts';
import { search } from './search.ts';
import { summary } from './summary.ts';
import { timeline } from './timeline.ts';
import { topic } from './topic.ts';
import { who } from './who.ts';

/** The bot's own commands, in the order of the help. */
export const commands: readonly Command[] = [
  // A command a line.
  summary,
  who,
  topic,
  compare,
  timeline,
  search,
  latest,
  corrections,
  help,
  digest,
];

/** All commands of now: the bot's own, and those of the content. Registering, running and the help read this list. */
export function offeredCommands(context: Pick<Context, 'library' | 'now'>): readonly Command[] {
  return [...commands, ...contentCommands(context)].slice(0, commandLimit);
}
