import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { readBriefings } from '../../src/briefing/file/load.ts';
import { problemText } from '../../src/briefing/file/problem.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { type Reload, watchBriefings } from '../../src/briefing/watch.ts';

/*
 * Events come from the file system: nothing here waits for longer than they take, or than the folder is looked at
 * anew.
 */

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
  const { files: _, ...reload } = value;
  return reload;
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
  expect(problems.map(problemText)).toEqual([
    expect.stringMatching(/putin-harbin\.yaml:\d+:\d+ urgency: expected at most 9, found 12/),
  ]);
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
  expect((await nextReload()).problems).toMatchObject([
    { message: expect.stringContaining('expected at least one briefing') },
  ]);
  expect(headline()).toBeDefined();
});

test('a bad file stays a problem until it is mended, whatever else changes; then that is told', async () => {
  const text = await readFile(file(), 'utf8');
  await writeFile(file(), 'headline: 7');
  expect((await nextReload()).problems.length).toBeGreaterThan(0);
  await writeFile(join(folder, 'briefings', 'second.yaml'), text);
  const { changed, problems } = await nextReload();
  expect(changed).toEqual(['second']);
  expect(problems.length).toBeGreaterThan(0);
  await writeFile(file(), text);
  expect(await nextReload()).toEqual({ changed: [], problems: [] });
});

test('a second file of a slug changes nothing, whichever is read first, until one of them has gone', async () => {
  const text = (await readFile(file(), 'utf8')).replace(/^headline: .*/m, 'headline: Another headline');
  const before = headline();
  await mkdir(join(folder, 'briefings', '0'));
  await writeFile(join(folder, 'briefings', '0', `${slug}.yaml`), text);
  const { changed, problems } = await nextReload();
  expect(changed).toEqual([]);
  expect(problems).toMatchObject([{ message: expect.stringContaining('expected a slug of its own') }]);
  expect(headline()).toBe(before);
  await rm(file());
  expect((await nextReload()).changed).toEqual([slug]);
  expect(headline()).toBe('Another headline');
});

test('what changed is indexed before it is there, so that no search has to', async () => {
  library.index();
  const text = await readFile(file(), 'utf8');
  for (const name of ['second', 'third', 'fourth']) writeFileSync(join(folder, 'briefings', `${name}.yaml`), text);
  const reload = nextReload();
  await vi.waitUntil(() => library.size === 4, { interval: 0 });
  expect(library.index(0)).toBe(true);
  await reload;
});

test('an editor that writes another file and gives it the name of the first is followed, time and again', async () => {
  const text = await readFile(file(), 'utf8');
  for (const now of ['First', 'Second', 'Third']) {
    await writeFile(join(folder, 'briefings', '.draft'), text.replace(/^headline: .*/m, `headline: ${now}`));
    await rename(join(folder, 'briefings', '.draft'), file());
    expect((await nextReload()).changed).toEqual([slug]);
    expect(headline()).toBe(now);
  }
});

test('a change between the reading and the watching is seen', async () => {
  stop();
  const sources = await readBriefings(folder);
  await cp(file(), join(folder, 'briefings', 'between.yaml'));
  const { promise, resolve, reject } = Promise.withResolvers<Reload>();
  stop = watchBriefings(folder, library, sources, resolve, reject);
  expect((await promise).changed).toEqual(['between']);
});

test('a folder within that goes and comes back is watched again', async () => {
  const within = join(folder, 'briefings', 'more');
  const text = await readFile(file(), 'utf8');
  // In one go, as a program that changes them would: the watcher learns of the new folder late.
  const put = (written: string) => {
    mkdirSync(within, { recursive: true });
    writeFileSync(join(within, 'story.yaml'), text.replace(/^headline: .*/m, `headline: ${written}`));
  };
  put('First');
  expect((await nextReload()).changed).toEqual(['story']);
  rmSync(within, { recursive: true });
  for (const written of ['Second', 'Third']) {
    put(written);
    expect((await nextReload()).changed).toEqual(['story']);
    expect(library.briefing('story', Date.now())?.headline).toBe(written);
  }
});

