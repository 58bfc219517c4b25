import { ChannelType, GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Channel, Guild, Overwrite, Role, User } from './entities.ts';
import { channelObject, channelsOf, guildObject, memberObject } from './objects.ts';
import { permissionBits, threadTypes } from './permissions.ts';
import type { GuildPlan, OverwritePlan, PermissionName, Guild as PlannedGuild } from './plan.ts';
import type { World } from './world.ts';

// What @everyone may in a new guild.
const newcomer: readonly PermissionName[] = [
  'CreateInstantInvite',
  'AddReactions',
  'Stream',
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'MentionEveryone',
  'UseExternalEmojis',
  'Connect',
  'Speak',
  'UseVAD',
  'ChangeNickname',
  'UseApplicationCommands',
  'RequestToSpeak',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'UseExternalStickers',
  'SendMessagesInThreads',
  'UseEmbeddedActivities',
  'UseSoundboard',
  'UseExternalSounds',
  'SendVoiceMessages',
  'SendPolls',
  'UseExternalApps',
];

// What an invite link asks for, for a bot that posts and reads what it has posted.
const invited: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'ReadMessageHistory',
];

/** Makes a guild with its owner, its people and the bot; a name stands for the same person in every guild. */
export function makeGuild(world: World, plan: GuildPlan): PlannedGuild {
  const id = world.nextId();
  const owner = person(world, 'owner');
  const roles = [
    makeRole(id, '@everyone', plan.everyone ?? newcomer, 0),
    { ...makeRole(world.nextId(), world.bot.name, plan.bot ?? invited, 1), botId: world.bot.id },
    ...(plan.roles ?? []).map(({ name, permissions = [], mentionable = false }, index) =>
      makeRole(world.nextId(), name, permissions, index + 2, mentionable),
    ),
  ];
  const guild: Guild = {
    id,
    name: plan.name,
    locale: plan.locale ?? 'en-US',
    ownerId: owner.id,
    createdAt: world.now(),
    roles: new Map(roles.map((role) => [role.id, role])),
    members: new Map(),
    channels: new Map(),
  };
  const join = (user: User, names: readonly string[]) =>
    guild.members.set(user.id, {
      user,
      roles: names.map((name) => roleNamed(guild, name).id),
      joinedAt: world.now(),
    });
  join(owner, []);
  join(world.bot, [world.bot.name]);
  for (const { name, roles: held = [], locale } of plan.members ?? []) join(person(world, name, locale), held);
  world.guilds.set(id, guild);
  const memberNamed = (name: string) => {
    for (const { user } of guild.members.values()) if (user.name === name) return user.id;
    throw new Error(`There is no member ${name} in ${guild.name}`);
  };
  const channels = new Map<string, string>();
  for (const [position, { name, type, parent, overwrites = [], joined = [] }] of plan.channels.entries()) {
    const parentId = parent === undefined ? undefined : channels.get(parent);
    if (parent !== undefined && parentId === undefined)
      throw new Error(`The channel ${name} stands before its parent ${parent}, or there is no such channel`);
    const channel: Channel = {
      id: world.nextId(),
      type: type ?? ChannelType.GuildText,
      name,
      position,
      guildId: id,
      ...(parentId === undefined ? {} : { parentId }),
      overwrites: overwrites.map((overwrite) => planned(guild, overwrite)),
      ...(type !== undefined && threadTypes.has(type)
        ? { thread: { archived: false, locked: false, members: new Set([owner.id, ...joined.map(memberNamed)]) } }
        : {}),
      messages: [],
    };
    if (threadTypes.has(channel.type) && parentId === undefined) throw new Error(`The thread ${name} has no parent`);
    world.channels.set(channel.id, channel);
    guild.channels.set(channel.id, channel);
    channels.set(name, channel.id);
  }
  const { Guilds } = GatewayIntentBits;
  const data = guildCreate(world, guild);
  world.feed.emit('dispatch', { event: GatewayDispatchEvents.GuildCreate, data, guildId: id, intents: Guilds });
  return {
    id,
    name: plan.name,
    channels,
    roles: new Map(roles.map((role) => [role.name, role.id])),
    members: new Map([...guild.members.values()].map(({ user }) => [user.name, user.id])),
  };
}

function makeRole(
  id: string,
  name: string,
  permissions: readonly PermissionName[],
  position: number,
  mentionable = false,
): Role {
  return { id, name, permissions: permissionBits(permissions), position, mentionable };
}

function person(world: World, name: string, locale?: string): User {
  const known = [...world.users.values()].find((each) => each.name === name);
  const user: User = { id: known?.id ?? world.nextId(), name, bot: known?.bot ?? false, ...(locale ? { locale } : {}) };
  world.users.set(user.id, user);
  return user;
}

function roleNamed(guild: Guild, name: string): Role {
  for (const role of guild.roles.values()) if (role.name === name) return role;
  throw new Error(`There is no role ${name} in ${guild.name}`);
}

/** What stands for the bot’s own role, whatever its name is. */
export const botTarget = '@bot';

/** An overwrite as it is planned, for a role or a member of that name. */
export function planned(guild: Guild, { target, allow = [], deny = [] }: OverwritePlan): Overwrite {
  const member = [...guild.members.values()].find(({ user }) => user.name === target);
  const role = [...guild.roles.values()].find(({ name, botId }) =>
    target === botTarget ? botId !== undefined : name === target,
  );
  if (!role && !member) throw new Error(`There is no role or member ${target} in ${guild.name}`);
  const bits = { allow: permissionBits(allow), deny: permissionBits(deny) };
  return role ? { id: role.id, type: 0, ...bits } : { id: member?.user.id ?? '', type: 1, ...bits };
}

/** A guild as the gateway tells of it when the bot connects or joins. */
export function guildCreate(world: World, guild: Guild) {
  const bot = guild.members.get(world.bot.id);
  return {
    ...guildObject(guild),
    joined_at: new Date(bot?.joinedAt ?? guild.createdAt).toISOString(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: bot ? [memberObject(bot)] : [],
    channels: channelsOf(world, guild.id, 'channels').map((channel) => channelObject(world, channel)),
    threads: channelsOf(world, guild.id, 'threads').map((channel) => channelObject(world, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
