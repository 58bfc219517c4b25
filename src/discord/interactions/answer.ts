import { randomBytes } from 'node:crypto';
import { InteractionResponseType, InteractionType } from 'discord.js';
import type { Logger } from 'pino';
import { type Language, language } from '../../text/language.ts';
import { UserError } from '../../text/user-error.ts';
import type { Message } from '../../view/card.ts';
import { failureMessage, userErrorMessage } from '../../view/error-message.ts';
import { commandOf, type Given, type Running, run, say } from './run.ts';
import { type Interaction, idSchema, interactionSchema } from './understand.ts';

/** What answers an interaction need: what running it needs, and a log. */
export type Answering = Running & {
  readonly log: Logger;
  /** Counts an interaction whose answer has left, so many seconds after it came. */
  readonly answered?: (interaction: Counted, seconds: number) => void;
};

/** An interaction as it is counted; `lost` if its answer did not reach Discord. */
export type Counted = Pick<Answer, 'command' | 'type'> & { readonly outcome: Answer['outcome'] | 'lost' };

/** An answer, and what it answers. */
export type Answer = Given & {
  readonly interaction: Interaction;
  /** The command that was asked, `unknown` if there is none of that name; the one that opened it for a component. */
  readonly command: string;
  readonly type: 'command' | 'completion' | 'component' | 'ping';
  readonly outcome: 'answered' | 'refused' | 'failed';
};

/**
 * Answers an interaction, whichever way it came in; undefined for one that is none. Never throws: a `UserError` is
 * shown to the person alone; any other error gets them an apology with a reference, under which the log has the whole
 * error.
 */
export async function answer(received: unknown, answering: Answering): Promise<Answer | undefined> {
  const { log } = answering;
  const parsed = interactionSchema.safeParse(received);
  if (!parsed.success) {
    const { id, guild_id } = idSchema.safeParse(received).data ?? {};
    log.warn(
      {
        interactionId: id,
        guildId: guild_id,
        issues: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
      },
      'interaction not understood',
    );
    return undefined;
  }
  const interaction = parsed.data;
  const asked = { interaction, command: commandOf(interaction, answering.context), type: types[interaction.type] };
  if (interaction.type === InteractionType.Ping)
    return { ...asked, outcome: 'answered', response: { type: InteractionResponseType.Pong } };
  const ids = idsOf(asked);
  const person = language(interaction.locale);
  const shown = (later: () => Promise<Message>) => async () => {
    try {
      return await later();
    } catch (error) {
      return explained(error, person, log, ids);
    }
  };
  try {
    const { later, ...rest } = await run(interaction, person, answering);
    return { ...asked, outcome: 'answered', ...rest, ...(later ? { later: shown(later) } : {}) };
  } catch (error) {
    const outcome = error instanceof UserError ? 'refused' : 'failed';
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
      if (outcome === 'failed') log.error({ err: error, ...ids }, 'completion failed');
      const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
      return { ...asked, outcome, response: { type, data: { choices: [] } } };
    }
    return { ...asked, outcome, response: say(explained(error, person, log, ids), true) };
  }
}

/** What the log tells of an interaction. */
export function idsOf({ interaction, command }: Pick<Answer, 'interaction' | 'command'>) {
  const { id, guild_id, channel_id } = interaction;
  return { interactionId: id, guildId: guild_id, channelId: channel_id, command };
}

const types = {
  [InteractionType.Ping]: 'ping',
  [InteractionType.ApplicationCommand]: 'command',
  [InteractionType.ApplicationCommandAutocomplete]: 'completion',
  [InteractionType.MessageComponent]: 'component',
} as const;

function explained(error: unknown, person: Language, log: Logger, ids: object): Message {
  if (error instanceof UserError) return userErrorMessage(error, person);
  const reference = randomBytes(4).toString('hex');
  log.error({ err: error, reference, ...ids }, 'answer failed');
  return failureMessage(reference, person);
}
