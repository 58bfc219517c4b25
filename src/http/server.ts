import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Reply, Route } from './route.ts';

/*
 * This is Node's own server, since on Hono an interaction takes 3.5 times its processor time: 137 ms in place of 39 ms
 * for 1,000.
 */

export type ServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
};

/** Serves its routes, HEAD as GET without the body, and answers everything else with 404 or 405. */
export type HttpServer = {
  readonly port: number;
  add(route: Route): void;
  /** Takes no new connections, and ends each one with its next answer. */
  stopAccepting(): void;
  /** Waits for the requests in flight, `timeoutMs` at most, and ends every connection. */
  close(timeoutMs: number): Promise<void>;
};

const serverOptions = {
  // For a whole request to come in: Discord waits no longer than 3 seconds for its answer.
  requestTimeout: 5_000,
  headersTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  // Load balancers mostly keep an idle connection for 60 seconds. They, not this server, should be the ones to end it.
  keepAliveTimeout: 75_000,
  maxHeaderSize: 8_192,
};

// Discord and a load balancer need some tens. Above the first number a connection ends with its answer, above the second
// new ones are not taken. One that sends nothing ends after `headersTimeout`.
const maxKeptConnections = 256;
const maxConnections = 1_024;

/** Listens. Rejects, with what to do, if it cannot. */
export async function serve({ host, port, log }: ServerOptions): Promise<HttpServer> {
  const routes = new Map<string, Route>();
  let connections = 0;
  const server = createServer(serverOptions, (request, response) => {
    const reply = replyTo(response, () => server.listening && connections <= maxKeptConnections);
    void handle(routes, request, response, reply).catch((error) => {
      log.error({ err: error, path: pathOf(request) }, 'an HTTP request could not be answered');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.maxConnections = maxConnections;
  server.on('connection', (socket) => {
    connections += 1;
    socket.once('close', () => {
      connections -= 1;
    });
  });
  server.listen(port, host);
  await once(server, 'listening').catch((error) => {
    throw new Error(`HTTP_PORT ${port} of ${host} cannot be listened on: ${error.message}`, { cause: error });
  });
  const listeningPort = (server.address() as AddressInfo).port;
  log.info({ host, port: listeningPort }, 'listening');
  let closed: Promise<unknown> | undefined;
  const stopAccepting = () => {
    closed ??= once(server.close(), 'close');
  };
  return {
    port: listeningPort,
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
  // The rest of a refused request is not read, so the connection cannot be used again.
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
  const refusal = route.refuse?.(request.headers);
  if (refusal !== undefined) return refuse(refusal);
  const body = await readBody(request, route.largestBody ?? 0);
  if (typeof body === 'number') return refuse(body);
  await route.run({ headers: request.headers, body }, reply);
}

function pathOf({ url = '' }: IncomingMessage): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/**
 * The body of a request, or the status to refuse it with: 413 if it is larger than `largest` bytes, 400 if it breaks
 * off.
 */
function readBody(request: IncomingMessage, largest: number): Promise<Buffer | number> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > largest) return resolve(413);
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= largest) parts.push(part);
      else {
        request.pause();
        resolve(413);
      }
    });
    request.once('end', () => resolve(Buffer.concat(parts)));
    request.once('close', () => resolve(400));
  });
}

/** `isKept` says, when the answer leaves, whether its connection may be used again. */
function replyTo(response: ServerResponse, isKept: () => boolean): Reply {
  return (status, content) =>
    new Promise((resolve, reject) => {
      const fail = () => reject(new Error('the connection was closed before the answer had left'));
      // A closed connection has sent its `close` event already, and what is written to it never finishes.
      if (response.destroyed) return fail();
      response.once('close', fail);
      if (!isKept()) response.setHeader('Connection', 'close');
      const { type = 'text/plain', text = '' } = content ?? {};
      response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) });
      response.end(text, resolve);
    });
}
