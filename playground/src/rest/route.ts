import { type ApiError, refusals } from '../forms/api-error.ts';
import type { Channel, Guild } from '../model/entities.ts';
import { channelPermissions, permissionBits } from '../model/permissions.ts';
import type { PermissionName } from '../model/plan.ts';
import { hasBot, type World } from '../model/world.ts';
import type { Limit } from './rate-limits.ts';

export type RestRequest = {
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  /** @throws {ApiError} if the body is no JSON. */
  readonly json: () => unknown;
};

export type Answer = { readonly status: 200 | 201; readonly body: unknown } | { readonly status: 204 };

/** One method of one path of Discord's API. */
export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly limit: Limit;
  /** A limit of what the route does, beside that of its requests; by Discord's clock. */
  readonly actionLimit?: Limit;
  /** True where a token in the path stands for the bot's own: no authorization, and no global limit. */
  readonly open?: boolean;
  readonly run: (request: RestRequest) => Answer;
};

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

/** What Discord lets through where it does not say. */
export const generous: Limit = { requests: 50, seconds: 1 };

/** A guild that the bot is in. @throws {ApiError} 10004 */
export function guildOf(world: World, id: string, unknown: () => ApiError = refusals.unknownGuild): Guild {
  const guild = world.guilds.get(id);
  if (!guild || !hasBot(world, id)) throw unknown();
  return guild;
}

/** A channel that the bot can see. @throws {ApiError} 10003 or 50001 */
export function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw refusals.unknownChannel();
  if (!botMay(world, channel, ['ViewChannel'])) throw refusals.missingAccess();
  return channel;
}

/** True if the bot has all of these permissions in the channel. */
export function botMay(world: World, channel: Channel, names: readonly PermissionName[]): boolean {
  const wanted = permissionBits(names);
  return (channelPermissions(world, channel, world.bot.id) & wanted) === wanted;
}
