import { setTimeout } from 'node:timers/promises';
import { InteractionType, RESTJSONErrorCodes } from 'discord.js';
import type { Logger } from 'pino';
import { answer } from './answer.ts';
import { commandName } from './find-command.ts';
import type { InteractionEdges, Transport } from './interaction-edges.ts';
import { understand } from './understand.ts';

/** Takes interactions in, by whichever transport they came. */
export type Receiver = {
  /**
   * Takes an interaction all the way: its payload is understood, what it asks for is run, and the answer is sent.
   * Never rejects: what cannot be sent is logged, since nobody is left to tell.
   * @returns false for a payload that is not understood, which gets no answer.
   */
  receive(payload: unknown, transport: Transport): Promise<boolean>;
  /** Waits for the interactions in flight, `timeoutMs` at most. */
  settle(timeoutMs: number): Promise<void>;
};

export function createReceiver(edges: InteractionEdges): Receiver {
  const inFlight = new Set<Promise<unknown>>();
  return {
    receive(payload, transport) {
      const handled = handle(payload, transport, edges).finally(() => inFlight.delete(handled));
      inFlight.add(handled);
      return handled;
    },
    async settle(timeoutMs) {
      await Promise.race([Promise.allSettled(inFlight), setTimeout(timeoutMs)]);
    },
  };
}

// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback
const answerWithinMs = 3_000;

async function handle(payload: unknown, transport: Transport, edges: InteractionEdges): Promise<boolean> {
  const receivedAt = performance.now();
  const { interaction, problem } = understand(payload);
  if (!interaction) {
    edges.log.warn(problem, 'interaction not understood');
    return false;
  }
  const { id: interactionId, guild_id: guildId, channel_id: channelId } = interaction;
  const command = commandName(interaction, edges.context);
  const log = edges.log.child({ interactionId, guildId, channelId, command });

  const { response, outcome, replacement } = await answer(interaction, { ...edges, log });
  const sent = await send(() => transport.respond(interaction, response, receivedAt + answerWithinMs), log);

  const elapsedMs = performance.now() - receivedAt;
  if (interaction.type !== InteractionType.Ping)
    edges.measure?.(
      { command, type: metricTypes[interaction.type], outcome: sent ? outcome : 'lost' },
      elapsedMs / 1000,
    );
  if (interaction.type === InteractionType.ApplicationCommand && interaction.data.guild_id !== undefined)
    edges.onGuildCommand?.(interaction.data.guild_id);
  if (!sent) return true;
  log.debug({ outcome, ms: Math.round(elapsedMs) }, 'interaction answered');
  if (replacement) await send(async () => transport.replace(interaction, await replacement()), log);
  const { guild_locale: guildLocale } = interaction;
  if (guildId !== undefined && guildLocale !== undefined) await edges.guildLanguages.remember(guildId, guildLocale);
  return true;
}

const metricTypes = {
  [InteractionType.ApplicationCommand]: 'command',
  [InteractionType.ApplicationCommandAutocomplete]: 'completion',
  [InteractionType.MessageComponent]: 'component',
  [InteractionType.ModalSubmit]: 'component',
} as const;

/** @returns whether Discord has taken it. */
async function send(request: () => Promise<void>, log: Logger): Promise<boolean> {
  try {
    await request();
    return true;
  } catch (error) {
    // Discord has a response already, and it is not this process's.
    if (codeOf(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
      log.error('another process answers the same interactions; end one of the two');
    else log.error({ err: error }, 'an answer did not reach Discord');
    return false;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
