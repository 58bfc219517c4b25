// @module-tag slow

import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { startPlayground } from '../support/playground-process.ts';

/** What the playground says as it ends, with these arguments and variables. */
async function refusal(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawn(process.execPath, ['src/cli/playground/main.ts', ...args], {
    env: { ...process.env, CONTENT_DIR: '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(child.stderr);
  const code = await new Promise((settle) => child.once('exit', settle));
  return `${code} ${await said}`;
}

test('the page has the port that one wants, and a taken or odd one is said', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((settle) => other.once('listening', settle));
  const { port } = other.address() as AddressInfo;
  expect(await refusal(['--port', String(port)])).toMatch(new RegExp(`^2 Another program has port ${port}:`));
  await new Promise((settle) => other.close(settle));
  const playground = await startPlayground({ PLAYGROUND_PORT: String(port) });
  expect(playground.url).toBe(`http://127.0.0.1:${port}`);
  await playground.stop();
  expect(await refusal([], { PLAYGROUND_PORT: '70000' })).toMatch(/^2 “70000” is no port/);
}, 60_000);
