import { expect, test } from 'vitest';
import { language } from '../../src/text/language.ts';
import { articleButton, sourceLine } from '../../src/view/article-source.ts';
import { escapeMarkdown } from '../../src/view/markdown.ts';
import { sourcesMessage } from '../../src/view/sources.ts';
import { summaryMessage } from '../../src/view/summary.ts';
import { briefing } from '../support/briefings.ts';
import { texts, violations } from '../support/message-limits.ts';

const english = language('en');
const uri = 'https://gazette.example/bridge(1)?a=b';
type Source = { name: string; id?: string; publisher?: string; literal?: string; uri?: string };
const from = (...infoSources: Source[]) => briefing({ infoSources });

test.each<[Source[], unknown]>([
  [[{ name: 'Harbour Gazette' }], 'Source: Harbour Gazette'],
  [[{ name: 'Harbour Gazette', uri }], 'Source: [Harbour Gazette](https://gazette.example/bridge\\(1\\)?a=b)'],
  // The publisher is who readers know; the reference is the editors' own.
  [[{ name: 'The bridge closes', publisher: 'Gazette', literal: 'G-17' }], 'Source: Gazette'],
  [
    [
      { name: 'Gazette', id: 'a' },
      { name: 'Herald', id: 'b' },
    ],
    'Sources: Gazette and Herald',
  ],
  // Discord shows these raw, or with their backslashes, as the words of a link.
  ...['gazette.com', 'See https://x.example', 'Gazette [online]', 'The *Gazette*', '@everyone `x`'].map(
    (name): [Source[], unknown] => [[{ name, uri }], `Source: ${escapeMarkdown(name)}`],
  ),
])('the sources %j are said as %s', (sources, line) => {
  expect(sourceLine(from(...sources), english)).toEqual(line);
});

test('an address that has no room is left out whole, never cut', () => {
  const long = from({ name: 'Harbour Gazette', uri: `https://gazette.example/${'x'.repeat(1_900)}` });
  expect(sourceLine(long, english)).toBe('Source: Harbour Gazette');
  expect(sourceLine(from({ name: 'Harbour Gazette', uri }), english, 30)).toBe('Source: Harbour Gazette');
  // Discord's buttons take 512 characters.
  expect(articleButton(long, english)).toBeUndefined();
});

test('a name that cannot be the link stands under Sources beside one', () => {
  const [, sources] = texts(sourcesMessage(from({ name: 'The *Gazette*', uri }), 0, english));
  expect(sources).toMatch(/^The \\\*Gazette\\\* \(\[read the article]\(https:\S+\)\)/);
});

test('a summary has a button to the article where it has an address, and no reference of the editors’ own', () => {
  const message = summaryMessage(from({ name: 'Gazette', uri, literal: 'G-17' }), 'full', 0, english);
  expect(violations(message)).toEqual([]);
  expect(JSON.stringify(message)).toContain(JSON.stringify({ type: 2, style: 5, label: 'Read the article', url: uri }));
  expect(texts(message).join('\n')).not.toContain('G-17');
  expect(JSON.stringify(summaryMessage(from({ name: 'Gazette' }), 'full', 0, english))).not.toContain('"style":5');
});
