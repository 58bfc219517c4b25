// @module-tag slow

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function play(lines: readonly string[], env: Record<string, string | undefined> = {}, cwd = root) {
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  const child = spawn(process.execPath, [join(root, 'src/cli/playground/main.ts')], {
    cwd,
    env: {
      ...process.env,
      CONTENT_DIR: '',
      TMPDIR: temporary,
      TEMP: temporary,
      TMP: temporary,
      NO_COLOR: '1',
      LOG_LEVEL: 'info',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const output = text(child.stdout);
  const exited = new Promise((settle) => child.once('exit', settle));
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  return { code: await exited, output: await output, left: await readdir(temporary) };
}

test('lines from a pipe are done one after the other, and leave nothing behind', { timeout: 60_000 }, async () => {
  const { code, output, left } = await play([
    '/summary depth:full',
    '1',
    '/digest add channel:#news time:09:00 timezone:Europe/Berlin mention:@Readers',
    'restart',
    '/digest list',
    '/digest send 1',
    '/digest add #briefings',
    'deny #briefings',
    '/digest send 2',
    'fault hang GET /nothing',
    'gateway hello off',
    'faults',
    'gateway hello on',
    'fault clear',
    'falt',
    'as reader',
    '/digest list',
    'in #moderators',
    'in dm',
    '/latest',
    'show',
    '/nonsense',
  ]);
  const alone = ' · Only you can see this';
  expect(
    output.match(/^(moderator|reader) (used|clicked).*/gm)?.map((line) => line.replace(/clicked .* ·/, 'clicked ·')),
  ).toEqual([
    'moderator used /summary',
    `moderator clicked${alone}`,
    `moderator used /digest add${alone}`,
    `moderator used /digest list${alone}`,
    `moderator used /digest send${alone}`,
    `moderator used /digest add${alone}`,
    `moderator used /digest send${alone}`,
    'reader used /latest',
  ]);
  for (const expected of [
    /^It is back, with its database\.$/m,
    /^#news · Dateline · \d\d:\d\d · pings @Readers$/m,
    /^To make it fail by HTTP: http:\/\/127\.0\.0\.1:\d+$/m,
    /^Fault 1: hang · GET \/nothing · once\nThe gateway does not, until it is told to\.\nFault 1: hang · GET \/nothing · once\nThe gateway does not say hello/m,
    /^There are no faults of requests now\.$/m,
    /^I do not know “falt”\. Do you mean fault\?/m,
    /POST\s\/channels\/#briefings\/messages\swith\s403,\scode\s50013/,
    /^Discord does not offer \/digest to you here\./m,
    /^You do not have access to this channel\.$/m,
    /^Direct message · Dateline · \d\d:\d\d$/m,
    /^There is no command \/nonsense\./m,
  ])
    expect(output).toMatch(expected);
  // The digest of before the restart is in the list of after it.
  expect(output.slice(output.indexOf('used /digest list'), output.indexOf('used /digest send'))).toContain('#news');
  expect(output).not.toContain('\u001b');
  expect(code).toBe(0);
  expect(left).toEqual([]);
});

test.each(['the environment', '.env'])('a bot that cannot start, by %s, says why, and the code is 1', async (where) => {
  if (where === '.env') await writeFile(join(folder, '.env'), `CONTENT_DIR=${folder}\nDISCORD_TOKEN=a.real.one\n`);
  const env = { CONTENT_DIR: where === '.env' ? undefined : folder };
  const { code, output, left } = await play(['/summary'], env, where === '.env' ? folder : root);
  expect(output).toContain('Dateline cannot start.');
  expect(output).toContain('The bot ended with code 1.');
  expect(output).not.toContain('used /summary');
  expect(code).toBe(1);
  expect(left).toEqual([]);
});
