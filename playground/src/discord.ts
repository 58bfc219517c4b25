import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import type { ControlAction } from './control/actions.ts';
import { createControlServer } from './control/control-server.ts';
import { createControls } from './control/controls.ts';
import { stateOf } from './control/state.ts';
import type { Discord, DiscordOptions } from './discord-types.ts';
import { draftMessage } from './draft-message.ts';
import { createFaults } from './faults/faults.ts';
import { createGateway } from './gateway/gateway.ts';
import { createEndpoint } from './interactions/interaction-endpoint.ts';
import { createInteractions } from './interactions/interactions.ts';
import { createModals } from './interactions/modal-people.ts';
import { createPeople } from './interactions/people.ts';
import { listen } from './listener.ts';
import { createNonces } from './messages/nonces.ts';
import { createDirectory } from './model/directory.ts';
import { createMembership } from './model/guild-membership.ts';
import { makeGuild } from './model/guild-plan.ts';
import { createGuildSettings } from './model/guild-settings.ts';
import { createWorld } from './model/world.ts';
import { commandRoutes } from './rest/command-routes.ts';
import { guildRoutes } from './rest/guild-routes.ts';
import { identityRoutes } from './rest/identity-routes.ts';
import { interactionRoutes } from './rest/interaction-routes.ts';
import { messageRoutes } from './rest/message-routes.ts';
import { createRateLimits } from './rest/rate-limits.ts';
import { createRestServer } from './rest/server.ts';

const { MessageCreate, MessageUpdate, MessageDelete, InteractionCreate } = GatewayDispatchEvents;

/** Starts a Discord on this machine: REST API and gateway, version 10, for one bot. */
export async function startDiscord(options: DiscordOptions = {}): Promise<Discord> {
  const {
    port = 0,
    now = Date.now,
    elapsed = () => performance.now(),
    heartbeatMs,
    identifyMs,
    nonceMs,
    seed = 1,
    controlPort = 0,
    botName,
  } = options;
  const world = createWorld(now, botName);
  let address = '';
  const gateway = createGateway(world, {
    url: () => `ws://${address}`,
    elapsed,
    ...(heartbeatMs === undefined ? {} : { heartbeatMs }),
    ...(identifyMs === undefined ? {} : { identifyMs }),
  });
  const endpoint = createEndpoint(world);
  const interactions = createInteractions(world, gateway.reaches, endpoint.deliver);
  const faults = createFaults(world, seed);
  const rest = createRestServer(world, createRateLimits(elapsed), faults, [
    ...identityRoutes(world, gateway),
    ...guildRoutes(world),
    ...messageRoutes(world, createNonces(nonceMs, elapsed)),
    ...commandRoutes(world),
    ...interactionRoutes(world, interactions),
  ]);
  const server = createAdaptorServer({ fetch: rest.fetch, overrideGlobalObjects: false }) as Server;
  server.on('upgrade', gateway.upgrade);
  const listener = await listen(server, port);
  address = listener.address;
  // One after the other: going down takes a moment.
  let last: Promise<void> = Promise.resolve();
  const then = (step: () => Promise<void>) => {
    const done = last.then(step);
    last = done.catch(() => {});
    return done;
  };

  const act = async (action: ControlAction, body: unknown = {}) => {
    const answer = await controls[action].run(body);
    world.events.emit('change');
    return answer;
  };
  // Whatever the gateway is told that is not about messages and interactions.
  const quietEvents: readonly string[] = [MessageCreate, MessageUpdate, MessageDelete, InteractionCreate];
  world.feed.on('dispatch', ({ event }) => {
    if (!quietEvents.includes(event)) world.events.emit('change');
  });

  let controlUrl = '';
  const discord: Discord = {
    apiUrl: `http://${address}/api`,
    token: world.token,
    get controlUrl() {
      return controlUrl;
    },
    publicKey: world.verifyKey,
    applicationId: world.bot.id,
    botId: world.bot.id,
    botName: world.bot.name,
    events: world.events,
    now,
    createGuild: (plan) => makeGuild(world, plan),
    connected: gateway.connected,
    setInteractionsEndpoint: endpoint.set,
    ...createPeople(world, interactions),
    ...createModals(world, interactions),
    ...createGuildSettings(world),
    ...createMembership(world),
    ...createDirectory(world, interactions.channelOf),
    messages: (channelId) =>
      (world.channels.get(channelId)?.messages ?? []).flatMap((id) => {
        const stored = world.messages.get(id);
        return stored && !stored.loading ? [stored.message] : [];
      }),
    draft: (body) => draftMessage(world, body),
    pinged: (messageId) => world.messages.get(messageId)?.pinged ?? [],
    faults,
    gateway,
    get isUp() {
      return listener.listening;
    },
    down: ({ forgetSessions = false } = {}) =>
      then(() => {
        gateway.breakOff(forgetSessions);
        faults.release();
        return listener.down();
      }),
    up: () => then(listener.up),
    state: () => stateOf(discord, world),
    control: act,
    async close() {
      interactions.close();
      gateway.end();
      faults.release();
      await Promise.all([then(listener.down), control.down()]);
    },
  };
  const controls = createControls(discord, world);
  const control = await listen(createControlServer(controls, act, discord.state), controlPort);
  controlUrl = `http://${control.address}`;
  return discord;
}
