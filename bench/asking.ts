import type { Actor, Discord, Guild } from 'discord-playground';
import { stopwatch } from './measuring.ts';

/** The commands that are asked in turn. */
export const asks = ['latest', 'summary', 'digest list'] as const;

/** The channel of each guild where people talk, and no digest goes. */
export const talk = 'talk';

// Milliseconds from one question to the next.
const pause = 200;

/** How long a command took to be answered, in milliseconds, and how long after the first one it was asked. */
export type Answer = { readonly command: string; readonly ms: number; readonly after: number };

/**
 * Uses commands in turn, each in another guild, until something is over; gives how long each took, and when it was
 * asked.
 */
export async function askUntil(over: Promise<unknown>, discord: Discord, guilds: readonly Guild[]): Promise<Answer[]> {
  const elapsed = stopwatch();
  let going = true;
  void over.then(() => {
    going = false;
  });
  const asked: Promise<Answer>[] = [];
  for (let i = 0; going; i++) {
    const [command = 'latest'] = asks.slice(i % asks.length);
    const after = elapsed();
    const answer = discord.use(moderatorOf(guilds[i % guilds.length]), command).then(
      ({ ms }) => ({ command, ms, after }),
      (error: unknown) => {
        console.log(`  /${command} was not answered: ${error}`);
        return { command, ms: Number.POSITIVE_INFINITY, after };
      },
    );
    asked.push(answer);
    await Promise.race([over, new Promise((next) => setTimeout(next, pause))]);
  }
  return Promise.all(asked);
}

function moderatorOf(guild: Guild | undefined): Actor {
  const [userId, channelId] = [guild?.members.get('moderator') ?? '', guild?.channels.get(talk) ?? ''];
  return { userId, channelId, guildId: guild?.id };
}
