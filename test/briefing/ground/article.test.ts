import { describe, expect, test } from 'vitest';
import { ArticleError, articlePath, readArticle } from '../../../src/briefing/ground/article.ts';

const read = (text: string) => readArticle(new TextEncoder().encode(text), 'a.txt');

describe('an article', () => {
  test('has its title on the first line and a paragraph a line', () => {
    expect(read('Title\n One.\nTwo.\n')).toEqual({ title: 'Title', paragraphs: ['One.', 'Two.'] });
  });

  test('has paragraphs between empty lines where there are any, and its wrapped lines are put together', () => {
    expect(read('Title\n\nOne\nand more.\n\n\nTwo.\n\n').paragraphs).toEqual(['One and more.', 'Two.']);
    expect(read('标题\n\n中国\n计划。\n\n第二').paragraphs).toEqual(['中国计划。', '第二']);
  });

  test('has a paragraph a line where only the title is set off', () => {
    expect(read('Title\n\nOne.\nTwo.').paragraphs).toEqual(['One.', 'Two.']);
  });

  test('is the same with a byte order mark, with the line ends of Windows, and with accents in two characters', () => {
    expect(read('\uFEFFTitle\r\n\r\nOne.\r\n\r\nCafe\u0301.\r\n')).toEqual({
      title: 'Title',
      paragraphs: ['One.', 'Café.'],
    });
  });

  test('may have 2,000 paragraphs', () => {
    expect(read(`Title\n${'A line.\n'.repeat(2_000)}`).paragraphs).toHaveLength(2_000);
  });

  test('may speak of less and more, and of a tag', () => {
    expect(read('Title\nIt is 3 < 5 and the <p> element > all.').paragraphs).toHaveLength(1);
  });

  test.for([
    ['is empty', '', /^a\.txt: it is empty\. Put the article's title/],
    ['is only spaces', ' \n\n ', /it is empty/],
    ['has only a title', 'Title\n\n', /it has one line/],
    ['is a page', '<!doctype html><html><p>Text', /it is HTML/],
    ['has tags', 'Title\n<p>One.</p>\n<p>Two.</p>', /it is HTML/],
    ['has over 5 MB', 'a'.repeat(5_000_001), /it is larger than 5 MB/],
  ] as const)('that %s is refused with what to do', ([, text, message]) => {
    expect(() => read(text)).toThrow(ArticleError);
    expect(() => read(text)).toThrow(message);
  });

  test('in another encoding is refused', () => {
    expect(() => readArticle(Buffer.from('Caf\xe9\nOne.', 'latin1'), 'a.txt')).toThrow(/not UTF-8/);
    expect(() => readArticle(Buffer.from('\uFEFFTitle\nOne.', 'utf16le'), 'a.txt')).toThrow(/not UTF-8/);
    expect(() => readArticle(Buffer.from('Title\nOne.', 'utf16le'), 'a.txt')).toThrow(/not plain text/);
  });

  test('is looked for by the slug of its briefing, and by its source where there are several', () => {
    expect(articlePath('articles', 'putin-harbin')).toBe('articles/putin-harbin.txt');
    expect(articlePath('articles', 'putin-harbin', 'ap')).toBe('articles/putin-harbin.ap.txt');
  });
});
