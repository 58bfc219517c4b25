import { DiscordAPIError } from 'discord.js';
import { expect, test } from 'vitest';
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
