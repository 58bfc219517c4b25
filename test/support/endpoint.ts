import { generateKeyPairSync, sign } from 'node:crypto';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pino from 'pino';
import { Library } from '../../src/briefing/library/library.ts';
import { interactionsEndpoint } from '../../src/discord/http/endpoint.ts';
import type { InteractionMetrics } from '../../src/discord/interactions/interaction-edges.ts';
import { createReceiver } from '../../src/discord/interactions/receive.ts';
import { createRest } from '../../src/discord/rest/rest.ts';
import { serve } from '../../src/http/server.ts';
import { openDatabase } from '../../src/store/database.ts';
import { asking } from './asking.ts';
import { briefing } from './briefings.ts';

const log = pino({ level: 'silent' });

/**
 * `POST /interactions` on a port of its own, and Discord's key to sign with; there is no Discord that it could ask
 * anything.
 */
export async function openEndpoint(now: () => number = Date.now) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const db = await openDatabase('sqlite::memory:');
  const { context, guildLanguages } = asking({ library: new Library([briefing()]), db });
  const server = await serve({ host: '127.0.0.1', port: 0, log });
  const counted: (InteractionMetrics & { seconds: number })[] = [];
  const route = interactionsEndpoint({
    rest: createRest({ token: 'a.b.c', apiUrl: 'http://127.0.0.1:9/api', requestsPerSecond: 50 }),
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex'),
    now,
    receiver: createReceiver({
      context,
      guildLanguages,
      log,
      measure: (interaction, seconds) => counted.push({ ...interaction, seconds }),
      allowedByServer: async () => false,
      memberOf: async () => undefined,
    }),
  });
  server.add(route);

  const signed = (body: string, timestamp = String(Math.floor(now() / 1000))) => ({
    'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), privateKey).toString('hex'),
    'x-signature-timestamp': timestamp,
  });

  return {
    server,
    counted,
    signed,
    /** Sends a body, signed unless there are other headers; resolves with the answer. */
    post: (body: string, headers: Record<string, string | string[]> = signed(body), path = '/interactions') =>
      answerTo(
        request({
          ...to(server.port),
          method: 'POST',
          path,
          headers: { 'content-type': 'application/json', ...headers },
        }),
        body,
      ),
    /** Asks with any method, without a body. */
    ask: (method: string, path: string) => answerTo(request({ ...to(server.port), method, path })),
    /** Sends bytes as they are; resolves with all that comes back until the connection ends. */
    raw(bytes: string): Promise<string> {
      const socket = connect(server.port, '127.0.0.1');
      socket.write(bytes);
      socket.on('error', () => {});
      return text(socket).catch(() => '');
    },
    async close() {
      await server.close(100);
      await db.destroy();
    },
  };
}

function to(port: number) {
  return { host: '127.0.0.1', port, agent: false as const };
}

export type Answered = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: string };

function answerTo(sent: ClientRequest, body?: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    sent.once('response', (response) => {
      text(response).then(
        (read) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
        reject,
      );
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** A slash command as Discord sends it. */
export function slash(name: string, more: object = {}): string {
  return JSON.stringify({
    id: '1',
    application_id: '2',
    type: 2,
    token: 'interaction-token',
    version: 1,
    locale: 'en-US',
    guild_id: '100',
    channel_id: '500',
    member: { user: { id: '900' }, permissions: '0', roles: [] },
    data: { id: '3', name, type: 1 },
    ...more,
  });
}
