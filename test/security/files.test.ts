import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadBriefings, readBriefings } from '../../src/briefing/file/load.ts';
import { parseBriefing } from '../../src/briefing/file/parse.ts';
import { type FileProblem, problemText } from '../../src/briefing/file/problem.ts';
import { problemsOf } from '../../src/briefing/file/problems.ts';
import { briefingSchema } from '../../src/briefing/file/schema.ts';
import { openDatabase } from '../../src/store/database.ts';
import { addDigest, findDigest } from '../../src/store/digests.ts';
import { changeGuildSettings, guildSettings } from '../../src/store/guilds.ts';
import { newDigest } from '../support/digests.ts';
import { importsOf, packageOf } from '../support/syntax.ts';

/* What stands in the files that the bot reads, and where they are. */

const article = await readFile('content/briefings/2024-05-17-putin-harbin.yaml', 'utf8');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-security-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (...names: string[]) => join(folder, ...names);

describe('a briefing', () => {
  const milliseconds = (run: () => unknown) => {
    const begun = performance.now();
    run();
    return performance.now() - begun;
  };
  const nested = Array.from({ length: 12 }, (_, i) => {
    const inner = i === 0 ? 'x' : `*a${i - 1}`;
    return `a${i}: &a${i} [${Array(9).fill(inner).join(', ')}]`;
  });

  test.each<[string, string, RegExp]>([
    ['a billion laughs', nested.join('\n'), /x.yaml:2:\d+ a1: a text cannot begin with &/],
    ['an alias', `${article}\nx: &x [1]\ny: *x\n`, /y: a text cannot begin with \*/],
    ['a merge key', `${article}\n<<: { polluted: 1 }\n`, /<<: expected no such key/],
    ['a key __proto__', `${article}\n__proto__: { polluted: 1 }\n`, /__proto__: expected no such key/],
    [
      'a key __proto__ further in',
      article.replace(/^( +)literal: /m, '$1__proto__: { polluted: 1 }\n$1literal: '),
      /no such key/,
    ],
    ['a key constructor', `${article}\nconstructor: { prototype: { polluted: 1 } }\n`, /constructor: expected no such/],
    ['two documents', `${article}\n---\na: 1\n`, /a line of --- begins a second text/],
    ['a key twice', `${article}\nversion: 9\n`, /:\d+:\d+ version: this key is already in line \d/],
    ['lists in lists in lists', `a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`, /YAML \(nesting exceeded/],
    [
      'lists that are too deep for any reader',
      `a: ${'['.repeat(90_000)}${']'.repeat(90_000)}`,
      /YAML \(nesting exceeded/,
    ],
    [
      'a tag of JavaScript’s',
      article.replace(/^headline: .*/m, 'headline: !!js/function "function () { throw 1 }"'),
      /headline: a text cannot begin with !/,
    ],
    [
      'a bell',
      article.replace(/^headline: /m, 'headline: \u0007'),
      /:\d+:\d+ a character stands here that nobody can see/,
    ],
  ])('with %s is refused at once, and no object is changed', (_, text, expected) => {
    let problems: readonly FileProblem[] = [];
    expect(text).not.toBe(article);
    expect(parseBriefing(text)).toBeUndefined();
    expect(milliseconds(() => (problems = problemsOf(text, 'x.yaml')))).toBeLessThan(2_000);
    expect(problems.map(problemText).join('\n')).toMatch(expected);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('with thousands of problems is refused in seconds, with the first of them', () => {
    const text = Array.from({ length: 4_000 }, (_, i) => `k${i}: 1`).join('\n');
    let problems: readonly FileProblem[] = [];
    expect(milliseconds(() => (problems = problemsOf(text, 'x.yaml')))).toBeLessThan(8_000);
    expect(problems.length).toBeGreaterThan(100);
    expect(problems.length).toBeLessThanOrEqual(500);
  }, 15_000);

  test('of a size that no briefing has is not read', async () => {
    await mkdir(at('briefings'));
    await writeFile(at('briefings', 'good.yaml'), article);
    await writeFile(at('briefings', 'huge.yaml'), `${article}\n#${'x'.repeat(200_000)}`);
    const [good, huge] = await readBriefings(folder);
    expect(good).toMatchObject({ problems: [], briefing: { slug: 'good' } });
    expect(huge?.briefing).toBeUndefined();
    expect(huge?.problems.map(problemText).join()).toMatch(/huge\.yaml: cannot be read \(200000 bytes are the most\)/);
  });

  test('that is a link to another file is not followed, nor is a folder that is one', async () => {
    await mkdir(at('briefings'));
    await mkdir(at('outside'));
    await writeFile(at('briefings', 'good.yaml'), article);
    await writeFile(at('outside', 'secret.yaml'), 'password: hunter2');
    await symlink(at('outside', 'secret.yaml'), at('briefings', 'link.yaml'));
    await symlink(at('outside'), at('briefings', 'more'));
    expect((await loadBriefings(folder)).map(({ slug }) => slug)).toEqual(['good']);
  });

  test.each(['__proto__', 'constructor:1', 'a:b', 'A', 'a b', '..', 'x'.repeat(65), 'a\nb'])(
    'in a file named %j is refused',
    async (name) => {
      await mkdir(at('briefings'));
      await writeFile(at('briefings', `${name}.yaml`), article);
      await expect(loadBriefings(folder)).rejects.toThrow(/expected a file name of at most 64 lower-case letters/);
    },
  );

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'discord://x',
    '//evil',
    'x',
    `https://x.example/${'a'.repeat(2_000)}`,
  ])('whose source is at %s is refused', (uri) => {
    const source = (address: string) =>
      briefingSchema.shape.infoSources.safeParse([{ name: 'A paper', uri: address, paragraphs: 1 }]).success;
    expect(source('https://paper.example/1')).toBe(true);
    expect(source(uri)).toBe(false);
  });
});

describe('the database', () => {
  test('of another program is refused, and not a byte of it is changed', async () => {
    const other = new DatabaseSync(at('places.db'));
    other.exec("create table bookmarks (url text); insert into bookmarks values ('https://a.example')");
    other.close();
    const before = await readFile(at('places.db'));
    await symlink(at('places.db'), at('link.db'));
    for (const name of ['places.db', 'link.db'])
      await expect(openDatabase(`sqlite:${at(name)}`)).rejects.toThrow(/cannot be used: it is another program’s/);
    expect(await readFile(at('places.db'))).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(['link.db', 'places.db']);
  });

  test('in place of a folder or a text is refused, and these stay as they are', async () => {
    const text = 'not a database, though it is long enough for one. '.repeat(40);
    await writeFile(at('notes.txt'), text);
    await expect(openDatabase(`sqlite:${at('notes.txt')}`)).rejects.toThrow(/not a database/);
    await expect(openDatabase(`sqlite:${folder}`)).rejects.toThrow(/cannot be opened/);
    await expect(openDatabase(`sqlite:${at('notes.txt', 'x.db')}`)).rejects.toThrow(/cannot be used/);
    expect(await readFile(at('notes.txt'), 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });

  test('takes SQL as the text that it is', async () => {
    const db = await openDatabase(`sqlite:${at('bot.db')}`);
    const sql = `x'); drop table digests; -- " \u0000 \${x} ?1 :a $b`;
    await addDigest(db, newDigest({ guildId: sql, topic: sql, cron: sql, createdBy: sql }), 50);
    await changeGuildSettings(db, sql, { timezone: sql, alertsChannelId: sql, language: sql });
    expect(await findDigest(db, sql, 1)).toMatchObject({ guildId: sql, topic: sql, cron: sql, zone: sql });
    expect(await guildSettings(db, sql)).toEqual({ timezone: sql, alertsChannelId: sql, language: sql });
    expect(await findDigest(db, `' or 1=1 --`, 1)).toBeUndefined();
    await db.destroy();
  });

  test('is asked by parameters: no SQL is put together from texts', async () => {
    const wrong = `sql.raw(name)
sql.id(name)
sql.table(name)
sql.lit(name)
sql.lit<string>(name)
sql.ref(\`\${name}.id\`)
database.exec(\`pragma \${name}\`)
database.prepare(\`select \${name}\`).get()`.split('\n');
    const right = `sql.lit('sent')
sql.lit(1)
sql.ref('id')
sql\`select \${name}\`
database.exec(\`pragma optimize\`)`.split('\n');
    expect(await linesRefused('src/store', [...right, ...wrong])).toEqual(wrong);
  });

  /** The lines of a file in a folder of the source that Biome’s own rules of the project find fault with. */
  async function linesRefused(directory: string, lines: readonly string[]): Promise<string[]> {
    await cp('biome.json', at('biome.json'));
    await cp('.biome', at('.biome'), { recursive: true });
    await mkdir(at(directory), { recursive: true });
    await writeFile(at(directory, 'planted.ts'), lines.map((line) => `${line};\n`).join(''));
    const output = await new Promise<string>((done) =>
      execFile(
        process.execPath,
        [resolve('node_modules/@biomejs/biome/bin/biome'), 'lint', '--vcs-enabled=false', '--reporter=json', directory],
        { cwd: folder },
        (_, out) => done(out),
      ),
    );
    const { diagnostics }: { diagnostics: { category: string; location: { start: { line: number } } }[] } =
      JSON.parse(output);
    const refused = diagnostics
      .filter(({ category }) => category === 'plugin')
      .map(({ location }) => location.start.line);
    return lines.filter((_, i) => refused.includes(i + 1));
  }
});

describe('what is installed', () => {
  type Entry = { resolved?: string; integrity?: string; hasInstallScript?: boolean; dev?: boolean; link?: boolean };

  test('comes from a registry and from no other place, is held to its hash, and runs nothing but Node’s install script', async () => {
    const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
    const { allowScripts } = JSON.parse(await readFile('package.json', 'utf8'));
    // The project itself and its workspace come from here.
    const packages = Object.entries(lock.packages).filter(
      ([path, { link }]) => path.includes('node_modules/') && !link,
    );
    expect(packages.length).toBeGreaterThan(50);
    for (const [path, { resolved, integrity }] of packages) {
      expect(resolved ?? 'https://', path).toMatch(/^https:\/\//);
      expect(integrity, path).toMatch(/^sha512-/);
    }
    const running = packages.filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(running.filter(([, { dev }]) => !dev)).toEqual([]);
    expect(running.map(([path]) => path.replace('node_modules/', '')).sort()).toEqual(Object.keys(allowScripts).sort());
  });

  test('to run the bot is little: what its own lines import, and nothing else by name', async () => {
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));
    const imported = new Set<string>();
    // Neither Dateline's part of the playground nor what holds briefings against articles is part of the bot.
    const beside = ['src/cli/playground/**', 'src/cli/content/**', 'src/briefing/ground/**'];
    for (const path of globSync('{src,commands}/**/*.ts', { exclude: beside }))
      for (const { target, onlyTypes } of importsOf(path))
        if (!onlyTypes && !/^(\.|node:)/.test(target)) imported.add(packageOf(target));
    expect([...imported].sort()).toEqual(Object.keys(dependencies).sort());
    expect(imported.size).toBeLessThanOrEqual(15);
  });
});
