import type { Discord } from './types.ts';

/** What a bot is to be started with so that it takes interactions by HTTP, at a free port. */
export function httpSettings({ publicKey }: Discord) {
  return { DISCORD_PUBLIC_KEY: publicKey, HTTP_PORT: '0' };
}

/**
 * Follows the log of a bot that is started so, and has this Discord send interactions to it once it is up, as whoever hosts it would
 * tell Discord its address. @returns what is to be called with each line
 */
export function followAddress(discord: Discord): (line: string) => void {
  let port: unknown;
  return (line) => {
    const entry = parse(line);
    if (entry.msg === 'listening') port = entry.port;
    if (entry.msg !== 'Dateline is up') return;
    discord.setInteractionsEndpoint(`http://127.0.0.1:${port}/interactions`).catch((error) => {
      console.error(error instanceof Error ? error.message : error);
    });
  };
}

function parse(line: string): { msg?: unknown; port?: unknown } {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
