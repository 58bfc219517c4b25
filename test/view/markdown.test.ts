import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, link, shorten, shortenToSize, sizeOf, splitAtWords } from '../../src/view/markdown.ts';
import { paginate } from '../../src/view/pages.ts';

describe('escaping', () => {
  test.each([
    ['**bold** _it_ ~~no~~ ||spoiler||', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|spoiler\\|\\|'],
    ['[click](https://evil.example)', '\\[click\\](https\\://evil.example)'],
    ['see https://en.wikipedia.org/wiki/A_b', 'see https\\://en.wikipedia.org/wiki/A\\_b'],
    ['<@&123> <t:0:F>', '\\<@&123\\> \\<t:0:F\\>'],
    ['# heading', '\\# heading'],
    ['-# small', '\\-# small'],
    ['- list', '\\- list'],
    ['1. first', '1\\. first'],
    ['> quote', '\\> quote'],
    ['a\n# b', 'a # b'],
    ['Med\uFEFFve\u00ADdev', 'Med\uFEFFve\u00ADdev'],
    ['2.5 million - more', '2.5 million - more'],
  ])('%j is shown as it is written', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('an address cannot leave its link', () => {
    expect(link('a', 'https://x.example/a) [b](https://evil.example?c=\\)')).toBe(
      '[a](https://x.example/a\\)%20[b]\\(https://evil.example?c=%5C\\))',
    );
  });

  test.each([
    'https://en.wikipedia.org/wiki/A_b',
    'https://x.example/a%23b?u=https%3A%2F%2Fy#c',
    'https://x.example/100%25/%E5%93%88',
  ])('%s stays as it is written in a link', (address) => {
    expect(link('a', address)).toBe(`[a](${address})`);
  });

  test('an address in another script is written as browsers send it', () => {
    expect(link('a', 'https://пример.рф/путь')).toBe('[a](https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C)');
  });
});

describe('breaking', () => {
  test('a long text ends at a word', () => {
    expect(shorten('one two three', 9)).toBe('one two…');
    expect(shorten('one two', 7)).toBe('one two');
  });
  test('what is shortened never ends in half a character, however little room there is', () => {
    for (const length of [1, 2, 3, 4])
      for (const text of ['😀😀😀😀', 'a😀😀😀😀', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦']) {
        expect(shorten(text, length).isWellFormed()).toBe(true);
        expect(shorten(text, length).length).toBeLessThanOrEqual(length);
      }
  });
  test('a word longer than the limit is broken between characters as a person sees them', () => {
    expect(splitAtWords('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 12)).toEqual(['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']);
    expect(splitAtWords('aaaa\\*bbbb', 5)).toEqual(['aaaa', '\\*bbb', 'b']);
  });
  test('no piece is too long, empty or in the middle of a character, and none of the words is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 20, max: 60 }), (text, length) => {
        const wellFormed = text.toWellFormed();
        const pieces = splitAtWords(wellFormed, length);
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(length);
          expect(piece.isWellFormed()).toBe(true);
        }
        expect(pieces.join('').replace(/\s/g, '')).toBe(wellFormed.replace(/\s/g, ''));
      }),
    );
  });
});

test('a text of many bytes is larger than its characters, and is cut and split by its size', () => {
  expect(['abc', 'щщщ', '記事', '🗞'].map(sizeOf)).toEqual([3, 3, 3, 2]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.integer({ min: 2, max: 200 }), (written, size) => {
      expect(sizeOf(shortenToSize(written, size))).toBeLessThanOrEqual(Math.max(size, 4));
      const pieces = splitAtWords(written, Math.max(size, 8));
      for (const piece of pieces) expect(sizeOf(piece)).toBeLessThanOrEqual(Math.max(size, 8));
      expect(pieces.join('').replaceAll(/\s/g, '')).toBe(written.replaceAll(/\s/g, ''));
    }),
  );
});

describe('pages', () => {
  const limits = { size: 40, texts: 3, choices: 2, heightPx: Number.POSITIVE_INFINITY };
  test('a paragraph stays whole, and the title is repeated where its section goes on', () => {
    const pages = paginate([{ title: 'News', paragraphs: ['one two three four', 'five six seven eight'] }], limits);
    expect(pages.map(({ texts }) => texts)).toEqual([
      ['### News\none two three four'],
      ['### News\nfive six seven eight'],
    ]);
  });
  test('a page offers at most so many choices', () => {
    const paragraphs = ['a', 'b', 'c'].map((text) => ({ text, choice: { label: text, customId: text } }));
    expect(paginate([{ paragraphs, tight: true }], limits).map(({ choices }) => choices.length)).toEqual([2, 1]);
  });
  test('a section without paragraphs is left out', () => {
    expect(paginate([{ title: 'Empty', paragraphs: [] }], limits)).toEqual([{ texts: [], choices: [] }]);
  });
});
