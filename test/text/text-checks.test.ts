import { describe, expect, test } from 'vitest';
import { languageProblems, variantProblems } from '../support/text-checks.ts';

/* The checks of texts find each kind of fault, and nothing in texts that are right. */

const english = new Map([
  ['view:title', 'Sources'],
  ['view:mark', '¶'],
  [
    'view:line',
    '- **{{name}}**: <t:{{at}}:R> in <#{{channel}}> ⚠️\n-# see `/digest edit digest:{{number}} clear:topic`',
  ],
  ['view:option', 'Say `time` or *nothing*, as `9am`'],
  ['view:more_one', '{{count, number}} briefing'],
  ['view:more_other', '{{count, number}} briefings'],
  ['view:buttons.read', 'Read'],
  ['view:choose', 'Choose one'],
  ['command:digest.name', 'digest'],
  ['command:digest.description', 'Digests'],
  ['command:who.name', 'who'],
  ['command:options.time.name', 'time'],
  ['command:options.topic.name', 'topic'],
  ['command:options.clear.name', 'clear'],
  ['command:options.clear.choices.topic', 'topic: all topics'],
]);
const russian = new Map([
  ['view:title', 'Источники'],
  ['view:mark', '¶'],
  ['view:line', '- <t:{{at}}:R> в <#{{channel}}> **{{name}}** ⚠️\n-# `/digest edit digest:{{number}} clear:topic`'],
  ['view:option', 'Укажите `time` или *ничего*, например `9:00`'],
  ['view:more_one', '{{count, number}} сводка'],
  ['view:more_few', '{{count, number}} сводки'],
  ['view:more_many', '{{count, number}} сводок'],
  ['view:more_other', '{{count, number}} сводки'],
  ['view:buttons.read', 'Читать'],
  ['view:choose', 'Выберите'],
  ['command:digest.name', 'сводка'],
  ['command:digest.description', 'Сводки'],
  ['command:who.name', 'кто'],
  ['command:options.time.name', 'время'],
  ['command:options.topic.name', 'тема'],
  ['command:options.clear.name', 'убрать'],
  ['command:options.clear.choices.topic', 'тема: все темы'],
]);
const without = (key: string) => new Map([...russian].filter(([each]) => each !== key));

test('texts that are right are found right', () => {
  expect(languageProblems('ru', russian, english, new Set())).toEqual([]);
  const chinese = new Map([...russian].filter(([key]) => !/_(?:one|few|many)$/.test(key)));
  expect(languageProblems('zh-CN', chinese, english, new Set())).toEqual([]);
});

