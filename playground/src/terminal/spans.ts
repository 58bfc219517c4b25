import stringWidth from 'string-width';

/** How a piece of text looks; a colour is a name or `#rrggbb`. */
export type Style =
  | 'bold'
  | 'dim'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'red'
  | 'yellow'
  | 'green'
  | 'cyan'
  | `#${string}`;

/** A piece of text of one look. */
export type Span = { readonly text: string; readonly styles: readonly Style[] };

/** A line, of pieces of different looks. */
export type Line = readonly Span[];

/** Puts the codes of a terminal around a text. */
export type Paint = (styles: readonly Style[], text: string) => string;

type Word = { readonly spans: Line; readonly width: number; readonly spaced: Line };

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });
// Scripts that write words without spaces between them.
const unspaced = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]/u;
const blank = '\u00a0';

/** A piece of text. */
export function span(text: string, ...styles: readonly Style[]): Span {
  return { text, styles };
}

/** A text that wrapping keeps on one line, where the line is wide enough. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', blank);
}

/** A line with as few pieces as its looks allow. */
export function joined(line: Line): Line {
  const spans: Span[] = [];
  for (const each of line) {
    const last = spans.at(-1);
    if (last && last.styles.join() === each.styles.join())
      spans.splice(-1, 1, { text: last.text + each.text, styles: last.styles });
    else spans.push(each);
  }
  return spans;
}

/** Columns that a line takes. */
export function widthOf(line: Line): number {
  return stringWidth(line.map(({ text }) => text).join(''));
}

/** A line as the terminal shows it. */
export function paintLine(line: Line, paint: Paint): string {
  return joined(line)
    .filter(({ text }) => text !== '')
    .map(({ text, styles }) => {
      const shown = text.replaceAll(blank, ' ');
      return styles.length > 0 ? paint(styles, shown) : shown;
    })
    .join('');
}

/**
 * Breaks a line into lines of at most `width` columns, at spaces; only a word that is wider than a line is broken
 * itself.
 */
export function wrap(line: Line, width: number): Line[] {
  const lines: Line[] = [];
  let current: Span[] = [];
  let used = 0;
  for (const word of wordsOf(line)) {
    const gap = current.length > 0 ? word.spaced : [];
    if (used + widthOf(gap) + word.width <= width) {
      current.push(...gap, ...word.spans);
      used += widthOf(gap) + word.width;
      continue;
    }
    if (current.length > 0) lines.push(current);
    const pieces = word.width > width ? broken(word.spans, width) : [word.spans];
    lines.push(...pieces.slice(0, -1));
    current = [...(pieces.at(-1) ?? [])];
    used = widthOf(current);
  }
  return [...lines, current];
}

/** The words of a line, each with the spaces before it; a word may have pieces of several looks. */
function wordsOf(line: Line): Word[] {
  const found: Word[] = [];
  let spans: Span[] = [];
  let spaced: Span[] = [];
  const end = () => {
    if (spans.length > 0) {
      found.push({ spans, width: widthOf(spans), spaced });
      spaced = [];
    }
    spans = [];
  };
  for (const { text, styles } of line)
    for (const part of text.split(/( +)/)) {
      if (part.startsWith(' ')) {
        end();
        spaced.push({ text: part, styles });
      } else if (unspaced.test(part)) {
        for (const piece of unspacedWords(part)) {
          spans.push({ text: piece, styles });
          end();
        }
      } else if (part !== '') spans.push({ text: part, styles });
    }
  end();
  return found;
}

/** Words of a script without spaces; a mark such as a full stop stays with the word before it. */
function unspacedWords(text: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of words.segment(text))
    if (isWordLike || found.length === 0) found.push(segment);
    else found.push(`${found.pop()}${segment}`);
  return found;
}

function broken(line: Line, width: number): Line[] {
  const lines: Span[][] = [[]];
  let used = 0;
  for (const { text, styles } of line)
    for (const { segment } of graphemes.segment(text)) {
      const wide = stringWidth(segment);
      if (used + wide > width) {
        lines.push([]);
        used = 0;
      }
      lines.at(-1)?.push({ text: segment, styles });
      used += wide;
    }
  return lines;
}
