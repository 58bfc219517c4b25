import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createGateway } from './gateway.ts';
import { makeGuild } from './guild-plan.ts';
import { createGuildSettings } from './guild-settings.ts';
import { createInteractions } from './interactions.ts';
import { createNonces } from './nonces.ts';
import { createPeople } from './people.ts';
import { createRateLimits } from './rate-limits.ts';
import { commandRoutes } from './rest/command-routes.ts';
import { guildRoutes } from './rest/guild-routes.ts';
import { identityRoutes } from './rest/identity-routes.ts';
import { interactionRoutes } from './rest/interaction-routes.ts';
import { messageRoutes } from './rest/message-routes.ts';
import { createRestServer } from './rest/server.ts';
import type { Discord, DiscordOptions } from './types.ts';
import { createWorld } from './world.ts';

const host = '127.0.0.1';

/** Starts a Discord on this machine: REST API and gateway, version 10, for one bot. */
export async function startDiscord({ port = 0, now = Date.now }: DiscordOptions = {}): Promise<Discord> {
  const world = createWorld(now);
  let address = '';
  const gateway = createGateway(world, { url: () => `ws://${address}` });
  const interactions = createInteractions(world, gateway.reaches);
  const rest = createRestServer(world, createRateLimits(), [
    ...identityRoutes(world, gateway),
    ...guildRoutes(world),
    ...messageRoutes(world, createNonces()),
    ...commandRoutes(world),
    ...interactionRoutes(world, interactions),
  ]);
  const server = createAdaptorServer({ fetch: rest.fetch, overrideGlobalObjects: false }) as Server;
  server.on('upgrade', gateway.upgrade);
  server.listen(port, host);
  await once(server, 'listening');
  address = `${host}:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `http://${address}/api`,
    token: world.token,
    applicationId: world.bot.id,
    botId: world.bot.id,
    events: world.events,
    createGuild: (plan) => makeGuild(world, plan),
    connected: gateway.connected,
    ...createPeople(world, interactions),
    ...createGuildSettings(world),
    messages: (channelId) =>
      (world.channels.get(channelId)?.messages ?? []).flatMap((id) => {
        const stored = world.messages.get(id);
        return stored && !stored.loading ? [stored.message] : [];
      }),
    pinged: (messageId) => world.messages.get(messageId)?.pinged ?? [],
    async close() {
      interactions.close();
      gateway.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
