import { type APIApplicationCommand, ApplicationCommandType } from 'discord-api-types/v10';
import { ApiError, invalidForm, refusals } from '../forms/api-error.ts';
import { type CommandForm, command } from '../forms/command-forms.ts';
import { parseForm } from '../forms/form.ts';
import type { World } from '../model/world.ts';

/** Where commands are: in one guild, or everywhere. */
export type Scope = string | undefined;

const most = 100;

/** The commands of a scope, in the order in which they came. */
export function commandsIn(world: World, scope: Scope): APIApplicationCommand[] {
  return [...world.commands.values()].filter(({ guild_id }) => guild_id === scope);
}

/** A command of the scope. @throws {ApiError} 10063 */
export function commandOf(world: World, scope: Scope, id: string): APIApplicationCommand {
  const found = world.commands.get(id);
  if (!found || found.guild_id !== scope) throw refusals.unknownCommand();
  return found;
}

/** Makes the scope's commands those of the body: one of the same name and type keeps its id. */
export function overwriteCommands(world: World, scope: Scope, body: unknown): APIApplicationCommand[] {
  const forms = parseForm(command.array().max(most), body);
  const faults = forms.flatMap((form, index) =>
    forms.findIndex((other) => sameAs(other, form)) < index
      ? [
          {
            path: [index],
            code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
            message: 'Application command names must be unique',
          },
        ]
      : [],
  );
  if (faults.length > 0) throw invalidForm(faults);
  const before = commandsIn(world, scope);
  const after = forms.map((form) =>
    stored(
      world,
      scope,
      form,
      before.find((known) => sameAs(known, form)),
    ),
  );
  for (const { id } of before) world.commands.delete(id);
  for (const one of after) world.commands.set(one.id, one);
  for (const { id } of before) if (!world.commands.has(id)) forgetPermissions(world, id);
  return after;
}

/** Adds a command, or replaces the one of the same name; tells which. */
export function createCommand(world: World, scope: Scope, body: unknown) {
  const form = parseForm(command, body);
  const all = commandsIn(world, scope);
  const before = all.find((known) => sameAs(known, form));
  if (!before && all.length >= most)
    throw new ApiError(400, 30032, `Maximum number of application commands reached (${most})`);
  const after = stored(world, scope, form, before);
  world.commands.set(after.id, after);
  return { command: after, isNew: before === undefined };
}

/** Changes the fields of a command that the body has. */
export function editCommand(world: World, scope: Scope, id: string, body: unknown): APIApplicationCommand {
  const before = commandOf(world, scope, id);
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  const form = parseForm(command, { ...before, ...given, type: before.type });
  const taken = commandsIn(world, scope).some((other) => other.id !== id && sameAs(other, form));
  if (taken)
    throw invalidForm([
      {
        path: ['name'],
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      },
    ]);
  const after = stored(world, scope, form, before);
  world.commands.set(id, after);
  return after;
}

/** Takes a command away. */
export function deleteCommand(world: World, scope: Scope, id: string): void {
  world.commands.delete(commandOf(world, scope, id).id);
  forgetPermissions(world, id);
}

function forgetPermissions(world: World, commandId: string): void {
  for (const [key, { id }] of world.commandPermissions) if (id === commandId) world.commandPermissions.delete(key);
}

type Named = { readonly name: string; readonly type?: ApplicationCommandType | undefined };

function sameAs(a: Named, b: Named): boolean {
  const { ChatInput } = ApplicationCommandType;
  return a.name === b.name && (a.type ?? ChatInput) === (b.type ?? ChatInput);
}

/** A command as Discord keeps it, with its defaults. */
function stored(
  world: World,
  scope: Scope,
  form: CommandForm,
  before: APIApplicationCommand | undefined,
): APIApplicationCommand {
  const { options, contexts, integration_types, default_member_permissions } = form;
  const inDirectMessages = contexts ? contexts.includes(1) : (form.dm_permission ?? true);
  const full = {
    id: before?.id ?? world.nextId(),
    application_id: world.bot.id,
    version: world.nextId(),
    default_member_permissions: default_member_permissions ?? null,
    type: form.type ?? ApplicationCommandType.ChatInput,
    name: form.name,
    name_localizations: form.name_localizations ?? null,
    description: form.description ?? '',
    description_localizations: form.description_localizations ?? null,
    ...(scope === undefined ? { dm_permission: inDirectMessages } : { guild_id: scope }),
    contexts: contexts ?? null,
    integration_types: integration_types ?? [0],
    nsfw: form.nsfw ?? false,
    ...(options && options.length > 0 ? { options } : {}),
  };
  // What is undefined is not there, as in JSON; flags that are false are not given back.
  return JSON.parse(
    JSON.stringify(full, (key, value) =>
      (key === 'required' || key === 'autocomplete') && value === false ? undefined : value,
    ),
  );
}

/** A command as it is listed: its translations only if they are asked for. */
export function listed(kept: APIApplicationCommand, withLocalizations: boolean): APIApplicationCommand {
  if (withLocalizations) return kept;
  return JSON.parse(JSON.stringify(kept, (key, value) => (key.endsWith('_localizations') ? undefined : value)));
}
