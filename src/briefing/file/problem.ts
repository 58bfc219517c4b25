/** What is wrong in a file, or may be: an error keeps the file from being used, a warning does not. */
export type FileProblem = {
  readonly file: string;
  /** Counted from 1, as the column is; neither is there for what concerns the file as a whole. */
  readonly line?: number;
  readonly column?: number;
  readonly severity: 'error' | 'warning';
  /** The part of the briefing that it is about, as `topics[0].slug`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** What to do about it, where the message does not say so. */
  readonly hint?: string;
  /** The line of the file, and on a second one a mark under the column. */
  readonly excerpt?: string;
};

/** A place in a text; line and column are counted from 1. */
export type Place = { readonly line: number; readonly column: number };

/** An error that concerns a file, or a folder, as a whole. */
export function fileError(file: string, message: string, hint?: string): FileProblem {
  return { file, severity: 'error', path: '', message, ...(hint === undefined ? {} : { hint }) };
}

/**
 * A problem as the log, `check` and the playground show it: `file:line:column path: what; what to do`, and the line
 * itself below.
 */
export function problemText(problem: FileProblem): string {
  const { file, line, column, severity, excerpt } = problem;
  const place = line === undefined ? `${file}:` : `${file}:${line}:${column ?? 1}`;
  const told = `${place} ${severity === 'warning' ? 'warning: ' : ''}${problemWords(problem)}`;
  return excerpt === undefined ? told : `${told}\n${excerpt.replaceAll(/^/gm, '    ')}`;
}

/** What is wrong and what to do, without the place: `path: what; what to do`. */
export function problemWords({ path, message, hint }: FileProblem): string {
  return [path, hint === undefined ? message : `${message}; ${hint}`].filter(Boolean).join(': ');
}

const excerptLength = 100;

/** The line of a text at a place, cut to 100 characters around it, and a mark below. */
export function excerptOf(lines: readonly string[], { line, column }: Place): string {
  const text = (lines[line - 1] ?? '').replace(/\r$/, '');
  const start = column <= excerptLength * 0.8 ? 0 : column - excerptLength / 2;
  const end = start + excerptLength;
  const before = (start > 0 ? '…' : '') + text.slice(start, column - 1);
  const shown = before + text.slice(column - 1, end) + (end < text.length ? '…' : '');
  return `${shown}\n${blankAsWideAs(before)}^`;
}

/** Tabs stay, and a wide letter of an East Asian script becomes a wide space, so that a mark stands below its place. */
function blankAsWideAs(text: string): string {
  return text
    .replaceAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}、-〿＀-｠]/gu, '\u3000')
    .replaceAll(/[^\t\u3000]/gu, ' ');
}
