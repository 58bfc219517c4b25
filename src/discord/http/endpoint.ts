import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { DiscordAPIError, type REST } from 'discord.js';
import { json, type Received, type Reply, type Route } from '../../http/route.ts';
import type { Transport } from '../interactions/interaction-edges.ts';
import type { Receiver } from '../interactions/receive.ts';
import { editInteractionResponse } from '../rest/interaction-response.ts';
import { createVerifier } from './signature.ts';

export type InteractionsEndpointOptions = {
  readonly rest: REST;
  /** The application's, as 64 hexadecimal digits. */
  readonly publicKey: string;
  readonly receiver: Receiver;
  /** The present, in milliseconds since 1970. */
  readonly now: () => number;
};

/**
 * In bytes. The largest message with components, and 25 chosen members, make an interaction of less than half of this.
 */
const largestInteraction = 256 * 1024;
/**
 * By how much a timestamp may differ from now, either way. Discord names no limit; an answer has 3 seconds, and the
 * rest is for clocks that differ.
 */
const timestampToleranceMs = 5 * 60_000;
/** Before each new try to replace a response that Discord may not have read yet. */
const replaceRetryDelaysMs = [100, 400, 1_500];

/**
 * `POST /interactions`: takes Discord's interactions, and answers each in the HTTP response. Nothing of a request is
 * read before its signature is checked, and nothing is kept from one to the next, so that any number of processes may
 * stand behind one address (https://docs.discord.com/developers/interactions/overview#setting-up-an-endpoint).
 */
export function interactionsEndpoint({ rest, publicKey, receiver, now }: InteractionsEndpointOptions): Route {
  const isSigned = createVerifier(publicKey);
  const isFresh = (timestamp: string) => Math.abs(now() - Number(timestamp) * 1000) <= timestampToleranceMs;

  async function run({ headers, body }: Received, reply: Reply): Promise<void> {
    const signed = signatureIn(headers);
    if (!signed || !isSigned(signed.signature, signed.timestamp, body)) return reply(401);
    const transport: Transport = {
      respond: (_, response) => reply(200, json(response)),
      replace: (interaction, message) => retryUntilKnown(() => editInteractionResponse(rest, interaction, message)),
    };
    const understood = await receiver.receive(parseJson(body), transport);
    if (!understood) await reply(400);
  }

  return {
    method: 'POST',
    path: '/interactions',
    largestBody: largestInteraction,
    refuse(headers) {
      const signed = signatureIn(headers);
      return signed && isFresh(signed.timestamp) ? undefined : 401;
    },
    run,
  };
}

/** Undefined if a header is missing, malformed, or there twice. */
function signatureIn(headers: IncomingHttpHeaders): { signature: string; timestamp: string } | undefined {
  const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = headers;
  if (typeof signature !== 'string' || !/^[\da-f]{128}$/i.test(signature)) return undefined;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return undefined;
  return { signature, timestamp };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** Tries again while Discord does not know the response yet: it has only just left. */
async function retryUntilKnown(replace: () => Promise<void>): Promise<void> {
  for (const delayMs of replaceRetryDelaysMs) {
    try {
      return await replace();
    } catch (error) {
      if (!(error instanceof DiscordAPIError) || error.status !== 404) throw error;
      await setTimeout(delayMs);
    }
  }
  return replace();
}
