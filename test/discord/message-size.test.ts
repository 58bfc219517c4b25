import { REST } from 'discord.js';
import { expect, test } from 'vitest';
import { editMessage, sendMessage } from '../../src/discord/rest/messages.ts';
import { message, text } from '../../src/view/card.ts';

/** A REST that answers every request, and the number of them. */
function answering() {
  let requests = 0;
  const makeRequest = async () => {
    requests += 1;
    return Response.json({ id: '7' });
  };
  return { rest: new REST({ makeRequest }).setToken('a.b.c'), requests: () => requests };
}

test.each([
  ['one text', (bytes: number) => [text('x'.repeat(bytes - 12))]],
  ['Japanese', (bytes: number) => [text(`${'記'.repeat(3_000)}${'x'.repeat(bytes - 9_012)}`)]],
  ['two texts', (bytes: number) => [text('x'.repeat(bytes - 3_024)), text('記'.repeat(1_000))]],
])('a message of %s is sent with the bytes that Discord stores, and not with one more', async (_, components) => {
  const { rest, requests } = answering();
  const [fits, tooLarge] = [message(components(10_170)), message(components(10_171))];
  expect(await sendMessage(rest, '500', fits)).toEqual({ kind: 'sent', messageId: '7' });
  expect(await editMessage(rest, '500', '7', fits)).toEqual({ kind: 'sent', messageId: '7' });
  for (const result of [await sendMessage(rest, '500', tooLarge), await editMessage(rest, '500', '7', tooLarge)])
    expect(result).toEqual({
      kind: 'refused',
      reason: 'bad-request',
      message: 'The message has 10171 bytes of text, and Discord takes at most 10170',
    });
  expect(requests()).toBe(2);
});
