import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readCache, writeCache } from '../../src/briefing/file/cache.ts';
import { readBriefings } from '../../src/briefing/file/load.ts';
import { briefing as makeBriefing } from '../support/briefings.ts';

const { slug: _, ...article } = makeBriefing();
const count = 500;
const nothing = new Map();
let folder: string;
let file: string;
const nameOf = (number: number) => join(folder, 'briefings', `story-${number}.yaml`);
const story = (headline: string) => dump({ ...article, headline });
const headlines = async () =>
  (await readBriefings(folder, [], await readCache(file))).map(({ briefing }) => briefing?.headline);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-cache-'));
  const made = folder;
  onTestFinished(() => rm(made, { recursive: true }));
  file = join(folder, 'data', 'content-cache.json');
  await mkdir(join(folder, 'briefings'));
  for (let i = 0; i < count; i++) await writeFile(nameOf(i), story(`Story ${i}`));
});

/**
 * Keeps a briefing as if a file of these bytes said something else: what is told then can only come from what is
 * kept.
 */
async function keepAnother(headline: string) {
  const sources = await readBriefings(folder);
  await writeCache(
    file,
    sources.map((source) => ({ ...source, ...(source.briefing && { briefing: { ...source.briefing, headline } }) })),
    nothing,
  );
}

test('what was checked is kept, and taken for files that say the same', async () => {
  await keepAnother('Kept');
  expect(new Set(await headlines())).toEqual(new Set(['Kept']));
  await writeFile(nameOf(7), story('Another story'));
  await rm(nameOf(8));
  const now = await headlines();
  expect(now).toContain('Another story');
  expect(now.filter((headline) => headline === 'Kept')).toHaveLength(count - 2);
});

test('a file that says something else is read, though its size, its time and its inode are the same', async () => {
  await utimes(nameOf(7), 1_000, 1_000);
  await writeCache(file, await readBriefings(folder), nothing);
  const { mtimeMs, ino, size } = await stat(nameOf(7));
  await writeFile(nameOf(7), story('Story 9'));
  await utimes(nameOf(7), 1_000, 1_000);
  expect(await stat(nameOf(7))).toMatchObject({ mtimeMs, ino, size });
  const now = await headlines();
  expect(now).not.toContain('Story 7');
  expect(now.filter((headline) => headline === 'Story 9')).toHaveLength(2);
});

test('files of one path in another folder are read, and one that is renamed has its own slug', async () => {
  await keepAnother('Kept');
  const other = join(folder, 'other');
  await mkdir(join(other, 'briefings'), { recursive: true });
  await writeFile(join(other, 'briefings', 'story-7.yaml'), story('Elsewhere'));
  await writeFile(join(other, 'briefings', 'renamed.yaml'), story('Story 7'));
  const sources = await readBriefings(other, [], await readCache(file));
  expect(sources.map(({ briefing }) => [briefing?.slug, briefing?.headline])).toEqual([
    ['renamed', 'Kept'],
    ['story-7', 'Elsewhere'],
  ]);
});

test('a briefing with a problem is not kept, and is refused at each start', async () => {
  await writeFile(nameOf(count), 'headline: 7');
  await writeCache(file, await readBriefings(folder), nothing);
  const sources = await readBriefings(folder, [], await readCache(file));
  expect(sources.flatMap(({ problems }) => problems).length).toBeGreaterThan(0);
});

test.each<[string, (content: string) => string]>([
  ['cut short', (content) => content.slice(0, -100)],
  ['cut short at a line', (content) => content.slice(0, content.lastIndexOf('\n', content.length - 2) + 1)],
  ['changed in one letter', (content) => content.replace('Story 7', 'Story 8')],
  ['of other rules', (content) => `0${content.slice(1)}`],
  ['of JSON of another kind', () => '{"rules":"","sources":[]}'],
  ['empty', () => ''],
])('a kept file that is %s keeps nothing', async (_what, damage) => {
  await writeCache(file, await readBriefings(folder), nothing);
  expect((await readCache(file)).size).toBe(count);
  const content = await readFile(file, 'utf8');
  await writeFile(file, damage(content));
  expect(damage(content)).not.toBe(content);
  expect(await readCache(file)).toEqual(nothing);
});

test('a kept file that is not there, or that others can write, keeps nothing', async () => {
  expect(await readCache(file)).toEqual(nothing);
  await writeCache(file, await readBriefings(folder), nothing);
  await chmod(file, 0o620);
  expect(await readCache(file)).toEqual(nothing);
});

test('what is kept already is not written again, nobody else can read it, and no part of it is left', async () => {
  await writeCache(file, await readBriefings(folder), nothing);
  await utimes(file, 1, 1);
  const cache = await readCache(file);
  await writeCache(file, await readBriefings(folder, [], cache), cache);
  const { mtimeMs, mode } = await stat(file);
  expect(mtimeMs).toBe(1_000);
  expect(mode & 0o077).toBe(0);
  await rm(file);
  await mkdir(file);
  await expect(writeCache(file, await readBriefings(folder), nothing)).rejects.toThrow();
  expect(await readdir(join(folder, 'data'))).toEqual(['content-cache.json']);
});

test('a write that is broken off, as by a stop, leaves what there was and no part of its own', async () => {
  await keepAnother('Kept');
  const stop = new AbortController();
  const writing = writeCache(file, await readBriefings(folder), nothing, stop.signal);
  setImmediate(() => stop.abort());
  await expect(writing).rejects.toThrow();
  expect(new Set(await headlines())).toEqual(new Set(['Kept']));
  expect(await readdir(join(folder, 'data'))).toEqual(['content-cache.json']);
});
