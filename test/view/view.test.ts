import { ComponentType } from 'discord.js';
import { expect, onTestFinished, test, vi } from 'vitest';
import { depths } from '../../src/briefing/file/schema.ts';
import { entitiesIn } from '../../src/briefing/library/visible.ts';
import { language } from '../../src/text/language.ts';
import { UserError } from '../../src/text/user-error.ts';
import type { Message } from '../../src/view/card.ts';
import { whichMessage } from '../../src/view/choices.ts';
import { digestMessage, entryLimit } from '../../src/view/digest-message.ts';
import { userErrorMessage } from '../../src/view/error-message.ts';
import { sizeOf } from '../../src/view/markdown.ts';
import { sourcesMessage } from '../../src/view/sources.ts';
import { splitMarkdown } from '../../src/view/split-markdown.ts';
import { summaryMessage } from '../../src/view/summary.ts';
import { topicMessage } from '../../src/view/topic.ts';
import { briefing } from '../support/briefings.ts';
import { texts } from '../support/message-limits.ts';

/* How replies read, where it is easily lost. */

const english = language('en-US');

test('what a person typed stands in code as they typed it, and out of code without its marks', () => {
  const said = (key: string, values: Record<string, string>) =>
    texts(userErrorMessage(new UserError(key, values), english)).join('\n');
  const cron = said('digest:error.cronField.minute', { cron: '61 * \\* *_', found: '6`1' });
  expect(cron).toContain('`6ˋ1`, the first field of `61 * \\* *_`, is not a minute');
  expect(said('digest:error.days', { days: '', found: '' })).toContain('which days ` ` means');
  expect(said('error:nothingFound', { query: '**a**' })).toContain('“\\*\\*a\\*\\*”');
  expect(said('error:nothingFound', { query: 'a `b` c' })).toContain('“a ˋbˋ c”');
});

test('of what a person typed, 300 characters are said back', () => {
  const saidBack = (query: string) =>
    texts(userErrorMessage(new UserError('error:nothingFound', { query }), english))
      .join('')
      .match(/“(.*)”/)?.[1];
  expect(saidBack('x'.repeat(300))).toBe('x'.repeat(300));
  expect(saidBack('x'.repeat(6_000))).toBe(`${'x'.repeat(299)}…`);
});

test('dates are remembered up to a number, so that they do not fill the memory', () => {
  const { date } = language('nl');
  const days = Array.from({ length: 1_200 }, (_, i) => new Date(i * 86_400_000).toISOString().slice(0, 10));
  const formatted = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
  onTestFinished(() => formatted.mockRestore());
  for (const day of days) date(day);
  formatted.mockClear();
  date(days.at(-1) ?? '');
  expect(formatted).not.toHaveBeenCalled();
  date(days[0] ?? '');
  expect(formatted).toHaveBeenCalled();
});

test('a search that finds nothing has not failed', () => {
  const message = userErrorMessage(new UserError('error:nothingFound', { query: 'x' }), english);
  expect(texts(message)[0]).toBe('## Nothing found');
  expect(texts(userErrorMessage(new UserError('error:noBriefings'), english))[0]).toBe('## That did not work');
});

test('a page is counted only where one can turn to another', () => {
  const people = Array.from({ length: 30 }, (_, i) => ({
    id: `p${i}`,
    name: `Person ${i}`,
    aliases: [],
    did: [],
    links: [],
    description: { text: 'Someone of whom much is said. '.repeat(6).trim(), source: [1] },
  }));
  const all = entitiesIn(briefing({ people }));
  expect(JSON.stringify(whichMessage('x', all, 'latest', { page: 0 }, english))).not.toContain('Page 1');
});

test('the paragraphs of a post stand apart, and its button below them, so that a phone has room for both', () => {
  const said = (value: string) => ({ role: 'full' as const, value, source: [1] });
  const one = briefing({ descriptions: [said('First.'), said('Second.')] });
  const entries = [{ kind: 'briefing' as const, briefing: one, updated: false, carried: 1 }];
  const { components } = digestMessage({ entries, depth: 'full', day: '2026-03-02' }, english);
  const [box] = components;
  const parts = box?.type === ComponentType.Container ? box.components : [];
  expect(parts.map(({ type }) => ComponentType[type])).toEqual([
    'TextDisplay',
    'Separator',
    'TextDisplay',
    'ActionRow',
  ]);
  expect(texts({ components, flags: 0, allowed_mentions: { parse: [] } }).join('\n')).toMatch(/First\..*\n\nSecond\./);
});

