import type { Server } from 'node:http';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { ModalRefusal } from '../interactions/open-modal.ts';
import { listen } from '../listener.ts';
import { ControlError } from '../model/control-error.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { Refused } from './api.ts';
import { addApi } from './api-routes.ts';
import { contentSecurityPolicy, readServed } from './files.ts';
import { guard } from './guard.ts';
import type { PageOptions } from './page-options.ts';

/** The playground's page, at `http://127.0.0.1:PORT`. */
export type Page = { readonly url: string; close(): Promise<void> };

/** Serves the page that shows a Discord in a browser on this machine, and what it asks for. */
export async function startPage(options: PageOptions): Promise<Page> {
  const { port = 0, appFolder = join(import.meta.dirname, '../../page') } = options;
  let taken = 0;
  const app = new Hono();
  app.use(guard(() => taken));
  app.onError((error, c) => {
    if (error instanceof ModalRefusal)
      return c.json({ refused: error.message, fields: error.fields } satisfies Refused, 409);
    if (error instanceof DiscordRefusal) return c.json({ refused: error.message }, 409);
    if (error instanceof ControlError) return c.json({ problems: error.problems }, 400);
    console.error(error);
    return c.json({ problems: [error.message] }, 500);
  });
  app.notFound((c) => c.json({ problems: [`There is no ${c.req.method} ${c.req.path}`] }, 404));
  const end = addApi(app, options);
  app.get('/', async (c) => {
    const page = await readServed(appFolder, 'index.html', ['.html']);
    if (!page) return c.notFound();
    return c.body(page.body, 200, {
      'Content-Type': page.type,
      'Content-Security-Policy': contentSecurityPolicy(page.body),
    });
  });
  // A module's own address is that of its TypeScript file, so that imports need no change.
  app.get('/*', async (c) => {
    const path = c.req.path.replace(/^\/(app\/)?/, '');
    const file = await readServed(appFolder, path, ['.ts', '.css', '.svg']);
    return file ? c.body(file.body, 200, { 'Content-Type': file.type }) : c.notFound();
  });

  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  const { address, down } = await listen(server, port);
  taken = Number(address.split(':')[1]);
  return {
    url: `http://${address}`,
    async close() {
      end();
      await down();
    },
  };
}
