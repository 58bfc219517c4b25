import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { DiscordAPIError, type REST } from 'discord.js';
import { json, type Reply, type Route } from '../../http/route.ts';
import type { Answering } from '../interactions/answer.ts';
import { handle, type Way } from '../interactions/receive.ts';
import { replaceAnswer } from '../rest/rest.ts';
import { createVerifier } from './signature.ts';

export type HttpInteractionsOptions = {
  readonly rest: REST;
  /** The application's, as 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly answering: Answering;
  /** The present, in milliseconds since 1970. */
  readonly now: () => number;
};

/** What takes interactions by HTTP. */
export type HttpInteractions = {
  readonly route: Route;
  /** Waits for the answers under way, and for what takes their place, `patience` milliseconds at most. */
  close(patience: number): Promise<void>;
};

// In bytes: an interaction with the largest message on which a component can be, and 25 members that were chosen, has
// less than half of it.
const largest = 256 * 1024;
// In milliseconds, either way. Discord names none, and gives an answer 3 seconds; the rest is for clocks that differ.
const stale = 5 * 60_000;
// In milliseconds, before an answer is tried again to be replaced that Discord may not have read yet.
const pauses = [100, 400, 1_500];

/**
 * `POST /interactions`: answers Discord's interactions in its own response to them. Nothing of a request is looked at
 * before its signature has been, and nothing is kept from one to the next, so that any number of processes may stand
 * behind one address (https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint).
 */
export function createHttpInteractions({ rest, publicKey, answering, now }: HttpInteractionsOptions): HttpInteractions {
  const isSigned = createVerifier(publicKey);
  const underWay = new Set<Promise<unknown>>();
  const isFresh = (timestamp: string) => Math.abs(now() - Number(timestamp) * 1000) <= stale;

  async function run({ headers, body }: { headers: IncomingHttpHeaders; body: Buffer }, reply: Reply): Promise<void> {
    const given = signatureIn(headers);
    if (!given || !isSigned(given.signature, given.timestamp, body)) return reply(401);
    const way: Way = {
      respond: ({ response }) => reply(200, json(response)),
      replace: ({ interaction: { application_id, token } }, message) =>
        patiently(() => replaceAnswer(rest, application_id, token, message)),
    };
    const handled = handle(parse(body), answering, way).finally(() => underWay.delete(handled));
    underWay.add(handled);
    if (!(await handled)) await reply(400);
  }

  return {
    route: {
      method: 'POST',
      path: '/interactions',
      largest,
      run,
      refuses(headers) {
        const given = signatureIn(headers);
        return given && isFresh(given.timestamp) ? undefined : 401;
      },
    },
    async close(patience) {
      await Promise.race([Promise.allSettled(underWay), setTimeout(patience)]);
    },
  };
}

/** Undefined where it is missing or has not the form of one; of a header that is there twice, too. */
function signatureIn(headers: IncomingHttpHeaders): { signature: string; timestamp: string } | undefined {
  const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = headers;
  if (typeof signature !== 'string' || !/^[\da-f]{128}$/i.test(signature)) return undefined;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return undefined;
  return { signature, timestamp };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** Discord does not know an answer that it has only just got. */
async function patiently(replace: () => Promise<void>): Promise<void> {
  for (const pause of pauses) {
    try {
      return await replace();
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || error.status !== 404) throw error;
      await setTimeout(pause);
    }
  }
  return replace();
}
