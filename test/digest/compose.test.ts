import { expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import { composeDigest } from '../../src/digest/compose/compose.ts';
import { language } from '../../src/text/language.ts';
import { briefing } from '../support/briefings.ts';
import { texts } from '../support/message-limits.ts';

const content = { topic: null, depth: 'brief', mentionRoleId: null, whenEmpty: 'skip', zone: 'UTC' } as const;
const at = Temporal.Instant.from('2026-03-03T09:00:00Z');

/** The headlines of a post of these briefings, in order. */
function headlines(...briefings: Parameters<typeof briefing>[0][]): string[] {
  const library = new Library(briefings.map(briefing));
  const composed = composeDigest(content, new Map(), library, at, language());
  if (composed.kind === 'empty') return [];
  return texts(composed.message).flatMap((text) => /### (.*)/.exec(text)?.[1] ?? []);
}

test('a post has the most urgent first, and of the same urgency the latest', () => {
  const on = (day: number) => `2026-03-0${day}T08:00:00Z`;
  expect(
    headlines(
      { slug: 'a', headline: 'Minor, late', urgency: 8, firstCreated: on(3) },
      { slug: 'b', headline: 'Usual, early', urgency: 5, firstCreated: on(1) },
      { slug: 'c', headline: 'Usual, late', urgency: 5, firstCreated: on(2) },
      { slug: 'd', headline: 'Urgent, early', urgency: 1, firstCreated: on(1) },
    ),
  ).toEqual(['Urgent, early', 'Usual, late', 'Usual, early', 'Minor, late']);
});

test('where not all have room, the least urgent are those that are only counted', () => {
  const usual = Array.from({ length: 9 }, (_, i) => ({ slug: `s${i}`, headline: `Usual ${i}`, urgency: 5 }));
  const urgent = { slug: 'z', headline: 'Urgent', urgency: 1, firstCreated: '2026-03-01T08:00:00Z' };
  expect(headlines(...usual, urgent)).toHaveLength(8);
  expect(headlines(...usual, urgent)[0]).toBe('Urgent');
});

test('the age of the news is counted by the day in the digest’s zone', () => {
  const library = new Library([briefing({ contentCreated: '2026-03-03' })]);
  const said = (zone: string) => {
    const composed = composeDigest({ ...content, zone }, new Map(), library, at, language());
    return composed.kind === 'empty' ? '' : texts(composed.message).join('\n');
  };
  expect(said('UTC')).toContain('· today');
  expect(said('Pacific/Kiritimati')).toContain('· today');
  // Where it is still the day before.
  expect(said('Pacific/Pago_Pago')).toContain('· 3 March 2026');
});
