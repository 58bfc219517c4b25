import { RESTJSONErrorCodes } from 'discord.js';
import type { Message } from '../../view/card.ts';
import { type Answer, type Answering, answer, idsOf } from './answer.ts';

/** The way by which an interaction came in, and its answer goes out. */
export type Way = {
  /** Sends the response that Discord awaits within 3 seconds. */
  respond(answer: Answer): Promise<void>;
  /** Puts another message in the place of that answer; within 15 minutes. */
  replace(answer: Answer, message: Message): Promise<void>;
};

/**
 * Answers an interaction. Never rejects: what goes wrong with sending is logged, since nobody is left to tell.
 * @returns false for what is no interaction, or one of a kind that is not known; it has no answer.
 */
export async function handle(received: unknown, answering: Answering, way: Way): Promise<boolean> {
  const { log, answered } = answering;
  const begun = performance.now();
  const given = await answer(received, answering);
  if (!given) return false;
  const ids = idsOf(given);
  const count = (outcome: Answer['outcome'] | 'lost') => {
    if (given.type !== 'ping') answered?.({ ...given, outcome }, (performance.now() - begun) / 1000);
  };
  try {
    await way.respond(given);
    count(given.outcome);
    log.debug({ ...ids, outcome: given.outcome, ms: Math.round(performance.now() - begun) }, 'interaction answered');
  } catch (error) {
    count('lost');
    if (isAnswered(error)) log.error(ids, 'another process answers the same interactions; end one of the two');
    else log.error({ err: error, ...ids }, 'an answer did not reach Discord');
    return true;
  }
  try {
    if (given.later) await way.replace(given, await given.later());
  } catch (error) {
    log.error({ err: error, ...ids }, 'an answer did not reach Discord');
  }
  return true;
}

/** Discord takes one answer, and this process gave none. */
function isAnswered(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}
