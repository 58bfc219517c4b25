import type { Discord } from '../discord-types.ts';
import type { Actor } from '../interactions/actor.ts';
import type { Guild } from '../model/plan.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { Names } from './markdown.ts';
import type { Press } from './render.ts';
import type { Scene } from './scene.ts';
import { timestamp } from './timestamp.ts';

/** Who types, where, and what the numbers on the screen stand for. */
export type Session = {
  readonly member: string;
  /** The channel's name; undefined in a direct message with the bot. */
  readonly channel: string | undefined;
  locale: string;
  /** The person, where they are unless said otherwise. */
  actor(channelId?: string): Actor;
  scene(): Scene;
  names(): Names;
  /** Goes elsewhere, or becomes someone else. @throws {DiscordRefusal} if they have no access to the channel */
  move(place: { readonly member?: string; readonly channel?: string | undefined }): void;
  /** The name of a channel with its sign. */
  channelName(id: string): string;
  /** Takes in where something was answered: Discord makes a direct message when there is something to stand in it. */
  answeredIn(channelId: string): void;
  /** Forgets the numbers: those to come begin at 1. */
  renumber(): void;
  /** The number that comes next. */
  nextNumber(): number;
  keep(presses: readonly Press[]): void;
  press(number: number): Press | undefined;
  /** Asks the bot for choices, and keeps what each name stands for. */
  choices(
    command: string,
    options: Readonly<Record<string, string | number | boolean>>,
    focused: { readonly name: string; readonly value: string },
  ): Promise<readonly { readonly name: string; readonly value: string | number }[]>;
};

/** A session of a member in a channel, both by name. */
export function createSession(
  discord: Discord,
  guild: Guild,
  { member, channel }: { readonly member: string; readonly channel: string },
): Session {
  const members = new Map([...guild.members].filter(([, id]) => id !== discord.botId));
  const presses: Press[] = [];
  const offered = new Map<string, string | number>();
  const nameOf = (ids: ReadonlyMap<string, string>, id: string) => [...ids].find(([, each]) => each === id)?.[0];
  const key = (command: string, option: string, name: string) => `${command}\n${option}\n${name.toLowerCase()}`;
  const actor = (name: string, channelId: string): Actor => ({
    userId: members.get(name) ?? '',
    channelId,
    locale: session.locale,
    ...([...guild.channels.values()].includes(channelId) ? { guildId: guild.id } : {}),
  });
  // The direct message of each member with the bot, once there is one.
  const direct = new Map<string, string>();
  const here = () =>
    (session.channel === undefined ? direct.get(session.member) : guild.channels.get(session.channel)) ?? '';
  const offeredTo = (name: string, channelId = here()) => {
    try {
      return discord.commands(actor(name, channelId));
    } catch (error) {
      if (error instanceof DiscordRefusal) return []; // They have no access to the channel.
      throw error;
    }
  };
  const session: Session = {
    member,
    channel,
    locale: 'en-US',
    actor: (channelId = here()) => actor(session.member, channelId),
    scene() {
      const commands = offeredTo(session.member);
      const [first = ''] = guild.channels.values();
      const all = [...members.keys()].flatMap((name) => [...offeredTo(name), ...offeredTo(name, first)]);
      return {
        commands,
        withheld: all.map(({ name }) => name).filter((name) => !commands.some((command) => command.name === name)),
        channels: guild.channels,
        roles: guild.roles,
        members,
        offered: (command, option, name) => offered.get(key(command, option, name)),
      };
    },
    names: () => ({
      channel: (id) => nameOf(guild.channels, id),
      role: (id) => nameOf(guild.roles, id),
      user: (id) => (id === discord.botId ? discord.botName : nameOf(members, id)),
      time: (seconds, style) => timestamp(seconds, style, { locale: session.locale, now: discord.now() }),
    }),
    move(place) {
      const before = { member: session.member, channel: session.channel };
      Object.assign(session, place);
      try {
        discord.commands(session.actor());
      } catch (error) {
        Object.assign(session, before);
        throw error;
      }
    },
    channelName(id) {
      const name = nameOf(guild.channels, id);
      return name === undefined ? 'Direct message' : `#${name}`;
    },
    answeredIn(channelId) {
      if (session.channel === undefined) direct.set(session.member, channelId);
    },
    renumber: () => presses.splice(0),
    nextNumber: () => presses.length + 1,
    keep: (added) => presses.push(...added),
    press: (number) => presses[number - 1],
    async choices(command, options, focused) {
      const found = await discord.complete(session.actor(), command, options, focused);
      for (const { name, value } of found) offered.set(key(command, focused.name, name), value);
      return found;
    },
  };
  return session;
}
