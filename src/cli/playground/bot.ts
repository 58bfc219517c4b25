import { resolve } from 'node:path';
import type { BotOptions, BotSetup, HttpAddress } from 'discord-playground';
import { variableNames } from '../../app/settings.ts';
import { databaseName } from './next-slot.ts';

/**
 * Dateline as a process, as `npm start` starts it; but none of its variables is that of a real bot, by the environment
 * or by a `.env`: neither that bot's Discord nor its database may be reached.
 */
export const botProcess: Pick<BotOptions, 'command' | 'folder' | 'withheld'> = {
  command: ['node', 'src/start.js'],
  folder: resolve(import.meta.dirname, '../../..'),
  withheld: variableNames,
};

/**
 * Dateline in the playground, with these variables beside those that lead it there; with a port it opens no gateway.
 */
export function createBotSetup(env: Readonly<Record<string, string>>, httpPort: number | undefined): BotSetup {
  return {
    ...botProcess,
    environment: (discord, dataFolder) => ({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `sqlite:${dataFolder}/${databaseName}`,
      ...(httpPort === undefined ? {} : { DISCORD_PUBLIC_KEY: discord.publicKey, HTTP_PORT: String(httpPort) }),
      ...env,
    }),
    ...(httpPort === undefined ? {} : { http: addressAt(httpPort) }),
  };
}

function addressAt(port: number): HttpAddress {
  return {
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    interactionsUrl: `http://127.0.0.1:${port}/interactions`,
  };
}
