import type { Command, Context } from '../src/command/command.ts';
import { topicCommands } from './content-commands.ts';
import { corrections } from './corrections.ts';
import { digest } from './digest.ts';
import { help } from './help.ts';
import { latest } from './latest.ts';
import { search } from './search.ts';
import { summary } from './summary.ts';
import { timeline } from './timeline.ts';
import { topic } from './topic.ts';
import { who } from './who.ts';

/** The commands that there always are, in the order of the help. */
export const commands: readonly Command[] = [summary, who, topic, timeline, search, latest, corrections, help, digest];

/** Discord's limit of commands that an application has everywhere. */
const commandLimit = 100;

/**
 * All commands: those that there always are, and those that the content asks for now. Registering and running both
 * read this.
 */
export function offeredCommands(context: Pick<Context, 'library' | 'now'>): readonly Command[] {
  return [...commands, ...topicCommands(context)].slice(0, commandLimit);
}
