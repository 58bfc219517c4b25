import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { createDesk, createFolder } from './desk.ts';

const one = 'headline: One\ninfoSources: [{ name: N }]\ndescriptions: [{ value: V, source: 1 }]\n';

async function newBriefing(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const folder = createFolder({ 'briefings/one.yaml': one, ...files });
  const desk = createDesk(folder);
  const named = args.map((arg) => (arg.endsWith('.txt') ? join(folder, arg) : arg));
  return {
    code: await runVerb(['new', ...named], desk),
    complaints: desk.complaints().replaceAll(folder, '.'),
    names: readdirSync(join(folder, 'briefings')),
    text: () => readFileSync(join(folder, 'briefings/two.yaml'), 'utf8'),
    check: async () => {
      const checking = createDesk(folder);
      return { code: await runVerb(['check'], checking), complaints: checking.complaints() };
    },
  };
}

describe('new', () => {
  test('writes a short file that is a briefing, and that nobody sees yet', async () => {
    const { code, names, text, check } = await newBriefing(['two']);
    expect([code, names]).toEqual([0, ['one.yaml', 'two.yaml']]);
    expect(text()).toMatch(/^# yaml-language-server: \$schema=\.\.\/briefing\.schema\.json\n/);
    expect(text()).toContain('\nfirstCreated: 2026-11-28T12:00:00Z\n');
    expect(text()).toContain('\npubStatus: withheld #');
    expect(text().split('\n').length).toBeLessThan(20);
    expect(await check()).toMatchObject({ code: 0 });
  });

  test('counts the paragraphs of its article, and guesses no date', async () => {
    const article = 'A title\n\nMay 17, 2024. First.\n\nSecond.\n\nThird.\n';
    for (const { text, check } of [
      await newBriefing(['two'], { 'articles/two.txt': article }),
      await newBriefing(['two', '--article', 'other.txt'], { 'other.txt': article }),
    ]) {
      expect(text()).toMatch(/^ {4}paragraphs: 3$/m);
      expect(text()).toMatch(/^# contentCreated: /m);
      expect(await check()).toMatchObject({ code: 0 });
    }
  });

  test.each([
    [['one'], /^\.\/briefings\/one\.yaml is there already; it stays as it is\.$/, 1],
    [['Über den Fluss!'], /^“Über den Fluss!” cannot be a slug: .*, as "uber-den-fluss"\.$/, 1],
    [['x'.repeat(65)], /cannot be a slug: it is at most 64 lower-case letters/, 1],
    [['../two'], /cannot be a slug: .*, as "two"\.$/, 1],
    [['普京'], /cannot be a slug: .*, as "2024-05-17-harbin"\.$/, 1],
    [['two', '--article', 'none.txt'], /^\.\/none\.txt: there is no such file\.$/, 1],
    [['two', '--article', 'empty.txt'], /^\.\/empty\.txt: it is empty\./, 1],
    [[], /^SLUG is missing\./, 2],
  ])('of %j says what is wrong, and writes nothing', async (args, expected, exitCode) => {
    const { code, complaints, names } = await newBriefing(args, { 'empty.txt': '' });
    expect(complaints).toMatch(expected);
    expect([code, names]).toEqual([exitCode, ['one.yaml']]);
  });

  test('leaves a file of the same slug in a folder below alone', async () => {
    const { code, complaints, names } = await newBriefing(['deep'], { 'briefings/2024/deep.yml': one });
    expect(names).toEqual(['2024', 'one.yaml']);
    expect([code, complaints]).toEqual([1, './briefings/2024/deep.yml is there already; it stays as it is.']);
  });
});
