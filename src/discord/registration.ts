import { type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Definition } from '../command/command.ts';

const registeredSchema = z.array(z.looseObject({ id: z.string(), name: z.string() }));

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
  const { applicationId, guildId } = scope;
  const route = guildId
    ? Routes.applicationGuildCommands(applicationId, guildId)
    : Routes.applicationCommands(applicationId);
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
