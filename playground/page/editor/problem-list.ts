import type { FileProblem } from '../../src/page/api.ts';
import { h, redraw } from '../dom.ts';

/** Draws the problems of a text, each with a button that goes to its place. */
export function drawProblems(
  place: HTMLElement,
  problems: readonly FileProblem[],
  goTo: (line: number, column: number) => void,
): void {
  redraw(
    place,
    ...problems.map(({ line, column, severity, message }, i) =>
      h(
        'li',
        { class: `file-problem ${severity}` },
        h(
          'button',
          {
            type: 'button',
            class: 'place',
            'data-key': `problem-${i}`,
            title: 'Go there',
            click: () => goTo(line, column),
          },
          `Line ${line}`,
        ),
        h('span', {}, h('strong', {}, severity === 'error' ? 'Error: ' : 'Warning: '), message),
      ),
    ),
  );
}

/** How many errors and warnings there are, in words. */
export function problemWords(problems: readonly FileProblem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const parts = [
    errors > 0 && (errors === 1 ? '1 error' : `${errors} errors`),
    warnings > 0 && (warnings === 1 ? '1 warning' : `${warnings} warnings`),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'No problems';
}
