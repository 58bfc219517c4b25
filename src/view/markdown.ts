import { hyperlink } from 'discord.js';

const specialCharacters = /[\\*_~`|<>[\]]/g;
// White space other than a single space.
const otherSpace = /[^\S ]\s*| \s+/g;
// What makes a heading, subtext, list or quote at the beginning of a line.
const lineMark = /^(#{1,3}|-#?|\+|•|>{1,3}|\d+\.)(?=\s)/;

/**
 * Plain text as Markdown that shows it as it is: nothing in it formats, links, mentions or begins a list
 * (https://docs.discord.com/developers/reference#message-formatting). Line breaks become spaces. discord.js's function of
 * the same name leaves mentions, links, quotes, subtext and line breaks as they are.
 */
export function escapeMarkdown(text: string): string {
  const line = text.trim().replace(otherSpace, ' ').replace(specialCharacters, '\\$&');
  return line.replace(lineMark, (mark) => (/\d/.test(mark) ? mark.replace('.', '\\.') : `\\${mark}`));
}

/** A link whose words are `text`; `uri` is an http or https address. */
export function link(text: string, uri: string): string {
  const address = encodeURI(decodeSafely(uri)).replaceAll('(', '%28').replaceAll(')', '%29');
  return hyperlink(escapeMarkdown(text), address);
}

function decodeSafely(uri: string): string {
  try {
    return decodeURI(uri);
  } catch {
    return uri;
  }
}

/** The text in at most `length` UTF-16 units; what is longer ends at a word, with an ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, breakBefore(text, length - 1)).trimEnd();
  // A surrogate pair must not be cut in half.
  return `${start.isWellFormed() ? start : start.slice(0, -1)}…`;
}

/**
 * The text in pieces of at most `length` UTF-16 units, broken at words; only a word longer than a piece is broken
 * itself.
 */
export function splitAtWords(text: string, length: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > length) {
    const at = breakBefore(rest, length);
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
