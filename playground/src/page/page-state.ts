import { Locale } from 'discord-api-types/v10';
import type { Discord } from '../discord-types.ts';
import type { FileEditor } from '../file-editor.ts';
import { ControlError } from '../model/control-error.ts';
import { neutralWords } from '../neutral-words.ts';
import type { FilesNews } from '../plugin.ts';
import type { Clock, EditorState, PageState } from './api.ts';
import type { PageOptions } from './page-options.ts';

/**
 * Tells which of the bot's denials are as the server was made. One that has once been taken away is not, if it comes
 * again.
 */
export function followPlanned(discord: Discord, guildId: string) {
  const keyOf = (denial: { channelId: string; permission: string }) => `${denial.channelId} ${denial.permission}`;
  const keys = () => new Set(discord.guildNow(guildId).denied.map(keyOf));
  let planned = keys();
  discord.events.on('change', () => {
    planned = planned.intersection(keys());
  });
  return (denial: { channelId: string; permission: string }) => planned.has(keyOf(denial));
}

/** All that the page shows beside messages; with a person, only the channels that they see. */
export async function pageState(
  { discord, guild, runner, plugin, nextInstant }: PageOptions,
  clock: Clock,
  files: FilesNews | undefined,
  isConnected: boolean,
  isPlanned: ReturnType<typeof followPlanned>,
  userId = '',
): Promise<PageState> {
  const { name, locale, hasBot, channels, roles, members, denied } = discord.guildNow(guild.id);
  if (userId && !members.some(({ id }) => id === userId)) throw new ControlError(['userId: there is no such person']);
  const { up, faults } = discord.state();
  return {
    guild: { id: guild.id, name, locale },
    bot: {
      id: discord.botId,
      name: discord.botName,
      running: runner.running,
      connected: isConnected,
      takesClock: runner.takesClock,
      inServer: hasBot,
    },
    channels: channels
      .filter(({ id }) => userId === '' || discord.sees(userId, id))
      .map((channel) => ({ ...channel, writable: userId === '' || discord.writes(userId, channel.id) })),
    roles,
    members,
    locales: Object.values(Locale),
    botLocales: discord.commandLocales(),
    clock,
    trouble: { up, faults, denied: denied.map((denial) => ({ ...denial, planned: isPlanned(denial) })) },
    words: { ...neutralWords, ...plugin?.page },
    ...(nextInstant ? { nextInstant: nextInstant() ?? null } : {}),
    ...(files ? { content: await files.now() } : {}),
    ...(plugin?.editor ? { editor: await editorState(plugin.editor) } : {}),
  };
}

async function editorState({ list, newFile }: FileEditor): Promise<EditorState> {
  const files = await list();
  if (!newFile) return { files };
  const { label, nameLabel, hint } = newFile;
  return { files, newFile: { label, nameLabel, hint } };
}
