import { refusals } from '../forms/api-error.ts';
import type { World } from '../model/world.ts';
import {
  commandOf,
  commandsIn,
  createCommand,
  deleteCommand,
  editCommand,
  listed,
  overwriteCommands,
  type Scope,
} from './command-store.ts';
import { created, generous, guildOf, noContent, ok, type RestRequest, type Route } from './route.ts';

const writing = { requests: 5, seconds: 20 };

/** The routes on the bot's commands, everywhere and in one guild, and on what admins have set for them. */
export function commandRoutes(world: World): Route[] {
  return [
    ...scopedRoutes(world, '/applications/:application_id/commands', () => undefined),
    ...permissionRoutes(world),
    ...scopedRoutes(world, '/applications/:application_id/guilds/:guild_id/commands', (request) => {
      return guildOf(world, request.param('guild_id'), refusals.missingAccess).id;
    }),
  ];
}

function requireOwn(world: World, { param }: RestRequest): void {
  if (param('application_id') !== world.bot.id) throw refusals.notThisApplication();
}

function scopedRoutes(world: World, all: `/${string}`, guild: (request: RestRequest) => Scope): Route[] {
  const scope = (request: RestRequest) => {
    requireOwn(world, request);
    return guild(request);
  };
  const one = `${all}/:command_id` as const;
  return [
    {
      method: 'GET',
      path: all,
      limit: generous,
      run(request) {
        const localized = request.query.get('with_localizations') === 'true';
        return ok(commandsIn(world, scope(request)).map((command) => listed(command, localized)));
      },
    },
    {
      method: 'PUT',
      path: all,
      limit: writing,
      run: (request) => ok(overwriteCommands(world, scope(request), request.json())),
    },
    {
      method: 'POST',
      path: all,
      limit: writing,
      run(request) {
        const { command, isNew } = createCommand(world, scope(request), request.json());
        return isNew ? created(command) : ok(command);
      },
    },
    {
      method: 'GET',
      path: one,
      limit: generous,
      run: (request) => ok(commandOf(world, scope(request), request.param('command_id'))),
    },
    {
      method: 'PATCH',
      path: one,
      limit: writing,
      run: (request) => ok(editCommand(world, scope(request), request.param('command_id'), request.json())),
    },
    {
      method: 'DELETE',
      path: one,
      limit: writing,
      run(request) {
        deleteCommand(world, scope(request), request.param('command_id'));
        return noContent;
      },
    },
  ];
}

function permissionRoutes(world: World): Route[] {
  const all = '/applications/:application_id/guilds/:guild_id/commands';
  const guild = (request: RestRequest) => {
    requireOwn(world, request);
    return guildOf(world, request.param('guild_id'), refusals.missingAccess).id;
  };
  return [
    {
      method: 'GET',
      path: `${all}/permissions`,
      limit: generous,
      run(request) {
        const guildId = guild(request);
        return ok([...world.commandPermissions.values()].filter(({ guild_id }) => guild_id === guildId));
      },
    },
    {
      method: 'GET',
      path: `${all}/:command_id/permissions`,
      limit: generous,
      run(request) {
        const id = request.param('command_id');
        const guildId = guild(request);
        const known = world.commands.get(id);
        if (id !== world.bot.id && known?.guild_id !== undefined && known.guild_id !== guildId)
          throw refusals.unknownCommand();
        const found = world.commandPermissions.get(`${guildId}/${id}`);
        if (!found) throw refusals.unknownCommandPermissions();
        return ok(found);
      },
    },
    {
      // Only an admin's own token can set them.
      method: 'PUT',
      path: `${all}/:command_id/permissions`,
      limit: writing,
      run() {
        throw refusals.botsCannot();
      },
    },
  ];
}
