import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Discord,
  type Guild,
  type Messages,
  type Page,
  type PageEvent,
  type PageState,
  type Runner,
  type SharedClock,
  startPage,
} from 'discord-playground';
import { ask, given } from 'discord-playground/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newsroom } from '../../src/cli/playground/newsroom.ts';
import { createPlugin } from '../../src/cli/playground/plugin.ts';
import { textOf } from '../support/newsroom.ts';
import { openScene, type Scene } from '../support/playground-scene.ts';

const briefing = 'briefings/2024-05-17-putin-harbin.yaml';
let folder = '';
let contentFolder = '';
let scene: Scene;
let clock: SharedClock;
let discord: Discord;
let guild: Guild;
let runner: Runner;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-test-'));
  contentFolder = join(folder, 'content');
  await mkdir(join(contentFolder, 'briefings'), { recursive: true });
  await cp(join('content', briefing), join(contentFolder, briefing));
  const appFolder = join(folder, 'app');
  await mkdir(join(appFolder, 'view'), { recursive: true });
  await writeFile(join(folder, 'secret.ts'), 'export const secret = 1;');
  await symlink(join(folder, 'secret.ts'), join(appFolder, 'link.ts'));
  const map = '<script type="importmap">{"imports":{}}</script>';
  await writeFile(join(appFolder, 'index.html'), `<!doctype html>${map}<p>page</p>`);
  await writeFile(join(appFolder, 'page.css'), 'p { color: red }');
  await writeFile(join(appFolder, 'tsconfig.json'), '{}');
  await writeFile(join(appFolder, 'view/sign.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(
    join(appFolder, 'view/main.ts'),
    `import type { A } from '../../api.ts';\nimport { b } from './b.ts';\nexport const c: A = b as A;\n`,
  );
  scene = await openScene(folder, { CONTENT_DIR: contentFolder });
  ({ clock, discord, guild, runner } = scene);
  page = await startPage({ discord, guild, runner, clock, plugin: createPlugin(contentFolder), appFolder });
  expect(await runner.start()).toBe(true);
}, 60_000);
afterAll(async () => {
  await page.close();
  await scene.close();
  await rm(folder, { recursive: true });
});

type Answer = { status: number; headers: Record<string, unknown>; text: string };

/** Asks as plainly as can be: with no header but those that are given. */
function send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  const { hostname, port } = new URL(page.url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, async (response) => {
      const text = (await response.setEncoding('utf8').toArray()).join('');
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    sent.on('error', reject).end(body);
  });
}
const get = async <T>(path: string) => JSON.parse((await send('GET', path)).text) as T;
async function post(name: string, body: unknown, headers: Record<string, string> = {}) {
  const json = { 'content-type': 'application/json', origin: page.url, ...headers };
  const { status, text } = await send('POST', `/api/${name}`, json, JSON.stringify(body));
  return { status, body: JSON.parse(text) as unknown };
}

const member = (name: string) => given(guild.members.get(name));
const channel = (name: string) => given(guild.channels.get(name));
const viewer = (name = 'moderator', place = 'general') => ({
  userId: member(name),
  channelId: place === 'dm' ? 'dm' : channel(place),
  locale: 'en-US',
});
const seen = async (name: string, place = 'general') => {
  const { userId, channelId } = viewer(name, place);
  return (await get<Messages>(`/api/messages?userId=${userId}&channelId=${channelId}`)).messages;
};
const state = (name?: string) => get<PageState>(`/api/state${name ? `?userId=${member(name)}` : ''}`);

const streams: AbortController[] = [];
afterEach(() => {
  for (const stream of streams.splice(0)) stream.abort();
});

