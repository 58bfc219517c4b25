import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { derive } from '../../src/briefing/file/derive.ts';
import { parseBriefing, parseTranslation } from '../../src/briefing/file/parse.ts';
import { problemText } from '../../src/briefing/file/problem.ts';
import { problemsOf } from '../../src/briefing/file/problems.ts';
import { briefingSchema } from '../../src/briefing/file/schema.ts';
import { readArticle } from '../../src/briefing/ground/article.ts';
import { verifyBriefing } from '../../src/briefing/ground/verify-briefing.ts';

const guide = await readFile('docs/editors.md', 'utf8');
const [example = ''] = /(?<=```yaml\n)headline[\s\S]*?(?=```)/.exec(guide) ?? [];

test('the example of the editors’ guide is a briefing without a problem, in 25 lines or fewer', () => {
  expect(problemsOf(example, 'example.yaml').map(problemText)).toEqual([]);
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(25);
  const content = parseBriefing(example);
  if (!content) throw new Error('no briefing');
  const { timeline, people } = derive(content, 'example');
  expect(timeline).toHaveLength(1);
  expect(people.map(({ did = [] }) => did.length)).toEqual([1, 1]);
});

test('every sentence of the example is borne by the article that the guide gives with it', () => {
  const [text = ''] = /(?<=```text\n)Ferry[\s\S]*?(?=```)/.exec(guide) ?? [];
  const content = parseBriefing(example);
  if (!content) throw new Error('no briefing');
  const report = verifyBriefing(content, [{ article: readArticle(Buffer.from(text), 'ferry.txt') }]);
  expect(report.findings).toEqual([]);
  expect(report.claims).toBeGreaterThan(10);
});

test('the editors’ guide has a row for each field of a briefing', () => {
  const rows = guide.split('\n').filter((line) => line.startsWith('| `'));
  for (const field of Object.keys(briefingSchema.shape))
    expect(
      rows.some((row) => row.split('|')[1]?.includes(`\`${field}\``)),
      field,
    ).toBe(true);
});

test('the example of a translation has the shape of one', () => {
  const [translation = ''] = /(?<=```yaml\n)# yaml-language-server[\s\S]*?(?=```)/.exec(guide) ?? [];
  expect(parseTranslation(translation)).toMatchObject({
    version: 1,
    descriptions: [{ by: [{ as: 'береговая охрана' }] }],
  });
});
