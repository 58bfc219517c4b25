import { describe, expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { depths } from '../../src/briefing/file/schema.ts';
import { sourceMarks } from '../../src/briefing/paragraphs.ts';
import { language } from '../../src/text/language.ts';
import { amountText } from '../../src/view/amount.ts';
import { latestMessage } from '../../src/view/briefing-list.ts';
import { digestOf } from '../../src/view/briefing-reply.ts';
import { dateline } from '../../src/view/dateline.ts';
import { digestEntryText } from '../../src/view/digest-entry.ts';
import { sourcesMessage } from '../../src/view/sources.ts';
import { paragraphReferences, statementText } from '../../src/view/statement-text.ts';
import { summaryMessage } from '../../src/view/summary.ts';
import { timelineMessage } from '../../src/view/timeline.ts';
import { briefing } from '../support/briefings.ts';
import { texts } from '../support/message-limits.ts';

const english = language();
const british = language('en-GB');

describe('a briefing of several articles', () => {
  const several = briefing({
    infoSources: [
      { name: 'Harbour Gazette' },
      { id: 'ap', name: 'Bridge to close', publisher: 'Associated Press', author: 'A. Bell', date: '2026-03-01' },
      { id: 'afp', name: 'Fermeture du pont', uri: 'https://afp.example/pont' },
    ],
  });

  test('marks the paragraphs of all but the first', () => {
    expect(sourceMarks(several)).toEqual(['', 'AP', 'AF']);
    expect(paragraphReferences(several, [3, 1, 2, 'afp:5', 'ap:7'])).toBe('`¶1–3, AP7, AF5`');
    const numbered = { infoSources: ['x', 'ap', 'ap2', '5'].map((id) => ({ id, name: id })) };
    expect(sourceMarks(numbered)).toEqual(['', 'AP', 'AP2:', '5:']);
    const two = { ...several, infoSources: several.infoSources.slice(0, 2) };
    expect(paragraphReferences(two, ['ap:5'])).toBe('`¶A5`');
  });

  test('names each in Sources, after its letter', () => {
    const all = texts(sourcesMessage(several, 0, british)).join('\n');
    expect(all).toContain('Harbour Gazette\n');
    expect(all).toContain('**AP** Bridge to close · Associated Press · by A. Bell · 1 March 2026');
    expect(all).toContain('**AF** [Fermeture du pont](https://afp.example/pont)');
  });
});

test('unnamed speakers are named as the article has them, and a quotation stands in its marks', () => {
  const text = { text: '“We wait”', quote: true, by: [{ as: 'US officials', of: 'port-authority' }, 'mina-oz'] };
  expect(statementText(briefing(), text, english)).toBe('US officials and Mina Öz say: “We wait”');
});

test('what somebody denies is never shown as what they say', () => {
  const denied = { value: 'The cables are worn.', source: [3], by: ['port-authority'], stance: 'denies' as const };
  const one = briefing({
    descriptions: depths.map((role) => ({ ...denied, role })),
    timeline: [{ date: '2026-03', text: denied.value, source: [3], by: denied.by, stance: 'denies' }],
  });
  const replies = [
    ...depths.map((depth) => summaryMessage(one, depth, 0, english)),
    ...depths.map((depth) => digestOf(one, depth, '2026-03-02', english)),
    timelineMessage(one, 0, english),
    sourcesMessage(one, 0, english),
    latestMessage([one], { isCut: false }, 0, english),
  ].map((message) => texts(message).join('\n'));
  for (const reply of replies) expect(reply).toContain('Port Authority denies that the cables are worn.');
});

describe('the dateline', () => {
  const dated = (changes: Partial<Briefing>, inLanguage = british) => {
    const { contentCreated: _contentCreated, firstCreated: _first, versionCreated: _version, ...rest } = briefing();
    return dateline({ ...rest, located: undefined, ...changes }, inLanguage);
  };

  test.each([
    [{ contentCreated: '2024-05-17' }, '17 May 2024'],
    [{ contentCreated: '2024-05-17', firstCreated: '2024-05-24T10:00:00Z' }, '17 May 2024'],
    [{ contentCreated: '2024-05-17', firstCreated: '2024-05-25T10:00:00Z' }, '17 May 2024 · published on 25 May 2024'],
    [{ contentCreated: '2024-05', firstCreated: '2024-06-07T10:00:00Z' }, 'May 2024'],
    [{ contentCreated: '2024', firstCreated: '2026-06-07T10:00:00Z' }, '2024 · published on 7 June 2026'],
    [{ firstCreated: '2026-06-07T10:00:00Z' }, 'Published on 7 June 2026; the article gives no date'],
    [{}, 'date unknown'],
    [{ contentCreated: '2024', language: 'ru', located: 'Rotterdam' }, '2024 · Rotterdam · briefing in Russian'],
  ])('of %j is “%s”', (changes, expected) => {
    expect(dated(changes)).toBe(expected);
  });
});

test.each([
  [{ value: 240, unit: 'billion', currency: 'USD' }, 'US$240 billion'],
  [{ value: '1.10', currency: 'EUR' }, '€1.10'],
  [{ value: -67_000_000, was: 18, currency: 'EUR' }, '-€67,000,000 (before: €18)'],
  [{ value: 95_000 }, '95,000'],
  [{ value: '95.000' }, '95.000'],
  [{ min: 10, max: 12, unit: '%' }, '10–12%'],
  [{ min: 10, unit: 'boats' }, 'at least 10 boats'],
  [{ max: 10 }, 'at most 10'],
  [{ value: 6.4, was: 5.9, unit: '%', approx: true }, 'about 6.4% (before: 5.9%)'],
])('the figure %j is “%s”', (figure, expected) => {
  expect(amountText({ label: 'x', source: [1], ...figure }, english)).toBe(expected);
});

test('a figure is written in the language of its briefing, not of who reads it', () => {
  const figures = [{ label: 'Trade', value: 240, unit: 'billion', currency: 'USD', source: [1] }];
  const shown = texts(summaryMessage(briefing({ figures }), 'full', 0, language('de'))).join('\n');
  expect(shown).toContain('**US$240 billion**: Trade');
});

test('the timeline says since and until when, in quarters, half-years and seasons too', () => {
  const entries = [{ from: '2012-autumn' }, { to: '2024-H1' }, { from: '2024-Q2', to: '2024-10' }, { date: '2024-Q1' }];
  const timeline = entries.map((entry, i) => ({ ...entry, text: `Entry ${i}.`, source: [1], by: ['mina-oz'] }));
  expect(texts(timelineMessage(briefing({ timeline }), 0, english)).join('\n')).toContain(`**From autumn 2012**
Mina Öz says: Entry 0.\u00a0\`¶1\`

**Until the first half of 2024**
Mina Öz says: Entry 1.\u00a0\`¶1\`

**From the second quarter of 2024 to October 2024**
Mina Öz says: Entry 2.\u00a0\`¶1\`

**The first quarter of 2024**`);
});

test('a date beside a text is written as the language of the text writes it', () => {
  const ru = briefing({ language: 'ru', timeline: [{ date: '2024-05-17', text: 'Визит.', source: [1] }] });
  expect(texts(timelineMessage(ru, 0, english)).join('\n')).toContain('**17 мая 2024 г.**\nВизит.');
});

test('a summary says why it matters and what comes next, but for the brief one', () => {
  const parts = {
    why: { text: 'Thousands cross it.', source: [2] },
    next: { text: 'It opens in May.', source: [3], by: ['port-authority'] },
  };
  const shown = (depth: 'brief' | 'standard' | 'full') =>
    texts(summaryMessage(briefing(parts), depth, 0, english)).join('\n');
  expect(shown('standard')).toContain('### Why it matters\nThousands cross it.');
  expect(shown('full')).toContain('### What comes next\nPort Authority says: It opens in May.\u00a0`¶3`');
  expect(shown('brief')).not.toContain('Thousands');
});

test('an updated briefing says what is new since the version that the channel had', () => {
  const updates = [2, 3, 4].map((version) => ({ version, text: `News of ${version}.` }));
  const one = briefing({ version: 4, updates });
  const shown = (had: number | undefined) =>
    digestEntryText(
      { kind: 'briefing', briefing: one, updated: true, carried: 4, had },
      { depth: 'brief', day: '2026-03-02' },
      2_000,
      english,
    ).text;
  expect(shown(3)).toContain('since the last post here: News of 4.');
  expect(shown(1)).toContain('since the last post here: News of 4. News of 3. News of 2.');
  // Posts of before did not record it.
  expect(shown(undefined)).toContain('since the last post here: News of 4.');
});

describe('what is set apart, and what stands once', () => {
  test('corrections are a quote, apart from the text', () => {
    const corrections = [{ version: 2, date: '2026-03-03T10:00:00Z', text: 'Six weeks, not five.' }];
    const [, first] = texts(summaryMessage(briefing({ version: 2, corrections }), 'brief', 0, british));
    expect(first).toBe('> **Corrected on 3 March 2026:** Six weeks, not five.');
  });

  test('several entries of one day stand under one heading; other days have their own', () => {
    const on = (date: string, text: string) => ({ date, text, source: [1] });
    const timeline = [on('2026-03-01', 'It shut.'), on('2026-03-01', 'A ferry came.'), on('2026-03-02', 'It left.')];
    const [, days] = texts(timelineMessage(briefing({ timeline }), 0, british));
    expect(days).toBe(
      '**1 March 2026**\n- It shut.\u00a0`¶1`\n- A ferry came.\u00a0`¶1`\n\n**2 March 2026**\nIt left.\u00a0`¶1`',
    );
  });

  test('full tells nothing that another reply is for: who is in it, and what happened when', () => {
    const events = [{ id: 'fair', name: 'The fair', description: { text: 'Of unknown date', source: [2] } }];
    const one = briefing({ events, subjects: [{ name: 'trade' }] });
    const full = texts(summaryMessage(one, 'full', 0, british)).join('\n');
    for (const other of ['Mina Öz', 'The fair', 'trade']) expect(full).not.toContain(other);
    expect(texts(timelineMessage(one, 0, british)).join('\n')).toContain('**The fair**: Of unknown date');
    expect(texts(sourcesMessage(one, 0, british)).join('\n')).toContain('### Keywords\ntrade');
  });
});

describe('a summary without a depth', () => {
  const told = (sentences: number, value: string) =>
    briefing({
      descriptions: depths.map((role) => ({
        role,
        value: role === 'standard' ? value.repeat(sentences) : role,
        source: [1],
      })),
    });
  const depthOf = (one: Briefing) => texts(summaryMessage(one, undefined, 0, british))[1];

  test('is the standard one where a phone shows it whole, else the brief one', () => {
    expect(depthOf(told(2, 'The bridge is shut. '))).toContain('The bridge is shut.');
    expect(depthOf(told(60, 'The bridge is shut. '))).toBe('brief');
  });

  test('letters of wide scripts count twice', () => {
    expect(depthOf(told(14, 'a bridge is shut '))).toContain('shut');
    expect(depthOf(told(14, '橋は閉鎖されています。橋は閉鎖され'))).toBe('brief');
  });
});
