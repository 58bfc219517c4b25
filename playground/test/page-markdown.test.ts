import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMarkdown } from '../page/message/markdown/blocks.ts';
import { parseInline } from '../page/message/markdown/inline.ts';
import type { Block, Inline } from '../page/message/markdown/nodes.ts';
import { fullTime, sentText, timestampText } from '../page/message/timestamp.ts';

/** Pieces as a short text: marks by their names, leaves by what they hold. */
function inline(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'text':
          return piece.text;
        case 'code':
          return `code(${piece.text})`;
        case 'link':
          return `link(${piece.url}|${inline(piece.children)})`;
        case 'time':
          return `time(${piece.seconds}|${piece.style})`;
        case 'user':
        case 'role':
          return `${piece.kind}(${piece.id})`;
        case 'channel':
          return `channel(${piece.id}${piece.toMessage ? '|message' : ''})`;
        case 'everyone':
        case 'command':
        case 'guide':
        case 'emoji':
          return `${piece.kind}(${piece.name})`;
        default:
          return `${piece.kind}(${inline(piece.children)})`;
      }
    })
    .join('');
}

function block(one: Block): string {
  switch (one.kind) {
    case 'paragraph':
    case 'subtext':
      return `${one.kind}: ${inline(one.children)}`;
    case 'heading':
      return `h${one.level}: ${inline(one.children)}`;
    case 'code':
      return `code ${one.language ?? '-'}: ${one.text}`;
    case 'quote':
      return `quote[${blocks(one.children)}]`;
    case 'list':
      return `${one.start === undefined ? 'ul' : `ol ${one.start}`}[${one.items.map(blocks).join(' / ')}]`;
  }
}

function blocks(list: readonly Block[]): string {
  return list.map(block).join(' + ');
}

const said = (text: string) => inline(parseInline(text));
const laid = (text: string) => blocks(parseMarkdown(text));

test.each([
  ['**bold** *it* _it_ __under__ ~~gone~~', 'strong(bold) em(it) em(it) underline(under) strike(gone)'],
  ['***both*** and **a *b* c**', 'strong(em(both)) and strong(a em(b) c)'],
  ['__*a*__ ||secret **b**||', 'underline(em(a)) spoiler(secret strong(b))'],
  ['a * b * c, snake_case_name, 2*3', 'a * b * c, snake_case_name, 2*3'],
  ['`a **b**` and `` a ` b ``', 'code(a **b**) and code( a ` b )'],
  ['an open **mark and `code', 'an open **mark and `code'],
  ['\\*\\*no\\*\\* \\[a\\](b) \\\\ \\a', '**no** [a](b) \\ \\a'],
])('marks go around texts: %s', (text, shown) => {
  expect(said(text)).toBe(shown);
});

test.each([
  ['[the **site**](https://a.example/x)', 'link(https://a.example/x|the strong(site))'],
  ['[x](<https://a.example>)', 'link(https://a.example|x)'],
  ['[x](https://a.example "title")', 'link(https://a.example|x)'],
  ['[x](https://a.example/b_(c)) d', 'link(https://a.example/b_(c)|x) d'],
  ['[x](https://a.example/b\\)\\(c) d', 'link(https://a.example/b)(c|x) d'],
  ['see https://a.example/b_c_(d). Then', 'see link(https://a.example/b_c_(d)|https://a.example/b_c_(d)). Then'],
  ['(https://a.example/b)', '(link(https://a.example/b|https://a.example/b))'],
  ['<https://a.example?x=1&y=2>', 'link(https://a.example?x=1&y=2|https://a.example?x=1&y=2)'],
  ['**https://a.example**', 'strong(link(https://a.example|https://a.example))'],
])('addresses become links: %s', (text, shown) => {
  expect(said(text)).toBe(shown);
});

