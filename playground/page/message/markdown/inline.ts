import type { Emphasis, Inline } from './nodes.ts';

type Context = { readonly depth: number; readonly inLink: boolean };
type Rule = readonly [pattern: RegExp, make: (match: RegExpExecArray, context: Context) => Found | undefined];
/** What was found, and how much of the text it takes, where that is not all of the match. */
type Found = Inline & { readonly length?: number };

// Marks in marks deeper than this are shown as they are typed.
const deepest = 16;

const emphasis = (kind: Emphasis, pattern: RegExp): Rule => [
  pattern,
  ([, text = ''], { depth, inLink }) => ({ kind, children: parse(text, { depth: depth + 1, inLink }) }),
];

// Discord's markup where it begins, in the order it is tried
// (https://docs.discord.com/developers/reference#message-formatting).
const rules: readonly Rule[] = [
  // In the words of a link, the backslash is shown too.
  [/\\([^\p{L}\p{N}\s])/uy, ([whole, sign = ''], { inLink }) => ({ kind: 'text', text: inLink ? whole : sign })],
  [
    /(`+)(.*?[^`])\1(?!`)/sy,
    ([, , text = '']) => ({ kind: 'code', text: text.replace(/^ (?=`)|(?<=`) $/g, '').replaceAll('\n', ' ') }),
  ],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y,
    ([, seconds, style = 'f']) => ({ kind: 'time', seconds: Number(seconds), style }),
  ],
  [/<#(\d+)>/y, ([, id = '']) => ({ kind: 'channel', id, toMessage: false })],
  [/<@&(\d+)>/y, ([, id = '']) => ({ kind: 'role', id })],
  [/<@!?(\d+)>/y, ([, id = '']) => ({ kind: 'user', id })],
  [/@(everyone|here)/y, ([, name = '']) => ({ kind: 'everyone', name })],
  [/<\/([^:>\n]+):\d+>/y, ([, name = '']) => ({ kind: 'command', name })],
  [/<id:(customize|browse|guide|linked-roles)(?::\d+)?>/y, ([, name = '']) => ({ kind: 'guide', name })],
  [/<a?:(\w+):\d+>/y, ([, name = '']) => ({ kind: 'emoji', name })],
  [/\[((?:\\.|[^\\[\]])+)\]\(<?(https?:\/\/(?:\\[()]|\([^\s<>()]*\)|[^\s<>()\\])+)>?(?:\s+"[^"\n]*")?\)/sy, maskedLink],
  [
    /<?https:\/\/discord\.com\/channels\/(?:\d+|@me)\/(\d+)(\/\d+)?>?/y,
    ([, id = '', message], { inLink }) => (inLink ? undefined : { kind: 'channel', id, toMessage: Boolean(message) }),
  ],
  [/<(https?:\/\/[^\s<>]+)>/y, ([, url = ''], context) => link(url, url, context)],
  [/https?:\/\/[^\s<>|*]*[^\s<>|*.,:;!?'"\]]/y, bareLink],
  emphasis('strong', /\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/sy),
  emphasis('underline', /__((?:\\.|[^\\])+?)__(?!_)/sy),
  emphasis('strike', /~~((?:\\.|[^\\])+?)~~/sy),
  emphasis('spoiler', /\|\|((?:\\.|[^\\])+?)\|\|/sy),
  emphasis('em', /\*(?!\s)((?:\\.|\*\*|[^*\\])+?)\*(?!\*)/sy),
  emphasis('em', /(?<![\p{L}\p{N}])_((?:\\.|__|[^_\\])+?)_(?![\p{L}\p{N}])/suy),
];
const plain = /[^\\`<[*_~|h@]+|./suy;

/**
 * A text of Discord's Markdown, without headings, lists and the like, as pieces. No address but http and https
 * becomes a link.
 */
export function parseInline(text: string): Inline[] {
  return parse(text, { depth: 0, inLink: false });
}

function parse(text: string, context: Context): Inline[] {
  if (context.depth > deepest) return [{ kind: 'text', text }];
  const pieces: Inline[] = [];
  for (let at = 0; at < text.length; ) {
    const { piece, length } = pieceAt(text, at, context);
    const last = pieces.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text')
      pieces.splice(-1, 1, { kind: 'text', text: last.text + piece.text });
    else pieces.push(piece);
    at += length;
  }
  return pieces;
}

function pieceAt(text: string, at: number, context: Context): { piece: Inline; length: number } {
  for (const [pattern, make] of rules) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const found = match && make(match, context);
    if (!found) continue;
    const { length = match[0].length, ...piece } = found;
    return { piece, length };
  }
  plain.lastIndex = at;
  const [run = text.charAt(at)] = plain.exec(text) ?? [];
  return { piece: { kind: 'text', text: run }, length: run.length };
}

/**
 * Words that hide an address behind another are no link, as in Discord, nor are none. The address has brackets in pairs,
 * or with a backslash before them.
 */
function maskedLink([, text = '', url = '']: RegExpExecArray, context: Context): Found | undefined {
  return text.trim() === '' || /https?:\/\//.test(text)
    ? undefined
    : link(url.replace(/\\([()])/g, '$1'), text, context);
}

/** An address takes a closing bracket only if it has the opening one too. */
function bareLink([whole]: RegExpExecArray, context: Context): Found | undefined {
  let url = whole;
  const count = (sign: string) => url.split(sign).length - 1;
  while (url.endsWith(')') && count(')') > count('(')) url = url.slice(0, -1).replace(/[.,:;!?'"\]]+$/, '');
  const found = link(url, url, context);
  return found && { ...found, length: url.length };
}

function link(url: string, text: string, { depth, inLink }: Context): Found | undefined {
  if (inLink || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  const children: Inline[] = text === url ? [{ kind: 'text', text }] : parse(text, { depth: depth + 1, inLink: true });
  return { kind: 'link', url, children };
}
