import { z } from 'zod';
import { refusals } from '../forms/api-error.ts';
import { parseForm, snowflake } from '../forms/form.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { applicationObject, channelObject, ownGuildObject, selfObject, userObject } from '../model/objects.ts';
import { compareIds } from '../model/snowflake.ts';
import { botGuilds, directMessage, type World } from '../model/world.ts';
import { generous, ok, type Route } from './route.ts';

const guildListing = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(200),
  after: snowflake.optional(),
  before: snowflake.optional(),
});

/** The routes that say who the bot is and where its gateway is, and those on people. */
export function identityRoutes(world: World, gateway: Gateway): Route[] {
  const get = (path: Route['path'], run: Route['run']): Route => ({ method: 'GET', path, limit: generous, run });
  return [
    { ...get('/gateway', () => ok({ url: gateway.url() })), open: true },
    get('/gateway/bot', () =>
      ok({ url: gateway.url(), shards: gateway.recommendedShards(), session_start_limit: gateway.sessionStartLimit() }),
    ),
    get('/applications/@me', () => ok(applicationObject(world))),
    get('/oauth2/applications/@me', () => ok(applicationObject(world))),
    get('/users/@me', () => ok(selfObject(world))),
    get('/users/@me/guilds', ({ query }) => {
      const { limit, after, before } = parseForm(guildListing, Object.fromEntries(query));
      const guilds = botGuilds(world)
        .filter(({ id }) => after === undefined || compareIds(id, after) > 0)
        .filter(({ id }) => before === undefined || compareIds(id, before) < 0)
        .sort((a, b) => compareIds(a.id, b.id));
      const page = before === undefined ? guilds.slice(0, limit) : guilds.slice(-limit);
      return ok(page.map((guild) => ownGuildObject(world, guild)));
    }),
    get('/users/:user_id', ({ param }) => {
      const user = world.users.get(param('user_id'));
      if (!user) throw refusals.unknownUser();
      return ok(userObject(user));
    }),
    {
      method: 'POST',
      path: '/users/@me/channels',
      limit: { requests: 10, seconds: 10 },
      run({ json }) {
        const { recipient_id: id } = parseForm(z.object({ recipient_id: snowflake }), json());
        if (!world.users.has(id)) throw refusals.unknownUser();
        return ok(channelObject(world, directMessage(world, id)));
      },
    },
  ];
}
