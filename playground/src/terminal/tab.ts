import type { Candidate, Completion } from './candidates.ts';
import { type Line, span, widthOf, wrap } from './spans.ts';

/** What Tab does: puts a text in place of what is typed, lists what is possible, both or neither. */
export type Tab = { readonly insert?: string; readonly list?: readonly Line[] };

/**
 * One candidate is put in, or what all of them begin with; where that says nothing more than what is typed, they are
 * listed.
 */
export function tab({ typed, candidates }: Completion, width: number): Tab {
  const [only] = candidates;
  if (!only) return {};
  if (candidates.length === 1) return { insert: only.insert };
  const common = commonStart(candidates.map(({ insert }) => insert));
  const list = listed(candidates, width);
  if (common.length <= typed.length) return { list };
  // A sign that all begin with, as #, says nothing yet.
  return /[\p{L}\p{N}]/u.test(common) ? { insert: common } : { insert: common, list };
}

function commonStart(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  let length = first.length;
  for (const other of others)
    while (other.slice(0, length).toLowerCase() !== first.slice(0, length).toLowerCase()) length--;
  return first.slice(0, length);
}

/** Candidates one a line with their hints, each in one line, or side by side if they have none. */
function listed(candidates: readonly Candidate[], width: number): Line[] {
  const names = candidates.map(({ insert, hint = '' }) => ({ name: span(insert.trimEnd(), 'cyan'), hint }));
  if (names.every(({ hint }) => hint === ''))
    return wrap(
      names.flatMap(({ name }, i) => [
        span(i === 0 ? '' : '   '),
        span(name.text.replaceAll(' ', '\u00a0'), ...name.styles),
      ]),
      width,
    );
  const column = Math.max(...names.map(({ name }) => widthOf([name]))) + 2;
  return names.map(({ name, hint }) => {
    const gap = span(' '.repeat(column - widthOf([name])));
    const [first = [], ...rest] = wrap([span(hint, 'dim')], Math.max(width - column - 1, 8));
    return [name, gap, ...first, ...(rest.length > 0 ? [span('…', 'dim')] : [])];
  });
}
