import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Discord } from './discord-types.ts';
import type { Runner } from './runner.ts';

/** What a bot is to be started with so that it takes interactions by HTTP, at a free port. */
export async function httpSettings({ publicKey }: Discord) {
  return { DISCORD_PUBLIC_KEY: publicKey, HTTP_PORT: String(await freePort()) };
}

// In milliseconds.
const look = 50;

/**
 * Has this Discord send interactions to a bot's port from when it is ready there until it ends, as whoever hosts it
 * tells Discord its address.
 */
export function followAddress(discord: Discord, events: Runner['events'], port: string): void {
  let running = new AbortController();
  events.on('start', () => {
    running = new AbortController();
    const { signal } = running;
    tellAddress(discord, `http://127.0.0.1:${port}`, signal).catch((error) => {
      if (!signal.aborted) console.error(error instanceof Error ? error.message : error);
    });
  });
  events.on('end', () => {
    running.abort();
    void discord.setInteractionsEndpoint(undefined);
  });
}

async function tellAddress(discord: Discord, address: string, signal: AbortSignal): Promise<void> {
  const isReady = () =>
    fetch(`${address}/readyz`, { signal }).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (signal.aborted) return;
    await sleep(look);
  }
  await discord.setInteractionsEndpoint(`${address}/interactions`);
  // It ended while it was asked whether it is there.
  if (signal.aborted) await discord.setInteractionsEndpoint(undefined);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
