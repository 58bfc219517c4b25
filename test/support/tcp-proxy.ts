import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';

/** A proxy before a server, with every socket of either side: a test stops them, or the proxy. */
export type TcpProxy = {
  readonly server: Server;
  readonly sockets: Set<Socket>;
  /** The address of the server, by way of the proxy. */
  readonly url: string;
  /** Ends every connection. */
  cut(): void;
};

/** Opens a proxy before the server of an address. */
export async function openTcpProxy(address: string): Promise<TcpProxy> {
  const url = new URL(address);
  const target = { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = new Socket().connect(target);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(one);
      one
        .on('error', () => {})
        .on('close', () => other.destroy())
        .pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.port = String((server.address() as AddressInfo).port);
  return {
    server,
    sockets,
    url: url.href,
    cut() {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
    },
  };
}
