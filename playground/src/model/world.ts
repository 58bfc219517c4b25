import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { APIApplicationCommand, APIGuildApplicationCommandPermissions } from 'discord-api-types/v10';
import type { Channel, Dispatch, Guild, OpenModal, StoredMessage, User } from './entities.ts';
import type { DiscordEvents } from './events.ts';
import { createSnowflakes } from './snowflake.ts';

/** Everything that this Discord knows, as plain data, and where it tells what happens. */
export type World = {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly token: string;
  readonly bot: User;
  readonly verifyKey: string;
  /** What this Discord signs interactions with that it sends by HTTP. */
  readonly signingKey: KeyObject;
  /** Where interactions are sent by HTTP; by the gateway if nowhere. */
  endpoint: string | undefined;
  readonly ownerId: string;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, StoredMessage>;
  /** The modal that is open for a person, by their id. */
  readonly modals: Map<string, OpenModal>;
  readonly commands: Map<string, APIApplicationCommand>;
  /** What admins have set for commands, by `guild/command`. */
  readonly commandPermissions: Map<string, APIGuildApplicationCommandPermissions>;
  /** What is told to whoever started this Discord. */
  readonly events: EventEmitter<DiscordEvents>;
  /** What is told to the gateway. */
  readonly feed: EventEmitter<{ dispatch: [Dispatch] }>;
};

const defaultBotName = 'Bot';

/** A Discord with one bot in it, and nobody else but the person whom the bot belongs to. */
export function createWorld(now: () => number, botName = defaultBotName): World {
  const nextId = createSnowflakes(now);
  const owner: User = { id: nextId(), name: 'owner', bot: false };
  const bot: User = { id: nextId(), name: botName, bot: true };
  const part = (bytes: number) => randomBytes(bytes).toString('base64url');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    now,
    nextId,
    bot,
    ownerId: owner.id,
    token: `${Buffer.from(bot.id).toString('base64url')}.${part(4)}.${part(28)}`,
    verifyKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex'),
    signingKey: privateKey,
    endpoint: undefined,
    users: new Map([owner, bot].map((user) => [user.id, user])),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    modals: new Map(),
    commands: new Map(),
    commandPermissions: new Map(),
    events: new EventEmitter(),
    feed: new EventEmitter(),
  };
}

/** The direct message between the bot and a person, made where it is missing. */
export function directMessage(world: World, recipientId: string): Channel {
  for (const channel of world.channels.values()) if (channel.recipientId === recipientId) return channel;
  const id = world.nextId();
  const channel: Channel = { id, type: 1, name: '', position: 0, recipientId, overwrites: [], messages: [] };
  world.channels.set(id, channel);
  return channel;
}

/** True if the bot is a member of the guild. */
export function hasBot(world: World, guildId: string): boolean {
  return world.guilds.get(guildId)?.members.has(world.bot.id) ?? false;
}

/** The guilds that the bot is a member of. */
export function botGuilds(world: World): Guild[] {
  return [...world.guilds.values()].filter(({ id }) => hasBot(world, id));
}
