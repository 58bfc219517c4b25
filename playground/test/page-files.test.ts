import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSharedClock } from '../src/clock/shared-clock.ts';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import { exampleGuild } from '../src/example-guild.ts';
import type { FileEditor } from '../src/file-editor.ts';
import type { FileText, PageState } from '../src/page/api.ts';
import { type Page, startPage } from '../src/page/page-server.ts';
import { createRunner } from '../src/runner.ts';

/* Files that a plug-in lets a person edit on the page: here notes in memory, whose reply is the note itself. */

const notes = new Map<string, string>();
const asked: string[] = [];
const revisionOf = (text: string | undefined) => (text === undefined ? null : `r${text}`);
const editor: FileEditor = {
  list: async () => [...notes.keys()],
  async read(file) {
    asked.push(file);
    const text = notes.get(file);
    return text === undefined ? { refused: 'It is gone.' } : { file, text, revision: `r${text}` };
  },
  async check(_file, text) {
    const at = text.indexOf('bad');
    return {
      problems: at < 0 ? [] : [{ line: 1, column: at + 1, severity: 'error', message: 'no bad words' }],
      changes: [{ label: 'Shout', why: 'Nobody hears it', text: text.toUpperCase() }],
      replies: [{ id: 'plain', label: 'Plain' }],
    };
  },
  preview: async (_file, text, reply = 'plain', locale) =>
    text.includes('bad') ? { refused: 'Mend it first.' } : { reply, body: { content: text && `${text} (${locale})` } },
  async save({ file, text, revision }) {
    if (revisionOf(notes.get(file)) !== revision) return { refused: 'It has changed.' };
    notes.set(file, text);
    return { revision: `r${text}` };
  },
  newFile: {
    label: 'New note',
    nameLabel: 'Name',
    hint: 'one word',
    create: async (name) =>
      /^\w+$/.test(name) ? { file: `${name}.txt`, text: 'Hello', revision: null } : { refused: 'One word, please.' },
  },
};

let folder = '';
let discord: Discord;
let page: Page;
let pageWithout: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playground-files-'));
  const clock = createSharedClock();
  discord = await startDiscord({ now: clock.now, elapsed: clock.elapsed });
  const guild = discord.createGuild(exampleGuild);
  const bot = { command: ['node', '--version'] as const, folder, env: {} };
  const runner = createRunner({ discord, guild, clock, bot, logFile: join(folder, 'bot.log') });
  page = await startPage({ discord, guild, runner, clock, plugin: { editor } });
  pageWithout = await startPage({ discord, guild, runner, clock });
});
afterAll(async () => {
  await Promise.all([page.close(), pageWithout.close()]);
  await discord.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  notes.clear();
  notes.set('one.txt', 'A note');
  asked.length = 0;
});