/** Listens as this person's page does. */
async function listen(name: string) {
  const stream = new AbortController();
  streams.push(stream);
  const response = await fetch(`${page.url}/api/events?userId=${member(name)}`, { signal: stream.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const heard: PageEvent[] = [];
  const read = async () => {
    let text = '';
    for await (const part of given(response.body).pipeThrough(new TextDecoderStream())) {
      text += part;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events)
        if (event.startsWith('data: ')) heard.push(JSON.parse(event.slice('data: '.length)) as PageEvent);
    }
  };
  read().catch(() => {});
  await expect.poll(() => heard[0]).toEqual({ type: 'state' });
  return {
    heard,
    of: <K extends PageEvent['type']>(type: K) =>
      heard.filter((event): event is Extract<PageEvent, { type: K }> => event.type === type),
  };
}

describe('its files', () => {
  test('are the page, with what it may load', async () => {
    const { status, text, headers } = await send('GET', '/');
    expect(status).toBe(200);
    expect(text).toContain('<p>page</p>');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self' 'sha256-[\w+/]{43}='; style-src 'self';.*frame-ancestors 'none'$/,
    );
    expect(page.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test.each([
    ['/page.css', 'text/css; charset=utf-8'],
    ['/app/page.css', 'text/css; charset=utf-8'],
    ['/view/sign.svg', 'image/svg+xml; charset=utf-8'],
  ])('are %s', async (path, type) => {
    expect(await send('GET', path)).toMatchObject({
      status: 200,
      headers: {
        'content-type': type,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
      },
    });
  });

  test.each(['/app/view/main.ts', '/view/main.ts'])('are TypeScript without its types: %s', async (path) => {
    const { status, text, headers } = await send('GET', path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(text.replace(/[\s;]+/g, ' ').trim()).toBe("import { b } from './b.ts' export const c = b");
  });

  test.each([
    '/../secret.ts',
    '/app/../../secret.ts',
    '/app/..%2f..%2fsecret.ts',
    '/app/%2e%2e/secret.ts',
    '//secret.ts',
    '/link.ts',
    '/app/link.ts',
    '/tsconfig.json',
    '/app/.hidden.ts',
    '/index.html',
    '/view',
    '/view.ts/',
    '/nothing.ts',
    '/page.css%00.ts',
    '/packages/hono/dist/index.js',
    '/packages/../package.json',
    '/api/nothing',
  ])('are not %s', async (path) => {
    const { status, text } = await send('GET', path);
    expect(status).toBe(404);
    expect(text).not.toContain('secret =');
    expect(JSON.parse(text)).toEqual({ problems: [expect.stringContaining('There is no GET')] });
  });
});

describe('who may ask', () => {
  const own = () => new URL(page.url).host;
  const port = () => new URL(page.url).port;

  test('is who addresses this machine by name and port', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${port()}`,
      '127.0.0.1',
      'localhost:1',
      `127.0.0.1.evil:${port()}`,
    ])
      for (const path of ['/', '/page.css', '/api/state']) expect((await send('GET', path, { host })).status).toBe(403);
    for (const host of [own(), `localhost:${port()}`, `LOCALHOST:${port()}`])
      expect((await send('GET', '/api/state', { host })).status).toBe(200);
  });

  test('is for what changes something only the page itself', async () => {
    const body = { do: 'restart' };
    for (const origin of [
      'http://evil.example',
      'null',
      `https://${own()}`,
      `http://localhost:${port()}`,
      'http://127.0.0.1:1',
    ])
      expect(await post('bot', body, { origin })).toMatchObject({ status: 403 });
    const type = { 'content-type': 'application/json' };
    expect((await send('POST', '/api/bot', type, JSON.stringify(body))).status).toBe(403);
    const local = { host: `localhost:${port()}`, origin: `http://localhost:${port()}` };
    expect(await post('control', { action: 'fault/clear' }, local)).toMatchObject({ status: 200 });
  });

  test('is no other page that reads or listens', async () => {
    const events = `/api/events?userId=${member('reader')}`;
    for (const headers of [
      { origin: 'http://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ] as Record<string, string>[])
      for (const path of [events, '/api/state', '/page.css', '/'])
        expect((await send('GET', path, headers)).status).toBe(403);
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await send('GET', '/', link)).status).toBe(200);
    expect((await send('GET', '/api/state', link)).status).toBe(403);
    expect((await send('GET', '/api/state', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test('says what is wrong with what it sends', async () => {
    const plain = { 'content-type': 'text/plain', origin: page.url };
    expect((await send('POST', '/api/use', plain, '{}')).status).toBe(415);
    const json = { 'content-type': 'application/json', origin: page.url };
    expect(await send('POST', '/api/use', json, '{')).toMatchObject({
      status: 400,
      text: '{"problems":["the body is no JSON"]}',
    });
    expect((await send('POST', '/api/use', json, JSON.stringify({ name: 'x'.repeat(70_000) }))).status).toBe(413);
    for (const [name, body, problem] of [
      ['use', { viewer: viewer(), name: 'help' }, 'options: '],
      ['use', { viewer: { ...viewer(), locale: 3 }, name: 'help', options: {} }, 'viewer: locale: '],
      ['use', { viewer: viewer(), name: 'help', options: { a: [] } }, 'options: a: '],
      ['complete', { viewer: viewer(), name: 'who', options: {} }, 'focused: '],
      ['click', { viewer: viewer(), messageId: 1, customId: '' }, 'messageId: '],
      ['select', { viewer: viewer(), messageId: '', customId: '', values: 'a' }, 'values: '],
      ['control', { action: 'falt' }, 'action: '],
      ['control', { action: 'fault', body: { do: 'drop' } }, 'do: one of drop-before'],
      ['clock', { to: 'tomorrow' }, 'to: '],
      ['clock', { to: 1 }, 'to: the clock cannot be set back'],
      ['clock', { to: 9e15 }, 'to: at most 31 days at once'],
      ['bot', { do: 'sleep' }, 'do: '],
      ['bot', { do: 'kill', now: true }, 'Unrecognized key: "now"'],
    ] as const)
      expect(await post(name, body)).toEqual({
        status: 400,
        body: { problems: expect.arrayContaining([expect.stringContaining(problem)]) },
      });
    for (const path of ['/api/messages', '/api/commands', '/api/events', '/api/state?userId=1'])
      expect((await send('GET', path)).status).toBe(400);
    expect((await send('GET', '/api/use')).status).toBe(404);
    const empty = { ...json, 'content-length': '0' };
    expect((await send('DELETE', '/api/state', empty)).status).toBe(404);
    expect((await send('POST', '/api/use', { ...json, 'transfer-encoding': 'chunked' }, '{}')).status).toBe(413);
    expect((await send('GET', '/view/..\\..\\secret.ts')).status).toBe(400);
  });
});

describe('its state', () => {
  test('is all that there is, and for a person what they see', async () => {
    expect(await state()).toMatchObject({
      guild: { id: guild.id, name: 'Newsroom' },
      bot: { id: discord.botId, name: 'Bot', running: true, connected: true, inServer: true },
      roles: expect.arrayContaining([{ id: guild.roles.get('Readers'), name: 'Readers' }]),
      members: expect.arrayContaining([{ id: member('reader'), name: 'reader', roles: [guild.roles.get('Readers')] }]),
      locales: expect.arrayContaining(['en-US', 'de']),
      clock: { ahead: 0 },
      trouble: {
        up: true,
        faults: [],
        denied: [{ channelId: channel('locked'), permission: 'SendMessages', planned: true }],
      },
      content: { folder: contentFolder, files: [briefing], problems: [] },
    });
    const names = async (name?: string) => (await state(name)).channels.map((each) => each.name);
    expect(await names('moderator')).toEqual(newsroom.channels.map(({ name }) => name));
    expect(await names()).toContain('moderators');
    expect(await names('reader')).not.toContain('moderators');
    expect((await state()).channels).toContainEqual({
      id: channel('harbin-visit'),
      name: 'harbin-visit',
      type: 11,
      parentId: channel('general'),
      writable: true,
    });
    expect((await state()).members.map(({ id }) => id)).not.toContain(discord.botId);
  });

  test('has the commands that someone is offered', async () => {
    const names = async (name: string, place?: string) => {
      const query = new URLSearchParams(viewer(name, place));
      return (await get<{ commands: { name: string }[] }>(`/api/commands?${query}`)).commands.map((each) => each.name);
    };
    expect(await names('moderator')).toEqual(expect.arrayContaining(['digest', 'summary']));
    expect(await names('reader')).not.toContain('digest');
    expect(await names('reader', 'dm')).toContain('latest');
    const { status, text } = await send('GET', `/api/commands?${new URLSearchParams(viewer('reader', 'moderators'))}`);
    expect([status, JSON.parse(text)]).toEqual([409, { refused: 'You do not have access to this channel.' }]);
  });
});

describe('what people do', () => {
  test('a command, a click, and answers that only one person sees', async () => {
    const [mine, other] = [await listen('reader'), await listen('moderator')];
    expect(await post('use', { viewer: viewer('reader'), name: 'summary', options: {} })).toEqual({
      status: 200,
      body: { ok: true },
    });
    await expect.poll(() => other.of('message')).toHaveLength(1);
    const { message, ephemeral } = given((await seen('moderator')).at(-1));
    expect(ephemeral).toBe(false);
    const { custom_id: customId } = given(/"custom_id":"(?<custom_id>[^"]+)"/.exec(JSON.stringify(message))?.groups);
    const clicked = { viewer: viewer('reader'), messageId: message.id, customId };
    expect(await post('click', clicked)).toEqual({ status: 200, body: { ok: true } });
    await expect.poll(() => mine.of('message')).toHaveLength(2);
    expect(mine.of('message')[1]).toMatchObject({ seen: { ephemeral: true, crossposted: false } });
    expect((await seen('reader')).map((each) => each.ephemeral)).toEqual([false, true]);
    expect((await seen('moderator')).map((each) => each.ephemeral)).toEqual([false]);
    expect(other.of('message')).toHaveLength(1);
    expect(await post('click', { ...clicked, customId: 'x' })).toEqual({
      status: 409,
      body: { refused: 'There is no such button on this message.' },
    });
    expect(await post('select', { ...clicked, values: ['x'] })).toMatchObject({ status: 409 });
    expect(await post('use', { viewer: viewer('reader'), name: 'digest list', options: {} })).toMatchObject({
      status: 409,
      body: { refused: expect.stringContaining('no such command') },
    });
  });

  test('completion as they type', async () => {
    const body = { viewer: viewer(), name: 'who', options: {}, focused: { name: 'name', value: 'xi' } };
    const { status, body: answer } = await post('complete', body);
    expect(status).toBe(200);
    expect(JSON.stringify(answer)).toContain('Xi Jinping');
  });

  test('a direct message with the bot, that nobody else sees', async () => {
    expect(await seen('reader', 'dm')).toEqual([]);
    const other = await listen('moderator');
    expect(await post('use', { viewer: viewer('reader', 'dm'), name: 'latest', options: {} })).toMatchObject({
      status: 200,
    });
    expect(await seen('reader', 'dm')).toHaveLength(1);
    expect(await seen('moderator', 'dm')).toEqual([]);
    expect(other.of('message')).toEqual([]);
    const { userId } = viewer('moderator');
    const foreign = await send(
      'GET',
      `/api/messages?userId=${userId}&channelId=${discord.directMessage(member('reader'))}`,
    );
    expect(foreign.status).toBe(409);
  });

  test('nothing is seen of a channel that one may not see', async () => {
    const [reader, moderator] = [await listen('reader'), await listen('moderator')];
    const body = { content: 'for moderators' };
    const { body: posted } = await ask(discord, 'POST', `/channels/${channel('moderators')}/messages`, { body });
    const { id } = posted as { id: string };
    await ask(discord, 'PATCH', `/channels/${channel('moderators')}/messages/${id}`, { body: { content: 'changed' } });
    expect((await seen('moderator', 'moderators')).map(({ message }) => message.content)).toEqual(['changed']);
    await ask(discord, 'DELETE', `/channels/${channel('moderators')}/messages/${id}`);
    await expect
      .poll(() => moderator.of('remove'))
      .toEqual([{ type: 'remove', channelId: channel('moderators'), messageId: id }]);
    expect([moderator.of('message').length, moderator.of('edit').length]).toEqual([1, 1]);
    expect(reader.heard.filter(({ type }) => type !== 'state' && type !== 'modal')).toEqual([]);
    const { userId, channelId } = viewer('reader', 'moderators');
    expect((await send('GET', `/api/messages?userId=${userId}&channelId=${channelId}`)).status).toBe(409);
  });
});

describe('trouble', () => {
  test('what Discord refuses is told where it happened, with what is wrong', async () => {
    const { of } = await listen('moderator');
    const embeds = [{ title: 'x'.repeat(300) }];
    await ask(discord, 'POST', `/channels/${channel('news')}/messages`, { body: { embeds } });
    await expect.poll(() => of('refused')).toHaveLength(1);
    expect(of('refused')[0]).toEqual({
      type: 'refused',
      channelId: channel('news'),
      method: 'POST',
      path: `/channels/${channel('news')}/messages`,
      status: 400,
      code: 50035,
      message: expect.any(String),
      details: [expect.stringContaining('embeds[0].title: Must be 256 or fewer')],
      byFault: false,
    });
  });

  test('is made by control actions, and stands in the state', async () => {
    const { of } = await listen('moderator');
    const fault = { do: 'status', status: 503, method: 'GET', path: '/gateway' };
    expect(await post('control', { action: 'fault', body: fault })).toMatchObject({ status: 200, body: { struck: 0 } });
    expect(await post('control', { action: 'permissions', body: { channel: 'news', deny: ['ViewChannel'] } })).toEqual({
      status: 200,
      body: { done: 'permissions' },
    });
    const { trouble } = await state();
    expect(trouble.faults).toHaveLength(1);
    expect(trouble.denied).toContainEqual({ channelId: channel('news'), permission: 'ViewChannel', planned: false });
    await ask(discord, 'GET', '/gateway');
    await expect.poll(() => of('refused')).toMatchObject([{ status: 503, byFault: true, details: [] }]);
    await post('control', { action: 'permissions', body: { channel: 'news', allow: ['ViewChannel'] } });
    await expect.poll(() => of('state').length).toBeGreaterThan(1);
    expect((await state()).trouble).toMatchObject({ faults: [], denied: [{ channelId: channel('locked') }] });
  });

  test('a denial that the server was made with is one of the page’s, once it has been taken away and made again', async () => {
    for (const deed of ['allow', 'deny'])
      await post('control', { action: 'permissions', body: { channel: 'locked', [deed]: ['SendMessages'] } });
    expect((await state()).trouble.denied).toEqual([
      { channelId: channel('locked'), permission: 'SendMessages', planned: false },
    ]);
  });

  test('where someone may only read, and that the bot has been thrown out, stands in the state', async () => {
    const body = { channel: 'general', target: '@everyone', deny: ['SendMessages'] };
    await post('control', { action: 'permissions', body });
    const writable = async () =>
      Object.fromEntries((await state('reader')).channels.map((each) => [each.name, each.writable]));
    // A thread has a permission of its own for that.
    expect(await writable()).toMatchObject({ general: false, 'harbin-visit': true, news: true });
    await post('control', { action: 'permissions', body: { ...body, deny: [], allow: ['SendMessages'] } });
    expect(await writable()).toMatchObject({ general: true });
    await post('control', { action: 'kick' });
    expect((await state()).bot.inServer).toBe(false);
    await post('control', { action: 'invite' });
    expect((await state()).bot.inServer).toBe(true);
  });

  test('a file with problems is told of with its line, until it is mended', { timeout: 30_000 }, async () => {
    const { of } = await listen('moderator');
    const file = join(contentFolder, briefing);
    const good = await readFile(file, 'utf8');
    await writeFile(file, good.replace('headline:', 'haedline:'));
    await expect.poll(async () => given((await state()).content).problems, { timeout: 5000 }).not.toEqual([]);
    const { problems } = given((await state()).content);
    expect(problems[0]).toMatch(/2024-05-17-putin-harbin\.yaml:\d+:\d+ /);
    expect(of('log')).toContainEqual({
      type: 'log',
      level: 'error',
      message: 'content has problems; the last good version stays',
      details: expect.stringContaining('problems='),
    });
    await writeFile(file, good);
    await expect.poll(async () => given((await state()).content).problems, { timeout: 5000 }).toEqual([]);
    await expect.poll(async () => given((await state()).content).reloadedAt, { timeout: 5000 }).toBeGreaterThan(0);
  });
});

describe('the bot and its clock', () => {
  test('the bot is stopped or killed, and started again', { timeout: 60_000 }, async () => {
    const { of } = await listen('moderator');
    for (const how of ['restart', 'kill']) {
      expect(await post('bot', { do: how })).toEqual({ status: 200, body: { ok: true } });
      expect((await state()).bot).toMatchObject({ running: true, connected: true });
    }
    expect(of('state').length).toBeGreaterThan(2);
    const answered = await post('use', { viewer: viewer(), name: 'summary', options: {} });
    expect(answered).toMatchObject({ status: 200 });
  });

  test('a bot that cannot start says why', { timeout: 60_000 }, async () => {
    const { of } = await listen('moderator');
    const file = join(contentFolder, briefing);
    const good = await readFile(file, 'utf8');
    await writeFile(file, good.replace('headline:', 'haedline:'));
    expect(await post('bot', { do: 'kill' })).toMatchObject({ status: 409, body: { refused: expect.any(String) } });
    expect(await state()).toMatchObject({ bot: { running: false, connected: false } });
    expect(given((await state()).content).problems[0]).toMatch(/putin-harbin\.yaml:\d+:\d+ /);
    expect(of('log').map(({ message }) => message)).toContainEqual(expect.stringContaining('Dateline cannot start.'));
    expect(await post('use', { viewer: viewer(), name: 'summary', options: {} })).toMatchObject({ status: 409 });
    await writeFile(file, good);
    expect(await post('bot', { do: 'restart' })).toMatchObject({ status: 200 });
    expect(given((await state()).content).problems).toEqual([]);
  });

  test('the clock is set ahead, and what is due then is seen', { timeout: 60_000 }, async () => {
    const { of } = await listen('reader');
    const time = new Date(clock.now() + 3_600_000).toISOString().slice(11, 16);
    const options = { channel: channel('briefings'), time, timezone: 'UTC' };
    expect(await post('use', { viewer: viewer(), name: 'digest add', options })).toMatchObject({ status: 200 });
    const to = clock.now() + 2 * 3_600_000;
    const { status, body } = await post('clock', { to });
    expect(status).toBe(200);
    expect((body as { ahead: number }).ahead).toBeGreaterThan(7_100_000);
    expect((await state()).clock).toEqual(body);
    await expect.poll(() => of('message')).toHaveLength(1);
    const [posted] = await seen('reader', 'briefings');
    expect(textOf(given(posted).message)).toContain('Harbin');
    expect(Math.abs(Date.parse(given(posted).message.timestamp) - (to - 3_600_000))).toBeLessThan(16 * 60_000);
  });
});
