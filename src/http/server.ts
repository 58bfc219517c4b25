import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { readBody } from './body.ts';
import type { Reply, Route } from './route.ts';

export type ServerOptions = { readonly host: string; readonly port: number; readonly log: Logger };

/** A server that answers by its routes, and 404 for all else. */
export type HttpServer = {
  readonly port: number;
  add(route: Route): void;
  /** Takes no new connections; what has come in is still answered. */
  deafen(): void;
  /** Waits for what is under way, `patience` milliseconds at most, and ends every connection. */
  close(patience: number): Promise<void>;
};

const limits = {
  // In milliseconds, for a whole request to come in: Discord gives an answer no longer than 3 seconds.
  requestTimeout: 5_000,
  headersTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  // Longer than load balancers keep a connection without use, mostly 60 seconds: of the two, they are to end it.
  keepAliveTimeout: 75_000,
  maxHeaderSize: 8_192,
};

/** Listens. Rejects if it cannot, with what to do. */
export async function serve({ host, port, log }: ServerOptions): Promise<HttpServer> {
  const routes = new Map<string, Route>();
  const server = createServer(limits, (request, response) => {
    void handle(routes, request, response).catch((error) => {
      log.error({ err: error, path: pathOf(request) }, 'an HTTP request could not be answered');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.listen(port, host);
  await once(server, 'listening').catch((error) => {
    throw new Error(`HTTP_PORT ${port} of ${host} cannot be listened on: ${error.message}`, { cause: error });
  });
  const listening = (server.address() as AddressInfo).port;
  log.info({ host, port: listening }, 'listening');
  let closed: Promise<unknown> | undefined;
  const deafen = () => {
    closed ??= once(server.close(), 'close');
  };
  return {
    port: listening,
    add(route) {
      routes.set(route.path, route);
    },
    deafen,
    async close(patience) {
      deafen();
      await Promise.race([closed, setTimeout(patience)]);
      server.closeAllConnections();
    },
  };
}

async function handle(
  routes: ReadonlyMap<string, Route>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = replyTo(response);
  // Whoever is refused before all is read is told so, and that the connection ends.
  const refuse = (status: number) => {
    response.setHeader('Connection', 'close');
    return reply(status).catch(() => {});
  };
  const route = routes.get(pathOf(request));
  if (!route) return refuse(404);
  if (request.method !== route.method) {
    response.setHeader('Allow', route.method);
    return refuse(405);
  }
  const refused = route.refuses?.(request.headers);
  if (refused !== undefined) return refuse(refused);
  const body = await readBody(request, route.largest ?? 0);
  if (typeof body === 'number') return refuse(body);
  await route.run({ headers: request.headers, body }, reply);
}

function pathOf({ url = '' }: IncomingMessage): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

function replyTo(response: ServerResponse): Reply {
  return (status, content) =>
    new Promise((resolve, reject) => {
      response.once('close', () => reject(new Error('the connection was closed before the answer had left')));
      const { type = 'text/plain', text = '' } = content ?? {};
      response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) });
      response.end(text, resolve);
    });
}
