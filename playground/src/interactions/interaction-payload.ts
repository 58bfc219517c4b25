import { type APIApplicationCommand, ApplicationCommandOptionType, type InteractionType } from 'discord-api-types/v10';
import type { OpenModal, Person, Sender, StoredMessage } from '../model/entities.ts';
import { channelObject, memberObject, roleObject, userObject } from '../model/objects.ts';
import { channelPermissions, guildPermissions } from '../model/permissions.ts';
import type { World } from '../model/world.ts';
import type { SentOption } from './command-options.ts';

/** What differs from one interaction to another. */
export type Sent =
  | { readonly type: InteractionType.ApplicationCommand | InteractionType.ApplicationCommandAutocomplete; data: object }
  | { readonly type: InteractionType.MessageComponent; data: object; message: StoredMessage }
  | { readonly type: InteractionType.ModalSubmit; data: object; message: StoredMessage | undefined; modal: OpenModal };

/**
 * An interaction as the gateway sends it (https://docs.discord.com/developers/interactions/receiving-and-responding).
 */
export function interactionPayload(world: World, id: string, token: string, sender: Sender, sent: Sent): object {
  const { channel, guild, userId, locale } = sender;
  const user = world.users.get(userId);
  const member = guild?.members.get(userId);
  const permissions = (of: string) => String(channelPermissions(world, channel, of));
  const { permission_overwrites: _, ...partial } = channelObject(world, channel) as { permission_overwrites?: unknown };
  return {
    id,
    application_id: world.bot.id,
    type: sent.type,
    token,
    version: 1,
    data: sent.data,
    channel: { ...partial, ...(guild ? { permissions: permissions(userId) } : {}) },
    channel_id: channel.id,
    locale,
    app_permissions: permissions(world.bot.id),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: integrationOwners(sender),
    context: guild ? 0 : 1,
    attachment_size_limit: 10_485_760,
    ...('message' in sent && sent.message ? { message: sent.message.message } : {}),
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild_locale: guild.locale,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          member: { ...memberObject(member), permissions: permissions(userId) },
        }
      : { user: user && userObject(user) }),
  };
}

/** Who added the application: the guild, or 0 in a direct message with a bot that a guild added. */
export function integrationOwners({ guild }: Person): Record<string, string> {
  return { '0': guild?.id ?? '0' };
}

/** A command with its options, and what their ids stand for. */
export function commandData(
  world: World,
  person: Person,
  command: APIApplicationCommand,
  options: SentOption[],
): object {
  const { id, name, type, guild_id } = command;
  const resolved = resolve(world, person, options);
  return {
    id,
    name,
    type,
    ...(guild_id === undefined ? {} : { guild_id }),
    ...(options.length > 0 ? { options } : {}),
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
}

const Type = ApplicationCommandOptionType;

function resolve(world: World, person: Person, options: readonly SentOption[]): Record<string, object> {
  const ids = options.flatMap(function values({ type, value, options: inner }): [Kind, string][] {
    const kind = kinds[type];
    return [
      ...(kind && value !== undefined ? [[kind, String(value)] as [Kind, string]] : []),
      ...(inner ?? []).flatMap(values),
    ];
  });
  return resolveIds(world, person, ids);
}

export type Kind = 'channel' | 'role' | 'user' | 'mentionable';

const kinds: Partial<Record<ApplicationCommandOptionType, Kind>> = {
  [Type.Channel]: 'channel',
  [Type.Role]: 'role',
  [Type.User]: 'user',
  [Type.Mentionable]: 'mentionable',
};

/** What ids stand for, by kind, as Discord sends it along. */
export function resolveIds(
  world: World,
  { guild, userId }: Person,
  ids: readonly (readonly [Kind, string])[],
): Record<string, object> {
  const resolved: Record<string, Record<string, object>> = {};
  const put = (kind: string, id: string, value: object) => {
    resolved[kind] = { ...resolved[kind], [id]: value };
  };
  for (const [kind, id] of ids) {
    const channel = world.channels.get(id);
    const role = guild?.roles.get(id);
    const user = world.users.get(id);
    if (kind === 'channel' && channel) {
      const { permission_overwrites: _, ...rest } = channelObject(world, channel) as {
        permission_overwrites?: unknown;
      };
      put('channels', id, { ...rest, permissions: String(channelPermissions(world, channel, userId)) });
    }
    if ((kind === 'role' || kind === 'mentionable') && role) put('roles', id, roleObject(role));
    if ((kind === 'user' || kind === 'mentionable') && user) {
      put('users', id, userObject(user));
      const member = guild?.members.get(id);
      if (member) {
        const { user: _, deaf: _d, mute: _m, ...rest } = memberObject(member);
        put('members', id, { ...rest, permissions: String(guild ? guildPermissions(guild, id) : 0n) });
      }
    }
  }
  return resolved;
}
