import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Library } from '../src/briefing/library.ts';
import { readBriefings } from '../src/briefing/load.ts';
import { type Reload, watchBriefings } from '../src/briefing/watch.ts';

let folder: string;
let library: Library;
let stop: () => void;
let reloads: AsyncIterator<Reload>;

const slug = '2024-05-17-putin-harbin';
const file = () => join(folder, 'briefings', `${slug}.yaml`);
const headline = () => library.briefing(slug, Date.now())?.headline;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-watch-'));
  await cp('content', folder, { recursive: true });
  const sources = await readBriefings(folder);
  library = new Library(sources.flatMap(({ briefing }) => briefing ?? []));
  const { readable, writable } = new TransformStream<Reload, Reload>();
  const writer = writable.getWriter();
  reloads = readable.values();
  stop = watchBriefings(
    folder,
    library,
    sources,
    (reload) => void writer.write(reload),
    (error) => void writer.abort(error),
  );
});

afterEach(async () => {
  stop();
  await rm(folder, { recursive: true });
});

async function nextReload(): Promise<Reload> {
  const { value, done } = await reloads.next();
  if (done) throw new Error('the watching ended');
  return value;
}

test('a changed briefing is there at once', async () => {
  const text = await readFile(file(), 'utf8');
  await writeFile(file(), text.replace(/^headline: .*/m, 'headline: Another headline'));
  expect(await nextReload()).toEqual({ changed: [slug], problems: [] });
  expect(headline()).toBe('Another headline');
});

test('a bad change is told with file and line and changes nothing; the good one after it is taken', async () => {
  const text = await readFile(file(), 'utf8');
  const before = headline();
  await writeFile(file(), text.replace(/^urgency: .*/m, 'urgency: 12'));
  const { changed, problems } = await nextReload();
  expect(changed).toEqual([]);
  expect(problems).toEqual([expect.stringMatching(/putin-harbin\.yaml:\d+:\d+ urgency: expected at most 9, found 12/)]);
  expect(headline()).toBe(before);
  await writeFile(file(), text.replace(/^headline: .*/m, 'headline: Mended'));
  expect((await nextReload()).changed).toEqual([slug]);
  expect(headline()).toBe('Mended');
});

test('a new file is a new briefing, and one that is removed is gone', async () => {
  await cp(file(), join(folder, 'briefings', 'second.yaml'));
  expect((await nextReload()).changed).toEqual(['second']);
  expect(library.size).toBe(2);
  await rm(join(folder, 'briefings', 'second.yaml'));
  expect((await nextReload()).changed).toEqual(['second']);
  expect(library.size).toBe(1);
});

test('removing the last briefing is taken for a mistake: it stays', async () => {
  await rm(file());
  expect((await nextReload()).problems).toEqual([expect.stringContaining('expected at least one briefing')]);
  expect(headline()).toBeDefined();
});
