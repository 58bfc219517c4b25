import type { CheckedFile } from './check-file.ts';

/**
 * What a briefing file may leave out, though readers would miss it, each as `file: what`; a post of a withdrawn briefing
 * can then only say that it was withdrawn.
 */
export function warningsOf({ path, briefing }: Pick<CheckedFile, 'path' | 'briefing'>): string[] {
  if (briefing?.pubStatus !== 'canceled') return [];
  const { version, corrections = [] } = briefing;
  if (corrections.some((correction) => correction.version === version)) return [];
  const what =
    version === 1 ? 'raise version, and say why in corrections' : `say why in corrections, of version ${version}`;
  return [`${path}: pubStatus is canceled, and nothing says why: ${what}.`];
}
