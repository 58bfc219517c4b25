import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { DiscordError, identify, UnexpectedAnswer } from '../../src/discord/rest/identity.ts';
import { createRest } from '../../src/discord/rest/rest.ts';

/* What stands at DISCORD_API_URL says who the bot is, or something else. */

let stop = async () => {};
afterEach(() => stop());

async function ask(answer: unknown) {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  const { port } = server.address() as AddressInfo;
  return identify(createRest({ token: 'a.b.c', apiUrl: `http://127.0.0.1:${port}/api`, requestsPerSecond: 50 }));
}

const application = { id: '100', verify_key: 'ab'.repeat(32), interactions_endpoint_url: null };

test('an application with its bot', async () => {
  expect(await ask({ ...application, bot: { id: '101' } })).toMatchObject({ applicationId: '100', botId: '101' });
});

test('an application without a bot is said to have none, with what to do', async () => {
  const asked = ask(application);
  await expect(asked).rejects.toThrow(DiscordError);
  await expect(asked).rejects.toThrow(/has no bot\. Make one at https:\/\/discord\.com\/developers/);
});

test.each([{}, [], 'pong', { id: 7 }])('%j is no answer of Discord’s, and is said to be none', async (answer) => {
  await expect(ask(answer)).rejects.toThrow(UnexpectedAnswer);
});
