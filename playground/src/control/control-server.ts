import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { ControlError } from '../model/control-error.ts';
import { type ControlAction, controlActions } from './actions.ts';
import type { Controls } from './controls.ts';
import { nearest } from './nearest.ts';

/**
 * A server to make a Discord fail by: `POST /ACTION` with JSON, `GET /state`, and `GET /` for what there is. It hears
 * only who addresses it as this machine, and takes only JSON, so that no page in a browser can reach it.
 */
export function createControlServer(
  controls: Controls,
  act: (action: ControlAction, body: unknown) => Promise<unknown>,
  state: () => object,
): Server {
  const app = new Hono();
  app.use(async (c, next) => {
    if (!isLocal(c.req.header('host') ?? ''))
      return c.json({ problems: ['Host: this is only for 127.0.0.1 and localhost'] }, 403);
    // Programs send neither of them; a browser that opens an address by itself sends `none`.
    const isPage = c.req.header('origin') !== undefined || (c.req.header('sec-fetch-site') ?? 'none') !== 'none';
    if (isPage) return c.json({ problems: ['Origin: no page may ask this; it is for programs'] }, 403);
    if (c.req.method === 'GET') return next();
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type === 'application/json') return next();
    return c.json(
      { problems: ['Content-Type: application/json is expected, and {} where there is nothing to say'] },
      415,
    );
  });
  app.onError((error, c) => {
    if (error instanceof ControlError) return c.json({ problems: error.problems, see: 'GET /' }, 400);
    console.error(error);
    return c.json({ problems: [error.message] }, 500);
  });
  app.get('/', (c) => c.json(listing(controls)));
  app.get('/state', (c) => c.json(state()));
  for (const action of controlActions)
    app.post(`/${action}`, async (c) => {
      const answer = await act(action, readBody(await c.req.text()));
      return c.json(answer ?? { done: action });
    });
  app.notFound((c) => {
    const asked = c.req.path.slice(1);
    const known = (controlActions as readonly string[]).includes(asked);
    if (known) return c.json({ problems: [`${c.req.method}: this is asked for by POST`], see: 'GET /' }, 405);
    const meant = nearest(asked, controlActions);
    const problem = `There is no ${c.req.method} /${asked}.${meant ? ` Do you mean POST /${meant}?` : ''}`;
    return c.json({ problems: [problem], see: 'GET /' }, 404);
  });
  return createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
}

/**
 * True if a Host header is this machine's own address or name, whatever the port: no other name that is made to point
 * here.
 */
function isLocal(host: string): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host);
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(['the body is no JSON']);
  }
}

function listing(controls: Controls): object[] {
  return [
    { method: 'GET', path: '/', does: 'lists what there is' },
    {
      method: 'GET',
      path: '/state',
      does: 'tells what is wrong at present, and the guilds and channels by name and id',
    },
    ...controlActions.map((action) => {
      const { does, body } = controls[action];
      const { $schema, ...schema } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' });
      return { method: 'POST', path: `/${action}`, does, body: schema };
    }),
  ];
}
