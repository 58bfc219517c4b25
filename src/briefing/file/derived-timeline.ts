import type { Statement, TimelineEntry } from '../briefing.ts';
import { firstDayOf } from './dates.ts';
import { whenKeys } from './schema.ts';
import { given } from './written-statement.ts';

/** What is dated, in order; of the same day, in the order of the text. */
export function timelineOf(facts: readonly Statement[]): TimelineEntry[] {
  return facts
    .filter((fact) => whenKeys.some((key) => fact[key] !== undefined))
    .map(
      ({ text, source, by, stance, quote, on, before, after, from, to }): TimelineEntry => ({
        ...given('date', on),
        ...given('before', before),
        ...given('after', after),
        ...given('from', from),
        ...given('to', to),
        text,
        source: [...source],
        ...given('by', by && [...by]),
        ...given('stance', stance),
        ...given('quote', quote),
      }),
    )
    .sort((a, b) => Number(orderOf(a) > orderOf(b)) - Number(orderOf(a) < orderOf(b)));
}

/** A text by which entries of a timeline are ordered: what was before a day comes before that day. */
function orderOf({ date, before, after, from, to }: TimelineEntry): string {
  const day = firstDayOf(date ?? before ?? after ?? from ?? to ?? '');
  return `${day} ${before !== undefined || (from === undefined && to !== undefined) ? 0 : after === undefined ? 1 : 2}`;
}
