import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileEditor, FileText, Refused } from 'discord-playground';
import { given } from 'discord-playground/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseBriefing } from '../../src/briefing/file/parse.ts';
import { createBriefingEditor } from '../../src/cli/playground/editor/briefing-editor.ts';
import { textOf } from '../support/newsroom.ts';

/* The briefings as files that are edited on the playground's page. */

const now = () => Date.parse('2026-11-28T10:20:30Z');
const file = 'briefings/2026-03-02-bridge.yaml';
let folder = '';
let content = '';
let editor: FileEditor;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-editor-'));
  content = join(folder, 'content');
  await mkdir(join(content, 'briefings'), { recursive: true });
  await cp('test/support/bridge.yaml', join(content, file));
  editor = createBriefingEditor(content, now);
});
afterEach(() => rm(folder, { recursive: true }));

const onDisk = (name = file) => readFile(join(content, name), 'utf8');
const names = () => readdir(join(content, 'briefings'));
async function open(name = file): Promise<FileText> {
  const read = await editor.read(name);
  if ('refused' in read) throw new Error(read.refused);
  return read;
}
const edited = (text: string) => text.replace(/^headline: .*/m, 'headline: The bridge stays open');
const preview = async (text: string, reply?: string, locale = 'en-US') => {
  const made = await editor.preview(file, text, reply, locale);
  if ('refused' in made) return made.refused;
  return textOf(made.body as Parameters<typeof textOf>[0]);
};

describe('a briefing', () => {
  test('is listed by its path, read, and saved as it was typed', async () => {
    await mkdir(join(content, 'briefings/2024'));
    await writeFile(join(content, 'briefings/2024/other.yml'), 'x');
    await writeFile(join(content, 'briefings/notes.txt'), 'x');
    expect(await editor.list()).toEqual(['briefings/2024/other.yml', file]);
    const read = await open();
    expect(read).toMatchObject({ file, text: await onDisk() });
    // Windows' line ends and a byte order mark are the editor's own.
    const text = `\ufeff${edited(read.text).replaceAll('\n', '\r\n')}`;
    await chmod(join(content, file), 0o640);
    const saved = await editor.save({ ...read, text });
    expect(await onDisk()).toBe(text);
    expect(await open()).toEqual({ file, text, ...saved });
    expect((await stat(join(content, file))).mode & 0o777).toBe(0o640);
    expect((await names()).sort()).toEqual(['2024', file.replace('briefings/', ''), 'notes.txt'].sort());
  });

  test('has its problems at their places, and may be saved with them', async () => {
    const read = await open();
    const text = read.text.replace(/^urgency: .*/m, 'urgency: 12');
    const line = read.text.split('\n').findIndex((each) => each.startsWith('urgency')) + 1;
    const { problems, replies } = await editor.check(file, text);
    expect(problems).toEqual([{ line, column: 10, severity: 'error', message: expect.stringContaining('at most 9') }]);
    expect(replies).toEqual([]);
    expect(await preview(text)).toBe('There is a preview once the errors are mended.');
    expect(await editor.save({ ...read, text })).toMatchObject({ revision: expect.any(String) });
    for (const broken of ['', 'headline: [', 'a: b: c', '&a [*a]', '\0'])
      expect((await editor.check(file, broken)).problems[0]).toMatchObject({ severity: 'error' });
  });

  test('that is withdrawn without a reason has an error, in the words of the log', async () => {
    const text = (await open()).text.replace(/^pubStatus: .*/m, 'pubStatus: canceled');
    expect((await editor.check(file, text)).problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringContaining('nothing says why; raise version'),
      }),
    ]);
  });

  test('is warned of what may be wrong, as by check', async () => {
    const text = `located: Room #1\n${(await open()).text.replace(/^located: .*/m, '# Here')}`;
    expect((await editor.check(file, text)).problems).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining('what stands after # is lost') }),
    ]);
  });

  test('may have no more bytes than the bot reads', async () => {
    const read = await open();
    const text = `${read.text}# ${'é'.repeat(100_000)}\n`;
    expect((await editor.check(file, text)).problems[0]?.message).toContain('at most 200000 bytes');
    expect(await editor.save({ ...read, text })).toEqual({ refused: expect.stringContaining('at most 200000 bytes') });
    expect(await onDisk()).toBe(read.text);
  });
});

