import {
  type APIMessage,
  type APIRoleSelectComponent,
  ButtonStyle,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { readLog } from '../src/terminal/bot-log.ts';
import { drawMessage } from '../src/terminal/draw.ts';
import type { Names } from '../src/terminal/markdown.ts';
import { describeRefusal } from '../src/terminal/refusal.ts';
import { renderMessage } from '../src/terminal/render.ts';
import { type Line, paintLine, span, widthOf, wrap } from '../src/terminal/spans.ts';
import { timestamp } from '../src/terminal/timestamp.ts';

const now = Date.UTC(2026, 2, 1, 12);
const names: Names = {
  channel: (id) => ({ '1': 'news' })[id],
  role: (id) => ({ '2': 'Readers' })[id],
  user: (id) => ({ '3': 'reader' })[id],
  time: (seconds, style) => timestamp(seconds, style, { locale: 'en-US', timeZone: 'Europe/Berlin', now }),
};

const shown = (lines: readonly Line[]) => lines.map((line) => paintLine(line, (_styles, words) => words)).join('\n');
const styled = (lines: readonly Line[]) =>
  lines.map((line) => paintLine(line, (styles, words) => `<${styles.join(' ')}>${words}</>`)).join('\n');

function message(components: readonly object[], more: object = {}): APIMessage {
  return { id: '9', channel_id: '1', content: '', components, ...more } as unknown as APIMessage;
}
const text = (content: string) => ({ type: ComponentType.TextDisplay, content });
const button = (label: string, more: object = {}) => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label,
  custom_id: label.toLowerCase(),
  ...more,
});
const draw = (content: string, width = 60) => shown(renderMessage(message([text(content)]), width, names).lines);
const drawStyled = (content: string) => styled(renderMessage(message([text(content)]), 60, names).lines);

const card = message([
  {
    type: ComponentType.Container,
    accent_color: 0x2f6f9f,
    components: [
      text('## Harbour bridge closes\n-# March 1, 2026 · Rotterdam'),
      { type: ComponentType.Separator },
      text('### Why\n- **Port Authority** warns: the cables are worn, and nobody knows for how long. ¶3\n- See <#1>'),
      {
        type: ComponentType.Section,
        components: [text('More about it')],
        accessory: button('Read'),
      },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: 'open',
            placeholder: 'Who?',
            options: [
              {
                label: 'Mina Öz',
                value: 'who:mina',
                description: 'Mayor of a city that has the longest bridge of all',
              },
              { label: '習近平', value: 'who:xi' },
            ],
          },
        ],
      },
      {
        type: ComponentType.ActionRow,
        components: [
          button('◀ Back', { disabled: true }),
          button('In brief'),
          button('Timeline'),
          { type: ComponentType.Button, style: ButtonStyle.Link, label: 'Site', url: 'https://a.example' },
        ],
      },
    ],
  },
]);