describe('a fault is found and said with its place:', () => {
  test.each<[string, ReadonlyMap<string, string>, RegExp]>([
    ['a text that is missing', without('view:title'), /^ru\/view\.json, title: is missing\. English: Sources$/],
    ['one that English has not', new Map([...russian, ['view:x', 'Икс']]), /^ru\/view\.json, x: English has no such/],
    ['a plural form that is missing', without('view:more_few'), /more_few: is missing/],
    ['one that the language has not', new Map([...russian, ['view:more_two', '{{count, number}}']]), /no such plural/],
    ['a variable that is missing', said('view:more_many', 'сводок'), /lacks the variable \{\{count, number\}\}/],
    ['a number that is not one', said('view:more_one', 'одна сводка'), /lacks the variable \{\{count, number\}\}/],
    [
      'a variable of another name',
      said('view:more_many', '{{число}}'),
      /has a variable that English has not: \{\{число/,
    ],
    ['a number that is not formatted', said('view:more_many', '{{count}}'), /lacks the variable \{\{count, number\}\}/],
    ['a variable too many', said('view:title', '{{n}} источники'), /has a variable that English has not: \{\{n\}\}/],
    ['another form of a time', changed('view:line', ':R>', ':D>'), /lacks the mention or time <t:\{\{at\}\}:R>/],
    [
      'a mention that is missing',
      changed('view:line', '<#{{channel}}>', '{{channel}}'),
      /lacks the mention or time <#/,
    ],
    ['bold that is missing', changed('view:line', '**{{name}}**', '{{name}}'), /lacks the mark \*\*/],
    ['italics that are not closed', changed('view:option', '*ничего*', '*ничего'), /lacks the mark \*/],
    ['small print that is missing', changed('view:line', '\n-# ', '\n'), /lacks the mark line that begins -# /],
    ['a line that is missing', changed('view:line', '\n-# ', ' '), /lacks the mark line that begins -# /],
    ['a sign that is missing', changed('view:line', ' ⚠️', ''), /lacks the mark ⚠/],
    ['code that is not closed', changed('view:option', '`time`', '`time'), /has a ` without another/],
    [
      'a command that is translated',
      changed('view:line', '/digest edit', '/сводка edit'),
      /names the commands .*\/сводка/,
    ],
    ['another option', changed('view:line', ' digest:', ' topic:'), /names the commands/],
    ['an option that is translated', changed('view:option', '`time`', '`время`'), /names the commands none/],
    ['a choice that is translated', changed('view:line', 'clear:topic', 'clear:тема'), /names the commands/],
    ['a text that is still English', said('view:title', 'Sources'), /title: is still English: Sources/],
    ['an empty text', said('view:title', ''), /is empty/],
    ['a text that ends with a space', said('view:title', 'Источники '), /ends with a space/],
    [
      'a button that is too long',
      said('view:buttons.read', 'ч'.repeat(81)),
      /has up to 81 characters; a button takes 80/,
    ],
    ['a menu that is too long', said('view:choose', 'ч'.repeat(151)), /has up to 151 characters; a menu takes 150/],
    ['a description that is too long', said('command:digest.description', 'ч'.repeat(101)), /has 101 characters/],
    ['a choice that is too long', said('command:options.clear.choices.topic', 'тема'.repeat(30)), /has 120 characters/],
    ['a name in upper case', said('command:who.name', 'Кто'), /“Кто” is no name for Discord/],
    ['a name with a space', said('command:who.name', 'кто это'), /is no name for Discord/],
    ['a name that is too long', said('command:who.name', 'к'.repeat(33)), /is no name for Discord/],
    [
      'two commands of one name',
      said('command:who.name', 'сводка'),
      /“сводка” is the name of command:digest\.name too/,
    ],
    ['two options of one name', said('command:options.time.name', 'тема'), /“тема” is the name of .*time\.name too/],
    [
      'a choice that is not called as its option',
      said('command:options.clear.choices.topic', 'тем'),
      /own name, “тема”/,
    ],
  ])('%s', (_, texts, problem) => {
    const problems = languageProblems('ru', texts, english, new Set());
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });

  function said(key: string, text: string) {
    if (!russian.has(key)) throw new Error(`no text ${key}`);
    return new Map([...russian, [key, text]]);
  }

  function changed(key: string, from: string, to: string) {
    const text = russian.get(key) ?? '';
    if (!text.includes(from)) throw new Error(`${key} has no ${from}`);
    return said(key, text.replace(from, to));
  }
});

test('what is listed as the same in both languages is, and nothing else', () => {
  const same = new Map([...russian, ['view:title', 'Sources']]);
  expect(languageProblems('fr', same, english, new Set(['view:title'])).join()).not.toContain('title');
  expect(languageProblems('ru', russian, english, new Set(['view:title'])).join()).toContain(
    'title: is not as in English',
  );
});

test('a variant of a language has only what differs, and the same names, variables and commands', () => {
  const problemsOf = (key: string, text: string) => variantProblems('en-US', new Map([[key, text]]), english);
  expect(problemsOf('view:title', 'Sourcez')).toEqual([]);
  expect(problemsOf('view:title', 'Sources')).toEqual([expect.stringContaining('does not differ')]);
  expect(problemsOf('view:other', 'Other')).toEqual([expect.stringContaining('no such text')]);
  expect(problemsOf('view:more_other', 'briefings')).toEqual([expect.stringContaining('lacks the variable')]);
  expect(problemsOf('command:who.name', 'whom')).toEqual([expect.stringContaining('names of its language')]);
});
