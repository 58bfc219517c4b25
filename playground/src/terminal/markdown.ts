import { joined, type Line, type Span, type Style, span } from './spans.ts';

/** What a message can refer to, by the names that a person sees; undefined for what is not there. */
export type Names = {
  channel(id: string): string | undefined;
  role(id: string): string | undefined;
  user(id: string): string | undefined;
  /** `seconds` since 1970 in one of Discord's styles: t, T, d, D, f, F, s, S or R. */
  time(seconds: number, style: string): string;
};

/** A paragraph, and what stands before its first line and before those that it is wrapped to. */
export type Block = { readonly first: Line; readonly rest: Line; readonly spans: Line };

type Inline = (match: RegExpExecArray, styles: readonly Style[], names: Names) => Line;

const inner =
  (style: Style): Inline =>
  (match, styles, names) =>
    inline(match[1] ?? '', names, [...styles, style]);
const named =
  (name: (id: string, names: Names) => string): Inline =>
  ([, id = ''], styles, names) => [span(name(id, names), ...styles, 'cyan')];

// Discord's markup where it begins, in the order it is tried
// (https://docs.discord.com/developers/reference#message-formatting).
const rules: readonly (readonly [RegExp, Inline])[] = [
  [/\\([^\p{L}\p{N}\s])/uy, ([, sign = ''], styles) => [span(sign, ...styles)]],
  [/(`+)(.*?[^`])\1(?!`)/sy, ([, , code = ''], styles) => [span(code.replace(/^ (.+) $/, '$1'), ...styles, 'yellow')]],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y,
    ([, seconds, style = 'f'], styles, names) => [span(names.time(Number(seconds), style), ...styles, 'underline')],
  ],
  [/<#(\d+)>/y, named((id, names) => `#${names.channel(id) ?? 'unknown'}`)],
  [/<@&(\d+)>/y, named((id, names) => `@${names.role(id) ?? 'unknown-role'}`)],
  [/<@!?(\d+)>/y, named((id, names) => `@${names.user(id) ?? 'unknown-user'}`)],
  [/<\/([^:>]+):\d+>/y, named((name) => `/${name}`)],
  [/<a?:(\w+):\d+>/y, ([, name], styles) => [span(`:${name}:`, ...styles)]],
  [
    // Words that look like an address are no link, and in the words of a link the backslash is shown too.
    /\[((?:\\.|(?!https?:\/\/)[^\\[\]])+)\]\(<?(https?:\/\/(?:\\[()]|\([^\s<>()]*\)|[^\s<>()\\])+)>?\)/sy,
    ([, text = '', url = ''], styles, names) => [
      ...inline(text.replace(/\\[^\p{L}\p{N}\s]/gu, '\\\\$&'), names, [...styles, 'underline']),
      span(` (${url.replace(/\\([()])/g, '$1')})`, ...styles, 'dim'),
    ],
  ],
  [
    /<?https:\/\/discord\.com\/channels\/(?:\d+|@me)\/(\d+)(\/\d+)?>?/y,
    ([, id = '', message], styles, names) => [
      span(`#${names.channel(id) ?? 'unknown'}${message ? ' › message' : ''}`, ...styles, 'cyan'),
    ],
  ],
  [/<?(https?:\/\/[^\s<>]+[^\s<>.,:;!?'")\]])>?/y, ([, url = ''], styles) => [span(url, ...styles, 'underline')]],
  [/\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/sy, inner('bold')],
  [/__((?:\\.|[^\\])+?)__(?!_)/sy, inner('underline')],
  [/~~((?:\\.|[^\\])+?)~~/sy, inner('strikethrough')],
  [
    /\|\|((?:\\.|[^\\])+?)\|\|/sy,
    ([, text = ''], styles, names) => [
      span('▒', ...styles, 'dim'),
      ...inline(text, names, [...styles, 'dim']),
      span('▒', ...styles, 'dim'),
    ],
  ],
  [/\*(?!\s)((?:\\.|\*\*|[^*\\])+?)\*(?!\*)/sy, inner('italic')],
  [/(?<![\p{L}\p{N}])_((?:\\.|__|[^_\\])+?)_(?![\p{L}\p{N}])/suy, inner('italic')],
];
const plain = /[^\\`<[*_~|h]+|./suy;

/** A line of Discord's Markdown as pieces of text. */
function inline(text: string, names: Names, styles: readonly Style[] = []): Line {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; ) {
    const { found, length } = matchAt(text, at, styles, names);
    spans.push(...found);
    at += length;
  }
  return joined(spans);
}

function matchAt(text: string, at: number, styles: readonly Style[], names: Names): { found: Line; length: number } {
  for (const [pattern, make] of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { found: make(match, styles, names), length: match[0].length };
  }
  plain.lastIndex = at;
  const [run = text.charAt(at)] = plain.exec(text) ?? [];
  return { found: [span(run, ...styles)], length: run.length };
}

/** A text of Discord's Markdown as paragraphs. */
export function blocks(text: string, names: Names): Block[] {
  const found: Block[] = [];
  const lines = text.trim().split('\n');
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line.startsWith('```') && lines.some((each) => each.trimEnd().endsWith('```')))
      found.push(...fenced(line.slice(3), lines));
    else if (line.startsWith('>>> ')) found.push(...quoted([line.slice(4), ...lines.splice(0)].join('\n'), names));
    else if (line.startsWith('> ')) found.push(...quoted(line.slice(2), names));
    else found.push(block(line, names));
  }
  return found;
}

function block(line: string, names: Names): Block {
  const [, heading] = /^#{1,3} +(.*)$/.exec(line) ?? [];
  if (heading !== undefined) return paragraph(inline(heading, names, ['bold']));
  const [, small] = /^-# +(.*)$/.exec(line) ?? [];
  if (small !== undefined) return paragraph(inline(small, names, ['dim']));
  const [, indent = '', mark, entry] = /^( *)([-*]|\d+\.) +(.*)$/.exec(line) ?? [];
  if (mark === undefined || entry === undefined) return paragraph(inline(line.trim(), names));
  const bullet = `${indent}${/\d/.test(mark) ? mark : '•'} `;
  return { first: [span(bullet)], rest: [span(' '.repeat(bullet.length))], spans: inline(entry, names) };
}

function quoted(text: string, names: Names): Block[] {
  const bar = span('▎ ', 'dim');
  return blocks(text, names).map(({ first, rest, spans }) => ({
    first: [bar, ...first],
    rest: [bar, ...rest],
    spans,
  }));
}

/** Code is shown as it is; takes its lines from `lines`. The first line's word is the language, which is not shown. */
function fenced(language: string, lines: string[]): Block[] {
  const end = lines.findIndex((line) => line.trimEnd().endsWith('```'));
  const code = lines.splice(0, end + 1).map((line, i) => (i === end ? line.trimEnd().slice(0, -3) : line));
  const shown = /^[\w+#-]*$/.test(language) ? code : [language, ...code];
  return shown
    .filter((line, i) => line !== '' || i < shown.length - 1)
    .map((line) => ({
      first: [span('  ')],
      rest: [span('  ')],
      spans: [span(line.replaceAll(' ', '\u00a0'), 'yellow')],
    }));
}

function paragraph(spans: Line): Block {
  return { first: [], rest: [], spans };
}
