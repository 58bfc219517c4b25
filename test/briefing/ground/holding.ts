import type { Checker, Evidence, Finding } from '../../../src/briefing/ground/claim.ts';

/** An article of a paragraph a line, each one sentence, that is of a Friday. */
export function articleOf(paragraphs: readonly string[], more: Partial<Evidence> = {}): Evidence {
  return {
    sentences: paragraphs.map((text, i) => ({ text, paragraph: i + 1 })),
    date: '2024-05-17',
    language: 'en',
    names: [],
    ...more,
  };
}

/** What a checker finds in a claim that rests on the first paragraph. */
export function findingsOf(check: Checker, text: string, evidence: Evidence, language = 'en'): Finding[] {
  const cited = evidence.sentences.filter(({ paragraph }) => paragraph === 1);
  return check({ text, language, source: [1] }, evidence, cited);
}
