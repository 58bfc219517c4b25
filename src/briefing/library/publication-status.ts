import type { Briefing } from '../briefing.ts';

/** When a briefing was withdrawn, and why if the correction of its version says so. Nothing else of it may be shown. */
export type Withdrawal = { readonly slug: string; readonly date: string; readonly reason: string | undefined };

/** Whether a briefing may be shown at an instant, and if not, why. */
export type PublicationStatus =
  | { readonly kind: 'visible'; readonly briefing: Briefing }
  | { readonly kind: 'canceled'; readonly withdrawal: Withdrawal }
  | { readonly kind: 'hidden'; readonly why: 'withheld' | 'embargoed' | 'expired' | 'unknown' };

/** A correction of a briefing that may be shown, or the withdrawal of a briefing. */
export type Amendment =
  | { readonly kind: 'correction'; readonly briefing: Briefing; readonly correction: Correction }
  | { readonly kind: 'withdrawal'; readonly withdrawal: Withdrawal };

type Correction = NonNullable<Briefing['corrections']>[number];

/**
 * The publication status at an instant, in milliseconds since 1970. A canceled briefing stays canceled after it would
 * have expired.
 */
export function statusOf(briefing: Briefing | undefined, now: number): PublicationStatus {
  if (!briefing) return { kind: 'hidden', why: 'unknown' };
  const { slug, pubStatus, embargoedUntil, expires, version, versionCreated } = briefing;
  if (embargoedUntil !== undefined && now < Date.parse(embargoedUntil)) return { kind: 'hidden', why: 'embargoed' };
  if (pubStatus === 'withheld') return { kind: 'hidden', why: 'withheld' };
  if (pubStatus === 'canceled') {
    const reason = briefing.corrections?.findLast((correction) => correction.version === version);
    // A file that is canceled has a reason, or an instant of its version: checking it asks for that.
    const date = reason?.date ?? versionCreated ?? new Date(0).toISOString();
    return { kind: 'canceled', withdrawal: { slug, date, reason: reason?.text } };
  }
  if (expires !== undefined && now >= Date.parse(expires)) return { kind: 'hidden', why: 'expired' };
  return { kind: 'visible', briefing };
}

/** The highest version of a briefing that corrects something; 0 if none does. */
export function correctedVersion({ version, corrections = [] }: Briefing): number {
  return Math.max(
    0,
    ...corrections.map((correction) => correction.version).filter((corrected) => corrected <= version),
  );
}

/** The instant at which a briefing was first published here, or else the one of its version; undefined if unknown. */
export function publishedAt({ firstCreated, versionCreated }: Briefing): string | undefined {
  return firstCreated ?? versionCreated;
}

/** All corrections and withdrawals among briefings of these statuses, newest first. */
export function amendments(statuses: Iterable<PublicationStatus>): Amendment[] {
  const found: Amendment[] = [];
  for (const status of statuses)
    if (status.kind === 'canceled') found.push({ kind: 'withdrawal', withdrawal: status.withdrawal });
    else if (status.kind === 'visible')
      for (const correction of status.briefing.corrections ?? [])
        found.push({ kind: 'correction', briefing: status.briefing, correction });
  return found.sort((a, b) => Date.parse(dateOf(b)) - Date.parse(dateOf(a)) || versionOf(b) - versionOf(a));
}

function dateOf(amendment: Amendment): string {
  return amendment.kind === 'correction' ? amendment.correction.date : amendment.withdrawal.date;
}

function versionOf(amendment: Amendment): number {
  return amendment.kind === 'correction' ? amendment.correction.version : 0;
}
