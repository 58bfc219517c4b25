import { REST } from '@discordjs/rest';
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { type APIInteraction, GatewayDispatchEvents, Routes } from 'discord-api-types/v10';
import type { Discord } from '../../src/discord-types.ts';

/** A bot with the command `/form`; what it does with an interaction is said by whoever tests it. */
export async function startModalBot(discord: Discord) {
  const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
  const manager = new WebSocketManager({ token: discord.token, rest, intents: 0 });
  const received: APIInteraction[] = [];
  const bot = {
    rest,
    received,
    react: (_: APIInteraction): unknown => undefined,
    answer: ({ id, token }: APIInteraction, type: number, data?: object) =>
      rest.post(Routes.interactionCallback(id, token), { body: { type, data }, auth: false }),
    stop: () => manager.destroy(),
  };
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (data.t !== GatewayDispatchEvents.InteractionCreate) return;
    received.push(data.d);
    void bot.react(data.d);
  });
  await Promise.all([manager.connect(), discord.connected()]);
  await rest.put(Routes.applicationCommands(discord.applicationId), {
    body: [{ name: 'form', description: 'Opens a form' }],
  });
  return bot;
}

export type ModalBot = Awaited<ReturnType<typeof startModalBot>>;