describe('a message', () => {
  test('at 80 columns', () => {
    expect(shown(renderMessage(card, 80, names).lines)).toMatchInlineSnapshot(`
      "▌ Harbour bridge closes
      ▌ March 1, 2026 · Rotterdam
      ▌ ──────────────────────────────────────────────────────────────────────────────
      ▌ Why
      ▌ • Port Authority warns: the cables are worn, and nobody knows for how long. ¶3
      ▌ • See #news
      ▌ More about it
      ▌ [1] Read
      ▌
      ▌ Who?
      ▌ [2] Mina Öz  Mayor of a city that has the longest bridge of all
      ▌ [3] 習近平
      ▌ [–] ◀ Back   [4] In brief   [5] Timeline   Site ↗ https://a.example"
    `);
  });
  test('at 40 columns', () => {
    expect(shown(renderMessage(card, 40, names).lines)).toMatchInlineSnapshot(`
      "▌ Harbour bridge closes
      ▌ March 1, 2026 · Rotterdam
      ▌ ──────────────────────────────────────
      ▌ Why
      ▌ • Port Authority warns: the cables are
      ▌   worn, and nobody knows for how long.
      ▌   ¶3
      ▌ • See #news
      ▌ More about it
      ▌ [1] Read
      ▌
      ▌ Who?
      ▌ [2] Mina Öz  Mayor of a city that has…
      ▌ [3] 習近平
      ▌ [–] ◀ Back   [4] In brief
      ▌ [5] Timeline
      ▌ Site ↗ https://a.example"
    `);
  });
  test('numbers what can be pressed, in the order it is shown', () => {
    expect(renderMessage(card, 80, names, 5).presses).toEqual([
      { channelId: '1', messageId: '9', customId: 'read', label: 'Read' },
      { channelId: '1', messageId: '9', customId: 'open', label: 'Mina Öz', value: 'who:mina' },
      { channelId: '1', messageId: '9', customId: 'open', label: '習近平', value: 'who:xi' },
      { channelId: '1', messageId: '9', customId: 'in brief', label: 'In brief' },
      { channelId: '1', messageId: '9', customId: 'timeline', label: 'Timeline' },
    ]);
    expect(shown(renderMessage(card, 80, names, 5).lines)).toContain('[5] Read');
  });
  test('menus that Discord fills have what it offers, and what is chosen is marked', () => {
    const menu: APIRoleSelectComponent = {
      type: ComponentType.RoleSelect,
      custom_id: 'role',
      placeholder: 'Whom to ping',
      default_values: [{ id: '72', type: SelectMenuDefaultValueType.Role }],
    };
    const components: APIMessage['components'] = [{ type: ComponentType.ActionRow, components: [menu] }];
    const { lines, presses } = renderMessage({ ...card, content: '', components }, 80, names, 1, () => [
      ['@Readers', '71'],
      ['@Staff', '72'],
    ]);
    expect(shown(lines)).toBe('Whom to ping\n[1] @Readers   [2] @Staff ✓');
    expect(presses.map(({ customId, value }) => [customId, value])).toEqual([
      ['role', '71'],
      ['role', '72'],
    ]);
  });
  test('no line is wider than it may be', () => {
    for (let width = 36; width <= 80; width++)
      for (const line of renderMessage(card, width, names).lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
  });
  test('has its colour at the left', () => {
    expect(styled(renderMessage(card, 80, names).lines).split('\n')[0]).toBe(
      '<#2f6f9f>▌</> <bold>Harbour bridge closes</>',
    );
  });
  test('cannot command the terminal', () => {
    expect(draw('a\u001b[2Jb\u0007\u009bc\rd')).toBe('a[2Jbcd');
  });
});

describe('Markdown', () => {
  test.each([
    ['**bold** and *italic* and _italic_', '<bold>bold</> and <italic>italic</> and <italic>italic</>'],
    ['***both***', '<bold italic>both</>'],
    ['**a *b* c**', '<bold>a </><bold italic>b</><bold> c</>'],
    ['__under__ ~~gone~~', '<underline>under</> <strikethrough>gone</>'],
    ['`a *b*` and ``c`d``', '<yellow>a *b*</> and <yellow>c`d</>'],
    ['||secret||', '<dim>▒secret▒</>'],
    ['-# small', '<dim>small</>'],
    ['# One', '<bold>One</>'],
    ['[words](https://a.example/x)', '<underline>words</><dim> (https://a.example/x)</>'],
    ['[a\\_b \\*c\\*](https://a.example/x)', '<underline>a\\_b \\*c\\*</><dim> (https://a.example/x)</>'],
    ['[a](https://a.example/b_\\(c\\)) d', '<underline>a</><dim> (https://a.example/b_(c))</> d'],
    ['[https\\://a.example](b)', '[https://a.example](b)'],
    ['see https://a.example/x.', 'see <underline>https://a.example/x</>.'],
    ['https://discord.com/channels/5/1/7', '<cyan>#news › message</>'],
    [
      '<#1> <@&2> <@3> <@!3> </digest add:4>',
      '<cyan>#news</> <cyan>@Readers</> <cyan>@reader</> <cyan>@reader</> <cyan>/digest add</>',
    ],
    ['<#8> <@&8> <@8>', '<cyan>#unknown</> <cyan>@unknown-role</> <cyan>@unknown-user</>'],
  ])('%s', (markdown, expected) => {
    expect(drawStyled(markdown)).toBe(expected);
  });

  test.each([
    ['\\*\\*not bold\\*\\* \\<@3\\> \\- \\[a\\](b) \\\\', '**not bold** <@3> - [a](b) \\'],
    ['2 * 3 * 4 and snake_case_name and **open', '2 * 3 * 4 and snake_case_name and **open'],
    ['1\\. first', '1. first'],
    ['#hashtag', '#hashtag'],
    ['```ts\nconst  a = 1;\n```', '  const  a = 1;'],
    ['> quoted\nnot', '▎ quoted\nnot'],
    ['>>> all\nof it', '▎ all\n▎ of it'],
    ['- a\n  - b\n1. c', '• a\n  • b\n1. c'],
    ['a\n\nb', 'a\n\nb'],
  ])('%j', (markdown, expected) => {
    expect(draw(markdown)).toBe(expected);
  });

  test('a bullet’s lines stand under its first word', () => {
    expect(draw('- one two three four\n> five six seven', 12)).toBe('• one two\n  three four\n▎ five six\n▎ seven');
  });
});

describe('wrapping', () => {
  test.each([
    ['one two three', 8, ['one two', 'three']],
    ['北京、北京、北京。', 12, ['北京、北京、', '北京。']],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 4, ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
    ['a https://long.example/way b', 10, ['a', 'https://lo', 'ng.example', '/way b']],
    ['', 8, ['']],
  ])('%j at %i columns', (words, width, lines) => {
    expect(wrap([span(words)], width).map((line) => shown([line]))).toEqual(lines);
  });
  test('a word of several looks stays together', () => {
    expect(wrap([span('see '), span('bold', 'bold'), span(', and')], 8).map((line) => styled([line]))).toEqual([
      'see',
      '<bold>bold</>,',
      'and',
    ]);
  });
});

describe('a timestamp', () => {
  const nine = Date.UTC(2026, 2, 2, 8) / 1000;
  test.each([
    [nine, 'F', 'Monday, March 2, 2026 at 9:00 AM GMT+1'],
    [nine, 'f', 'March 2, 2026 at 9:00 AM GMT+1'],
    [nine, 't', '9:00 AM GMT+1'],
    [nine, 'T', '9:00:00 AM GMT+1'],
    [nine, 'd', '03/02/2026'],
    [nine, 'D', 'March 2, 2026'],
    [nine, 'R', 'in 20 hours'],
    [now / 1000 - 120, 'R', '2 minutes ago'],
    [now / 1000 + 86_400 * 3, 'R', 'in 3 days'],
  ])('<t:%i:%s>', (seconds, style, expected) => {
    expect(draw(`<t:${seconds}:${style}>`)).toBe(expected);
  });
});

describe('a refusal', () => {
  test('says where in the request what is wrong', () => {
    const error = {
      code: 50035,
      message: 'Invalid Form Body',
      errors: {
        content: { _errors: [{ code: 'X', message: 'Must not be empty.' }] },
        components: {
          0: { components: { 3: { label: { _errors: [{ code: 'Y', message: 'Must be 80 or fewer in length.' }] } } } },
        },
      },
    };
    const request = { method: 'POST', path: '/channels/1/messages', status: 400, error };
    expect(describeRefusal(request, names.channel)).toEqual([
      'Discord refused the bot’s POST /channels/#news/messages with 400, code 50035: Invalid Form Body',
      '  content: Must not be empty.',
      '  components[0].components[3].label: Must be 80 or fewer in length.',
    ]);
  });
  test('shows no token', () => {
    const request = { method: 'POST', path: '/interactions/12/secret/callback?with_response=true', status: 404 };
    expect(describeRefusal(request, names.channel)).toEqual([
      'Discord refused the bot’s POST /interactions/12/…/callback with 404',
    ]);
  });
});

describe('the bot’s log', () => {
  test.each([
    ['{"level":30,"time":0,"pid":1,"hostname":"h","shard":0,"msg":"ready"}', / info {2}ready {2}shard=0$/, false],
    ['{"level":50,"time":0,"err":{"type":"E","message":"no"},"msg":"failed"}', / error failed {2}no$/, true],
    ['Dateline cannot start.', /^Dateline cannot start\.$/, true],
  ])('%s', (entry, expected, warning) => {
    const read = readLog(entry);
    expect(shown([read.line])).toMatch(expected);
    expect(read.warning).toBe(warning);
  });
});

test('a message is drawn without a Discord, in the colours that the terminal has', () => {
  const canvas = { width: 60, colourDepth: 1, locale: 'en-US', timeZone: 'Europe/Berlin', now };
  const body = message([text('Since **today**, <t:1772366400:t>, <#1>')]);
  expect(drawMessage(body, canvas)).toBe('Since today, 1:00 PM GMT+1, #unknown');
  const box = message([{ ...card.components?.[0], accent_color: 0x2f6f9f }]);
  expect(drawMessage(box, { ...canvas, colourDepth: 4 })).toContain('\u001b[36m▌');
  expect(drawMessage(box, { ...canvas, colourDepth: 24 })).toContain('\u001b[38;2;47;111;159m▌');
});
