import { Locale } from 'discord-api-types/v10';
import { ControlError } from '../control/control-error.ts';
import { botName } from '../guild.ts';
import type { PageState } from './api.ts';
import type { ContentNews } from './content.ts';
import type { PageOptions } from './page-server.ts';

/** What tells one denial from another. */
export function denialKey({ channelId, permission }: { channelId: string; permission: string }): string {
  return `${channelId} ${permission}`;
}

/** All that the page shows beside messages; with a person, only the channels that they see. */
export async function pageState(
  { discord, guild, runner, clock }: PageOptions,
  content: ContentNews,
  isConnected: boolean,
  planned: ReadonlySet<string>,
  userId = '',
): Promise<PageState> {
  const { name, channels, roles, members, denied } = discord.guildNow(guild.id);
  if (userId && !members.some(({ id }) => id === userId)) throw new ControlError(['userId: there is no such person']);
  const { up, faults } = discord.state();
  return {
    guild: { id: guild.id, name },
    bot: { id: discord.botId, name: botName, running: runner.running, connected: isConnected },
    channels: userId ? channels.filter(({ id }) => discord.sees(userId, id)) : channels,
    ...{ roles, members },
    locales: Object.values(Locale),
    clock: { ahead: clock.ahead },
    trouble: { up, faults, denied: denied.map((denial) => ({ ...denial, planned: planned.has(denialKey(denial)) })) },
    content: await content.now(),
  };
}