test('the folder goes: all stays, and once it is back, or another in its place, it is followed again', async () => {
  const briefings = join(folder, 'briefings');
  await rename(briefings, join(folder, 'away'));
  expect((await nextReload()).problems).toMatchObject([{ message: 'cannot be read (ENOENT)' }]);
  expect(headline()).toBeDefined();
  await cp(join(folder, 'away', `${slug}.yaml`), join(folder, 'away', 'second.yaml'));
  await rename(join(folder, 'away'), briefings);
  expect(await nextReload()).toEqual({ changed: ['second'], problems: [] });
  await cp(briefings, join(folder, 'next'), { recursive: true });
  await cp(file(), join(folder, 'next', 'third.yaml'));
  await rename(briefings, join(folder, 'away'));
  await rename(join(folder, 'next'), briefings);
  expect(await nextReload()).toEqual({ changed: ['third'], problems: [] });
  await cp(file(), join(briefings, 'fourth.yaml'));
  expect(await nextReload()).toEqual({ changed: ['fourth'], problems: [] });
}, 20_000);

test('a withdrawal that nobody gives a reason for, and a version that is raised without one, change nothing', async () => {
  const text = await readFile(file(), 'utf8');
  const withdrawn = text.replace(/^pubStatus: .*/m, 'pubStatus: canceled');
  const raised = text.replace(/^version: .*/m, 'version: 2');
  for (const [written, message, hint] of [
    [withdrawn, 'it is canceled, and nothing says why', 'raise version, and say why in corrections'],
    [
      raised,
      'version is 2, and nothing says what has changed',
      expect.stringContaining('say it in updates, of version 2'),
    ],
  ] as const) {
    await writeFile(file(), written);
    expect(await nextReload()).toMatchObject({ changed: [], problems: [{ message, hint }] });
  }
  const withReason = `\ncorrections: [{ version: 2, date: "2026-11-24T09:00:00Z", text: Wrong. }]\n`;
  await writeFile(file(), withdrawn.replace(/^version: .*/m, 'version: 2') + withReason);
  expect(await nextReload()).toEqual({ changed: [slug], problems: [] });
});

test('a change is taken though something else in the folder changes all the time', async () => {
  const text = await readFile(file(), 'utf8');
  await writeFile(file(), text.replace(/^headline: .*/m, 'headline: Before the noise'));
  await nextReload();
  await writeFile(file(), text.replace(/^headline: .*/m, 'headline: In the noise'));
  const noise = setInterval(() => writeFileSync(join(folder, 'briefings', 'state.tmp'), String(performance.now())), 40);
  try {
    await expect.poll(headline, { timeout: 5_000 }).toBe('In the noise');
  } finally {
    // Before the folder goes.
    clearInterval(noise);
  }
}, 10_000);

test('what is stopped while it reads tells nothing more, and changes nothing', async () => {
  stop();
  const sources = await readBriefings(folder);
  const before = headline();
  await writeFile(file(), (await readFile(file(), 'utf8')).replace(/^headline: .*/m, 'headline: Too late'));
  const told: unknown[] = [];
  const tell = (what: unknown) => void told.push(what);
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  stop = watchBriefings(folder, library, sources, tell, tell);
  vi.advanceTimersByTime(1_000);
  await setImmediate();
  stop();
  vi.useRealTimers();
  // What it began to read has been read by then.
  await readBriefings(folder);
  await readBriefings(folder);
  expect(told).toEqual([]);
  expect(headline()).toBe(before);
});

test('a translation that is written, changed, bad or removed changes its briefing, and no other', async () => {
  const original = 'headline: Bridge\ninfoSources: [{ name: A }]\ndescriptions: [{ value: It is closed, source: 1 }]\n';
  const pathOf = (name: string) => join(folder, 'briefings', `${name}.yaml`);
  await writeFile(pathOf('bridge'), original);
  expect((await nextReload()).changed).toEqual(['bridge']);
  const russian = () => library.held('bridge')?.translations?.map(({ headline: told }) => told);
  const translation = (told: string) => `version: 1\nheadline: ${told}\ndescriptions: [{ value: Он закрыт }]\n`;
  for (const told of ['Мост', 'Мост закрыт']) {
    await writeFile(pathOf('bridge.ru'), translation(told));
    expect(await nextReload()).toEqual({ changed: ['bridge'], problems: [] });
    expect(russian()).toEqual([told]);
  }
  await writeFile(pathOf('bridge.ru'), 'headline: Мост: закрыт\n');
  const bad = await nextReload();
  expect(bad.changed).toEqual([]);
  expect(bad.problems).toHaveLength(1);
  expect(russian()).toEqual(['Мост закрыт']);
  await rm(pathOf('bridge.ru'));
  expect(await nextReload()).toEqual({ changed: ['bridge'], problems: [] });
  expect(russian()).toBeUndefined();
});
