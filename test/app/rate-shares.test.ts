// @module-tag slow

import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { REST } from 'discord.js';
import { type Discord, startDiscord } from 'discord-playground';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRest } from '../../src/discord/rest/rest.ts';

/* Several processes of one bot, and Discord's 50 requests a second for all of them. */

let discord: Discord;
const statuses: number[] = [];
beforeEach(async () => {
  statuses.length = 0;
  discord = await startDiscord();
  discord.events.on('request', ({ status }) => statuses.push(status));
});
afterEach(() => discord.close());

const restOf = (requestsPerSecond: number, apiUrl = discord.apiUrl) =>
  createRest({ token: discord.token, apiUrl, requestsPerSecond });
const ask = (rest: REST, times: number) =>
  Promise.all(Array.from({ length: times }, () => rest.get(`/users/${discord.botId}`)));

test('two that share them by REQUESTS_PER_SECOND, 20 and 25, meet no limit', async () => {
  const begun = performance.now();
  await Promise.all([ask(restOf(20), 72), ask(restOf(25), 90)]);
  expect(statuses).toEqual(Array.from({ length: 162 }, () => 200));
  // Each at its own pace, and both at once.
  expect(performance.now() - begun).toBeLessThan(6_000);
}, 20_000);

test('two that take all of them each would', async () => {
  await Promise.all([ask(restOf(50), 90), ask(restOf(50), 90)]).catch(() => {});
  await expect.poll(() => statuses).toContain(429);
}, 20_000);

test('two behind one proxy that lets requests through in turn meet none either', async () => {
  const proxy = await startProxy(new URL(discord.apiUrl), 45);
  const apiUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/api`;
  await Promise.all([ask(restOf(50, apiUrl), 80), ask(restOf(50, apiUrl), 80)]);
  expect(statuses).toEqual(Array.from({ length: 160 }, () => 200));
  proxy.closeAllConnections();
  proxy.close();
}, 20_000);

/** A proxy as `DISCORD_API_URL` can name one: it hands requests on, so many a second, and their answers back. */
async function startProxy(target: URL, perSecond: number): Promise<Server> {
  let free = 0;
  const proxy = createServer(async (received, answer) => {
    const turn = Math.max(free, performance.now());
    free = turn + 1000 / perSecond;
    await setTimeout(Math.max(turn - performance.now(), 1));
    const { method, url, headers } = received;
    const sent = request({ host: target.hostname, port: target.port, method, path: url, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    received.pipe(sent);
  });
  await new Promise<void>((listening) => {
    proxy.listen(0, '127.0.0.1', listening);
  });
  return proxy;
}
