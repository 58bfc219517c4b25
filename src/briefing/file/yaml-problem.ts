import type { YAMLException } from 'js-yaml';
import { isKey } from './allowed-keys.ts';
import type { Place } from './problem.ts';

/** What an editor did that YAML cannot read, and where. */
export type YamlProblem = Place & { readonly path: string; readonly message: string; readonly hint?: string };

/** `  - key: value`, by its parts; the indent is the column of the key, from 0. */
type Entry = { readonly indent: number; readonly key: string; readonly value: string; readonly valueColumn: number };

type Reader = { readonly lines: readonly string[]; readonly reason: string; readonly at: Place };

const putInQuotes = 'put the text in quotes';

/**
 * Says in an editor's words why js-yaml cannot read a text. The parser tells where it could not go on, which is often a
 * line after the mistake: what was meant is looked for in the lines before.
 */
export function explainYaml(text: string, error: YAMLException): YamlProblem {
  const { line = 0, column = 0 } = error.mark ?? {};
  // There is no mark for a second document.
  const at = Number.isInteger(line) ? { line: line + 1, column: column + 1 } : { line: 1, column: 1 };
  const reader: Reader = { lines: text.split('\n').map((each) => each.replace(/\r$/, '')), reason: error.reason, at };
  for (const explain of explanations) {
    const found = explain(reader);
    if (found) return found;
  }
  return { ...at, path: '', message: `this cannot be read as YAML (${error.reason})` };
}

/** In the order in which they are tried: what is surely meant comes before what may be. */
const explanations: readonly ((reader: Reader) => YamlProblem | undefined)[] = [
  tab,
  unseen,
  secondDocument,
  duplicateKey,
  openBefore,
  startsSpecially,
  afterQuote,
  noColon,
  colonInText,
  flowEntry,
  strayText,
  wrongIndent,
];

function tab({ lines, at }: Reader): YamlProblem | undefined {
  const column = /^ *\t/.exec(lines[at.line - 1] ?? '')?.[0].length;
  if (column === undefined) return undefined;
  return { line: at.line, column, path: '', message: 'a tab stands before the text', hint: 'use spaces' };
}

function unseen({ reason, at }: Reader): YamlProblem | undefined {
  if (!reason.includes('non-printable')) return undefined;
  return { ...at, path: '', message: 'a character stands here that nobody can see', hint: 'write the text anew' };
}

function secondDocument({ lines, reason }: Reader): YamlProblem | undefined {
  if (!reason.includes('single document')) return undefined;
  const marks = lines.flatMap((line, i) => (/^(---|\.\.\.)(\s|$)/.test(line) && i > 0 ? [i + 1] : []));
  const message = 'a line of --- begins a second text, and a file is one briefing';
  return { line: marks.at(-1) ?? 1, column: 1, path: '', message, hint: 'take the line out' };
}

function duplicateKey({ lines, reason, at }: Reader): YamlProblem | undefined {
  if (!reason.startsWith('duplicated')) return undefined;
  const key = /^"?([\w-]+)/.exec((lines[at.line - 1] ?? '').slice(at.column - 1))?.[1] ?? '';
  const indent = at.column - 1;
  const first = lines.findLastIndex((line, i) => {
    const entry = i < at.line - 1 ? entryOf(line) : undefined;
    return entry?.key === key && entry.indent === indent;
  });
  const where = first < 0 ? 'already there' : `already in line ${first + 1}`;
  return { ...at, path: key, message: `this key is ${where}`, hint: 'put both into one' };
}

/** A quotation mark or bracket that is never closed: YAML reads on, and stumbles over a later line. */
function openBefore({ lines, reason, at }: Reader): YamlProblem | undefined {
  if (!/deficient indentation|unexpected end|end of the stream within|unclosed/.test(reason)) return undefined;
  for (let i = Math.min(at.line, lines.length) - 1; i >= 0; i--) {
    const line = lines[i] ?? '';
    const open = openMark(line);
    if (open === undefined) {
      if (entryOf(line) && i < at.line - 1) return undefined;
      continue;
    }
    const mark = line[open] ?? '';
    const isQuote = mark === '"' || mark === "'";
    return {
      line: i + 1,
      column: open + 1,
      path: entryOf(line)?.key ?? '',
      message: isQuote
        ? 'the quotation mark that opens here is never closed'
        : `the ${mark} that opens here is never closed`,
      hint: `put ${isQuote ? mark : mark === '{' ? '}' : ']'} at the end`,
    };
  }
  return undefined;
}

