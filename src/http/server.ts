import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { readBody } from './body.ts';
import type { Reply, Route } from './route.ts';

export type ServerOptions = { readonly host: string; readonly port: number; readonly log: Logger };

/** A server that answers by its routes, and 404 for all else; HEAD as GET, without the body. */
export type HttpServer = {
  readonly port: number;
  add(route: Route): void;
  /** Takes no new connections, and keeps none for another request; requests under way are still answered. */
  stopAccepting(): void;
  /** Waits for the requests under way, `timeoutMs` at most, and ends every connection. */
  close(timeoutMs: number): Promise<void>;
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
    const reply = replyTo(response, () => server.listening);
    void handle(routes, request, response, reply).catch((error) => {
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
  const stopAccepting = () => {
    closed ??= once(server.close(), 'close');
  };
  return {
    port: listening,
    add(route) {
      routes.set(route.path, route);
    },
    stopAccepting,
    async close(timeoutMs) {
      stopAccepting();
      await Promise.race([closed, setTimeout(timeoutMs)]);
      server.closeAllConnections();
    },
  };
}

async function handle(
  routes: ReadonlyMap<string, Route>,
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<void> {
  // Whoever is refused before all is read is told so, and that the connection ends.
  const refuse = (status: number) => {
    response.setHeader('Connection', 'close');
    return reply(status).catch(() => {});
  };
  const route = routes.get(pathOf(request));
  if (!route) return refuse(404);
  const methods = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method];
  if (!methods.includes(request.method ?? '')) {
    response.setHeader('Allow', methods.join(', '));
    return refuse(405);
  }
  const refused = route.refuse?.(request.headers);
  if (refused !== undefined) return refuse(refused);
  const body = await readBody(request, route.largestBody ?? 0);
  if (typeof body === 'number') return refuse(body);
  await route.run({ headers: request.headers, body }, reply);
}

function pathOf({ url = '' }: IncomingMessage): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/** `kept` says whether the connection may be used again, as the answer leaves. */
function replyTo(response: ServerResponse, kept: () => boolean): Reply {
  return (status, content) =>
    new Promise((resolve, reject) => {
      const gone = () => reject(new Error('the connection was closed before the answer had left'));
      // It tells that once only, and what is written then comes to no end.
      if (response.destroyed) return gone();
      response.once('close', gone);
      if (!kept()) response.setHeader('Connection', 'close');
      const { type = 'text/plain', text = '' } = content ?? {};
      response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) });
      response.end(text, resolve);
    });
}
