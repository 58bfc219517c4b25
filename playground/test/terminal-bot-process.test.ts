import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startBot } from '../src/bot-process.ts';

let folder = '';
const program = async (source: string) => {
  const main = join(folder, `${crypto.randomUUID()}.mjs`);
  await writeFile(main, source);
  return main;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-test-'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('a bot gets the settings that it is given, and of the others none', async () => {
  vi.stubEnv('DISCORD_TOKEN', 'real');
  vi.stubEnv('DEV_GUILD_ID', 'real');
  vi.stubEnv('DATABASE_URL', 'real');
  const main = await program(
    'const { DISCORD_TOKEN, DEV_GUILD_ID, DATABASE_URL, HTTP_PORT } = process.env;' +
      'console.log(JSON.stringify({ DISCORD_TOKEN, DEV_GUILD_ID, DATABASE_URL, HTTP_PORT }));',
  );
  const bot = startBot({
    command: ['node', main],
    folder,
    env: { DISCORD_TOKEN: 'own' },
    withheld: ['DISCORD_TOKEN', 'DEV_GUILD_ID', 'DATABASE_URL', 'HTTP_PORT'],
  });
  expect(await bot.exited).toEqual({ code: 0, signal: null });
  expect(JSON.parse(bot.output[0] ?? '')).toEqual({
    DISCORD_TOKEN: 'own',
    DEV_GUILD_ID: '',
    DATABASE_URL: '',
    HTTP_PORT: '',
  });
});

test('all that a bot says before it ends is heard', async () => {
  const main = await program('console.log("one"); console.error("two"); process.exitCode = 3;');
  const heard: string[] = [];
  const bot = startBot({
    command: ['node', main],
    folder,
    env: {},
    onLine: (line, output) => heard.push(`${output}: ${line}`),
  });
  expect(await bot.exited).toEqual({ code: 3, signal: null });
  expect(heard.sort()).toEqual(['stderr: two', 'stdout: one']);
});

test('a bot is asked to stop, or killed', async () => {
  const main = await program(
    'process.on("SIGTERM", () => process.exit(7)); setInterval(() => {}, 1000); console.log("up");',
  );
  for (const [how, exit] of [
    ['stop', { code: 7, signal: null }],
    ['kill', { code: null, signal: 'SIGKILL' }],
  ] as const) {
    const up = Promise.withResolvers<string>();
    const bot = startBot({ command: ['node', main], folder, env: {}, onLine: up.resolve });
    await up.promise;
    expect(await bot[how]()).toEqual(exit);
  }
});
