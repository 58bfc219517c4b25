import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findMessage } from '../../src/discord/rest/find-message.ts';
import { createRest } from '../../src/discord/rest/rest.ts';

/* Looking for a post in a channel with more messages than Discord gives at once. */

const [bot, marker] = ['900000000000000001', 1_234_567_890];
const now = Date.parse('2026-11-24T09:00:00Z');
// A message a second, from ten minutes before: ids as Discord makes them, oldest first.
const idAt = (time: number) => String(BigInt(time - 1_420_070_400_000) << 22n);

type Listed = { id: string; author: { id: string }; components: { id: number }[] };
let messages: Listed[];
let server: Server;
let asked: string[];

beforeEach(async () => {
  asked = [];
  messages = Array.from({ length: 350 }, (_, i) => ({
    id: idAt(now - 600_000 + i * 1_000),
    author: { id: '5' },
    components: [],
  }));
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    asked.push(pathname);
    const after = BigInt(searchParams.get('after') ?? 0);
    // The oldest of those after it, newest first, as Discord lists them.
    const page = messages.filter(({ id }) => BigInt(id) > after).slice(0, Number(searchParams.get('limit')));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(page.reverse()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

function find(since: number) {
  const { port } = server.address() as AddressInfo;
  const rest = createRest({ token: 'a.b.c', apiUrl: `http://127.0.0.1:${port}/api`, requestsPerSecond: 50 });
  const wanted = { guildId: '1', channelId: '2', marker, since };
  return findMessage(rest, bot, wanted, AbortSignal.timeout(5_000));
}

/** Puts the post at a place, and one of another's with the same mark and one of the bot's with another before it. */
function put(place: number): string {
  const [foreign, other, own] = [place - 2, place - 1, place].map((index) => messages[index]);
  if (!foreign || !other || !own) throw new Error('no such place');
  foreign.components = [{ id: marker }];
  other.author = { id: bot };
  other.components = [{ id: marker + 1 }];
  own.author = { id: bot };
  own.components = [{ id: marker }];
  return own.id;
}

test.each([50, 150, 340])('finds the post at place %i, on whatever page, and no other', async (place) => {
  const messageId = put(place);
  expect(await find(now - 600_000)).toEqual({ kind: 'sent', messageId });
  expect(asked).toHaveLength(Math.floor(place / 100) + 1);
});

test('finds the post though this machine’s clock is ten minutes ahead of Discord’s', async () => {
  const messageId = put(50);
  expect(await find(now - 550_000 + 600_000)).toEqual({ kind: 'sent', messageId });
});

test('reads all pages before it says that there is none', async () => {
  expect(await find(now - 600_000)).toEqual({ kind: 'absent' });
  expect(asked).toHaveLength(4);
});

test('does not read further back than the clocks may differ', async () => {
  put(50);
  expect(await find(now + 3_600_000)).not.toMatchObject({ kind: 'sent' });
});
