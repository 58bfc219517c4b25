import type { Appearance } from '../briefing/library/visible.ts';
import { lettersOf } from '../briefing/search/words.ts';

/**
 * Those who are offered, each with what tells them from others, as plain text: the description, unless it is somebody's
 * claim, and of those who share a name also the headline.
 */
export function withDetails<T extends Appearance>(
  offered: readonly T[],
): { who: T; details: string; shares: boolean }[] {
  const counts = new Map<string, number>();
  for (const { entity } of offered) {
    const letters = lettersOf(entity.name);
    counts.set(letters, (counts.get(letters) ?? 0) + 1);
  }
  return offered.map((who) => {
    const { name, description } = who.entity;
    const shares = (counts.get(lettersOf(name)) ?? 0) > 1;
    const told = description?.by ? undefined : description?.text;
    return { who, details: [told, shares && who.briefing.headline].filter(Boolean).join(' · '), shares };
  });
}
