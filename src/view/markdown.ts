import { hyperlink } from 'discord.js';

// The colon of an address too, which would become a link.
const specialCharacters = /[\\*_~`|<>[\]]|:(?=\/\/)/g;
// White space other than a single space. U+FEFF, which JavaScript counts as such, stands unseen in words.
const otherSpace = /[^\S \uFEFF]\s*| \s+/g;
// What makes a heading, subtext, list or quote at the beginning of a line.
const lineMark = /^(#{1,3}|-#?|\+|•|>{1,3}|\d+\.)(?=\s)/;

/**
 * Plain text as Markdown that shows it as it is: nothing in it formats, links, mentions or begins a list
 * (https://docs.discord.com/developers/reference#message-formatting). Line breaks become spaces. discord.js's function of
 * the same name leaves mentions, links, quotes, subtext and line breaks as they are.
 */
export function escapeMarkdown(text: string): string {
  const line = text.trim().replace(otherSpace, ' ').replace(specialCharacters, '\\$&');
  return escapeLineMark(line);
}

/** Text that begins a line, with what would make a heading, subtext, list or quote of it escaped. */
export function escapeLineMark(line: string): string {
  return line.replace(lineMark, (mark) => (/\d/.test(mark) ? mark.replace('.', '\\.') : `\\${mark}`));
}

/**
 * A link to an http or https address. Its words are the bot's own, from its texts: Discord escapes nothing in them, and
 * shows a link raw whose words look like an address (https://github.com/discord/discord-api-docs/issues/6185). Brackets
 * in the address are escaped with a backslash: Discord has shown links raw in which they were percent-encoded
 * (https://github.com/jayktaylor/mw-discord/pull/54).
 */
export function link(words: string, address: string): string {
  const { href } = new URL(address);
  return hyperlink(words, href.replaceAll('\\', '%5C').replace(/[()]/g, '\\$&'));
}

/** UTF-8 bytes that one unit of a text's size stands for. */
const bytesPerUnit = 2.5;

/**
 * How much of a message a text takes: its UTF-16 units, or more where its script has many bytes. A message whose texts
 * come to a size of 4,000, in at most 14 text displays, is within both of Discord's limits: 4,000 characters, and 10,170
 * bytes with 12 for each text display (https://github.com/discord/discord-api-docs/issues/8554).
 */
export function sizeOf(text: string): number {
  return Math.max(text.length, Math.ceil(Buffer.byteLength(text) / bytesPerUnit));
}

/** The text in at most `length` UTF-16 units; what is longer ends at a word, with an ellipsis. For labels. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : cutBefore(text, length - 1);
}

/** The text in at most `size` units of `sizeOf`; what is longer ends at a word, with an ellipsis. For messages. */
export function shortenToSize(text: string, size: number): string {
  if (sizeOf(text) <= size) return text;
  return cutBefore(text, unitsWithin(text, size - 1, size * bytesPerUnit - Buffer.byteLength('…')));
}

function cutBefore(text: string, limit: number): string {
  const start = text.slice(0, breakBefore(text, limit)).trimEnd();
  // A surrogate pair must not be cut in half.
  return `${start.isWellFormed() ? start : start.slice(0, -1)}…`;
}

/** How many UTF-16 units of a text, from its beginning, come to at most `units` of them and `bytes` of UTF-8. */
function unitsWithin(text: string, units: number, bytes: number): number {
  const start = text.slice(0, Math.max(units, 1));
  const { read } = encoder.encodeInto(start, encoded.subarray(0, Math.max(Math.floor(bytes), 4)));
  return Math.min(start.length, read);
}

const encoder = new TextEncoder();
const encoded = new Uint8Array(16_384);

/**
 * The text in pieces of at most `size` units of `sizeOf`, broken at words; only a word longer than a piece is broken
 * itself.
 */
export function splitAtWords(text: string, size: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (sizeOf(rest) > size) {
    const at = breakBefore(rest, unitsWithin(rest, size, size * bytesPerUnit));
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The last place at or before `limit` where the text may be broken; at least 1. */
function breakBefore(text: string, limit: number): number {
  const space = /\s/.test(text.charAt(limit)) ? limit : text.slice(0, limit).search(/\s+\S*$/);
  if (space > 0) return space;
  // One long word: between two characters as a person sees them, and never between a backslash and what it escapes.
  let at = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 32))) {
    if (index + segment.length > limit) break;
    if (!/(?<!\\)(\\\\)*\\$/.test(text.slice(Math.max(0, index - 64), index + segment.length)))
      at = index + segment.length;
  }
  if (at > 0) return at;
  return limit > 1 && !text.slice(0, limit).isWellFormed() ? limit - 1 : limit;
}
