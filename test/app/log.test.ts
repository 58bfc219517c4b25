import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DiscordAPIError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { createLog, describeError } from '../../src/app/log.ts';

const interactionToken = 'aW50ZXJhY3Rpb246MTIzNDU2';

test('an error of Discord’s keeps its words and loses tokens and bodies', () => {
  const error = new DiscordAPIError(
    { code: 10062, message: 'Unknown interaction' },
    10062,
    404,
    'POST',
    `https://discord.com/api/v10/interactions/1/${interactionToken}/callback`,
    { body: { content: 'what a person wrote' }, files: undefined },
  );
  const told = JSON.stringify(describeError(error));
  expect(told).toContain('Unknown interaction');
  expect(told).toContain('/interactions/1/[token]/callback');
  expect(told).not.toContain(interactionToken);
  expect(told).not.toContain('what a person wrote');
});

test('a webhook’s token in a message or a cause is cut out too', () => {
  const cause = new Error(`connect ECONNREFUSED /webhooks/2/${interactionToken}/messages/@original`);
  const told = JSON.stringify(describeError(new Error('request failed', { cause })));
  expect(told).toContain('ECONNREFUSED');
  expect(told).not.toContain(interactionToken);
});

test('the bot’s token never reaches the log, wherever it stands', () => {
  const lines: string[] = [];
  const log = createLog('info', 'MTIz.abc.def', { write: (line) => lines.push(line) });
  log.info({ headers: { authorization: 'Bot MTIz.abc.def' } }, 'sent with MTIz.abc.def');
  log.error({ err: new Error('bad token MTIz.abc.def') }, 'failed');
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain('MTIz.abc.def');
  expect(lines.join('')).toContain('[token]');
});

test('a log that could not be written once, as to a full disk, goes on', async () => {
  const writer = `
    import { createLog } from ${JSON.stringify(join(import.meta.dirname, '../../src/app/log.ts'))};
    const log = createLog('info', 'a.b.c');
    process.stdout.emit('error', Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
    log.info('after it');
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', writer]);
  expect(stdout).toContain('after it');
});

describe('a log that nobody reads', () => {
  /** A process that logs 50,000 lines of 200 bytes at once, says by its channel that it goes on, and logs one more when told. */
  const writer = `
    import { createLog } from ${JSON.stringify(join(import.meta.dirname, '../../src/app/log.ts'))};
    const log = createLog('info', 'a.b.c');
    for (let i = 0; i < 50_000; i++) log.info({ i, pad: 'x'.repeat(150) }, 'a line');
    process.send('goes on');
    process.on('message', () => { log.info('the last line'); process.disconnect(); });
  `;
  const start = () =>
    spawn(process.execPath, ['--input-type=module', '--eval', writer], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });

  test('stops nothing; when it is read again, it says how many lines are missing', async () => {
    const child = start();
    expect(await once(child, 'message')).toEqual(['goes on', undefined]);
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    // Once what waited has been read, there is room again.
    await expect.poll(() => text.length, { timeout: 10_000 }).toBeGreaterThan(2 ** 20);
    child.send('go');
    await once(child, 'close');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { dropped } = lines.find(({ msg }) => msg === 'nobody read the log; lines were left out');
    expect(lines.filter(({ msg }) => msg === 'a line')).toHaveLength(50_000 - dropped);
    expect(dropped).toBeGreaterThan(10_000);
    expect(lines.at(-1)).toMatchObject({ msg: 'the last line' });
  }, 20_000);

  test('and whose reader has gone stops nothing either', async () => {
    const child = start();
    child.stdout?.destroy();
    expect(await once(child, 'message')).toEqual(['goes on', undefined]);
    child.send('go');
    expect(await once(child, 'close')).toEqual([0, null]);
  }, 20_000);
});
