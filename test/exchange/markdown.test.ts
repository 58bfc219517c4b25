import { type Node, Parser } from 'commonmark';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { commonMark } from '../../src/exchange/commonmark.ts';
import { markdownOf } from '../../src/exchange/markdown.ts';
import { language } from '../../src/text/language.ts';
import { anyBriefing, briefing } from '../support/briefings.ts';

const english = language('en');

test('a briefing is an article that people can read', () => {
  const article = markdownOf(
    briefing({
      infoSources: [
        {
          name: 'Harbour Gazette',
          uri: 'https://gazette.example/a?b=1&copy;=2',
          publisher: 'Gazette Ltd',
          paragraphs: 4,
        },
        { id: 'ap', name: 'Agency', author: 'Ann Lee', date: '2026-02' },
      ],
      corrections: [{ version: 2, date: '2026-03-03T10:00:00Z', text: 'It is six weeks, not five.' }],
      why: { text: 'The port lives off it.', source: ['ap:2'] },
      timeline: [
        { date: '2026-03-01', text: 'The bridge closes.', source: [1] },
        { from: '2026-Q2', to: '2026-Q3', text: 'Repairs.', source: [1, 2, 3], by: [{ as: 'engineers' }] },
      ],
    }),
    english,
  );
  expect(article).toBe(`\
# Harbour bridge closes for repairs

1 March 2026 · Rotterdam, Netherlands

**Corrected on 3 March 2026:** It is six weeks, not five.

The harbour bridge is closed (full). \`¶1\`

## Why it matters

The port lives off it. \`¶A2\`

## Figures

- **6 weeks**: Length of the closure (March 2026) \`¶1\`

## Who is in it

- **Mina Öz**: Mayor of the city \`¶1\`
- **Port Authority**: Runs the port \`¶1\`

## The closure

### Why

- The cables are worn. \`¶3\`

### Who says what

- Mina Öz opposes this: Six weeks are too long. \`¶2\`

## Timeline

- **1 March 2026**: The bridge closes. \`¶1\`
- **From the second quarter of 2026 to the third quarter of 2026**: Engineers say: Repairs. \`¶1–3\`

## Sources

- [Harbour Gazette](<https://gazette.example/a?b=1&amp;copy;=2>) · Gazette Ltd
- **A** Agency · by Ann Lee · February 2026

${english.t('view:sourcesHow')}
`);
});

test('what a topic says in the words of the summary is told once', () => {
  const [full] = briefing().descriptions.filter(({ role }) => role === 'full');
  const said = { text: full?.value ?? '', source: [1] };
  const article = markdownOf(
    briefing({
      topics: [{ slug: 'closure', name: 'The closure', sections: [{ heading: 'Why', statements: [said] }] }],
    }),
    english,
  );
  expect(article.match(/is closed \(full\)/g)).toHaveLength(1);
  expect(article).not.toContain('The closure');
});

/** The words of each block of a document, as a reader of CommonMark sees them, and what else is in it. */
function read(markdown: string) {
  const blocks: { readonly kind: string; readonly level: number; words: string }[] = [];
  const links: string[] = [];
  const kinds = new Set<string>();
  const walker = new Parser().parse(markdown).walker();
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (!entering) continue;
    kinds.add(node.type);
    if (node.type === 'paragraph' || node.type === 'heading')
      blocks.push({ kind: node.type, level: node.level, words: '' });
    if (node.type === 'link') links.push(node.destination ?? '');
    const last = blocks.at(-1);
    if (last) last.words += wordsOf(node);
  }
  return { blocks, links, kinds };
}

function wordsOf({ type, literal }: Node): string {
  return type === 'text' || type === 'code' ? (literal ?? '') : type === 'softbreak' ? '\n' : '';
}

/** A text on one line, as it should be read. */
function shown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\p{Cc}/gu, '\uFFFD');
}

test.each([
  '&amp; &#35; &copy;',
  '<b>bold</b> <!-- x -->',
  '*a* **b** _c_ __d__ `e` ~~f~~',
  '[a](https://b.example) ![c](d) [e]: f <https://g.example>',
  '# heading #',
  '1. one',
  '12) two',
  '- item',
  '+ item',
  '> quote',
  '---',
  '```js',
  '    code',
  'a\n\nb\n===\nc',
  '\\*a\\*',
])('%j stands as it is', (text) => {
  const { blocks } = read(markdownOf(briefing({ headline: text, located: text }), english));
  expect(blocks[0]?.words).toBe(shown(text));
  expect(blocks[1]?.words).toBe(`1 March 2026 · ${shown(text)}`);
  const alone = read(commonMark(text)).blocks.map(({ kind, words }) => [kind, words]);
  expect(alone).toEqual([['paragraph', shown(text)]]);
});

test('no text formats, links, or is anything but itself', () => {
  fc.assert(
    fc.property(anyBriefing, (each: Briefing) => {
      const { blocks, links, kinds } = read(markdownOf(each, english));
      const [title, ...rest] = blocks;
      expect(title).toMatchObject({ kind: 'heading', level: 1, words: shown(each.headline) });
      const found = rest.map(({ words }) => words);
      // A lead may stand before it, in whose sentence it begins in lower case.
      const isTold = (text: string) =>
        found.some((words) => words.toLowerCase().includes(`${shown(text).toLowerCase()} ¶`));
      for (const { value } of each.descriptions.filter(({ role }) => role === 'full')) expect(isTold(value)).toBe(true);
      for (const { name } of each.people) expect(found.some((words) => words.startsWith(shown(name)))).toBe(true);
      for (const { text } of each.timeline) expect(isTold(text)).toBe(true);
      for (const { text } of each.corrections ?? [])
        expect(found.some((words) => words.endsWith(`: ${shown(text)}`))).toBe(true);
      for (const [i, { uri }] of each.infoSources.filter((source) => source.uri).entries())
        expect(decodeURI(links[i] ?? '')).toBe(decodeURI(new URL(uri ?? '').href));
      expect(links).toHaveLength(each.infoSources.filter((source) => source.uri).length);
      for (const kind of ['html_inline', 'html_block', 'image', 'code_block', 'block_quote', 'thematic_break'])
        expect(kinds).not.toContain(kind);
    }),
    { numRuns: 30 },
  );
});
