import type { Briefing } from '../file/schema.ts';

/**
 * That a briefing was withdrawn, when, and why if its version's correction says so. Nothing else of it may be shown.
 */
export type Withdrawal = { readonly slug: string; readonly date: string; readonly reason: string | undefined };

/** Whether a briefing may be shown at an instant, and if not, why. */
export type Standing =
  | { readonly kind: 'visible'; readonly briefing: Briefing }
  | { readonly kind: 'canceled'; readonly withdrawal: Withdrawal }
  | { readonly kind: 'hidden'; readonly why: 'withheld' | 'embargoed' | 'expired' | 'unknown' };

/** One thing that was put right: a correction of a briefing that may be shown, or the withdrawal of one. */
export type Amendment =
  | { readonly kind: 'correction'; readonly briefing: Briefing; readonly correction: Correction }
  | { readonly kind: 'withdrawal'; readonly withdrawal: Withdrawal };

type Correction = NonNullable<Briefing['corrections']>[number];

/**
 * How a briefing stands at an instant, in milliseconds since 1970. A withdrawal is told of even after the briefing
 * would have expired.
 */
export function standingOf(briefing: Briefing | undefined, now: number): Standing {
  if (!briefing) return { kind: 'hidden', why: 'unknown' };
  const { slug, pubStatus, embargoedUntil, expires, version, versionCreated } = briefing;
  if (embargoedUntil !== undefined && now < Date.parse(embargoedUntil)) return { kind: 'hidden', why: 'embargoed' };
  if (pubStatus === 'withheld') return { kind: 'hidden', why: 'withheld' };
  if (pubStatus === 'canceled') {
    const why = briefing.corrections?.findLast((correction) => correction.version === version);
    return { kind: 'canceled', withdrawal: { slug, date: why?.date ?? versionCreated, reason: why?.text } };
  }
  if (expires !== undefined && now >= Date.parse(expires)) return { kind: 'hidden', why: 'expired' };
  return { kind: 'visible', briefing };
}

/** The highest version of a briefing that puts something right, 0 if none does. */
export function correctedVersion({ version, corrections = [] }: Briefing): number {
  return Math.max(
    0,
    ...corrections.map((correction) => correction.version).filter((corrected) => corrected <= version),
  );
}

/** What was put right in briefings of these standings, newest first. */
export function amendments(standings: Iterable<Standing>): Amendment[] {
  const found: Amendment[] = [];
  for (const standing of standings)
    if (standing.kind === 'canceled') found.push({ kind: 'withdrawal', withdrawal: standing.withdrawal });
    else if (standing.kind === 'visible')
      for (const correction of standing.briefing.corrections ?? [])
        found.push({ kind: 'correction', briefing: standing.briefing, correction });
  return found.sort((a, b) => Date.parse(dateOf(b)) - Date.parse(dateOf(a)) || versionOf(b) - versionOf(a));
}

function dateOf(amendment: Amendment): string {
  return amendment.kind === 'correction' ? amendment.correction.date : amendment.withdrawal.date;
}

function versionOf(amendment: Amendment): number {
  return amendment.kind === 'correction' ? amendment.correction.version : 0;
}