test.each([
  '[x](javascript:alert(1))',
  '[x](data:text/html,hi)',
  '<javascript:alert(1)>',
  '[https://bank.example](/evil)',
  '[x](//a.example)',
  '[x](mailto:a@b.example)',
  'ftp://a.example',
  '<script>alert(1)</script>',
])('nothing but http and https becomes a link: %s', (text) => {
  expect(JSON.stringify(parseMarkdown(text))).not.toContain('"link","url":"javascript');
  expect(said(text)).toBe(text);
});

test('in the words of a link nothing is escaped, and the backslash is shown', () => {
  expect(said('[a\\_b \\*c\\*](https://a.example)')).toBe('link(https://a.example|a\\_b \\*c\\*)');
});

test('an address whose colon is escaped is no link', () => {
  expect(said('https\\://a.example/b\\_c')).toBe('https://a.example/b_c');
});

test('words that look like an address hide no other one, and no words hide none', () => {
  expect(said('[ ](https://evil.example)')).toBe('[ ](link(https://evil.example|https://evil.example))');
  expect(said('[https://bank.example](https://evil.example)')).not.toContain('evil.example|https://bank.example');
});

test.each([
  ['<t:1715900000:R> <t:-5> <t:1:x>', 'time(1715900000|R) time(-5|f) <t:1:x>'],
  ['<@1> <@!2> <@&3> <#4>', 'user(1) user(2) role(3) channel(4)'],
  ['@everyone @here @someone', 'everyone(everyone) everyone(here) @someone'],
  ['</digest add:12> <:wave:34> <a:dance:56>', 'command(digest add) emoji(wave) emoji(dance)'],
  ['<id:guide> <id:linked-roles:12> <id:nowhere>', 'guide(guide) guide(linked-roles) <id:nowhere>'],
  ['https://discord.com/channels/1/2/3 https://discord.com/channels/1/2', 'channel(2|message) channel(2)'],
])('what Discord refers to by ids is found: %s', (text, shown) => {
  expect(said(text)).toBe(shown);
});

test.each([
  ['# One\n## Two\n### Three\n#### Four', 'h1: One + h2: Two + h3: Three + paragraph: #### Four'],
  ['## Title\n-# small\nText', 'h2: Title + subtext: small + paragraph: Text'],
  ['## Title\n\n\nText', 'h2: Title + paragraph: Text'],
  ['a\n\nb', 'paragraph: a\n\nb'],
  ['a\n\n-# b\n\nc', 'paragraph: a\n\n + subtext: b + paragraph: \nc'],
  ['- a\n- b\n\nc', 'ul[paragraph: a / paragraph: b] + paragraph: \nc'],
  ['- a\n  - b\n    1. c\n- d', 'ul[paragraph: a + ul[paragraph: b + ol 1[paragraph: c]] / paragraph: d]'],
  ['3. a\n4. b\n- c', 'ol 3[paragraph: a / paragraph: b] + ul[paragraph: c]'],
  ['- a\n  goes on\nends', 'ul[paragraph: a\ngoes on] + paragraph: ends'],
  ['-no list, #no heading, >no quote', 'paragraph: -no list, #no heading, >no quote'],
  ['> a\n> **b**\nc', 'quote[paragraph: a\nstrong(b)] + paragraph: c'],
  ['>>> # a\nb\n\nc', 'quote[h1: a + paragraph: b\n\nc]'],
  ['> > a', 'quote[paragraph: > a]'],
  ['>>> a\n> b\n>>> c', 'quote[paragraph: a\n> b\n>>> c]'],
  ['  > a\n > b\nc', 'quote[paragraph: a\nb] + paragraph: c'],
  ['> - a\n>   - b\n> c', 'quote[ul[paragraph: a + ul[paragraph: b]] + paragraph: c]'],
  ['- > a\n- # b\n- -# c', 'ul[quote[paragraph: a] / h1: b / subtext: c]'],
  ['>> a\n>>>b\n>', 'paragraph: >> a\n>>>b\n>'],
  ['7. a\n1. b', 'ol 7[paragraph: a / paragraph: b]'],
  ['```\n**a**\n', 'paragraph: ```\nstrong(a)'],
  ['```sh```', 'code -: sh'],
  ['-# a **b**\n-# c', 'subtext: a strong(b) + subtext: c'],
  ['```ts\nconst a = **1**;\n\n# b\n```\nc', 'code ts: const a = **1**;\n\n# b + paragraph: c'],
  ['see ```x``` there', 'paragraph: see  + code -: x + paragraph:  there'],
  ['> ```\n> a\n> ```', 'quote[code -: a]'],
  ['```open', 'paragraph: ```open'],
  ['\\# a\n\\- b\n1\\. c', 'paragraph: # a\n- b\n1. c'],
])('texts are laid out as Discord lays them: %j', (text, shown) => {
  expect(laid(text)).toBe(shown);
});

