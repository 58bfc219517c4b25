import type { Discord } from '../discord-types.ts';
import type { Guild } from '../model/plan.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { PlaygroundPlugin } from '../plugin.ts';
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
  /** What is known of the bot. */
  readonly plugin?: PlaygroundPlugin | undefined;
  /** Where the playground's page is. */
  readonly pageUrl: string;
};

/**
 * Runs the bot and a terminal for it on the process's own input and output until that ends; resolves with the exit
 * code.
 */
export async function runTerminal({ discord, guild, runner, plugin = {}, pageUrl }: TerminalOptions): Promise<number> {
  const session = createSession(discord, guild, beginning(discord, guild));
  const console = createConsole(process.stdin, process.stdout, (line) =>
    complete(line, session.scene(), session.choices),
  );
  const feed = createFeed(discord, session, console);
  showRunner(runner, console);
  showModals(discord, session, console);
  const stage: Stage = { discord, guild, session, console, feed, runner, plugin };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => console.close());
  try {
    console.print([
      [],
      ...welcome(
        {
          botName: discord.botName,
          guildName: guild.name,
          member: session.member,
          pageUrl,
          controlUrl: discord.controlUrl,
          tips: plugin.terminalTips ?? [],
        },
        console.width,
      ),
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
    const line = await console.read(prompt(session.member, placeOf(stage)));
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

function prompt(member: string, place: string): Line {
  return [span(member, 'bold'), span(` ${place}`, 'cyan'), span(' › ')];
}

function placeOf({ session, discord }: Stage): string {
  return session.channel === undefined ? `@${discord.botName}` : `#${session.channel}`;
}

/**
 * Who one is at first, and where: the first member with a role, who is offered more than others, in the first
 * channel.
 */
function beginning({ guildNow, botId }: Discord, { id, channels }: Guild): { member: string; channel: string } {
  const people = guildNow(id).members.filter((each) => each.id !== botId);
  const first = people.find(({ roles }) => roles.length > 0) ?? people[0];
  return { member: first?.name ?? '', channel: channels.keys().next().value ?? '' };
}