test('a post whose briefings have no room at their depth tells each at a shorter one, whole', () => {
  const sentence = (depth: string, i: number) => `Sentence ${i} of the ${depth} story, which goes on for a while.`;
  const story = (role: 'full' | 'standard' | 'brief', count: number) =>
    Array.from({ length: count }, (_, i) => ({ role, value: sentence(role, i), source: [1] }));
  const one = briefing({ descriptions: [...story('full', 12), ...story('standard', 8), ...story('brief', 1)] });
  const told = (count: number) => {
    const entries = Array.from({ length: count }, (_, i) => ({
      kind: 'briefing' as const,
      briefing: { ...one, slug: `s${i}` },
      updated: false,
      carried: 1,
    }));
    return texts(digestMessage({ entries, depth: 'full', day: '2026-03-02' }, english)).filter((each) =>
      each.includes('Sentence'),
    );
  };
  for (const [count, depth, last] of [
    [1, 'full', 11],
    [5, 'standard', 7],
    [entryLimit, 'brief', 0],
  ] as const) {
    const [first = '', ...others] = told(count);
    expect(first).toContain(sentence(depth, last));
    for (const text of [first, ...others]) {
      const shown = (['full', 'standard', 'brief'] as const).filter((each) => text.includes(`the ${each} story`));
      expect(shown).toHaveLength(1);
      expect(text).not.toContain('…');
    }
  }
});

test('what short stories leave of a post is for those that need more', () => {
  const story = (i: number) => {
    const [sentence, headline] = i === 0 ? ['Long. '.repeat(50).trim(), 'H'.repeat(140)] : ['Short.', 'Headline'];
    const descriptions = depths.map((role) => ({ role, value: sentence, source: [1] }));
    const one = briefing({ slug: `s${i}`, headline, descriptions });
    return { kind: 'briefing' as const, briefing: one, updated: false, carried: 1 };
  };
  const entries = Array.from({ length: entryLimit }, (_, i) => story(i));
  const posted = texts(digestMessage({ entries, depth: 'full', day: '2026-03-02' }, english)).join('');
  expect(posted).toContain('Long. '.repeat(50).trim());
  expect(posted).not.toContain('…');
});

test('a claim that is on several pages says on each whose it is', () => {
  const long = `${'The bridge must open sooner, and # not later. '.repeat(60)}So said she.`;
  const claim = { text: long, source: [1], by: ['mina-oz'] };
  const one = briefing({
    descriptions: [
      { role: 'brief', value: 'Short.', source: [1] },
      { role: 'standard', value: 'Short.', source: [1] },
      { role: 'full', value: long, source: [1], by: ['mina-oz'] },
    ],
    topics: [
      {
        slug: 'closure',
        name: 'The closure',
        sections: [{ heading: 'Why', statements: [claim] }],
        reactions: [{ who: ['mina-oz'], stance: 'opposes', said: long, source: [2] }],
      },
    ],
  });
  const [topic] = one.topics;
  if (!topic) throw new Error('no topic');
  const pagesOf = (view: (page: number) => Message) => {
    const count = Number(/Page 1 of (\d+)/.exec(texts(view(0)).join('\n'))?.[1] ?? 1);
    return Array.from({ length: count }, (_, page) => texts(view(page)).join('\n'));
  };
  const views = [
    (page: number) => summaryMessage(one, 'full', page, english),
    (page: number) => topicMessage([{ briefing: one, topic }], page, english),
    (page: number) => sourcesMessage(one, page, english),
  ];
  for (const view of views) {
    const pages = pagesOf(view).filter((page) => page.includes('must open sooner'));
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) {
      // Each text of it.
      for (const claimed of page.split(/\n+/).filter((line) => line.includes('must open sooner')))
        expect(claimed).toContain('Mina Öz');
      expect(page).not.toMatch(/^# /m);
    }
  }
});

test('no piece of a text leaves a mark open, or begins a heading that is none', () => {
  const [bold, both, code] = ['bold', 'both', 'in it'].map((word) => `${word} `.repeat(9).trim());
  const pieces = splitMarkdown(`**${bold} *${both}* ${bold}** and \\* \`${code}\` # end`, 50);
  expect(pieces.length).toBeGreaterThan(3);
  for (const piece of pieces) {
    expect(sizeOf(piece)).toBeLessThanOrEqual(50);
    expect(piece.replaceAll(/\\./g, '').split('**').length % 2).toBe(1);
    expect(piece.split('`').length % 2).toBe(1);
  }
  expect(splitMarkdown(`${'a'.repeat(31)} # b`, 40)).toEqual(['a'.repeat(31), '\\# b']);
});
