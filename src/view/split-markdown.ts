import { escapeLineMark, splitAtWords } from './markdown.ts';

// For the marks that are closed at the end of a piece and opened again in the next: bold, italics and code.
const marksSize = 8;

/**
 * Markdown in pieces of at most `size` units of `sizeOf`, broken between paragraphs or else at words. Each piece stands
 * for itself: marks that are open where it ends are closed there and opened again in the next, and no words in the middle
 * of a sentence become a heading or a list because a piece begins with them.
 */
export function splitMarkdown(text: string, size: number): string[] {
  return text.split('\n\n').flatMap((paragraph) => {
    const pieces = splitAtWords(paragraph, size - marksSize);
    if (pieces.length === 1) return pieces;
    let open: readonly string[] = [];
    return pieces.map((piece, i) => {
      const begun = i === 0 ? piece : open.join('') + escapeLineMark(piece);
      open = openMarks(begun);
      return begun + open.toReversed().join('');
    });
  });
}

/** The marks that are open where Markdown ends, the outermost first. In code nothing else is a mark. */
function openMarks(text: string): string[] {
  const open: string[] = [];
  for (const [mark] of text.matchAll(/\\.|`|\*{1,2}/g)) {
    if (mark.startsWith('\\') || (open.at(-1) === '`' && mark !== '`')) continue;
    if (open.at(-1) === mark) open.pop();
    else open.push(mark);
  }
  return open;
}
