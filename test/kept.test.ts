import { mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { keep, readKept } from '../src/briefing/kept.ts';
import { readBriefings } from '../src/briefing/load.ts';
import { briefing } from './support/briefings.ts';

const { slug: _, ...article } = briefing();
const count = 500;
let folder: string;
let file: string;
const nameOf = (number: number) => join(folder, 'briefings', `story-${number}.yaml`);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-kept-'));
  const made = folder;
  onTestFinished(() => rm(made, { recursive: true }));
  file = join(folder, 'data', 'content-cache.json');
  await mkdir(join(folder, 'briefings'));
  for (let i = 0; i < count; i++) await writeFile(nameOf(i), dump({ ...article, headline: `Story ${i}` }));
});

test('what was read is kept, and only what has changed since is read again', async () => {
  await keep(file, await readBriefings(folder), []);
  const kept = await readKept(file);
  expect(kept).toHaveLength(count);
  await writeFile(nameOf(7), dump({ ...article, headline: 'Another story' }));
  await rm(nameOf(8));
  const sources = await readBriefings(folder, kept);
  expect(sources.map(({ briefing }) => briefing?.headline)).toContain('Another story');
  expect(sources.filter((source) => kept.includes(source))).toHaveLength(count - 2);
  expect(sources.map(({ file }) => file)).not.toContain(nameOf(8));
});

test('a briefing with a problem is not kept, and is refused at each start', async () => {
  await writeFile(nameOf(count), 'headline: 7');
  await keep(file, await readBriefings(folder), []);
  const sources = await readBriefings(folder, await readKept(file));
  expect(sources.flatMap(({ problems }) => problems).length).toBeGreaterThan(0);
});

test('what other rules have checked, and a file that is broken or not there, keep nothing', async () => {
  expect(await readKept(file)).toEqual([]);
  await keep(file, await readBriefings(folder), []);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.slice(0, -100));
  expect(await readKept(file)).toEqual([]);
  await writeFile(file, text.replace(/"rules":"../, '"rules":"xx'));
  expect(await readKept(file)).toEqual([]);
});

test('what is kept already is not written again, and nobody else can read it', async () => {
  await keep(file, await readBriefings(folder), []);
  await utimes(file, 1, 1);
  const kept = await readKept(file);
  await keep(file, await readBriefings(folder, kept), kept);
  const { mtimeMs, mode } = await stat(file);
  expect(mtimeMs).toBe(1_000);
  expect(mode & 0o077).toBe(0);
});
