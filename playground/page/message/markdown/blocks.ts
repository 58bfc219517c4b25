import { parseInline } from './inline.ts';
import type { Block } from './nodes.ts';

// Lists in lists deeper than this are shown as they are typed.
const deepest = 10;
const entry = /^( *)(?:([-*])|(\d{1,9})\.) +(\S.*)$/;
const fence = /```(?:([\w+.#-]+)\n)?\n*([^\n].*?)\n*```/s;

type Place = { readonly depth: number; readonly quoted: boolean };

/** A text of Discord's Markdown as it is laid out. Every text is Markdown: what is not markup is shown as it is. */
export function parseMarkdown(text: string): Block[] {
  return parseLines(text.replaceAll('\r\n', '\n').trimEnd().split('\n'), { depth: 0, quoted: false });
}

function parseLines(lines: readonly string[], place: Place): Block[] {
  const blocks: Block[] = [];
  const rest = [...lines];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', children: parseInline(shownLines(paragraph)) });
    paragraph = [];
  };
  while (rest.length > 0) {
    const block = quote(rest, place) ?? heading(rest) ?? list(rest, place, paragraph.at(-1)) ?? code(rest, paragraph);
    if (block) {
      endParagraph();
      blocks.push(block);
    } else paragraph.push(rest.shift() ?? '');
  }
  endParagraph();
  return blocks;
}

/** An empty line at the end is a line too. */
function shownLines(lines: readonly string[]): string {
  return lines.join('\n') + (lines.at(-1) === '' ? '\n' : '');
}

/** There is no quote in a quote. */
function quote(lines: string[], { depth, quoted }: Place): Block | undefined {
  if (quoted) return undefined;
  const all = /^ *>>> /;
  const one = /^ *> /;
  const isAll = all.test(lines[0] ?? '');
  const inside = lines.splice(0, isAll ? lines.length : countWhile(lines, (line) => one.test(line)));
  if (inside.length === 0) return undefined;
  const bare = inside.map((line, i) => (isAll && i > 0 ? line : line.replace(isAll ? all : one, '')));
  return { kind: 'quote', children: parseLines(bare, { depth, quoted: true }) };
}

/** A heading or a subtext; a heading takes the empty lines after it. */
function heading(lines: string[]): Block | undefined {
  const [first = ''] = lines;
  const [, small] = /^ *-# +(\S.*)$/.exec(first) ?? [];
  if (small !== undefined) {
    lines.shift();
    return { kind: 'subtext', children: parseInline(small) };
  }
  const [, marks = '', title] = /^ *(#{1,3}) +(\S.*)$/.exec(first) ?? [];
  if (title === undefined) return undefined;
  lines.splice(0, 1 + countWhile(lines.slice(1), (line) => line.trim() === ''));
  return { kind: 'heading', level: marks.length, children: parseInline(title) };
}

/** Entries of one kind, each with the lines below it that are set in further. */
function list(lines: string[], place: Place, before: string | undefined): Block | undefined {
  const [, indent = '', , number] = entry.exec(lines[0] ?? '') ?? [];
  if (!entry.test(lines[0] ?? '') || place.depth >= deepest) return undefined;
  // What is set in under a line that is no entry is just text.
  if (indent.length > 1 && before !== undefined && before.trim() !== '') return undefined;
  const items: Block[][] = [];
  while (lines.length > 0) {
    const [, set = '', , digits, first] = entry.exec(lines[0] ?? '') ?? [];
    if (first === undefined || set.length > indent.length + 1 || (digits === undefined) !== (number === undefined))
      break;
    lines.shift();
    const below = lines.splice(
      0,
      countWhile(lines, (line) => startsFurtherIn(line, set.length)),
    );
    const inside = [first, ...below.map((line) => line.replace(new RegExp(`^ {1,${set.length + 2}}`), ''))];
    items.push(parseLines(inside, { ...place, depth: place.depth + 1 }));
  }
  return { kind: 'list', start: number === undefined ? undefined : Number(number), items };
}

function startsFurtherIn(line: string, indent: number): boolean {
  return line.trim() !== '' && line.length - line.trimStart().length >= indent + 2;
}

/** A block of code, which may begin within a line: what stands before it joins the paragraph. */
function code(lines: string[], paragraph: string[]): Block | undefined {
  const text = lines.join('\n');
  const match = lines[0]?.includes('```') ? fence.exec(text) : null;
  const before = match ? text.slice(0, match.index) : '';
  if (!match || before.includes('\n')) return undefined;
  if (before !== '') paragraph.push(before);
  const after = text.slice(match.index + match[0].length).replace(/^\n/, '');
  lines.splice(0, lines.length, ...(after === '' ? [] : after.split('\n')));
  const [, language, content = ''] = match;
  return { kind: 'code', language, text: content };
}

function countWhile(lines: readonly string[], fits: (line: string) => boolean): number {
  const end = lines.findIndex((line) => !fits(line));
  return end === -1 ? lines.length : end;
}
