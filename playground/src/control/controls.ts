import { Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Discord } from '../discord-types.ts';
import { faultPlan } from '../faults/fault-plan.ts';
import { closeCode, gatewayHabits } from '../gateway/gateway-faults.ts';
import { ControlError, checked } from '../model/control-error.ts';
import { botTarget } from '../model/guild-plan.ts';
import { threadTypes } from '../model/permissions.ts';
import type { PermissionName } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import type { ControlAction } from './actions.ts';
import { channelIn, guildOf, memberIn, roleIn } from './control-places.ts';

export type Controls = Readonly<Record<ControlAction, Control>>;

/** Something that can be done to this Discord from outside: at `POST /NAME`, and by the terminal. */
type Control = {
  readonly does: string;
  readonly body: z.ZodType;
  /** Takes a body as its schema has it. @throws {ControlError} */
  run(body: unknown): unknown;
};

const isPermission = (name: string): name is PermissionName => Object.hasOwn(PermissionFlagsBits, name);
const permission = z.custom<PermissionName>((name) => typeof name === 'string' && isPermission(name), {
  error:
    'a permission by its name in discord.js, as ViewChannel, SendMessages, SendMessagesInThreads, ReadMessageHistory',
});
const permissionNames = z
  .array(permission)
  .optional()
  .meta({ items: { type: 'string' } });
const guildName = z.string().optional().describe('by name or id; may be left out where there is only one');
const channelName = z.string().describe('by name, with or without #, or id');
const nothing = z.strictObject({});

/** True if something is said: a body that asks for nothing is a mistake. */
const somethingSaid = (...values: unknown[]) => values.some((value) => value !== undefined);
const someHabits = gatewayHabits
  .partial()
  .refine(({ acks, hello, sessions, connections }) => somethingSaid(acks, hello, sessions, connections), {
    error: 'one of acks, hello, sessions and connections is needed',
  });

function control<T extends z.ZodType>(does: string, body: T, run: (given: z.output<T>) => unknown): Control {
  return { does, body, run: (given) => run(checked(body, given)) };
}

/** What can be done to a Discord, by name. */
export function createControls(discord: Discord, world: World): Controls {
  const { faults, gateway } = discord;
  return {
    fault: control('sets a fault of requests', faultPlan, (plan) => faults.add(plan)),
    'fault/remove': control(
      'takes a fault away, and closes the sockets that it keeps open',
      z.strictObject({ id: z.int() }),
      ({ id }) => faults.remove(id),
    ),
    'fault/clear': control('takes all faults of requests away', nothing, () => faults.clear()),
    down: control(
      'goes down: connections are broken off and refused',
      z.strictObject({ forgetSessions: z.boolean().optional().describe('sessions of the gateway cannot be resumed') }),
      (options) => discord.down(options),
    ),
    up: control('comes up again, on the same port', nothing, () => discord.up()),
    gateway: control('sets what the gateway does; what is left out stays', someHabits, (habits) =>
      gateway.behave(habits),
    ),
    'gateway/close': control(
      'closes every connection of the gateway',
      z.strictObject({ code: closeCode }),
      ({ code }) => gateway.close(code),
    ),
    'gateway/reconnect': control('asks every connection to reconnect (op 7)', nothing, () =>
      gateway.requestReconnect(),
    ),
    'gateway/invalidate': control(
      'ends every session (op 9)',
      z.strictObject({ resumable: z.boolean() }),
      ({ resumable }) => gateway.invalidateSessions(resumable),
    ),
    permissions: control(
      'changes what a channel allows and denies a role or member; other permissions stay. A thread has those of its channel',
      z
        .strictObject({
          guild: guildName,
          channel: channelName,
          target: z
            .string()
            .optional()
            .describe(`a role’s or a member’s name; ${botTarget}, the bot’s own role, if left out`),
          allow: permissionNames,
          deny: permissionNames,
        })
        .refine(({ allow, deny }) => somethingSaid(allow, deny), { error: 'allow or deny is needed' }),
      ({ guild, channel, target = botTarget, allow = [], deny = [] }) => {
        const { guildId, name, type, parentId = '' } = channelIn(world, guild, channel, target);
        const holder = threadTypes.has(type) ? (world.channels.get(parentId)?.name ?? name) : name;
        discord.amendOverwrite(guildId, holder, { target, allow, deny });
      },
    ),
    'channel/delete': control(
      'deletes a channel with its threads and messages',
      z.strictObject({ guild: guildName, channel: channelName }),
      ({ guild, channel }) => discord.deleteChannel(channelIn(world, guild, channel).id),
    ),
    thread: control(
      'archives or locks a thread, opens it again, or lets someone join or leave it; what is left out stays',
      z
        .strictObject({
          guild: guildName,
          channel: channelName,
          archived: z.boolean().optional(),
          locked: z.boolean().optional().describe('only moderators may post in it and open it again'),
          join: z.string().optional().describe('a member’s name; the bot’s own too'),
          leave: z.string().optional().describe('a member’s name; the bot’s own too'),
        })
        .refine(({ archived, locked, join, leave }) => somethingSaid(archived, locked, join, leave), {
          error: 'one of archived, locked, join and leave is needed',
        }),
      ({ guild, channel, archived, locked, join, leave }) => {
        const { id, name, guildId, thread } = channelIn(world, guild, channel);
        if (!thread) throw new ControlError([`channel: #${name} is no thread`]);
        const members = new Set(thread.members);
        if (join !== undefined) members.add(memberIn(world, guildId, join));
        if (leave !== undefined) members.delete(memberIn(world, guildId, leave));
        discord.changeThread(id, {
          archived: archived ?? thread.archived,
          locked: locked ?? thread.locked,
          members,
        });
      },
    ),
    slowmode: control(
      'sets how long people wait between two messages in a channel; bots do not',
      z.strictObject({ guild: guildName, channel: channelName, seconds: z.int().min(0).max(21_600) }),
      ({ guild, channel, seconds }) => discord.setSlowmode(channelIn(world, guild, channel).id, seconds),
    ),
    locale: control(
      'sets the language of a guild, which interactions in it name; Discord lets admins of Community servers do so',
      z.strictObject({ guild: guildName, locale: z.enum(Locale) }),
      ({ guild, locale }) => discord.setLocale(guildOf(world, guild).id, locale),
    ),
    timeout: control(
      'times a member out, who then may only read; 0 minutes ends that',
      z.strictObject({
        guild: guildName,
        member: z.string().optional().describe('by name; the bot, if left out'),
        minutes: z.number().min(0).max(40_320),
      }),
      ({ guild, member = world.bot.name, minutes }) => {
        const { id } = guildOf(world, guild);
        const until = minutes === 0 ? undefined : discord.now() + minutes * 60_000;
        discord.timeOut(id, memberIn(world, id, member), until);
      },
    ),
    'role/delete': control(
      'deletes a role, with what channels allow and deny it',
      z.strictObject({ guild: guildName, role: z.string().describe('by name') }),
      ({ guild, role }) => {
        const { id } = guildOf(world, guild);
        discord.deleteRole(id, roleIn(world, id, role));
      },
    ),
    kick: control('throws the bot out of a guild', z.strictObject({ guild: guildName }), ({ guild }) =>
      discord.kick(guildOf(world, guild).id),
    ),
    invite: control('lets the bot in again', z.strictObject({ guild: guildName }), ({ guild }) =>
      discord.invite(guildOf(world, guild).id),
    ),
  };
}
