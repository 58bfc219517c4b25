import type { Briefing } from '../briefing.ts';

/** The keys that say how a briefing is published, and nothing of what it tells. */
export const publishingKeys = [
  'version',
  'versionCreated',
  'firstCreated',
  'pubStatus',
  'urgency',
  'embargoedUntil',
  'expires',
] as const satisfies (keyof Briefing)[];

// Nor is this of what it tells, but of how it was made.
const untold: ReadonlySet<string> = new Set<keyof Briefing>([
  ...publishingKeys,
  'leftOut',
  'waivers',
  'checked',
  'checkedOn',
  'slug',
  // Each is held against itself.
  'translations',
]);

/** What a briefing tells its readers, as one text: two versions that tell the same have the same one. */
export function toldText(briefing: Briefing): string {
  return JSON.stringify(Object.entries(briefing).filter(([key]) => !untold.has(key)));
}
