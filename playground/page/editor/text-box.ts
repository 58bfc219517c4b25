import type { FileProblem } from '../../src/page/api.ts';
import { h } from '../dom.ts';
import { followKeys, insert } from './keys.ts';

/** A box for a text, with the numbers of its lines and marks of what is wrong with them. */
export type TextBox = {
  readonly element: HTMLElement;
  /** Shows another text; what was typed before cannot be undone after it. */
  show(text: string): void;
  /** Changes the text as typing does, so that it can be undone; the cursor goes where it ends, the focus with `focus`. */
  change(text: string, focus: boolean): void;
  mark(problems: readonly FileProblem[]): void;
  /** Puts the cursor at a place, counted from 1, and makes it seen. */
  goTo(line: number, column: number): void;
};

/** Makes one; `typed` is called with each change by a person. */
export function createTextBox(label: string, describedBy: string, typed: (text: string) => void): TextBox {
  const area = h('textarea', {
    class: 'text-area',
    'aria-label': label,
    'aria-describedby': describedBy,
    autocomplete: 'off',
    autocapitalize: 'off',
    // Its marks would look like ours, under each key.
    spellcheck: 'false',
    wrap: 'soft',
  });
  // The same text once more, under the box and unseen: it knows how high each line is, however often it is broken.
  const lines = h('div', { class: 'text-lines', 'aria-hidden': 'true' });
  let marks = new Map<number, FileProblem>();
  let drawn: string[] = [];
  const draw = () => {
    const texts = area.value.split('\n');
    for (const [i, text] of texts.entries()) {
      const problem = marks.get(i + 1);
      const key = `${problem?.severity ?? ''}:${problem?.column ?? ''}:${text}`;
      if (drawn[i] === key) continue;
      const line = drawLine(text, problem);
      if (lines.children[i]) lines.children[i].replaceWith(line);
      else lines.append(line);
      drawn[i] = key;
    }
    while (lines.children.length > texts.length) lines.lastElementChild?.remove();
    drawn = drawn.slice(0, texts.length);
    scroll();
  };
  const scroll = () => {
    lines.scrollTop = area.scrollTop;
  };
  area.addEventListener('scroll', scroll);
  area.addEventListener('input', () => {
    draw();
    typed(area.value);
  });
  followKeys(area);

  return {
    element: h('div', { class: 'text-box' }, lines, area),
    show(text) {
      if (area.value === text) return;
      area.value = text;
      area.setSelectionRange(0, 0);
      draw();
      area.scrollTop = 0;
      scroll();
    },
    change(text, focus) {
      const [start, end, fresh] = difference(area.value, text);
      const { scrollTop } = area;
      const held = document.activeElement;
      area.focus({ preventScroll: true });
      area.setSelectionRange(start, end);
      insert(area, fresh);
      area.scrollTop = scrollTop;
      if (focus) reveal(area, lines);
      else if (held instanceof HTMLElement) held.focus({ preventScroll: true });
    },
    mark(problems) {
      // Of several in a line the first error counts.
      const worstLast = problems.toSorted((a, b) => Number(a.severity === 'error') - Number(b.severity === 'error'));
      marks = new Map(worstLast.map((problem) => [problem.line, problem]));
      area.setAttribute('aria-invalid', String(problems.some(({ severity }) => severity === 'error')));
      draw();
    },
    goTo(line, column) {
      const before = area.value.split('\n').slice(0, line - 1);
      const start = before.reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
      const place = Math.min(start, area.value.length);
      area.focus({ preventScroll: true });
      area.setSelectionRange(place, place);
      reveal(area, lines);
      scroll();
    },
  };
}

/** Scrolls to the line of the cursor, unless it is seen. */
function reveal(area: HTMLTextAreaElement, lines: HTMLElement): void {
  const row = lines.children[area.value.slice(0, area.selectionEnd).split('\n').length - 1];
  if (!(row instanceof HTMLElement)) return;
  const top = row.offsetTop - area.scrollTop;
  if (top < 0 || top + row.offsetHeight > area.clientHeight) area.scrollTop = row.offsetTop - area.clientHeight / 3;
}

function drawLine(text: string, problem: FileProblem | undefined): HTMLElement {
  const at = problem ? Math.min(problem.column - 1, text.length) : text.length;
  const [word = ''] = /^\S*/.exec(text.slice(at)) ?? [];
  return h(
    'div',
    { class: `text-line ${problem?.severity ?? ''}` },
    // An empty line is as high as the others.
    h(
      'span',
      { class: 'text-words' },
      text.slice(0, at) || '\u200b',
      h('mark', {}, word),
      text.slice(at + word.length),
    ),
  );
}

/**
 * Where two texts begin and end to differ in the first one, and what the second one has there. What they have in common
 * at the end counts first, so that what is added before a line end ends there, and with it the cursor.
 */
function difference(before: string, after: string): [start: number, end: number, fresh: string] {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  let start = 0;
  while (start < shorter - same && before[start] === after[start]) start += 1;
  return [start, before.length - same, after.slice(start, after.length - same)];
}
