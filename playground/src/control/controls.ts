import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Discord } from '../discord-types.ts';
import { faultPlan } from '../faults/fault-plan.ts';
import { closeCode, gatewayHabits } from '../gateway/gateway-faults.ts';
import { checked } from '../model/control-error.ts';
import { botTarget } from '../model/guild-plan.ts';
import { threadTypes } from '../model/permissions.ts';
import type { PermissionName } from '../model/plan.ts';
import type { World } from '../model/world.ts';
import type { ControlAction } from './actions.ts';
import { channelIn, guildOf } from './control-places.ts';

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
    kick: control('throws the bot out of a guild', z.strictObject({ guild: guildName }), ({ guild }) =>
      discord.kick(guildOf(world, guild).id),
    ),
    invite: control('lets the bot in again', z.strictObject({ guild: guildName }), ({ guild }) =>
      discord.invite(guildOf(world, guild).id),
    ),
  };
}