test('a mark may go over a line break, and a spoiler over several', () => {
  expect(laid('**a\nb** ||c\n\nd||')).toBe('paragraph: strong(a\nb) spoiler(c\n\nd)');
});

test('text whose marks are all escaped is shown as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = text.trim().replace(/\s+/g, ' ');
      // Bare addresses and @everyone have no marks that could be escaped.
      fc.pre(plain !== '' && !/https?:|@(everyone|here)/.test(plain));
      expect(laid(plain.replace(/[!-/:-@[-`{-~]/g, '\\$&'))).toBe(`paragraph: ${plain}`);
    }),
  );
});

test('no text makes it fail or slow, however odd', () => {
  const part = fc.constantFrom(
    ...'*_~|`[](<>#-\\: \n1.@a',
    '**',
    '||',
    '```',
    '- ',
    '> ',
    '>>> ',
    'https://a.b/',
    '<t:1:R>',
  );
  fc.assert(fc.property(fc.array(part, { maxLength: 200 }), (parts) => void parseMarkdown(parts.join(''))));
  const began = performance.now();
  for (const sign of [
    '*',
    '**a',
    '_',
    '[',
    '[a](',
    '||',
    '`',
    '```',
    '- ',
    '  - ',
    '> ',
    '> - ',
    '__a ',
    'https://(',
    '\\',
  ])
    parseMarkdown(sign.repeat(4000 / sign.length));
  expect(performance.now() - began).toBeLessThan(2000);
});

const view = { locale: 'en-GB', zone: 'Europe/Berlin' };
const now = Date.UTC(2026, 2, 2, 10, 0, 0);
const at = now / 1000;

test.each([
  ['t', '11:00'],
  ['T', '11:00:00'],
  ['d', '02/03/2026'],
  ['D', '2 March 2026'],
  ['f', '2 March 2026 at 11:00'],
  ['F', 'Monday, 2 March 2026 at 11:00'],
  ['s', '02/03/2026, 11:00'],
  ['S', '02/03/2026, 11:00:00'],
  ['R', 'now'],
])('a timestamp of style %s is in the viewer’s zone', (style, shown) => {
  expect(timestampText(at, style, now, view)).toBe(shown);
});

test.each([
  [5, 'in 5 seconds'],
  [-59.9, '1 minute ago'],
  [-1800, '30 minutes ago'],
  [3590, 'in 1 hour'],
  [23.9 * 3600, 'in 1 day'],
  [-40 * 86400, '1 month ago'],
  [400 * 86400, 'in 1 year'],
])('%d seconds away is said in the unit that fits', (away, shown) => {
  expect(timestampText(at + away, 'R', now, view)).toBe(shown);
});

test('the tooltip has the whole date with its zone, and what is no date says so', () => {
  expect(fullTime(at, view)).toBe('Monday, 2 March 2026 at 11:00 CET');
  expect(timestampText(9e12, 'F', now, view)).toBe('Invalid date');
});

test('a message of today says its time, an older one its day too', () => {
  expect(sentText(now - 3_600_000, now, view)).toBe('10:00');
  expect(sentText(now - 86_400_000, now, view)).toBe('01/03/2026, 11:00');
});
