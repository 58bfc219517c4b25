import type { Briefing } from '../briefing.ts';

// Of how a briefing is published and kept, not of what it tells.
const untold: ReadonlySet<string> = new Set<keyof Briefing>([
  'version',
  'versionCreated',
  'firstCreated',
  'pubStatus',
  'urgency',
  'embargoedUntil',
  'expires',
  'leftOut',
  'waivers',
  'checked',
  'checkedOn',
  'slug',
]);

/** What a briefing tells its readers, as one text: two versions that tell the same have the same one. */
export function toldText(briefing: Briefing): string {
  return JSON.stringify(Object.entries(briefing).filter(([key]) => !untold.has(key)));
}
