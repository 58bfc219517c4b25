import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { StrikingFaults } from '../faults/faults.ts';
import { ApiError, invalidForm, refusals } from '../forms/api-error.ts';
import { isSnowflake } from '../model/snowflake.ts';
import type { World } from '../model/world.ts';
import { createRateLimits, type RateLimits, type Spent } from './rate-limits.ts';
import type { RestRequest, Route } from './route.ts';
import { apiPath, type RestEnv, striking } from './striking.ts';

const version = 'v10';

/** Discord's REST API under `/api`: what every route has in common, and the routes. */
export function createRestServer(
  world: World,
  limits: RateLimits,
  faults: StrikingFaults,
  routes: readonly Route[],
): Hono<RestEnv> {
  const app = new Hono<RestEnv>();
  const actions = createRateLimits(world.now);
  const tell = (c: Context<RestEnv>, status: number, error?: unknown) => {
    const fault = c.get('fault');
    world.events.emit('request', {
      method: c.req.method,
      path: apiPath(c),
      status,
      ...(error === undefined ? {} : { error }),
      ...(fault ? { fault } : {}),
    });
  };
  // Outermost: what is told of a request is what was answered to it.
  app.use(async (c, next) => {
    await next();
    if (c.get('unanswered')) {
      // What hangs was told of when it began to.
      if (c.get('fault')?.do !== 'hang') tell(c, 0);
      return;
    }
    c.res.headers.set('Date', new Date(world.now()).toUTCString());
    const shared = c.res.headers.get('x-ratelimit-scope') === 'shared';
    if ([401, 403, 429].includes(c.res.status) && !shared) limits.countInvalid();
    tell(c, c.res.status, c.res.status < 400 ? undefined : await readJson(c.res));
  });
  app.use(striking(faults, world.now, (c) => tell(c, 0)));
  app.use(async (c, next) => {
    const banned = limits.bannedFor();
    if (banned !== undefined)
      return c.text('error code: 1015', 429, { 'Retry-After': String(Math.ceil(banned / 1000)) });
    // Discord's edge lets nobody in who does not say who they are.
    if (!c.req.header('user-agent')?.trim()) return c.text('error code: 1010', 403);
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json(error.toJSON(), error.status as 400);
    console.error(error);
    return c.json({ message: '500: Internal Server Error', code: 0 }, 500);
  });
  app.notFound((c) => {
    const [, given] = /^\/api\/v(\d+)(\/|$)/.exec(c.req.path) ?? [];
    const refusal = given !== undefined && `v${given}` !== version ? refusals.invalidVersion() : refusals.notFound();
    return c.json(refusal.toJSON(), refusal.status as 400);
  });
  for (const route of routes)
    for (const prefix of ['/api', `/api/${version}`])
      app.on(route.method, prefix + route.path, (c) => serve(world, { limits, actions }, route, c));
  for (const path of new Set(routes.map((route) => route.path)))
    for (const prefix of ['/api', `/api/${version}`])
      app.all(prefix + path, () => {
        throw refusals.methodNotAllowed();
      });
  return app;
}

type Limits = { readonly limits: RateLimits; readonly actions: RateLimits };

async function serve(world: World, { limits, actions }: Limits, route: Route, c: Context<RestEnv>): Promise<Response> {
  if (!route.open && c.req.header('authorization') !== `Bot ${world.token}`) throw refusals.unauthorized();
  const params: Record<string, string> = c.req.param();
  const limit = c.get('limit');
  if (limit?.scope === 'global') return limited(c, limits.exhaustGlobal(limit.ms));
  if (limit) limits.exhaust(bucket(route, params), route.limit, limit);
  if (!route.open) {
    const spent = limits.spendGlobal();
    if (!spent.allowed) return limited(c, spent);
  }
  const spent = limits.spend(bucket(route, params), route.limit);
  c.header('X-RateLimit-Limit', String(route.limit.requests));
  c.header('X-RateLimit-Remaining', String(spent.remaining));
  c.header('X-RateLimit-Reset', ((world.now() + spent.resetMs) / 1000).toFixed(3));
  c.header('X-RateLimit-Reset-After', (spent.resetMs / 1000).toFixed(3));
  c.header('X-RateLimit-Bucket', createHash('md5').update(`${route.method} ${route.path}`).digest('hex'));
  if (!spent.allowed) return limited(c, spent);
  const action = route.actionLimit && actions.spend(bucket(route, params), route.actionLimit);
  if (action && !action.allowed) return actionLimited(c, spent, action);
  const bad = Object.entries(params).filter(
    ([name, value]) => name.endsWith('_id') && !value.startsWith('@') && !isSnowflake(value),
  );
  if (bad.length > 0)
    throw invalidForm(
      bad.map(([name, value]) => ({
        path: [name],
        code: 'NUMBER_TYPE_COERCE',
        message: `Value "${value}" is not snowflake.`,
      })),
    );
  const body = c.req.method === 'GET' ? '' : await c.req.text();
  const request: RestRequest = {
    param: (name) => params[name] ?? '',
    query: new URL(c.req.url).searchParams,
    json: () => parseJson(body, c.req.header('content-type')),
  };
  const answer = route.run(request);
  return answer.status === 204 ? c.body(null, 204) : c.json(answer.body as object, answer.status);
}

/** What a route counts by: the channel, the guild, or the webhook with its token. */
function bucket({ method, path }: Route, params: Record<string, string>): string {
  const { channel_id = '', guild_id = '', webhook_id = '', token = '' } = params;
  return `${method} ${path} ${channel_id}/${guild_id}/${webhook_id}/${token}`;
}

function limited(c: Context, { resetMs, scope }: Spent): Response {
  const retryAfter = Number((resetMs / 1000).toFixed(3));
  c.header('Retry-After', String(Math.max(1, Math.ceil(retryAfter))));
  c.header('X-RateLimit-Scope', scope);
  if (scope === 'global') c.header('X-RateLimit-Global', 'true');
  return c.json({ message: 'You are being rate limited.', retry_after: retryAfter, global: scope === 'global' }, 429);
}

/**
 * Only the body says how long: the header has what the route's own limit says
 * (https://github.com/discord/discord-api-docs/issues/6109).
 */
function actionLimited(c: Context, spent: Spent, { resetMs }: Spent): Response {
  c.header('Retry-After', String(Math.max(1, Math.ceil(spent.resetMs / 1000))));
  c.header('X-RateLimit-Scope', 'shared');
  const message = 'The write action you are performing on the channel has hit the write rate limit.';
  return c.json({ message, retry_after: Number((resetMs / 1000).toFixed(3)), global: false, code: 20028 }, 429);
}

function parseJson(text: string, type = ''): unknown {
  if (!type.startsWith('application/json'))
    throw invalidForm([
      {
        path: [],
        code: 'CONTENT_TYPE_INVALID',
        message: 'Expected "Content-Type" header to be one of {\'application/json\'}.',
      },
    ]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refusals.invalidJson();
  }
  // Half of a surrogate pair is no text; JSON.parse lets it through.
  if (/(?<!\\)(\\\\)*\\ud[89a-f]/.test(JSON.stringify(value))) throw refusals.invalidJson();
  return value;
}

async function readJson(response: Response): Promise<unknown> {
  if (!response.headers.get('content-type')?.startsWith('application/json')) return undefined;
  return response.clone().json();
}
