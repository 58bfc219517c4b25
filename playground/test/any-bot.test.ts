// @module-tag slow

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../src/http-bot.ts';
import type { Messages, PageState } from '../src/page/api.ts';
import { given } from './support/asking.ts';

/* `discord-playground -- COMMAND` in the folder of a bot that is not Dateline: plain discord.js, some 30 lines. */

const program = resolve(import.meta.dirname, '../../node_modules/.bin/discord-playground');
const plainBot = join(import.meta.dirname, 'fixtures/plain-bot');
// The program begins with `#!/usr/bin/env node`.
const path = [dirname(process.execPath), process.env.PATH].join(delimiter);

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function play(args: readonly string[], folder = plainBot) {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, PATH: path, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

/** Types lines into the terminal, and resolves with all that it said and its exit code when it has ended. */
async function typed(lines: readonly string[], args: readonly string[], folder?: string) {
  const child = play(args, folder);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { output, errors, code: Number(code) };
}

describe('a plain discord.js bot', () => {
  test.each([
    ['node', ['node', 'bot.js']],
    ['npm start', ['npm', 'start']],
  ])('by %s answers its command in the terminal, also after a restart', { timeout: 60_000 }, async (_, command) => {
    const lines = ['/add first:2 second:40', 'restart', '/add first:1 second:1'];
    const { output, code } = await typed(lines, ['--name', 'Adder', '--', ...command]);
    expect(output).toContain('Adder’s playground');
    expect(output).toContain('moderator used /add\nThe sum is 42\n');
    expect(output).toContain('It is back.\nmoderator used /add\nThe sum is 2\n');
    expect(code).toBe(0);
  });

  test('answers its command on the page, which offers it and shows nothing of another bot', {
    timeout: 60_000,
  }, async () => {
    const child = play(['--', 'node', 'bot.js']);
    const { promise, resolve: found } = Promise.withResolvers<string>();
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+(?=.*in your browser)/.exec(line) ?? [];
      if (url) found(url);
    });
    const url = await promise;
    const state = async () => (await (await fetch(`${url}/api/state`)).json()) as PageState;
    const { channels, members, content, words } = await state();
    expect({ content, words }).toMatchObject({ content: undefined, words: { tips: [], back: 'back' } });
    const userId = given(members.find(({ name }) => name === 'reader')).id;
    const channelId = given(channels.find(({ name }) => name === 'general')).id;
    const viewer = { userId, channelId, locale: 'en-US' };
    const use = () =>
      fetch(`${url}/api/use`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ viewer, name: 'add', options: { first: 2, second: 3 } }),
      });
    await expect.poll(async () => (await use()).status, { timeout: 20_000 }).toBe(200);
    const { messages } = (await (
      await fetch(`${url}/api/messages?${new URLSearchParams({ userId, channelId })}`)
    ).json()) as Messages;
    expect(messages.at(-1)).toMatchObject({ message: { content: 'The sum is 5', author: { username: 'Bot' } } });
    child.stdin.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});

test('what leads a bot to the playground is in the variables that it reads', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'playground-test-'));
  try {
    await writeFile(
      join(folder, 'bot.mjs'),
      `import { writeFileSync } from 'node:fs';
      const { BOT_TOKEN, API, APP, KEY, SERVER } = process.env;
      writeFileSync('seen.json', JSON.stringify([BOT_TOKEN, API, APP, KEY, SERVER]));`,
    );
    const names = '--token-env BOT_TOKEN --api-env API --application-env APP --public-key-env KEY --guild-env SERVER';
    const { output, code } = await typed([], [...names.split(' '), '--', 'node', 'bot.mjs'], folder);
    const id = expect.stringMatching(/^\d{17,20}$/);
    expect(JSON.parse(await readFile(join(folder, 'seen.json'), 'utf8'))).toEqual([
      expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api$/),
      id,
      expect.stringMatching(/^[\da-f]{64}$/),
      id,
    ]);
    expect(output).toContain('The bot ended with code 0.');
    expect(code).toBe(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a bot that takes interactions by HTTP gets them at its address', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'playground-test-'));
  try {
    const port = await freePort();
    await writeFile(join(folder, 'bot.mjs'), httpBot(port));
    const options = ['--interactions', `http://127.0.0.1:${port}/`];
    const { output, code } = await typed(['/ping'], [...options, '--', 'node', 'bot.mjs'], folder);
    expect(output).toContain('moderator used /ping\nPong\n');
    expect(code).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** A bot without any library: it registers a command by REST, and answers signed requests. */
function httpBot(port: number): string {
  return `
    import { createPublicKey, verify } from 'node:crypto';
    import { createServer } from 'node:http';
    import { buffer } from 'node:stream/consumers';
    const { DISCORD_TOKEN, DISCORD_API_URL, DISCORD_APPLICATION_ID, DISCORD_PUBLIC_KEY } = process.env;
    const x = Buffer.from(DISCORD_PUBLIC_KEY, 'hex').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const headers = { authorization: 'Bot ' + DISCORD_TOKEN, 'content-type': 'application/json', 'user-agent': 'DiscordBot (x, 1)' };
    const commands = JSON.stringify([{ name: 'ping', description: 'Pong' }]);
    await fetch(DISCORD_API_URL + '/v10/applications/' + DISCORD_APPLICATION_ID + '/commands', { method: 'PUT', headers, body: commands });
    createServer(async (request, response) => {
      const body = await buffer(request);
      const signed = Buffer.concat([Buffer.from(request.headers['x-signature-timestamp'] ?? ''), body]);
      const signature = Buffer.from(request.headers['x-signature-ed25519'] ?? '', 'hex');
      if (!verify(null, signed, key, signature)) return response.writeHead(401).end();
      const answer = JSON.parse(body).type === 1 ? { type: 1 } : { type: 4, data: { content: 'Pong' } };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    }).listen(${port}, '127.0.0.1');`;
}

test.each([
  [[], 'COMMAND is missing'],
  [['--', ''], 'COMMAND is missing'],
  [['--port', 'x', '--', 'node'], '--port: expected a port'],
  [['--port', '99999', '--', 'node'], '--port: expected a port, 65535 at most'],
  [['--name', '', '--', 'node'], '--name: expected 1 to 32 characters'],
  [['--name', 'a\u001b[31mb', '--', 'node'], '--name: expected 1 to 32 characters'],
  [['--interactions', 'ftp://x', '--', 'node'], '--interactions: expected an address'],
  [['--token-env', 'A=B', '--api-env', '', '--', 'node'], '--token-env: expected the name of a variable'],
  [['--token-env', 'A=B', '--api-env', '', '--', 'node'], '--api-env: expected the name of a variable'],
  [['--token-env', 'X', '--guild-env', 'X', '--', 'node'], '--guild-env: X is the variable of another option'],
  [['--colour', '--', 'node'], "Unknown option '--colour'"],
])('what is wrong in the command line %j is said, with how it is used', async (args, problem) => {
  const { output, errors, code } = await typed([], args);
  expect(errors).toContain(problem);
  expect(errors).toContain('Usage: discord-playground');
  expect({ output, code }).toEqual({ output: '', code: 2 });
});

test('a port that another program has is said', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { errors, code } = await typed([], ['--port', String(port), '--', 'node', 'bot.js']);
  expect(errors).toContain(`--port: another program has ${port}`);
  expect(code).toBe(2);
  other.close();
});
