import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFile } from '../../src/briefing/file/check-file.ts';
import { ContentError, loadBriefings } from '../../src/briefing/file/load.ts';
import { problemText } from '../../src/briefing/file/problem.ts';
import { problemsOf } from '../../src/briefing/file/problems.ts';
import { commandWarnings } from '../../src/briefing/file/warnings.ts';
import { briefing as makeBriefing } from '../support/briefings.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const article = 'content/briefings/2024-05-17-putin-harbin.yaml';

describe('the content of the repository', () => {
  test('loads without a problem', async () => {
    const briefings = await loadBriefings('content');
    expect(briefings.map((briefing) => briefing.slug)).toContain('2024-05-17-putin-harbin');
  });
});

test('of a file only what it says stays in memory, and not its whole text', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-memory-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'briefings'));
  const comment = '# …\n'.repeat(30_000);
  const text = await readFile(article, 'utf8');
  const count = 100;
  for (let i = 0; i < count; i++) await writeFile(join(folder, 'briefings', `b-${i}.yaml`), text + comment);
  const usedBefore = heapUsed();
  const briefings = await loadBriefings(folder);
  expect((heapUsed() - usedBefore) / count).toBeLessThan(comment.length);
  expect(briefings).toHaveLength(count);
});

/** What is said of a text, without the lines that it quotes. */
const lines = (text: string) =>
  problemsOf(text, 'x.yaml').map(({ excerpt, ...problem }) => {
    expect(excerpt).toMatch(/\n\s*\^$/);
    return problemText(problem);
  });

describe('a bad briefing', () => {
  test('shows all its problems at once, each with line, column, path, what was expected and what was found', async () => {
    const bad = await readFile(join(import.meta.dirname, '..', 'support', 'bad-briefing.yaml'), 'utf8');
    expect(lines(bad)).toMatchInlineSnapshot(`
      [
        "x.yaml:3:10 urgency: expected a number, found "urgent"",
        "x.yaml:4:11 language: expected a language tag, as "en" or "pt-BR", found "English"",
        "x.yaml:5:15 firstCreated: expected a date and time with a zone, as "2024-05-17T12:00:00Z", found "2026-03-02"",
        "x.yaml:7:17 contentCreated: expected a year, month or day, as "2023", "2024-05" or "2024-05-17", found "2 March"",
        "x.yaml:8:1 locatd: expected no such key; did you mean located?",
        "x.yaml:13:62 descriptions[0].source[1]: expected a paragraph of the article, 1 to 4, found 99",
        "x.yaml:14:61 descriptions[1].source: expected at least 1 entry, found []",
        "x.yaml:14:70 descriptions[1].by[0]: expected the id of an entry in people, organisations or places, found "nobody"",
        "x.yaml:20:15 people[0].links[0].to: expected the id of an entry in people, organisations or places, found "atlantis"",
        "x.yaml:21:11 people[1].id: expected an id of its own, found "mina-oz", which people[0] has too",
        "x.yaml:27:28 figures[0].value: expected a number, or its digits in quotes, as "95,000", found "six"",
        "x.yaml:27:52 figures[0].asOf: expected a date that the calendar has, found "2026-13"",
        "x.yaml:29:11 topics[0].slug: expected a slug that no command has, for a topic with a command, found "help"",
        "x.yaml:36:33 topics[0].reactions[0].stance: expected one of "supports", "opposes", "warns", "worries", "plans", "denies", "calls-for", "neutral", found "hates"",
        "x.yaml:38:5 timeline[0]: expected exactly one of "date", "before", "after", and "from" with or without "to"",
        "x.yaml:40:16 corrections[0].version: expected at most the version of the briefing, 1, found 4",
      ]
    `);
  });

  test('with corrections out of order, or two of one version, says which and what to do', async () => {
    const good = await readFile(article, 'utf8');
    const corrections = [3, 2, 3, 9].map(
      (version) => `  - { version: ${version}, date: "2024-05-18T10:00:00Z", text: Wrong }`,
    );
    const text = `${good.replace(/^version: .*/m, 'version: 4')}\ncorrections:\n${corrections.join('\n')}\n`;
    expect(lines(text).map((problem) => problem.replace(/x\.yaml:\d+/, 'x.yaml:_'))).toMatchInlineSnapshot(`
      [
        "x.yaml:_:10 version: version is 4, and nothing says what has changed; say it in updates, of version 4; or in corrections, if something was wrong",
        "x.yaml:_:16 corrections[1].version: expected a version above 3, found 2; put the oldest correction first",
        "x.yaml:_:16 corrections[2].version: expected a version of its own, found 3 a second time; put both texts into one entry",
        "x.yaml:_:16 corrections[3].version: expected at most the version of the briefing, 4, found 9",
      ]
    `);
  });
});

test('a file in another encoding is refused: its letters would be lost', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-content-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp('content', folder, { recursive: true });
  const text = await readFile(article, 'utf8');
  await writeFile(
    join(folder, 'briefings', 'latin.yaml'),
    text.replace(/^headline: .*/m, 'headline: Fianc\u00e9e'),
    'latin1',
  );
  await expect(loadBriefings(folder)).rejects.toThrow(/latin\.yaml: expected UTF-8/);
});

test('two files with one slug, and an empty folder, are refused', async () => {
  const [folder, empty] = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), 'dateline-content-'))));
  if (!folder || !empty) throw new Error('no folders');
  onTestFinished(() => Promise.all([folder, empty].map((path) => rm(path, { recursive: true }))).then(() => {}));
  await cp('content', folder, { recursive: true });
  await cp(article, join(folder, 'briefings', '2024-05-17-putin-harbin.yml'));
  await expect(loadBriefings(folder)).rejects.toThrow(/expected a slug of its own, found "2024-05-17-putin-harbin"/);

  await expect(loadBriefings(empty)).rejects.toThrow(ContentError);
  await writeFile(join(empty, 'briefings'), '');
  await expect(loadBriefings(empty)).rejects.toThrow(/CONTENT_DIR/);
});

test('a file that is away for a moment, while it is written anew, takes no briefing away', () => {
  const previous = { path: 'x.yaml', hash: 'a', slug: 'x', problems: [] };
  expect(checkFile(join('content', 'no', 'x.yaml'), previous, new Map())).toBe(previous);
  expect(checkFile(join('content', 'no', 'x.yaml'), undefined, new Map())).toBeUndefined();
});

test('more topics with a command than Discord has room for are told of', () => {
  const [topic] = makeBriefing().topics;
  if (!topic) throw new Error('no topic');
  const files = Array.from({ length: 91 }, (_, i) => ({
    briefing: makeBriefing({ topics: [{ ...topic, slug: `t-${i}`, command: { description: 'x' } }] }),
  }));
  expect(commandWarnings(files).map(problemText)).toEqual([
    'content: warning: 91 topics ask for a command, and Discord has room for 90; those of the oldest briefings get none',
  ]);
  expect(commandWarnings(files.slice(1))).toEqual([]);
});
