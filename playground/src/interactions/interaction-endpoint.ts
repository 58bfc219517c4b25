import { sign } from 'node:crypto';
import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import { ApiError } from '../forms/api-error.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import type { Interaction } from './interaction.ts';
import { acknowledge } from './interaction-callback.ts';

/** The application's own address for interactions, to which they are sent in place of the gateway. */
export type Endpoint = {
  /**
   * Sets it, after checks that it heeds signatures; undefined is the gateway again. @throws {DiscordRefusal} that
   * says why it is not taken
   */
  set(url: string | undefined): Promise<void>;
  /** Sends an interaction there, and takes the answer. */
  deliver(interaction: Interaction, data: object): Promise<void>;
};

// As long as for an answer by the gateway.
const patience = 3000;

/** Interactions by HTTP, signed (https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint). */
export function createEndpoint(world: World): Endpoint {
  const post = (url: string, data: object, signature?: string) => {
    const body = JSON.stringify(data);
    const timestamp = String(Math.floor(world.now() / 1000));
    const signed = sign(null, Buffer.from(timestamp + body), world.signingKey).toString('hex');
    return fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'Discord-Interactions/1.0 (+https://discord.com)',
        'X-Signature-Ed25519': signature ?? signed,
        'X-Signature-Timestamp': timestamp,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
  };

  const check = async (url: string) => {
    const ping = {
      id: world.nextId(),
      application_id: world.bot.id,
      type: InteractionType.Ping,
      token: '',
      version: 1,
    };
    const forged = await post(url, ping, '0'.repeat(128));
    if (forged.status !== 401)
      throw new DiscordRefusal(`it answers ${forged.status} to a wrong signature, and not 401`);
    const answer = await post(url, ping);
    const { type } = (await answer.json()) as { type?: unknown };
    if (answer.status !== 200 || type !== InteractionResponseType.Pong)
      throw new DiscordRefusal(`it does not answer PONG to a PING, but ${answer.status}`);
  };

  return {
    async set(url) {
      if (url !== undefined)
        await check(url).catch((error) => {
          const why = error instanceof DiscordRefusal ? error.message : 'nobody answers there as they should';
          throw new DiscordRefusal(`The interactions endpoint URL could not be verified: ${why}`, { cause: error });
        });
      world.endpoint = url;
      world.events.emit('session', url === undefined ? 'closed' : 'ready');
    },
    async deliver(interaction, data) {
      try {
        const answer = await post(world.endpoint ?? '', data);
        const text = await answer.text();
        // The answer may come by the callback's route instead.
        if (answer.status === 202 || interaction.acknowledged !== undefined) return;
        if (answer.status !== 200) throw new Error(`it answers ${answer.status}`);
        acknowledge(world, interaction, JSON.parse(text));
      } catch (error) {
        interaction.refuse('The application did not respond');
        // What was wrong with the answer is nothing that Discord tells the bot.
        const [method, path] = ['POST', `/interactions/${interaction.id}/${interaction.token}/callback`];
        if (error instanceof ApiError) world.events.emit('request', { method, path, status: error.status, error });
      }
    },
  };
}
