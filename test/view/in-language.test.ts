import { expect, test } from 'vitest';
import { completeTopic } from '../../commands/topic.ts';
import { who } from '../../commands/who.ts';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { entitiesIn } from '../../src/briefing/library/visible.ts';
import { completeBriefing } from '../../src/command/briefing-option.ts';
import type { CompletionRequest, Context } from '../../src/command/command.ts';
import { language } from '../../src/text/language.ts';
import { latestMessage } from '../../src/view/briefing-list.ts';
import { whichBriefingMessage, whichMessage, whichTopicMessage } from '../../src/view/choices.ts';
import { compareMessage } from '../../src/view/compare.ts';
import { correctionsMessage } from '../../src/view/corrections.ts';
import { digestMessage } from '../../src/view/digest-message.ts';
import { searchMessage } from '../../src/view/search-results.ts';
import { sourcesMessage } from '../../src/view/sources.ts';
import { summaryMessage } from '../../src/view/summary.ts';
import { timelineMessage } from '../../src/view/timeline.ts';
import { topicMessage, topicsMessage } from '../../src/view/topic.ts';
import { peopleMessage, whoMessage } from '../../src/view/who.ts';
import { briefing } from '../support/briefings.ts';

/* A Russian briefing with an English translation, as those who read English meet it: in no reply is a Russian word. */

const english = briefing({
  version: 2,
  corrections: [{ version: 2, date: '2026-03-03T10:00:00Z', text: 'The day was wrong.' }],
});

const textKeys = new Set(['headline', 'located', 'text', 'value', 'name', 'said', 'heading', 'label', 'unit']);

/** The same with every text in Russian. */
function inRussian(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return textKeys.has(key) ? 'Мост закрыт' : key === 'aliases' ? 'Мэр' : value;
  if (Array.isArray(value)) return value.map((each) => inRussian(each, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([part, of]) => [part, inRussian(of, part)]));
}

const russian = { ...(inRussian(english) as Briefing), language: 'ru' };
const translated: Briefing = { ...russian, translations: [english] };
const reader = language('en');
const [someone] = entitiesIn(translated);
const [topic] = translated.topics;
if (!someone || !topic) throw new Error('the briefing has nobody, or no topic');
const appearance = { briefing: translated, topic };
const now = Date.parse('2026-03-04T10:00:00Z');
const library = new Library([translated]);
const asking = (name: string, value: string) =>
  ({ focused: { name, value }, options: { text: () => undefined }, language: reader }) as unknown as CompletionRequest;
const context = { library, now: () => now } as unknown as Context;
const entry = { kind: 'briefing', briefing: translated, updated: true, carried: 1 } as const;

const replies: Record<string, unknown> = {
  summary: summaryMessage(translated, 'full', 0, reader),
  people: peopleMessage(translated, 0, reader),
  who: whoMessage([someone], 0, reader),
  topic: topicMessage([appearance], 0, reader),
  topics: topicsMessage(translated, 0, reader),
  timeline: timelineMessage(translated, 0, reader),
  sources: sourcesMessage(translated, 0, reader),
  latest: latestMessage([translated], { isCut: false }, 0, reader),
  corrections: correctionsMessage(
    [{ kind: 'correction', briefing: translated, correction: translated.corrections?.[0] ?? never() }],
    {},
    0,
    reader,
  ),
  search: searchMessage({ query: 'x', hits: library.search('worn', now), isCut: false, saysQuery: true }, 0, reader),
  digest: digestMessage({ entries: [entry], depth: 'full', day: '2026-03-04' }, reader),
  'which briefing': whichBriefingMessage('x', [translated], 'full', 0, reader),
  'which topic': whichTopicMessage('x', [appearance], 'topic', 0, reader),
  compare: compareMessage([appearance, appearance], 0, reader),
  whom: whichMessage('x', [someone], 'here', { within: translated, page: 0 }, reader),
  'completed briefings': completeBriefing(asking('briefing', ''), context),
  'completed topics': completeTopic(asking('name', ''), context),
  'completed names': who.complete?.(asking('name', ''), context),
};

function never(): never {
  throw new Error('it has no corrections');
}

test.each(Object.keys(replies))('%s: in the language of the reader, from beginning to end', (name) => {
  const told = JSON.stringify(replies[name]);
  expect(told).toMatch(/bridge|Mina|closure/i);
  expect(told).not.toMatch(/\p{sc=Cyrillic}|in Russian/u);
});

test('without a translation, each reply about a briefing says its language', () => {
  const { translations: _, ...untranslated } = translated;
  const [alone] = entitiesIn(untranslated);
  expect(JSON.stringify(alone && whoMessage([alone], 0, reader))).toContain('in Russian');
  expect(JSON.stringify(summaryMessage(untranslated, 'full', 0, reader))).toContain('in Russian');
  expect(
    JSON.stringify(
      digestMessage({ entries: [{ ...entry, briefing: untranslated }], depth: 'brief', day: '2026-03-04' }, reader),
    ),
  ).toContain('in Russian');
});
