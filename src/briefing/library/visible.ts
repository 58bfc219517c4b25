import type { Briefing, Entity, EntityKind, Topic } from '../file/schema.ts';

/** One entity as one briefing tells of it. */
export type Appearance = { readonly briefing: Briefing; readonly kind: EntityKind; readonly entity: Entity };
/** One topic as one briefing tells of it. */
export type TopicAppearance = { readonly briefing: Briefing; readonly topic: Topic };

/** A briefing, and from when until when it may be shown, in milliseconds since 1970. */
export type Held = { readonly briefing: Briefing; readonly from: number; readonly until: number };

/**
 * What may be shown, which is the same from one embargo's end or expiry to the next: all of it newest first, each
 * with its place, and what has been put together from it, since of ten thousand briefings that takes longer than
 * anybody should wait.
 */
export type Present = {
  readonly since: number;
  readonly until: number;
  readonly places: ReadonlyMap<Briefing, number>;
  /** By an entity's id: where it appears, newest first, and the words of each of its names. */
  readonly told: Map<string, { readonly appearances: readonly Appearance[]; readonly names: readonly string[][] }>;
  topics?: readonly { readonly appearance: TopicAppearance; readonly words: readonly string[] }[];
};

/** What may be shown of these briefings now, and for how long. */
export function presentOf(held: Iterable<Held>, now: number): Present {
  let [since, until] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const shown: Briefing[] = [];
  for (const { briefing, ...times } of held) {
    if (times.from <= now && now < times.until) shown.push(briefing);
    for (const time of [times.from, times.until])
      if (time <= now) since = Math.max(since, time);
      else until = Math.min(until, time);
  }
  const places = new Map(shown.sort(newestFirst).map((briefing, place) => [briefing, place]));
  return { since, until, places, told: new Map() };
}

/** By the article's day, then by when the briefing was first made. */
function newestFirst(a: Briefing, b: Briefing): number {
  return (
    compare(b.contentCreated, a.contentCreated) ||
    Date.parse(b.firstCreated) - Date.parse(a.firstCreated) ||
    compare(a.slug, b.slug)
  );
}

/** As `Array.sort` wants it, whatever the language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
