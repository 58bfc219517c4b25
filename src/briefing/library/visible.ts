import type { Briefing, Entity, Topic } from '../briefing.ts';
import { firstDayOf } from '../file/dates.ts';
import { type EntityKind, entityKinds } from '../file/schema.ts';
import type { NameWords } from './entity-name-index.ts';
import { publishedAt } from './publication-status.ts';

/** One entity in one briefing. */
export type Appearance = { readonly briefing: Briefing; readonly kind: EntityKind; readonly entity: Entity };
/** One topic in one briefing. */
export type TopicAppearance = { readonly briefing: Briefing; readonly topic: Topic };

/** A briefing that may be shown from an instant until before another, in milliseconds since 1970. */
export type StoredBriefing = { readonly briefing: Briefing; readonly from: number; readonly until: number };

/**
 * The briefings that may be shown from `since` until `until`: in between, no embargo ends and none expires. What is
 * derived from them is kept here too, since deriving it from ten thousand briefings takes too long for each question.
 */
export type VisibleBriefings = {
  readonly since: number;
  readonly until: number;
  /** Newest first, each with its place in this order. */
  readonly places: ReadonlyMap<Briefing, number>;
  /** Filled when an entity is asked for, by its id: where it appears, newest first, and all its names. */
  readonly entities: Map<string, EntityAppearances>;
  /** Filled when topics are asked for: newest first, each with the words of its slug, and of its name in any language. */
  topics?: readonly { readonly appearance: TopicAppearance; readonly words: readonly string[] }[];
};

/** Where an entity appears, newest briefing first, and each of its names, in any language, with its words. */
export type EntityAppearances = {
  readonly appearances: readonly Appearance[];
  readonly names: ReadonlyMap<string, NameWords>;
};

/** The briefings of these that may be shown now, and for how long that holds. */
export function visibleAt(stored: Iterable<StoredBriefing>, now: number): VisibleBriefings {
  let since = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  const visible: Briefing[] = [];
  for (const each of stored) {
    if (each.from <= now && now < each.until) visible.push(each.briefing);
    for (const change of [each.from, each.until])
      if (change <= now) since = Math.max(since, change);
      else until = Math.min(until, change);
  }
  const places = new Map(visible.sort(newestFirst).map((briefing, place) => [briefing, place]));
  return { since, until, places, entities: new Map() };
}

/** All entities of one briefing: people, organisations, places, in the order of the content. */
export function entitiesIn(briefing: Briefing): Appearance[] {
  return entityKinds.flatMap((kind) => briefing[kind].map((entity) => ({ briefing, kind, entity })));
}

/** By when the briefing was first published here, then by the article's day. */
function newestFirst(a: Briefing, b: Briefing): number {
  return (
    publicationTime(b) - publicationTime(a) ||
    compareText(b.contentCreated ?? '', a.contentCreated ?? '') ||
    compareText(a.slug, b.slug)
  );
}

/** In milliseconds since 1970; where it is not known, the article's day stands in, or the beginning of time. */
function publicationTime(briefing: Briefing): number {
  const { contentCreated } = briefing;
  const known = publishedAt(briefing) ?? (contentCreated && firstDayOf(contentCreated));
  return known === undefined ? 0 : Date.parse(known);
}

/** Orders texts by their UTF-16 units, for `Array.sort`; the same in every language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