/** Where the quotation mark or bracket stands that a line opens and does not close. */
function openMark(line: string): number | undefined {
  const open: number[] = [];
  let quote: number | undefined;
  for (let i = 0; i < line.length; i++) {
    const char = line[i] ?? '';
    if (quote !== undefined) {
      if (char === '\\' && line[quote] === '"') i++;
      else if (char === line[quote]) quote = undefined;
    } else if ((char === '"' || char === "'") && /(^|[\s,[{])$/.test(line.slice(Math.max(i - 1, 0), i))) quote = i;
    else if (char === '#' && line[i - 1] === ' ') break;
    else if (char === '{' || char === '[') open.push(i);
    else if (char === '}' || char === ']') open.pop();
  }
  return quote ?? open[0];
}

const specialStarts: Readonly<Record<string, string>> = {
  '@': '@',
  '`': 'a backtick',
  '%': '%',
  '*': '*',
  '&': '&',
  '!': '!',
  '|': '|',
  '>': '>',
  '[': '[',
  '{': '{',
  '?': '?',
  '-': '-',
};

/** A text whose first character means something to YAML. */
function startsSpecially({ lines, at }: Reader): YamlProblem | undefined {
  const line = lines[at.line - 1] ?? '';
  const start = valueStart(line, at.column);
  if (start === undefined) return undefined;
  const first = line[start] ?? '';
  const special = specialStarts[first];
  const rest = line.slice(start);
  if (special === undefined || isWhole(rest)) return undefined;
  return {
    line: at.line,
    column: start + 1,
    path: entryOf(line)?.key ?? '',
    message: `a text cannot begin with ${special}`,
    hint: putInQuotes,
  };
}

/** True for a value that begins with a special character rightly: a list, a mapping, or the sign of a text below. */
function isWhole(value: string): boolean {
  return /^[|>][-+\d]*\s*(#.*)?$/.test(value) || /^-?[\d.]/.test(value) || /^[[{].*[\]}]\s*(#.*)?$/.test(value);
}

/** The value that a place of a line is in, or follows: after its key's colon, or after its dash. */
function valueStart(line: string, column: number): number | undefined {
  const before = line.slice(0, column);
  const flow = Math.max(...['{ ', ', '].map((mark) => before.lastIndexOf(mark)));
  const inFlow = flow < 0 ? undefined : /^[{,] +[\w-]+: +/.exec(line.slice(flow))?.[0].length;
  if (inFlow !== undefined) return flow + inFlow;
  const entry = entryOf(line);
  if (entry) return entry.valueColumn;
  const dashes = /^ *(- +)+/.exec(line)?.[0].length;
  return dashes;
}

/** `"China" plans`: the text goes on after its closing quotation mark. */
function afterQuote({ lines, at }: Reader): YamlProblem | undefined {
  const line = lines[at.line - 1] ?? '';
  const start = valueStart(line, at.column);
  if (start === undefined) return undefined;
  const quote = line[start];
  if (quote !== '"' && quote !== "'") return undefined;
  const close = line.indexOf(quote, start + 1);
  if (close < 0 || !/^[^,:}\]#\s]|^\s+[^,:}\]#\s]/.test(line.slice(close + 1))) return undefined;
  return {
    line: at.line,
    column: close + 1,
    path: entryOf(line)?.key ?? '',
    message: 'the text goes on after the quotation mark that ends it',
    hint: quote === '"' ? "put all of it in '…'" : 'put all of it in "…", or write the apostrophe twice',
  };
}

/** `headline China`, `headline:China`: looked for in the line of the error and in the one before. */
function noColon({ lines, at }: Reader): YamlProblem | undefined {
  for (const number of [at.line, previousLine(lines, at.line)]) {
    const line = lines[number - 1] ?? '';
    const start = /^ *(- +)*/.exec(line)?.[0].length ?? 0;
    const [, key = '', mark = ''] = /^([A-Za-z][\w-]*)(:(?=\S)|\s|$)/.exec(line.slice(start)) ?? [];
    if (!isKey(key) || entryOf(line)) continue;
    const place = { line: number, column: start + key.length + 1, path: key };
    if (mark === ':') return { ...place, message: 'a space is missing after the colon' };
    return { ...place, message: `a colon is missing after ${key}` };
  }
  return undefined;
}

/** `headline: China: it plans`, also where the second line of a text has the colon. */
function colonInText({ lines, at }: Reader): YamlProblem | undefined {
  const line = lines[at.line - 1] ?? '';
  // In braces, the parser stands at the colon.
  if (line[at.column - 1] !== ':' || !/[\s]|^$/.test(line[at.column] ?? '')) return undefined;
  const word = wordBefore(line, at.column);
  const entry = entryOf(line);
  const isOwnKey = entry?.key === word && entry.valueColumn > at.column;
  if (isKey(word) && (isOwnKey || isInFlow(line, at.column))) return undefined;
  const path = isOwnKey ? '' : (entry?.key ?? '');
  return { ...at, path, message: 'the text has ": " in it', hint: 'put it in quotes' };
}

function isInFlow(line: string, column: number): boolean {
  return /[{[]/.test(line.slice(0, column - 1));
}

/** What is wrong between the brackets of one line. */
function flowEntry({ lines, reason, at }: Reader): YamlProblem | undefined {
  if (!reason.includes('flow collection')) return undefined;
  const line = lines[at.line - 1] ?? '';
  const char = line[at.column - 1] ?? '';
  const key = wordBefore(line, at.column);
  if (char === ':' && isKey(key))
    return { line: at.line, column: at.column - key.length, path: key, message: `a comma is missing before ${key}` };
  if (char === '}' || char === ']')
    return {
      ...at,
      path: '',
      message: `this ${char} closes what another bracket opened`,
      hint: 'each [ needs its ] and each { its }',
    };
  return { ...at, path: '', message: 'a comma is missing here, or the text needs quotes' };
}

/** A line before this one that is no entry, and not far enough in to go on with the text of the one above it. */
function strayText({ lines, at }: Reader): YamlProblem | undefined {
  const number = previousLine(lines, at.line);
  const line = lines[number - 1] ?? '';
  const indent = line.search(/\S/);
  const above = lines[previousLine(lines, number) - 1] ?? '';
  const entry = entryOf(above);
  if (number < 2 || indent < 0 || /^\s*-/.test(line) || entryOf(line) || !entry || indent > entry.indent)
    return undefined;
  const message = `this text belongs to no key`;
  return {
    line: number,
    column: indent + 1,
    path: '',
    message,
    hint: `begin it further in than ${entry.key}, or give it a key`,
  };
}

/** The line is neither below the key that it belongs to nor beside its neighbours. */
function wrongIndent({ lines, reason, at }: Reader): YamlProblem | undefined {
  if (!/indentation|block mapping|document separator/.test(reason)) return undefined;
  const line = lines[at.line - 1] ?? '';
  const indent = line.search(/\S/);
  if (indent < 0) return undefined;
  const neighbour = nearestIndent(lines, at.line, indent);
  if (neighbour?.indent === indent) return undefined;
  const message = `this line begins ${spaces(indent)} in`;
  const hint = neighbour && `write it below ${neighbour.key} in line ${neighbour.line}, ${spaces(neighbour.indent)} in`;
  return { line: at.line, column: indent + 1, path: entryOf(line)?.key ?? '', message, ...(hint ? { hint } : {}) };
}

function nearestIndent(lines: readonly string[], below: number, indent: number) {
  let nearest: { line: number; key: string; indent: number } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let number = below - 1; number > 0 && least > 0; number--) {
    const line = lines[number - 1] ?? '';
    const entry = entryOf(line);
    if (!entry) continue;
    const isItem = /^\s*-/.test(lines[below - 1] ?? '');
    const column = isItem && /^\s*-/.test(line) ? line.indexOf('-') : entry.indent;
    if (Math.abs(column - indent) < least) {
      nearest = { line: number, key: isItem && /^\s*-/.test(line) ? 'the dash' : entry.key, indent: column };
      least = Math.abs(column - indent);
    }
    if (entry.indent === 0) break;
  }
  return nearest;
}

const spaces = (count: number) => (count === 1 ? '1 space' : `${count} spaces`);

/** The word that ends before a column. */
function wordBefore(line: string, column: number): string {
  let start = column - 1;
  while (start > 0 && /[\w-]/.test(line[start - 1] ?? '')) start--;
  return line.slice(start, column - 1);
}

/** The number of the last line before another that has something on it. */
function previousLine(lines: readonly string[], number: number): number {
  let previous = number - 1;
  while (previous > 1 && /^\s*(#|$)/.test(lines[previous - 1] ?? '')) previous--;
  return previous;
}

function entryOf(line: string): Entry | undefined {
  const match = /^( *(?:- +)*)"?([A-Za-z][\w-]*)"?:(?: +|$)/.exec(line);
  if (!match) return undefined;
  const [whole, before = '', key = ''] = match;
  return { indent: before.length, key, value: line.slice(whole.length), valueColumn: whole.length };
}
