import type { Discord } from '../discord-types.ts';
import type { Guild } from '../model/plan.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { Runner } from '../runner.ts';
import { complete } from './complete.ts';
import { createConsole } from './console.ts';
import { createFeed } from './feed.ts';
import { welcome } from './help.ts';
import { readLine } from './line.ts';
import { LineError } from './line-error.ts';
import { showModals } from './modal.ts';
import { perform } from './perform.ts';
import { showRunner } from './runner.ts';
import { createSession } from './session.ts';
import { type Line, span } from './spans.ts';
import type { Stage } from './stage.ts';

export type TerminalOptions = {
  readonly discord: Discord;
  readonly guild: Guild;
  readonly runner: Runner;
  /** Where the playground's page is. */
  readonly pageUrl: string;
};

/**
 * Runs the bot and a terminal for it on the process's own input and output until that ends; resolves with the exit
 * code.
 */
export async function runTerminal({ discord, guild, runner, pageUrl }: TerminalOptions): Promise<number> {
  const session = createSession(discord, guild, { member: 'moderator', channel: 'general' });
  const console = createConsole(process.stdin, process.stdout, (line) =>
    complete(line, session.scene(), session.choices),
  );
  const feed = createFeed(discord, session, console);
  showRunner(runner, console);
  showModals(discord, session, console);
  const stage: Stage = { discord, guild, session, console, feed, runner };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => console.close());
  try {
    console.print([
      [],
      ...welcome({ guildName: guild.name, pageUrl, controlUrl: discord.controlUrl }, console.width),
      [],
    ]);
    const started = await runner.start();
    if (!started && !console.interactive) return 1;
    await readLines(stage);
    return started ? 0 : 1;
  } finally {
    console.close();
    await runner.stop();
  }
}

/** Does one line after the other. */
async function readLines(stage: Stage): Promise<void> {
  const { session, console, feed } = stage;
  for (;;) {
    const line = await console.read(prompt(session.member, session.channel));
    if (line === undefined) return;
    try {
      if (!(await perform(readLine(line, session.scene()), stage))) return;
    } catch (error) {
      if (!(error instanceof LineError) && !(error instanceof DiscordRefusal)) throw error;
      console.print([[span(error.message, 'yellow')]]);
    }
    // What a line still brings about belongs to it, where nobody sees it come.
    if (!console.interactive) await feed.settled();
  }
}

function prompt(member: string, channel: string | undefined): Line {
  return [span(member, 'bold'), span(` ${channel === undefined ? '@Dateline' : `#${channel}`}`, 'cyan'), span(' › ')];
}
