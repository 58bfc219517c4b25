import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { Actor } from '../src/interactions/actor.ts';
import { ask, given } from './support/asking.ts';

/* Interactions that Discord sends by HTTP, to an application that does what each test has it do. */

type Told = { readonly type: number; readonly id: string; readonly token: string };
type Behaviour = (told: Told, response: ServerResponse) => void;

let discord: Discord;
let reader: Actor;
let server: Server;
let url: string;
let behave: Behaviour;
let heedsSignatures: boolean;
const failed: unknown[] = [];

const respond = (response: ServerResponse, status: number, body?: object) => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body && JSON.stringify(body));
};

beforeEach(async () => {
  failed.length = 0;
  heedsSignatures = true;
  discord = await startDiscord();
  discord.events.on('request', ({ status, error }) => status >= 400 && failed.push(error));
  const guild = discord.createGuild({ name: 'Guild', members: [{ name: 'reader' }], channels: [{ name: 'general' }] });
  reader = {
    userId: given(guild.members.get('reader')),
    channelId: given(guild.channels.get('general')),
    guildId: guild.id,
  };
  await ask(discord, 'PUT', `/applications/${discord.applicationId}/commands`, {
    body: [{ name: 'ping', description: 'Pong' }],
  });
  server = createServer(async (request: IncomingMessage, response) => {
    const body = Buffer.from(await text(request));
    const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = request.headers;
    if (heedsSignatures && !isSigned(discord.publicKey, String(signature), String(timestamp), body))
      return respond(response, 401);
    const told = JSON.parse(body.toString()) as Told;
    if (told.type === 1) return respond(response, 200, { type: 1 });
    behave(told, response);
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  await discord.close();
  server.closeAllConnections();
  server.close();
});

const hello = { type: 4, data: { content: 'hello' } };

describe('an address for interactions', () => {
  test('is taken if it heeds signatures, and gets them in place of the gateway', async () => {
    await expect(discord.use(reader, 'ping')).rejects.toThrow('did not respond');
    await discord.setInteractionsEndpoint(url);
    behave = (_, response) => respond(response, 200, hello);
    expect((await discord.use(reader, 'ping')).message.content).toBe('hello');
    await discord.setInteractionsEndpoint(undefined);
    await expect(discord.use(reader, 'ping')).rejects.toThrow('did not respond');
  });

  test('is not taken if it believes a wrong signature, or nobody is there', async () => {
    heedsSignatures = false;
    await expect(discord.setInteractionsEndpoint(url)).rejects.toThrow(
      'it answers 200 to a wrong signature, and not 401',
    );
    await expect(discord.setInteractionsEndpoint('http://127.0.0.1:9/')).rejects.toThrow('could not be verified');
    await expect(discord.use(reader, 'ping')).rejects.toThrow('did not respond');
  });
});

describe('an answer by HTTP', () => {
  beforeEach(() => discord.setInteractionsEndpoint(url));

  test('is checked as strictly as one by the callback’s route', async () => {
    behave = (_, response) => respond(response, 200, { type: 4, data: { content: 'x'.repeat(2001) } });
    await expect(discord.use(reader, 'ping')).rejects.toThrow('did not respond');
    expect(failed).toMatchObject([{ status: 400, code: 50035 }]);
  });

  test.each([
    ['another status', 500, hello],
    ['no body', 200, undefined],
    ['a type that does not fit', 200, { type: 1 }],
  ])('that is %s is none', async (_, status, body) => {
    behave = (__, response) => respond(response, status, body);
    await expect(discord.use(reader, 'ping')).rejects.toThrow('did not respond');
  });

  test('that takes longer than 3 seconds is none', async () => {
    behave = () => {};
    const begun = performance.now();
    await expect(discord.use(reader, 'ping')).rejects.toThrow('did not respond');
    expect(performance.now() - begun).toBeLessThan(4_000);
  });

  test('may be 202, with the answer by the callback’s route', async () => {
    behave = ({ id, token }, response) => {
      respond(response, 202);
      void ask(discord, 'POST', `/interactions/${id}/${token}/callback`, { body: hello });
    };
    expect((await discord.use(reader, 'ping')).message.content).toBe('hello');
  });

  test('can be changed by the interaction’s webhook', async () => {
    behave = (_, response) => respond(response, 200, { type: 5 });
    const answered = discord.use(reader, 'ping');
    const { token } = await new Promise<Told>((resolve) => {
      behave = (told, response) => {
        respond(response, 200, { type: 5 });
        response.once('close', () => resolve(told));
      };
    });
    const route = `/webhooks/${discord.applicationId}/${token}/messages/@original`;
    await expect
      .poll(async () => (await ask(discord, 'PATCH', route, { body: { content: 'later' } })).status)
      .toBe(200);
    expect((await answered).message.content).toBe('later');
  });
});

/** True if Discord has signed the timestamp and the body together, by its public key of 64 hexadecimal digits. */
function isSigned(publicKey: string, signature: string, timestamp: string, body: Buffer): boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'));
}