async function post(name: string, body: unknown, { url = page.url, headers = {} } = {}) {
  const response = await fetch(`${url}/api/files/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const look = (text: string, more: object = {}) => post('look', { file: 'one.txt', text, locale: 'de', ...more });
const save = (text: string, revision: string | null, file = 'one.txt') => post('save', { file, text, revision });

describe('the files of a plug-in', () => {
  test('are named in the state, with the words for a new one', async () => {
    const state = (await (await fetch(`${page.url}/api/state`)).json()) as PageState;
    expect(state.editor).toEqual({
      files: ['one.txt'],
      newFile: { label: 'New note', nameLabel: 'Name', hint: 'one word' },
    });
  });

  test('are read, looked at as they would be, and saved', async () => {
    expect(await post('read', { file: 'one.txt' })).toEqual({
      status: 200,
      body: { file: 'one.txt', text: 'A note', revision: 'rA note' },
    });
    expect(await look('A better note')).toMatchObject({
      status: 200,
      body: {
        revision: 'rA note',
        problems: [],
        changes: [{ label: 'Shout', why: 'Nobody hears it', text: 'A BETTER NOTE' }],
        replies: [{ id: 'plain', label: 'Plain' }],
        shown: { reply: 'plain', message: { content: 'A better note (de)', author: { username: 'Bot' } } },
      },
    });
    expect(notes.get('one.txt')).toBe('A note');
    expect(await save('A better note', 'rA note')).toEqual({ status: 200, body: { revision: 'rA better note' } });
    expect(notes.get('one.txt')).toBe('A better note');
  });

  test('show what is wrong at its place, and why there is no preview', async () => {
    expect((await look('a bad note')).body).toMatchObject({
      problems: [{ line: 1, column: 3, severity: 'error', message: 'no bad words' }],
      shown: { refused: 'Mend it first.' },
    });
  });

  test('show what Discord would refuse of a reply', async () => {
    const { body } = await look('x'.repeat(2001));
    expect(body.shown).toEqual({ refused: expect.stringMatching(/^Discord would refuse.*content: Must be 2000 or/) });
    expect((await look('')).body.shown).toEqual({ refused: expect.stringContaining('empty message') });
  });

  test('show another reply, by what was chosen or used in the one before', async () => {
    expect((await look('A note', { reply: 'button:7' })).body).toMatchObject({ shown: { reply: 'button:7' } });
  });

  test('are not written over if someone else has changed them, who is shown', async () => {
    notes.set('one.txt', 'Another’s');
    expect(await save('Mine', 'rA note')).toEqual({
      status: 409,
      body: { refused: 'It has changed.', now: { file: 'one.txt', text: 'Another’s', revision: 'rAnother’s' } },
    });
    expect(notes.get('one.txt')).toBe('Another’s');
    expect((await look('Mine')).body.revision).toBe('rAnother’s');
  });

  test('may be new: nothing is written until it is saved', async () => {
    expect(await save('Hello', null, 'two.txt')).toMatchObject({ status: 400 });
    const { body } = await post('create', { name: 'two' });
    expect(body).toEqual({ file: 'two.txt', text: 'Hello', revision: null } satisfies FileText);
    expect(notes.has('two.txt')).toBe(false);
    expect((await post('look', { file: 'two.txt', text: 'Hello', locale: 'en-US' })).body.revision).toBe(null);
    expect(await save('Hello', null, 'two.txt')).toMatchObject({ status: 200 });
    expect(notes.get('two.txt')).toBe('Hello');
    expect(await post('create', { name: 'no, no' })).toEqual({ status: 409, body: { refused: 'One word, please.' } });
  });

  test.each(['../one.txt', '/etc/passwd', 'one.txt/../one.txt', './one.txt', 'ONE.TXT', 'one.txt\0', '', '__proto__'])(
    'are not %j: the plug-in is not asked of what it has not named',
    async (file) => {
      for (const answer of [
        await post('read', { file }),
        await post('look', { file, text: '', locale: 'de' }),
        await save('x', null, file),
      ])
        expect(answer).toEqual({ status: 400, body: { problems: [`file: there is no ${file} to edit`] } });
      expect(asked).toEqual([]);
      expect([...notes.keys()]).toEqual(['one.txt']);
    },
  );

  test.each([
    ['read', { file: 1 }],
    ['read', { file: 'one.txt', folder: '/' }],
    ['look', { file: 'one.txt', text: 'x' }],
    ['save', { file: 'one.txt', text: 'x' }],
    ['save', { file: 'one.txt', text: ['x'], revision: null }],
    ['create', {}],
  ])('%s says what is wrong with %j', async (name, body) => {
    expect(await post(name, body)).toEqual({ status: 400, body: { problems: [expect.any(String)] } });
  });

  test('have room for a long text, and an end', async () => {
    expect(await save('x'.repeat(900_000), 'rA note')).toMatchObject({ status: 200 });
    expect(await save('x'.repeat(1_100_000), 'rA note')).toMatchObject({ status: 413 });
  });

  test('are for the page itself only', async () => {
    const body = { file: 'one.txt', text: 'x', revision: 'rA note' };
    for (const origin of ['http://evil.example', 'null', `${page.url}0`, page.url.replace('127.0.0.1', 'localhost')])
      expect(await post('save', body, { headers: { origin } })).toMatchObject({ status: 403 });
    expect(await post('save', body, { headers: { 'sec-fetch-site': 'cross-site' } })).toMatchObject({ status: 403 });
    expect(await post('save', body, { headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 415 });
    // Without an Origin, or by another name that leads here.
    const { hostname, port, host } = new URL(page.url);
    for (const headers of [{ host }, { host: `evil.example:${port}`, origin: `http://evil.example:${port}` }]) {
      const json = JSON.stringify(body);
      const status = await new Promise((resolve, reject) => {
        const own = { 'content-type': 'application/json', 'content-length': json.length, ...headers };
        const sent = request({ hostname, port, method: 'POST', path: '/api/files/save', headers: own }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on('error', reject).end(json);
      });
      expect(status).toBe(403);
    }
    expect(notes.get('one.txt')).toBe('A note');
  });

  test('are not there without such a plug-in', async () => {
    const state = (await (await fetch(`${pageWithout.url}/api/state`)).json()) as PageState;
    expect([state.editor, state.content]).toEqual([undefined, undefined]);
    expect(await post('read', { file: 'one.txt' }, { url: pageWithout.url })).toMatchObject({ status: 404 });
  });
});
