import { type REST, RequestMethod, Routes } from 'discord.js';
import { breakable } from './messages.ts';

/**
 * The time by Discord's clock, in milliseconds since 1970, to the second; undefined if it does not say. Rejects if it
 * cannot be asked.
 */
export async function askTime(rest: REST): Promise<number | undefined> {
  const answer = await breakable(undefined, (options) =>
    rest.queueRequest({ method: RequestMethod.Get, fullRoute: Routes.gateway(), auth: false, ...options }),
  );
  // Read to its end, so that the connection is free.
  await answer.text();
  const time = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