describe('a preview', () => {
  test('is each reply that readers get of it', async () => {
    const { text } = await open();
    const { replies } = await editor.check(file, text);
    expect(replies.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Summary, brief', 'Who is in it', 'Timeline', 'Sources', 'Digest, full']),
    );
    for (const { id } of replies) expect(await preview(edited(text), id)).toMatch(/\w{3}/);
    expect(await preview(edited(text))).toContain('The bridge stays open');
    expect(await preview(edited(text), given(replies.find(({ label }) => label === 'Digest, brief')).id)).toContain(
      'November 28, 2026',
    );
  });

  test('opens what its buttons and menus open, page by page', async () => {
    const text = await readFile('content/briefings/2024-05-17-putin-harbin.yaml', 'utf8');
    const seen = new Set<string>();
    const queue = (await editor.check(file, text)).replies.map(({ id }) => id);
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const made = await editor.preview(file, text, id, 'en-US');
      expect(made, id).not.toHaveProperty('refused');
      const json = JSON.stringify(made);
      // Custom ids of buttons, and values of menus; a menu's own id opens nothing.
      for (const [, next = ''] of json.matchAll(/"(?:custom_id|value)":"([^"]+:[^"]+)"/g)) queue.push(next);
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  test('is in the language of who looks, and says what it does not have', async () => {
    const { text } = await open();
    expect(await preview(text, undefined, 'xx-invalid')).toContain('The old bridge');
    for (const id of ['help:0', 'digest:1', 'who:nobody:0', '', '__proto__', 'constructor:a'])
      expect(await preview(text, id)).toBe('The preview has only what this file tells.');
  });

  test.each([
    ['pubStatus: withheld', 'withheld'],
    [`pubStatus: canceled\ncorrections: [{ version: 2, date: 2026-11-24T09:00:00Z, text: Wrong. }]`, 'withdrawn'],
    ['pubStatus: usable\nembargoedUntil: 2100-01-01T00:00:00Z', 'embargoed'],
    ['pubStatus: usable\nexpires: 2026-01-01T00:00:00Z', 'expired'],
  ])('says that readers do not get %s', async (lines, note) => {
    const { text: usable } = await open();
    const text = usable
      .replace(/^version: .*/m, lines.includes('canceled') ? 'version: 2' : '$&')
      .replace(/^pubStatus: .*/m, lines);
    expect(await editor.preview(file, text, undefined, 'en-US')).toMatchObject({ note: expect.stringContaining(note) });
  });
});

describe('a text that has changed while its version has not', () => {
  const labels = async (text: string) => (await editor.check(file, text)).changes.map(({ label }) => label);
  const withReason = (text: string) => `${text}\nupdates: [{ version: 2, text: More is known. }]\n`;

  test('can have it raised by one button', async () => {
    const { text } = await open();
    expect(await labels(text)).toEqual([]);
    const [change] = (await editor.check(file, edited(text))).changes;
    expect(change).toMatchObject({ label: 'Raise version to 2', why: expect.stringContaining('version has not') });
    // The editor says what has changed.
    expect((await editor.check(file, given(change).text)).problems).toEqual([
      expect.objectContaining({ message: expect.stringContaining('nothing says what has changed; say it in updates') }),
    ]);
    expect(parseBriefing(withReason(given(change).text))).toMatchObject({
      version: 2,
      versionCreated: '2026-11-28T10:20:30Z',
      headline: 'The bridge stays open',
    });
    expect(await labels(withReason(given(change).text))).toEqual([]);
  });

  test('can have the place to say what is new made by another', async () => {
    const { text } = await open();
    const [raised] = (await editor.check(file, edited(text))).changes;
    const { changes } = await editor.check(file, given(raised).text);
    expect(changes).toEqual([
      {
        label: 'Say what is new in version 2',
        why: expect.stringContaining('told what is new'),
        text: expect.any(String),
      },
    ]);
    const written = given(changes[0]).text.replace(/text: $/m, 'text: More is known.');
    expect(await editor.check(file, written)).toMatchObject({ problems: [], changes: [] });
    for (const why of [
      'updates: [{ version: 2, text: x }]',
      'corrections: [{ version: 2, date: 2026-11-28T10:00:00Z, text: x }]',
    ])
      expect(await labels(`${given(raised).text}${why}\n`)).toEqual([]);
  });

  test('is told so after it was saved too, until it is raised', async () => {
    const read = await open();
    const saved = (await editor.save({ ...read, text: edited(read.text) })) as { revision: string };
    expect(await labels((await open()).text)).toEqual(['Raise version to 2']);
    const [change] = (await editor.check(file, edited(read.text))).changes;
    await editor.save({ file, text: withReason(given(change).text), ...saved });
    expect(await labels((await open()).text)).toEqual([]);
    expect(await labels(`${(await open()).text}`.replace('stays open', 'stays closed'))).toEqual([
      'Raise version to 3',
    ]);
  });

  test('is not said of what readers do not see, nor of what they have not had', async () => {
    const { text, revision } = await open();
    expect(await labels(`# A comment\n${text}`)).toEqual([]);
    expect(await labels(text.replace(/^urgency: .*/m, 'urgency: 9'))).toEqual([]);
    const withheld = text.replace(/^pubStatus: .*/m, 'pubStatus: withheld');
    editor = createBriefingEditor(content, now);
    await writeFile(join(content, file), withheld);
    await open();
    expect(await labels(edited(withheld))).toEqual([]);
    expect(revision).not.toBe(null);
  });
});

describe('a new briefing', () => {
  const create = async (slug: string) => given(editor.newFile).create(slug);

  test('is the shortest that is valid, withheld, and written once it is saved', async () => {
    const made = (await create('2026-11-28-bridge')) as FileText;
    expect(made).toMatchObject({ file: 'briefings/2026-11-28-bridge.yaml', revision: null });
    const { problems, changes } = await editor.check(made.file, made.text);
    expect(problems.map(({ severity }) => severity)).toEqual(['warning', 'warning', 'warning', 'warning']);
    expect(changes).toEqual([]);
    expect(await editor.preview(made.file, made.text, undefined, 'en-US')).toMatchObject({
      note: expect.stringContaining('withheld'),
    });
    expect(await editor.list()).toEqual([file]);
    const { revision } = (await editor.save(made)) as { revision: string };
    expect(await open(made.file)).toEqual({ ...made, revision });
    // Nobody has read it: what is written then needs no other version.
    const written = made.text.replace('The headline', 'The bridge').replace('pubStatus: withheld', 'pubStatus: usable');
    expect((await editor.check(made.file, written)).changes).toEqual([]);
    await editor.save({ ...made, revision, text: written });
    expect((await open(made.file)).text).toBe(written);
    expect((await editor.check(made.file, written.replace('bridge', 'tunnel'))).changes).toHaveLength(1);
  });

  test.each(['', 'A Slug', '../x', 'x/y', 'x.yaml', '-', 'x'.repeat(65)])('has no slug such as %j', async (slug) => {
    expect(await create(slug)).toEqual({ refused: expect.stringContaining('lower-case') });
  });

  test('has a slug that no other has, in whatever folder that is', async () => {
    await mkdir(join(content, 'briefings/2024'));
    await writeFile(join(content, 'briefings/2024/bridge.yml'), 'x');
    expect(await create('bridge')).toEqual({ refused: 'briefings/2024/bridge.yml has this slug already.' });
    expect(await create('2026-03-02-bridge')).toEqual({ refused: expect.stringContaining('already') });
  });
});

describe('nothing is lost', () => {
  test('when the file has been changed by someone else: that stays, and who saves is told', async () => {
    const read = await open();
    await writeFile(join(content, file), 'another’s');
    expect(await editor.save({ ...read, text: 'mine' })).toEqual({ refused: expect.stringContaining('changed since') });
    expect(await onDisk()).toBe('another’s');
    await rm(join(content, file));
    expect(await editor.save({ ...read, text: 'mine' })).toEqual({ refused: expect.stringContaining('removed since') });
    expect(await names()).toEqual([]);
    expect(await editor.save({ ...read, text: 'mine', revision: null })).toMatchObject({
      revision: expect.any(String),
    });
    expect(await onDisk()).toBe('mine');
  });

  test('when two save at once: one is told', async () => {
    const read = await open();
    const texts = ['mine', 'yours'];
    const answers = await Promise.all(texts.map((text) => editor.save({ ...read, text })));
    const saved = texts.filter((_, i) => !('refused' in given(answers[i])));
    expect(saved).toEqual([await onDisk()]);
  });

  test('when a new file has the name of one that is there', async () => {
    const before = await onDisk();
    expect(await editor.save({ file, text: 'x', revision: null })).toEqual({ refused: `There is a ${file} already.` });
    expect(await onDisk()).toBe(before);
  });
});

describe('nothing outside the folder is read or written', () => {
  const secret = () => join(folder, 'secret.yaml');
  beforeEach(() => writeFile(secret(), 'secret'));

  test.each([
    '../secret.yaml',
    'briefings/../../secret.yaml',
    'briefings/./2026-03-02-bridge.yaml',
    'secret.yaml',
    '/etc/passwd',
    '/etc/x.yaml',
    'briefings',
    'briefings/',
    'briefings/.yaml',
    'briefings/..yaml',
    'briefings/sub/new.yaml',
    'briefings/New.yaml',
    'briefings/a\0.yaml',
    'briefings\\..\\..\\secret.yaml',
    'briefings/new.js',
    'briefings/new.yml',
    '',
  ])('by the name %j', async (name) => {
    const refused = { refused: expect.any(String) };
    expect(await editor.read(name)).toEqual(refused);
    expect(await editor.save({ file: name, text: 'x', revision: null })).toEqual(refused);
    expect(await readFile(secret(), 'utf8')).toBe('secret');
    expect(await names()).toEqual([file.replace('briefings/', '')]);
  });

  test('by a link to a file', async () => {
    await symlink(secret(), join(content, 'briefings/link.yaml'));
    const refused = { refused: expect.any(String) };
    expect(await editor.list()).toEqual([file]);
    expect(await editor.read('briefings/link.yaml')).toEqual(refused);
    expect(await editor.save({ file: 'briefings/link.yaml', text: 'x', revision: null })).toEqual(refused);
    expect(await readFile(secret(), 'utf8')).toBe('secret');
  });

  test('a folder or a socket that has the name of a file', async () => {
    await mkdir(join(content, 'briefings/folder.yaml'));
    const server = createServer().listen(join(content, 'briefings/socket.yaml'));
    await once(server, 'listening');
    for (const name of ['briefings/folder.yaml', 'briefings/socket.yaml']) {
      const refused = { refused: expect.stringMatching(/is no file|cannot be read/) };
      expect(await editor.read(name)).toEqual(refused);
      expect(await editor.save({ file: name, text: 'x', revision: null })).toEqual(refused);
    }
    server.close();
  });

  test('by a link to a folder', async () => {
    await symlink(folder, join(content, 'briefings/out'));
    expect(await editor.list()).toEqual([file]);
    for (const name of ['briefings/out/secret.yaml', 'briefings/out/new.yaml'])
      expect(await editor.save({ file: name, text: 'x', revision: null })).toEqual({ refused: expect.any(String) });
    expect((await readdir(folder)).sort()).toEqual(['content', 'secret.yaml']);
  });

  test('and the folder itself may be a link, which its host has made', async () => {
    await rename(join(content, 'briefings'), join(folder, 'elsewhere'));
    await symlink(join(folder, 'elsewhere'), join(content, 'briefings'));
    const read = await open();
    expect(await editor.save({ ...read, text: edited(read.text) })).toMatchObject({ revision: expect.any(String) });
    expect(await onDisk()).toBe(edited(read.text));
  });

  test('a file that is no text is left to another editor', async () => {
    await writeFile(join(content, file), Buffer.from([0x68, 0xff, 0xfe]));
    const read = await editor.read(file);
    expect(read).toEqual({ refused: expect.stringContaining('not UTF-8') } satisfies Refused);
    expect(await editor.save({ file, text: 'x', revision: null })).toEqual(read);
  });
});

describe('a translation', () => {
  const translation = 'briefings/ferry.ru.yaml';
  const text = 'version: 1\nheadline: Паром\ndescriptions: [{ value: Паром затонул. }]\n';

  beforeEach(() =>
    writeFile(
      join(content, 'briefings/ferry.yaml'),
      'headline: Ferry\ninfoSources: [{ name: A }]\ndescriptions: [{ value: A ferry sank., source: 1 }]\n',
    ),
  );

  test('is held against its original, and is seen as readers of its language see the briefing', async () => {
    const { problems, replies } = await editor.check(translation, text);
    expect(problems).toEqual([]);
    expect(replies.map(({ label }) => label)).toContain('Summary, full');
    const seen = await editor.preview(translation, text, undefined, 'en-US');
    expect(JSON.stringify(seen)).toContain('Паром затонул.');
    const half = await editor.check(translation, text.replace('{ value: Паром затонул. }', ''));
    expect(half.problems).toMatchObject([
      {
        line: 3,
        severity: 'error',
        message: 'descriptions: expected one entry without an id, as in the original, found 0',
      },
    ]);
    expect(half.replies).toEqual([]);
  });

  test('without its original says so', async () => {
    const { problems } = await editor.check('briefings/fery.ru.yaml', text);
    expect(problems).toMatchObject([{ message: 'there is no fery.yaml without errors to translate' }]);
  });
});
