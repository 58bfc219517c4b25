import { refusals } from '../forms/api-error.ts';
import { channelObject, channelsOf, guildObject, memberObject, roleObject } from '../model/objects.ts';
import type { World } from '../model/world.ts';
import { channelOf, generous, guildOf, ok, type Route } from './route.ts';

/** The routes that read guilds and channels. */
export function guildRoutes(world: World): Route[] {
  const get = (path: Route['path'], run: Route['run']): Route => ({ method: 'GET', path, limit: generous, run });
  return [
    get('/channels/:channel_id', ({ param }) => ok(channelObject(world, channelOf(world, param('channel_id'))))),
    get('/guilds/:guild_id', ({ param, query }) => {
      const guild = guildOf(world, param('guild_id'));
      const counts = query.get('with_counts') === 'true';
      const size = guild.members.size;
      return ok({
        ...guildObject(guild),
        ...(counts ? { approximate_member_count: size, approximate_presence_count: size } : {}),
      });
    }),
    get('/guilds/:guild_id/channels', ({ param }) => {
      const { id } = guildOf(world, param('guild_id'));
      return ok(channelsOf(world, id, 'channels').map((channel) => channelObject(world, channel)));
    }),
    get('/guilds/:guild_id/roles', ({ param }) =>
      ok([...guildOf(world, param('guild_id')).roles.values()].map(roleObject)),
    ),
    get('/guilds/:guild_id/members/:user_id', ({ param }) => {
      const guild = guildOf(world, param('guild_id'));
      const member = guild.members.get(param('user_id'));
      if (member) return ok(memberObject(member));
      throw world.users.has(param('user_id')) ? refusals.unknownMember() : refusals.unknownUser();
    }),
  ];
}
