import { describe, expect, test } from 'vitest';
import { checkQuotations } from '../../../src/briefing/ground/check-quotations.ts';
import type { Claim } from '../../../src/briefing/ground/claim.ts';
import { quotationsIn } from '../../../src/briefing/ground/quotations.ts';
import { evidenceOf } from '../../../src/briefing/ground/sentences.ts';

describe('quotations are found', () => {
  // What is a quotation stands between brackets in the expectation.
  test.for([
    ['He said “we will” and "we must".', ['we will', 'we must']],
    ['„Wir schaffen das“, sagte sie. »Ja«, sagte er. ‚Nein‘, sagte ich.', ['Wir schaffen das', 'Ja', 'Nein']],
    ['Elle dit « oui » et ‹ non ›.', [' oui ', ' non ']],
    ['他说：“我们会赢”。「行く」と『来る』', ['我们会赢', '行く', '来る']],
    ["The Philippines' plan isn't Xi's, in the '90s.", []],
    ["It calls the Philippines' plan 'a red line' today.", ['a red line']],
    ['It is ‘the Philippines’ plan’, they’d say.', ['the Philippines’ plan']],
    ["Of `misfits' and 'others', he spoke.", ['misfits', 'others']],
    ['“He told me ‘no’ twice,” she said.', ['He told me ‘no’ twice,']],
    ["` the cleaner your diet the better,' she said.", []],
    ['A 5" pipe and a 6" one.', []],
    ['“It does not close', ['It does not close']],
    ['Nothing', []],
  ] as const)('in %s', ([text, expected]) => {
    expect(quotationsIn(text).map((quotation) => quotation.text)).toEqual(expected);
  });

  test('in time that grows with the text', () => {
    for (const hostile of ['“', '"a', "'a ", '‘s’ ', '« ']) quotationsIn(hostile.repeat(20_000));
  });
});

describe('a quotation', () => {
  const article = {
    title: 'Leaders meet',
    paragraphs: [
      'Putin spoke. “We will not step back from the reactors, and nobody should expect it,” he said.',
      'Xi called it “a very old friendship” that day.',
    ],
  };
  const evidence = evidenceOf([{ article }], { language: 'en' });
  const check = (text: string, claim: Partial<Claim> = {}, language = 'en') => {
    const cited = evidence.sentences.filter(({ paragraph }) => claim.source?.includes(paragraph) ?? true);
    return checkQuotations({ text, language, ...claim }, evidence, cited);
  };

  test.for([
    'He said: "We will not step back from the reactors".',
    'He said they would “not step back … and nobody should expect it”.',
    'He said: “we will not step back from [them], and nobody should expect it.”',
    'He said: “[N]obody should expect it”.',
    'Xi spoke of a «very old friendship».',
    'Xi spoke of “a very  old friendship!”.',
    'Under the title “Leaders meet”.',
    'He did not step back.',
  ])('that stands in the article passes: %s', (text) => {
    expect(check(text)).toEqual([]);
  });

  test('whose words were altered is found, with what the article has', () => {
    expect(check('He said: “We will never step back from the reactors.”')).toEqual([
      {
        kind: 'quote',
        text: 'We will never step back from the reactors.',
        says: 'We will not step back from the reactors',
        paragraph: 1,
      },
    ]);
  });

  test('that left out a word without an ellipsis is found', () => {
    expect(check('“We will step back from the reactors”')).toMatchObject([{ kind: 'quote' }]);
  });

  test('that nobody said is found, and nothing is named for it', () => {
    expect(check('He said: “Peace is near.”')).toEqual([{ kind: 'quote', text: 'Peace is near.' }]);
  });

  test('marked as one needs no quotation marks', () => {
    expect(check('We will not step back from the reactors', { quote: true })).toEqual([]);
    expect(check('We will step back from the reactors', { quote: true })).toMatchObject([{ kind: 'quote' }]);
  });

  test('that stands in another paragraph is told from one that stands nowhere', () => {
    expect(check('“a very old friendship”', { source: [1] })).toEqual([
      { kind: 'paragraph', text: 'a very old friendship', paragraph: 2 },
    ]);
    expect(check('“a very old friendship”', { source: [2] })).toEqual([]);
  });

  test('in another language is not compared', () => {
    expect(check('„eine sehr alte Freundschaft“', {}, 'de')).toEqual([]);
  });
});
