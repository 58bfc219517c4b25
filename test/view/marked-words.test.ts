import { parseMarkdown } from 'discord-playground/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QueryWords } from '../../src/briefing/search/search-index.ts';
import { Vocabulary } from '../../src/briefing/search/vocabulary.ts';
import { queriedWordsOf, wordsOf } from '../../src/briefing/search/words.ts';
import { escapeMarkdown } from '../../src/view/markdown.ts';
import { excerptWith, markWords } from '../../src/view/marked-words.ts';

/** The words that a search for a query finds in a text. */
function found(text: string, query: string): QueryWords {
  const vocabulary = new Vocabulary(new Set(wordsOf(text)));
  const queried = queriedWordsOf(query);
  return new Map(queried.map((word, i) => [word, new Map(vocabulary.matches(word, i === queried.length - 1))]));
}

test.each([
  ['The reactors would float.', 'reactors', 'The **reactors** would float.'],
  ['The reactors would float.', 'REACT', 'The **reactors** would float.'],
  ['The reactors react to a reactor.', 'reactor', 'The reactors react to a **reactor**.'],
  ['The reactors would float.', 'reaktors', 'The **reactors** would float.'],
  ['Putin’s visit to Harbin', 'putin harbin', '**Putin**’s visit to **Harbin**'],
  ['The floating reactors', 'floating reactors', 'The **floating reactors**'],
  ['Kate O’Brien', 'obrien', 'Kate **O’Brien**'],
  ['Kate O’Brien', 'o’brien', 'Kate O’**Brien**'],
  ['Владимир Путин', 'putin', 'Владимир **Путин**'],
  ['Vladimir Putin', 'Путин', 'Vladimir **Putin**'],
  ['José and Jo\u0301se', 'jose', '**José** and **Jo\u0301se**'],
  ['習近平在哈爾濱會見普京', '习近平', '**習近平**在哈爾濱會見普京'],
  ['习近平在哈尔滨会见普京', '哈爾濱 普京', '习近平在**哈尔滨**会见**普京**'],
  ['习近平', '习', '**习**近平'],
  ['ハルビンで会談したプーチン大統領', 'ﾌﾟｰﾁﾝ', 'ハルビンで会談した**プーチン**大統領'],
  ['2023年China訪問', 'china', '2023年**China**訪問'],
])('“%s” found by “%s” is “%s”', (text, query, marked) => {
  expect(markWords(escapeMarkdown(text), found(text, query))).toBe(marked);
});

test.each([
  ['China warns — *China*', 'china', '**China** warns — *China*'],
  ['**China**: China', 'china', '**China**: **China**'],
  ['*a*China', 'china', '*a*China'],
  ['China `¶3`', '3 china', '**China** `¶3`'],
  ['[China](https://china.example) and China', 'china', '[China](https://china.example) and **China**'],
  ['China <t:1:D> \\*China\\*', 'china t', '**China** <t:1:D> \\***China**\\*'],
])('a mark, code, a tag and a link stay as they are: %s', (markdown, query, marked) => {
  expect(markWords(markdown, found(markdown, query))).toBe(marked);
});

test('whatever a text has in it, it reads the same with words in bold, and only these are', () => {
  const odd = fc.constantFrom(
    '**',
    '_',
    '`',
    '[',
    '](',
    '||',
    '~~',
    '<',
    '\\',
    '# ',
    '- ',
    '1. ',
    '’',
    '習近平',
    'Путин',
    'ก็',
    'é',
    'a',
  );
  const text = fc.array(fc.oneof(odd, fc.string({ unit: 'grapheme' }))).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.integer({ min: 0, max: 9 }), (plain, number) => {
      const words = wordsOf(plain);
      const query = new Map([['x', new Map(words.filter((_, i) => i % 10 <= number).map((word) => [word, 1]))]]);
      const marked = markWords(escapeMarkdown(plain), query);
      expect(textOf(parseMarkdown(marked))).toBe(textOf(parseMarkdown(escapeMarkdown(plain))));
    }),
    { numRuns: 2_000 },
  );
});

function textOf(node: unknown): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (typeof node !== 'object' || node === null) return '';
  return Object.entries(node)
    .map(([key, value]) => (key === 'kind' || key === 'type' ? '' : textOf(value)))
    .join('');
}

test('a long statement is cut so that the word that was found is in it', () => {
  const long = `${'Nothing of interest. '.repeat(60)}The bridge is closed. ${'Nothing else. '.repeat(60)}`;
  const excerpt = excerptWith(long, found(long, 'bridge'), 200);
  expect(excerpt.length).toBeLessThanOrEqual(200);
  expect(excerpt).toMatch(/^… .*The bridge is closed.*…$/);
  expect(excerptWith('The bridge is closed.', found('bridge', 'bridge'), 200)).toBe('The bridge is closed.');
});
