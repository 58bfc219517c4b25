import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage, ComponentType } from 'discord.js';
import {
  type Actor,
  type BotProcess,
  type Discord,
  type DiscordOptions,
  type Guild,
  type OptionValues,
  type Outcome,
  startBot,
  startDiscord,
} from 'discord-playground';
import { botProcess } from '../../src/cli/playground/bot.ts';
import { newsroom } from '../../src/cli/playground/newsroom.ts';
import type { Message } from '../../src/view/card.ts';
import { texts } from './message-limits.ts';

const article = '2024-05-17-putin-harbin.yaml';

/** A Discord with a guild, and folders of its own, for the real bot as a process. */
export type Newsroom = {
  readonly discord: Discord;
  readonly guild: Guild;
  /** The folder with the one briefing of the article, which a test may change. */
  readonly content: string;
  readonly briefing: string;
  /** The database's file. */
  readonly database: string;
  /** Starts the bot and does not wait for it. */
  launch(env?: Readonly<Record<string, string>>): BotProcess;
  /** Starts the bot; resolves when it is connected. `env` adds to its variables. */
  start(env?: Readonly<Record<string, string>>): Promise<BotProcess>;
  actor(member: string, channel?: string): Actor;
  channel(name: string): string;
  use(member: string, command: string, options?: OptionValues, channel?: string): Promise<Outcome>;
  /** Resolves with the message of the channel that the test waits for. */
  posted(channel: string, matches?: (message: APIMessage) => boolean): Promise<APIMessage>;
  close(): Promise<void>;
};

/** By which way interactions come to the bot. */
export type WayIn = 'gateway' | 'http';

export async function openNewsroom(options: DiscordOptions = {}, wayIn: WayIn = 'gateway'): Promise<Newsroom> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-e2e-'));
  const content = join(folder, 'content');
  await mkdir(join(content, 'briefings'), { recursive: true });
  const briefing = join(content, 'briefings', article);
  await cp(join('content', 'briefings', article), briefing);
  const discord = await startDiscord(options);
  const database = join(folder, 'data', 'dateline.db');
  const guild = discord.createGuild(newsroom);
  const bots: BotProcess[] = [];
  const idOf = (ids: ReadonlyMap<string, string>, name: string) => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`the newsroom has no ${name}`);
    return id;
  };
  const channel = (name: string) => idOf(guild.channels, name);
  const actor = (member: string, name = 'general'): Actor => ({
    userId: idOf(guild.members, member),
    channelId: channel(name),
    guildId: guild.id,
  });
  const launch = (env: Readonly<Record<string, string>> = {}) => {
    const bot = startBot({
      ...botProcess,
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        DATABASE_URL: `sqlite:${database}`,
        CONTENT_DIR: content,
        LOG_LEVEL: 'debug',
        ...(wayIn === 'http' ? { DISCORD_PUBLIC_KEY: discord.publicKey, HTTP_PORT: '0' } : {}),
        ...env,
      },
    });
    bots.push(bot);
    return bot;
  };
  return {
    discord,
    guild,
    content,
    briefing,
    database,
    channel,
    actor,
    launch,
    async start(env = {}) {
      const bot = launch(env);
      const gone = bot.exited.then(() => Promise.reject(new Error(`the bot ended:\n${bot.output.join('\n')}`)));
      gone.catch(() => {});
      await Promise.race([up(bot), gone]);
      if (wayIn === 'http') await discord.setInteractionsEndpoint(`http://127.0.0.1:${portOf(bot)}/interactions`);
      return bot;
    },
    use: (member, command, given = {}, name = 'general') => discord.use(actor(member, name), command, given),
    posted(name, matches = () => true) {
      const id = channel(name);
      const there = discord.messages(id).find(matches);
      if (there) return Promise.resolve(there);
      return new Promise((resolve) => {
        const look = (message: APIMessage) => {
          if (message.channel_id !== id || !matches(message)) return;
          discord.events.off('message', look);
          resolve(message);
        };
        discord.events.on('message', look);
      });
    },
    async close() {
      await Promise.all(bots.map((bot) => bot.stop()));
      await discord.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function up(bot: BotProcess): Promise<void> {
  while (!bot.output.some((line) => line.includes('Dateline is up'))) await new Promise((done) => setTimeout(done, 20));
}

/** The custom ids of a message's components of one type, but for those that are disabled. */
export function customIds(message: object, type: ComponentType): string[] {
  const ids: string[] = [];
  JSON.stringify(message, (_, value) => {
    if (value?.type === type && value.custom_id && !value.disabled) ids.push(value.custom_id);
    return value;
  });
  return ids;
}

/** The port that a bot listens on, by its log. */
export function portOf(bot: BotProcess): number {
  const line = bot.output.find((text) => text.includes('"msg":"listening"')) ?? '{}';
  return Number(JSON.parse(line).port);
}

/** The texts of a message, as one. */
export function textOf(message: APIMessage): string {
  return texts(message as unknown as Message).join('\n');
}
