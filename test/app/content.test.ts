import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { loadContent } from '../../src/app/content.ts';
import { ContentError } from '../../src/briefing/file/load.ts';

/* What a start has when files are bad. */

const article = '2024-05-17-putin-harbin';
const now = Date.parse('2026-11-28T12:00:00Z');
let folder: string;
let lines: { level: number; msg: string; problems: string[]; leftOut: string[] }[];
const fileOf = (slug: string) => join(folder, 'briefings', `${slug}.yaml`);
const copies = () => readdir(join(folder, 'data', 'content-last-good'));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-start-'));
  const made = folder;
  onTestFinished(() => rm(made, { recursive: true }));
  await cp('content', folder, { recursive: true });
  await mkdir(join(folder, 'data'));
  await cp(fileOf(article), fileOf('second'));
});

async function start() {
  lines = [];
  const log = pino({ level: 'warn' }, { write: (line) => lines.push(JSON.parse(line)) });
  const env = { CONTENT_DIR: folder, DATABASE_URL: `sqlite:${join(folder, 'data', 'dateline.db')}` };
  const content = await loadContent(env, log);
  await content.keep(content.files, new AbortController().signal);
  return content;
}

test('one bad file is left out, said at error level; the good ones are there', async () => {
  await writeFile(fileOf('second'), 'headline: China: plans\n');
  const { library } = await start();
  expect([library.size, library.held('second')]).toEqual([1, undefined]);
  expect(lines).toMatchObject([{ level: 50, leftOut: ['second'] }]);
  expect(lines[0]?.problems).toEqual([expect.stringContaining('second.yaml:1:16 headline: the text has ": " in it')]);
});

test('a file that was good at an earlier start stands as it was then, and its copy is not lost by that', async () => {
  await start();
  const good = await readFile(fileOf('second'), 'utf8');
  for (const bad of ['headline: China: plans\n', 'headline: "China\n']) {
    await writeFile(fileOf('second'), bad);
    const { library } = await start();
    expect(library.briefing('second', now)?.headline).toContain('Putin');
    expect(lines).toMatchObject([{ level: 50, leftOut: [] }]);
  }
  await writeFile(fileOf('second'), good.replace(/^headline: .*/m, 'headline: Mended'));
  expect((await start()).library.briefing('second', now)?.headline).toBe('Mended');
  expect(lines).toEqual([]);
});

test('one copy is kept of each file, of the bytes that are good now; that of a file that has gone is removed', async () => {
  await start();
  const before = await copies();
  // The first briefing has three translations.
  expect(before).toHaveLength(5);
  await writeFile(
    fileOf('second'),
    (await readFile(fileOf('second'), 'utf8')).replace(/^headline: .*/m, 'headline: X'),
  );
  await start();
  expect(await copies()).toHaveLength(5);
  expect(await copies()).not.toEqual(before);
  await rm(fileOf('second'));
  await start();
  const left = await copies();
  expect(left).toHaveLength(4);
  expect(left.every((name) => name.startsWith(article))).toBe(true);
});

test('a translation is kept beside its original, and stands in for one that goes bad; so does that of a bad original', async () => {
  const original = 'headline: Bridge\ninfoSources: [{ name: A }]\ndescriptions: [{ value: It is closed, source: 1 }]\n';
  await writeFile(fileOf('second'), original);
  await writeFile(fileOf('second.ru'), 'version: 1\nheadline: Мост\ndescriptions: [{ value: Он закрыт }]\n');
  const russian = ({ library }: Awaited<ReturnType<typeof start>>) =>
    library.held('second')?.translations?.map(({ headline }) => headline);
  expect(russian(await start())).toEqual(['Мост']);
  await writeFile(fileOf('second.ru'), 'headline: Мост: закрыт\n');
  const content = await start();
  expect(russian(content)).toEqual(['Мост']);
  expect(lines).toMatchObject([{ level: 50, leftOut: [] }]);
  // What stands in is what the files that are watched have, so that the first reading changes nothing.
  expect(content.files.find(({ briefing }) => briefing?.slug === 'second')?.briefing).toBe(
    content.library.held('second'),
  );
  await writeFile(fileOf('second'), 'headline: 7\n');
  expect(russian(await start())).toEqual(['Мост']);
  await rm(fileOf('second.ru'));
  await writeFile(fileOf('second'), original);
  expect(russian(await start())).toBeUndefined();
  expect(await copies()).toHaveLength(5);
});

test('a copy that was damaged is not taken', async () => {
  await start();
  const [name = ''] = (await copies()).filter((each) => each.startsWith('second.'));
  const path = join(folder, 'data', 'content-last-good', name);
  await writeFile(path, (await readFile(path, 'utf8')).replace(/^headline: .*/m, 'headline: Forged'));
  await writeFile(fileOf('second'), 'headline: 7\n');
  expect((await start()).library.held('second')).toBeUndefined();
});

test('without a single good file the bot does not start', async () => {
  for (const slug of [article, 'second']) await writeFile(fileOf(slug), 'headline: 7\n');
  await expect(start()).rejects.toThrow(ContentError);
});
