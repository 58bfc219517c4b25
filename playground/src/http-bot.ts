import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Discord } from './discord-types.ts';
import type { HttpAddress } from './plugin.ts';
import type { Runner } from './runner.ts';

const pollEveryMs = 50;

/**
 * Has this Discord send interactions to the bot's address from when it is ready there until it ends, as whoever hosts
 * it tells Discord its address.
 */
export function followAddress(discord: Discord, events: Runner['events'], address: HttpAddress): void {
  let running = new AbortController();
  events.on('start', () => {
    running = new AbortController();
    const { signal } = running;
    setAddress(discord, address, signal).catch((error) => {
      if (!signal.aborted) console.error(error instanceof Error ? error.message : error);
    });
  });
  events.on('end', () => {
    running.abort();
    void discord.setInteractionsEndpoint(undefined);
  });
}

async function setAddress(discord: Discord, { readyUrl, interactionsUrl }: HttpAddress, signal: AbortSignal) {
  const isReady = () =>
    fetch(readyUrl ?? interactionsUrl, { signal }).then(
      ({ ok }) => ok || readyUrl === undefined,
      () => false,
    );
  while (!(await isReady())) {
    if (signal.aborted) return;
    await sleep(pollEveryMs);
  }
  await discord.setInteractionsEndpoint(interactionsUrl);
  // The bot may have ended while its address was checked.
  if (signal.aborted) await discord.setInteractionsEndpoint(undefined);
}

/** A port of 127.0.0.1 that no program listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
