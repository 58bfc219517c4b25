// @module-tag slow

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEndpoint, slash } from '../support/endpoint.ts';

/* Requests to the HTTP port that Discord did not send, over real sockets. */

const minute = 60_000;
let time = Date.parse('2026-05-01T12:00:00Z');
let endpoint: Awaited<ReturnType<typeof openEndpoint>>;

beforeAll(async () => {
  endpoint = await openEndpoint(() => time);
});
afterAll(() => endpoint.close());

const ping = JSON.stringify({ id: '1', application_id: '2', type: 1, token: 'x', version: 1 });

describe('a request to /interactions', () => {
  test('is answered if Discord has signed it', async () => {
    const { status, headers, body } = await endpoint.post(ping);
    expect([status, headers['content-type'], JSON.parse(body)]).toEqual([200, 'application/json', { type: 1 }]);
    expect((await endpoint.post(slash('help'))).status).toBe(200);
  });

  test.each<[string, (headers: Record<string, string>) => Record<string, string | string[]>]>([
    ['no signature', ({ 'x-signature-timestamp': timestamp = '' }) => ({ 'x-signature-timestamp': timestamp })],
    ['no timestamp', ({ 'x-signature-ed25519': signature = '' }) => ({ 'x-signature-ed25519': signature })],
    ['a forged signature', (headers) => ({ ...headers, 'x-signature-ed25519': '0'.repeat(128) })],
    ['another body’s signature', () => endpoint.signed(slash('latest'))],
    ['a signature that is cut off', (headers) => ({ ...headers, 'x-signature-ed25519': 'abcd' })],
    ['a signature that is no number', (headers) => ({ ...headers, 'x-signature-ed25519': 'z'.repeat(128) })],
    [
      'two signatures, the second of them right',
      ({ 'x-signature-ed25519': signature = '', ...headers }) => ({
        ...headers,
        'x-signature-ed25519': ['0'.repeat(128), signature],
      }),
    ],
    ['another timestamp', (headers) => ({ ...headers, 'x-signature-timestamp': String(time / 1000 + 1) })],
    ['a timestamp that is none', () => endpoint.signed(slash('help'), 'now')],
    [
      'a timestamp of zeros before the right one',
      (headers) => endpoint.signed(slash('help'), `0000${headers['x-signature-timestamp']}`),
    ],
  ])('with %s is refused, and no command is run', async (_, change) => {
    const body = slash('help');
    const before = endpoint.counted.length;
    expect((await endpoint.post(body, change(endpoint.signed(body)))).status).toBe(401);
    expect(endpoint.counted).toHaveLength(before);
  });

  test('of which one byte was changed is refused', async () => {
    const body = slash('help');
    expect((await endpoint.post(`${body} `, endpoint.signed(body))).status).toBe(401);
    expect((await endpoint.post(body.replace('900', '901'), endpoint.signed(body))).status).toBe(401);
  });

  test('that was recorded is refused once it is five minutes old, as is one from the future', async () => {
    const body = slash('help');
    const headers = endpoint.signed(body);
    const at = async (later: number) => {
      const before = time;
      time += later;
      const { status } = await endpoint.post(body, headers);
      time = before;
      return status;
    };
    expect([await at(0), await at(4 * minute), await at(6 * minute), await at(-6 * minute)]).toEqual([
      200, 200, 401, 401,
    ]);
  });

  test('that is larger than any interaction is refused before it is read', async () => {
    const huge = slash('help', { more: 'x'.repeat(300_000) });
    expect((await endpoint.post(huge)).status).toBe(413);
    const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = endpoint.signed('');
    const head = `POST /interactions HTTP/1.1\r\nHost: x\r\nX-Signature-Ed25519: ${signature}\r\nX-Signature-Timestamp: ${timestamp}\r\n`;
    // It says that there are gigabytes, and waits.
    expect(await endpoint.raw(`${head}Content-Length: 9999999999\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
    // It does not say how much there is.
    const part = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    expect(await endpoint.raw(`${head}Transfer-Encoding: chunked\r\n\r\n${part.repeat(6)}`)).toMatch(
      /^HTTP\/1\.1 413 /,
    );
  });

  test('that does not come to an end is broken off after seconds', async () => {
    const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = endpoint.signed('');
    const begun = performance.now();
    const answers = await Promise.all([
      endpoint.raw(''),
      endpoint.raw('POST /interactions HTTP/1.1\r\nHost: x\r\nX-Slow: '),
      endpoint.raw(
        `POST /interactions HTTP/1.1\r\nHost: x\r\nX-Signature-Ed25519: ${signature}\r\nX-Signature-Timestamp: ${timestamp}\r\nContent-Length: 100\r\n\r\n{`,
      ),
    ]);
    expect(performance.now() - begun).toBeLessThan(9_000);
    for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/);
  }, 20_000);

  test.each([
    ['two lengths', 'Content-Length: 3\r\nContent-Length: 30\r\n\r\n{} '],
    ['a length and chunks', 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['an encoding that is none', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a header over two lines', 'X-A: b\r\n c\r\nContent-Length: 0 0\r\n\r\n'],
    ['headers without end', `X-A: ${'a'.repeat(20_000)}\r\n\r\n`],
  ])('with %s, by which another could be smuggled in, is refused, and the connection ended', async (_, rest) => {
    const smuggled = 'POST /interactions HTTP/1.1\r\nHost: x\r\n\r\n';
    const answer = await endpoint.raw(`POST /interactions HTTP/1.1\r\nHost: x\r\n${rest}${smuggled}`);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  test.each([
    'not json',
    '',
    'null',
    '[]',
    '{"type":2}',
    '{"__proto__":{"type":1}}',
    `{"type":99,"id":"1"}`,
    '['.repeat(100_000),
  ])('that is signed and no interaction is refused: %.20s', async (body) => {
    expect((await endpoint.post(body)).status).toBe(400);
    expect((await endpoint.post(ping)).status).toBe(200);
  });
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])(
  '/interactions by %s is refused',
  async (method) => {
    const { status, headers } = await endpoint.ask(method, '/interactions');
    expect([status, headers.allow]).toEqual([405, 'POST']);
  },
);

test.each([
  '/',
  '/interactions/',
  '/Interactions',
  '/interactions/1',
  '//interactions',
  '/../interactions',
  '/%69nteractions',
  '/.env',
  '/api/v10/users/@me',
  'http://x/interactions',
  '*',
])('%s is not there', async (path) => {
  expect((await endpoint.ask('POST', path)).status).toBe(404);
});
