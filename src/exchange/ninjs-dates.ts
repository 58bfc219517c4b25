import type { WrittenFile } from '../briefing/file/schema.ts';
import type { Association } from './ninjs.ts';
import type { ClaimReader } from './ninjs-claims.ts';
import { dateOf, type OpenSpan } from './span.ts';
import { given } from './written.ts';

/** The day of an instant, as the document has it. */
export function dayOf(instant: string | undefined): string | undefined {
  return instant && /^\d{4}-\d\d-\d\d/.exec(instant)?.[0];
}

/** When an event of a document was. */
export function spanIn({ eventDetails }: Association): OpenSpan {
  const { expectedStartDate, expectedEndDate } = eventDetails?.dates ?? {};
  return { start: expectedStartDate, end: expectedEndDate };
}

/** An entry of the timeline; none, if it has no date. */
export function timelineEntry(association: Association, read: ClaimReader): NonNullable<WrittenFile['timeline']> {
  const { start, end } = spanIn(association);
  const date = dateOf({ start, end });
  const [description] = association.descriptions ?? [];
  if (!description || (start === undefined && end === undefined)) return [];
  const when =
    association.rel === 'timeline-before'
      ? { before: end }
      : association.rel === 'timeline-after'
        ? { after: start }
        : date !== undefined
          ? { date }
          : { ...given('from', start), ...given('to', end) };
  return [{ ...when, ...read.claim(description.value) }];
}
