import { alive, type Needs, ready } from './health.ts';
import { createMetrics, type Meter, type Sources } from './metrics.ts';
import { type HttpServer, type ServerOptions, serve } from './server.ts';

/** What those who run the bot see of it: `/healthz`, `/readyz` and `/metrics`. */
export type Operating = { readonly server: HttpServer; readonly meter: Meter };

/** Listens, and serves how the process is. Rejects if it cannot listen. */
export async function operate(options: ServerOptions, needs: Needs, sources: Sources): Promise<Operating> {
  const { meter, route } = createMetrics(sources);
  const server = await serve(options);
  for (const each of [alive, ready(needs), route]) server.add(each);
  return { server, meter };
}
