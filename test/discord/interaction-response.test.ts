import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InteractionResponseType } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { createInteractionResponse } from '../../src/discord/rest/interaction-response.ts';
import { createRest } from '../../src/discord/rest/rest.ts';

/* Answers to interactions over connections that break. */

const pong = { type: InteractionResponseType.Pong } as const;
let close = () => {};
afterEach(() => close());

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers through a Discord that does these things in turn; gives how many requests came. */
async function answer(...behaviours: readonly Behaviour[]): Promise<number> {
  let came = 0;
  const server = createServer((request, response) => behaviours[came++]?.(request, response));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  const rest = createRest({ token: 'a.b.c', apiUrl, requestsPerSecond: 50 });
  await createInteractionResponse(
    rest,
    { id: '1', application_id: '2', token: 'token' },
    pong,
    performance.now() + 3_000,
  );
  return came;
}

const breaks: Behaviour = ({ socket }) => socket.destroy();
const takes: Behaviour = (_, response) => response.writeHead(204).end();
const refuses =
  (code: number): Behaviour =>
  (_, response) =>
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ code, message: 'no' }));

test('one whose connection broke is sent again', async () => {
  expect(await answer(breaks, takes)).toBe(2);
});

test('one that had arrived when its connection broke is not lost, though Discord takes no second one', async () => {
  expect(await answer(breaks, refuses(40060))).toBe(2);
});

test('one that had arrived is not lost either if Discord will not hear of the second for a while', async () => {
  const limits: Behaviour = (_, response) =>
    response
      .writeHead(429, { 'content-type': 'application/json', 'retry-after': '0.1' })
      .end(JSON.stringify({ message: 'You are being rate limited.', retry_after: 0.1, global: false }));
  expect(await answer(breaks, limits, refuses(40060))).toBe(3);
});

test('one that something before Discord refuses is lost without its token, in whatever way that repeats the address', async () => {
  const refusesAloud: Behaviour = (request, response) =>
    response.writeHead(404).end(JSON.stringify(`no route ${request.url}`).replaceAll('/', '\\/'));
  const refused = await answer(refusesAloud).catch(({ message }: Error) => message);
  expect(refused).toContain('no route');
  expect(refused).toContain('[token]');
  expect(refused).not.toMatch(/\btoken\b(?!\])/);
});

test('one that breaks twice is lost, and so is one that somebody else has answered', async () => {
  await expect(answer(breaks, breaks, takes)).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
  await expect(answer(refuses(40060))).rejects.toMatchObject({ code: 40060 });
  await expect(answer(breaks, refuses(10062))).rejects.toMatchObject({ code: 10062 });
});
