import { type REST, RequestMethod } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';

/** The time by Discord's clock, in milliseconds since 1970, to the second; undefined if it does not say. Rejects if it cannot be asked. */
export async function askTime(rest: REST): Promise<number | undefined> {
  const { headers } = await rest.queueRequest({ method: RequestMethod.Get, fullRoute: Routes.gateway(), auth: false });
  const time = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
