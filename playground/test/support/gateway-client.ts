import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { given } from './asking.ts';

export type Payload = { op: number; t: string | null; s: number | null; d: unknown };
export type GatewayClient = Awaited<ReturnType<typeof open>>;

/** A client that says what it is told to, and remembers what it hears. */
export async function open(url: string, query = 'v=10&encoding=json') {
  const socket = new WebSocket(`${url}?${query}`);
  const heard: Payload[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  return {
    socket,
    heard,
    closed,
    /** Has heard all that the other side says to what it was sent: a ping is answered after it. */
    async caughtUp() {
      const answered = once(socket, 'pong');
      socket.ping();
      await answered;
    },
    send: (op: number, d: unknown) => socket.send(JSON.stringify({ op, d })),
    hears: (what: (payload: Payload) => boolean) =>
      expect
        .poll(() => heard.find(what))
        .toBeDefined()
        .then(() => given(heard.find(what))),
  };
}
