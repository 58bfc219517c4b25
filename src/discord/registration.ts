import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Definition } from '../command/command.ts';

const registeredSchema = z.array(z.looseObject({ id: z.string(), name: z.string() }));
const guildsSchema = z.array(z.looseObject({ id: z.string() }));
const outsideCodes = new Set<number>([RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownGuild]);

/** Where commands are registered: in one guild, where they appear at once, or everywhere. */
export type Scope = { readonly applicationId: string; readonly guildId?: string | undefined };

/**
 * Registers commands with Discord, unless it has just these already. Resolves with the id of each command by its name
 * (https://docs.discord.com/developers/interactions/application-commands#bulk-overwrite-global-application-commands).
 */
export async function register(
  rest: REST,
  scope: Scope,
  definitions: readonly Definition[],
  log: Logger,
): Promise<Map<string, string>> {
  const { guildId } = scope;
  const route = routeOf(scope);
  const query = new URLSearchParams({ with_localizations: 'true' });
  let registered = registeredSchema.parse(await rest.get(route, { query }));
  const wanted = new Map(definitions.map((definition) => [definition.name, canonical(definition)]));
  const same =
    registered.length === wanted.size && registered.every((command) => wanted.get(command.name) === canonical(command));
  if (!same) registered = registeredSchema.parse(await rest.put(route, { body: definitions }));
  log.info(
    { commands: registered.length, guildId },
    same ? 'commands are registered as they are' : 'commands registered',
  );
  return new Map(registered.map(({ name, id }) => [name, id]));
}

function routeOf({ applicationId, guildId }: Scope): `/${string}` {
  return guildId ? Routes.applicationGuildCommands(applicationId, guildId) : Routes.applicationCommands(applicationId);
}

/** Takes back all commands of a scope; nothing happens in a guild that the bot is not in any more. */
export async function unregister(rest: REST, scope: Scope): Promise<void> {
  await rest.put(routeOf(scope), { body: [] }).catch((error) => {
    if (!isOutside(error)) throw error;
  });
}

/** True for Discord's word that the bot is not in a guild. */
export function isOutside(error: unknown): boolean {
  return error instanceof DiscordAPIError && outsideCodes.has(Number(error.code));
}

/** True if commands are registered in a scope. */
export async function hasCommands(rest: REST, scope: Scope): Promise<boolean> {
  return registeredSchema.parse(await rest.get(routeOf(scope))).length > 0;
}

/** True if the bot is in another guild than this one. */
export async function isElsewhere(rest: REST, guildId: string): Promise<boolean> {
  const guilds = guildsSchema.parse(
    await rest.get(Routes.userGuilds(), { query: new URLSearchParams({ limit: '2' }) }),
  );
  return guilds.some(({ id }) => id !== guildId);
}

/** The fields of a definition that are the bot's to set. */
const fields = [
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'type',
  'required',
  'autocomplete',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'channel_types',
  'value',
  'choices',
  'options',
  'contexts',
  'integration_types',
  'default_member_permissions',
];

// Discord returns these in an order of its own, which means nothing.
const unordered = new Set(['channel_types', 'contexts', 'integration_types']);

/** A definition as one text, to compare it: its fields in one order, without those that Discord fills in by default. */
export function canonical(definition: object): string {
  return JSON.stringify(reduced(definition));
}

function reduced(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => reduced(item));
    return unordered.has(field) ? items.sort() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name]) => field.endsWith('_localizations') || fields.includes(name))
    .map(([name, inner]) => [name, reduced(inner, name)] as const)
    .filter(([name, inner]) => !isDefault(name, inner))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function isDefault(name: string, value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === 'object' && Object.keys(value).length === 0) return true;
  return name === 'type' && value === 1;
}
