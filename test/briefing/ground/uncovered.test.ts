import { expect, test } from 'vitest';
import { parseBriefing } from '../../../src/briefing/file/parse.ts';
import type { Claim } from '../../../src/briefing/ground/claim.ts';
import { evidenceOf } from '../../../src/briefing/ground/sentences.ts';
import { type LeftOut, uncoveredIn } from '../../../src/briefing/ground/uncovered.ts';
import { verifyBriefing } from '../../../src/briefing/ground/verify-briefing.ts';

const article = {
  title: 'Port workers vote to strike',
  paragraphs: [
    'Dock workers in Velmouth voted on Tuesday to walk out for 48 hours. The union wants shorter night shifts. He smiled.',
    'Farm groups fear for spring exports.',
  ],
};
const evidence = evidenceOf([{ article }], { language: 'en' });
const claim = (text: string, ...source: number[]): Claim => ({
  text,
  language: 'en',
  ...(source.length > 0 ? { source } : {}),
});
const uncovered = (claims: readonly Claim[], leftOut: readonly LeftOut[] = []) =>
  uncoveredIn(claims, leftOut, evidence).map(({ text, paragraph }) => `${paragraph} ${text}`);

const strike = claim('Velmouth’s dockers will walk out for two days, workers decided in a vote.', 1);
const shifts = claim('Their union asks for night shifts to be shorter.', 1);
const farms = claim('Exporters among farmers are afraid for the spring.', 2);

test('an article that is told in other words is covered, and sentences that tell nothing need not be', () => {
  expect(uncovered([strike, shifts, farms])).toEqual([]);
});

test('a sentence that nothing tells is found', () => {
  expect(uncovered([strike, farms])).toEqual(['1 The union wants shorter night shifts.']);
  expect(uncovered([strike, shifts])).toEqual(['2 Farm groups fear for spring exports.']);
});

test('a claim tells nothing of paragraphs that it does not cite; one that cites none may tell any', () => {
  expect(uncovered([strike, shifts, { ...farms, source: [1] }])).toHaveLength(1);
  expect(uncovered([strike, shifts, claim(farms.text)])).toEqual([]);
});

test('what is left out on purpose is not found: a sentence, or a paragraph', () => {
  expect(uncovered([strike, farms], [{ source: [1], sentence: 2 }])).toEqual([]);
  expect(uncovered([strike, farms], [{ source: [1], sentence: 1 }])).toHaveLength(1);
  expect(uncovered([strike, shifts], [{ source: [2] }])).toEqual([]);
});

test('a translation tells what its original tells', () => {
  expect(uncovered([{ ...strike, language: 'de' }])).toEqual([]);
});

test('a briefing is told what it does not tell of its article', () => {
  const file = parseBriefing(`
headline: Dock workers strike
infoSources: [{ name: Gazette }]
descriptions: [{ value: Workers of the docks in Velmouth voted for a walk-out of 48 hours., source: 1 }]
leftOut: [{ source: 2, why: background }]
`);
  if (!file) throw new Error('the briefing of the test is not valid');
  const uncoveredOnes = verifyBriefing(file, [{ article }]).findings.filter(
    ({ finding }) => finding.kind === 'uncovered',
  );
  expect(uncoveredOnes).toEqual([
    {
      path: ['infoSources', 0],
      statement: 'The union wants shorter night shifts.',
      finding: { kind: 'uncovered', text: 'The union wants shorter night shifts.', paragraph: 1 },
    },
  ]);
});
