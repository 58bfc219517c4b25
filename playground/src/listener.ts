import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const host = '127.0.0.1';

/** A server on a port of 127.0.0.1, that can go away and come back. */
export type Listener = {
  /** As `127.0.0.1:PORT`; it stays the same. */
  readonly address: string;
  readonly listening: boolean;
  /** Takes no more connections, and ends those that there are, but for WebSockets. Resolves when all are gone. */
  down(): Promise<void>;
  /** Listens again on the same port. @throws {Error} EADDRINUSE if another program has taken it meanwhile */
  up(): Promise<void>;
};

/** Listens on a port; 0 is a free one. */
export async function listen(server: Server, port: number): Promise<Listener> {
  server.listen(port, host);
  await once(server, 'listening');
  const taken = (server.address() as AddressInfo).port;
  return {
    address: `${host}:${taken}`,
    get listening() {
      return server.listening;
    },
    async down() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    async up() {
      if (server.listening) return;
      server.listen(taken, host);
      await once(server, 'listening');
    },
  };
}
