import { describe, expect, test } from 'vitest';
import {
  type CorpusArticle,
  corpusFolder,
  holdoutFolder,
  plantedKinds,
  readCorpus,
} from '../../bench/grounding/corpus.ts';
import { type Planted, plantErrors } from '../../bench/grounding/planting.ts';

/* The corpus that `verify` is measured by is sound: what is called true rests on its article, what is planted is not the same. */

const training = await readCorpus(corpusFolder);
const articles = [...training, ...(await readCorpus(holdoutFolder))];
const errors = articles.flatMap(plantErrors);

describe('the corpus of npm run bench -- grounding', () => {
  test('has enough articles and planted errors of every kind, the same ones each time', () => {
    expect(articles.length).toBeGreaterThanOrEqual(20);
    expect(errors.length).toBeGreaterThanOrEqual(400);
    for (const kind of plantedKinds)
      expect(errors.filter((error) => error.kind === kind).length, kind).toBeGreaterThan(9);
    expect(articles.flatMap(plantErrors)).toEqual(errors);
  });

  test('is told apart by name', () => {
    expect(new Set(articles.map(({ name }) => name)).size).toBe(articles.length);
  });

  test.each(articles)('$name: each true statement cites paragraphs that are there', (article) => {
    for (const { id, claim } of article.statements)
      for (const paragraph of claim.source) expect(article.paragraphs[paragraph], id).toBeDefined();
  });

  test.each(articles)('$name: no true statement copies eight words in a row', (article) => {
    for (const { id, claim } of article.statements) {
      if (!claim.quote) expect(longestCopy(claim.text, article), `${id}: ${claim.text}`).toBeLessThan(8);
    }
  });

  test.each(articles)(
    '$name: what is in quotation marks in a true statement is in the article, word for word',
    (article) => {
      const whole = plain(article.paragraphs.join('\n')).toLowerCase();
      for (const { id, claim } of article.statements) {
        const quotes = claim.quote
          ? [claim.text]
          : [...claim.text.matchAll(/[“„«「]([^“”„«»「」]+)[”“»」]/gu)].map(([, said = '']) => said);
        for (const said of quotes)
          expect(whole, id).toContain(
            plain(said)
              .toLowerCase()
              .replace(/[.,!?]$/, ''),
          );
      }
    },
  );

  test.each(articles)('$name: who speaks, and what is swapped, is named', (article) => {
    const whole = plain(article.paragraphs.join('\n')).toLowerCase();
    for (const { name, aliases } of article.names)
      expect(
        [name, ...aliases].some((each) => whole.includes(plain(each).toLowerCase())),
        name,
      ).toBe(true);
    for (const { id, claim, swap } of article.statements) {
      if (!swap) continue;
      expect(
        swap.some((name) => claim.text.includes(name)),
        id,
      ).toBe(true);
      for (const name of swap) expect(whole, id).toContain(plain(name).toLowerCase());
    }
  });

  test('each planted error differs from its statement', () => {
    for (const error of errors)
      expect(wordingOf(error.claim), `${error.statement.id} ${error.how}`).not.toEqual(
        wordingOf(error.statement.claim),
      );
  });
});

function wordingOf({ text, source, by }: Planted['claim']): unknown {
  return { text, source: source ?? [], by: by?.map(({ name }) => name) ?? [] };
}

function plain(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/\s+/g, ' ');
}

/** How many words of a text, outside quotation marks, its article has in a row. */
function longestCopy(text: string, { evidence, language }: CorpusArticle): number {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const wordsOf = (whole: string) =>
    [...segmenter.segment(whole.toLowerCase())].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
  const sentences = evidence.sentences.map((sentence) => ` ${wordsOf(sentence.text).join(' ')} `);
  const parts = text.split(/[“„«「"][^“”„«»「」"]+[”“»」"]/u).map(wordsOf);
  let longest = 0;
  for (const words of parts)
    for (let start = 0; start < words.length; start += 1)
      while (
        sentences.some(
          (sentence) =>
            start + longest < words.length &&
            sentence.includes(` ${words.slice(start, start + longest + 1).join(' ')} `),
        )
      )
        longest += 1;
  return longest;
}
