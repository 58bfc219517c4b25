import { randomBytes } from 'node:crypto';
import { InteractionResponseType, InteractionType } from 'discord.js';
import type { Logger } from 'pino';
import { type Language, language } from '../../text/language.ts';
import { UserError } from '../../text/user-error.ts';
import type { Message } from '../../view/card.ts';
import { failureMessage, userErrorMessage } from '../../view/error-message.ts';
import type { InteractionEdges, InteractionMetrics } from './interaction-edges.ts';
import { completionResponse, messageResponse, type RunResult, run } from './run.ts';
import type { Interaction } from './understand.ts';

export type Answer = RunResult & { readonly outcome: Exclude<InteractionMetrics['outcome'], 'lost'> };

/**
 * Runs an interaction and answers it, whatever happens. Never rejects: a `UserError` is shown to the person alone; for
 * any other error they get an apology with a reference, under which the log has the whole error.
 */
export async function answer(interaction: Interaction, edges: Omit<InteractionEdges, 'measure'>): Promise<Answer> {
  if (interaction.type === InteractionType.Ping)
    return { response: { type: InteractionResponseType.Pong }, outcome: 'answered' };
  const { log } = edges;
  const asker = language(interaction.locale);
  try {
    const { response, replacement } = await run(interaction, asker, edges);
    return {
      response,
      outcome: 'answered',
      replacement: replacement && (() => replacementOrError(replacement, asker, log)),
    };
  } catch (error) {
    const outcome = error instanceof UserError ? 'refused' : 'failed';
    // There is no way to show a message to somebody who is typing.
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
      if (outcome === 'failed') log.error({ err: error }, 'completion failed');
      return { response: completionResponse([]), outcome };
    }
    return { response: messageResponse(errorMessage(error, asker, log), true), outcome };
  }
}

async function replacementOrError(replacement: () => Promise<Message>, asker: Language, log: Logger): Promise<Message> {
  try {
    return await replacement();
  } catch (error) {
    return errorMessage(error, asker, log);
  }
}

function errorMessage(error: unknown, asker: Language, log: Logger): Message {
  if (error instanceof UserError) return userErrorMessage(error, asker);
  const reference = randomBytes(4).toString('hex');
  log.error({ err: error, reference }, 'answer failed');
  return failureMessage(reference, asker);
}
