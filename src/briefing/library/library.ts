import { type Briefing, type Entity, entityKinds } from '../file/schema.ts';
import { type Field, WordIndex } from '../search/search-index.ts';
import { wordsOf } from '../search/words.ts';
import { EntityNames, type Likeness, likenessOf, namesOf, rankOf } from './entity-name-index.ts';
import { correctedVersion, type Standing, standingOf } from './publication-status.ts';
import { passages } from './statements.ts';
import { type Appearance, compare, type Held, type Present, presentOf, type TopicAppearance } from './visible.ts';

export type { Appearance, TopicAppearance } from './visible.ts';

/** Someone found by name. */
export type NameMatch = Appearance & { readonly likeness: Likeness };
/** A briefing that a search found, how many words were asked for, and those that were taken for them. */
export type Hit = { readonly briefing: Briefing; readonly asked: number; readonly words: ReadonlySet<string> };

/**
 * The briefings in memory, and the questions that commands ask about them. Each question takes the instant at which
 * it is asked, in milliseconds since 1970: what is withheld, canceled, embargoed or expired then does not exist for
 * the one who asks.
 */
export class Library {
  readonly #held = new Map<string, Held>();
  #present: Present | undefined;
  readonly #entities = new Map<string, Set<string>>();
  readonly #topics = new Map<string, Set<string>>();
  readonly #text = new WordIndex();
  // What a search looks into first: to index thousands takes seconds, in which the bot could be answering.
  readonly #unindexed = new Map<string, Briefing>();
  readonly #names = new EntityNames();

  constructor(briefings: Iterable<Briefing> = []) {
    for (const briefing of briefings) this.put(briefing);
  }

  /** Adds a briefing, or replaces the one of the same slug. */
  put(briefing: Briefing): void {
    this.remove(briefing.slug);
    this.#held.set(briefing.slug, {
      briefing,
      from:
        briefing.pubStatus === 'usable'
          ? instant(briefing.embargoedUntil, Number.NEGATIVE_INFINITY)
          : Number.POSITIVE_INFINITY,
      until: instant(briefing.expires, Number.POSITIVE_INFINITY),
    });
    this.#present = undefined;
    this.#unindexed.set(briefing.slug, briefing);
    for (const entity of entitiesOf(briefing)) {
      add(this.#entities, entity.id, briefing.slug);
      this.#names.add(entity);
    }
    for (const topic of briefing.topics) add(this.#topics, topic.slug, briefing.slug);
  }

  /** Removes a briefing, if there is one of this slug. */
  remove(slug: string): void {
    const held = this.#held.get(slug);
    if (!held) return;
    this.#held.delete(slug);
    this.#present = undefined;
    if (!this.#unindexed.delete(slug)) this.#text.remove(slug);
    for (const entity of entitiesOf(held.briefing)) {
      drop(this.#entities, entity.id, slug);
      this.#names.remove(entity);
    }
    for (const topic of held.briefing.topics) drop(this.#topics, topic.slug, slug);
  }

  /** All briefings that may be shown, newest first: by the article's day, then by when the briefing was first made. */
  *latest(now: number): Generator<Briefing> {
    yield* this.#presentAt(now).places.keys();
  }

  /** The briefing of this slug, if it may be shown. */
  briefing(slug: string, now: number): Briefing | undefined {
    return this.#visible(slug, now);
  }

  /** How the briefing of this slug stands, whether or not it may be shown. */
  standing(slug: string, now: number): Standing {
    return standingOf(this.#held.get(slug)?.briefing, now);
  }

  /** The version of the briefing of this slug, whether or not it may be shown. */
  version(slug: string): number | undefined {
    return this.#held.get(slug)?.briefing.version;
  }

  /**
   * How every briefing stands that is held, its version, and the highest of its versions that corrects something; 0
   * if none does.
   */
  *standings(now: number): Generator<{ slug: string; version: number; standing: Standing; corrected: number }> {
    for (const [slug, { briefing }] of this.#held) {
      const { version } = briefing;
      yield { slug, version, standing: standingOf(briefing, now), corrected: correctedVersion(briefing) };
    }
  }

  /** What the briefings say of one person, organisation or place, newest first. */
  appearances(id: string, now: number): readonly Appearance[] {
    return this.#toldOf(id, now).appearances;
  }

  /**
   * People, organisations and places of that name or alias, then those of whose name it is a part, then those whose
   * name resembles it; at most `limit`, each as its newest briefing tells of it.
   */
  findEntities(name: string, now: number, limit: number): NameMatch[] {
    const asked = askedWords(name);
    const { found, words } = this.#names.search(asked);
    return found
      .flatMap(({ id, score }) => {
        const { appearances, names } = this.#toldOf(id, now);
        const [found] = appearances;
        // An alias that only a briefing has that may not be shown finds nobody.
        if (!found || !names.some((name) => name.some((word) => words.has(word)))) return [];
        return [{ found, score, rank: rankOf(names, asked) }];
      })
      .sort((a, b) => a.rank - b.rank || b.score - a.score || compare(a.found.entity.name, b.found.entity.name))
      .slice(0, limit)
      .map(({ found, rank }) => ({ ...found, likeness: likenessOf(rank) }));
  }

  /** What the briefings say of one topic, newest first. */
  topic(slug: string, now: number): TopicAppearance[] {
    return this.#shown(this.#topics.get(slug), now).flatMap((briefing) => {
      const topic = briefing.topics.find((topic) => topic.slug === slug);
      return topic ? [{ briefing, topic }] : [];
    });
  }

  /** Every topic, as its newest briefing tells of it, newest first. */
  topics(now: number): TopicAppearance[] {
    return this.#topicsAt(now).map(({ appearance }) => appearance);
  }

  /** Topics in whose name or slug each word of `name` begins a word, newest first. */
  findTopics(name: string, now: number): TopicAppearance[] {
    const asked = askedWords(name);
    if (asked.length === 0) return [];
    return this.#topicsAt(now)
      .filter(({ words }) => asked.every((word) => words.some((candidate) => candidate.startsWith(word))))
      .map(({ appearance }) => appearance);
  }

  /** Briefings in which the words of `query` stand, best first, at most `limit`; words may be cut short or misspelt. */
  search(query: string, now: number, limit = 25): Hit[] {
    this.index();
    const asked = askedWords(query);
    const accept = (slug: string) => this.#visible(slug, now) !== undefined;
    const { found, words } = this.#text.search(asked, { accept, limit });
    return found.flatMap(({ id }) => {
      const briefing = this.#visible(id, now);
      return briefing ? [{ briefing, asked: asked.length, words }] : [];
    });
  }

  /**
   * Prepares what was added for searches, for so many milliseconds; true if all of it is. A search does what is left.
   */
  index(milliseconds = Number.POSITIVE_INFINITY): boolean {
    const end = performance.now() + milliseconds;
    for (const [slug, briefing] of this.#unindexed) {
      this.#text.add(slug, fieldsOf(briefing));
      this.#unindexed.delete(slug);
      if (performance.now() > end) break;
    }
    return this.#unindexed.size === 0;
  }

  get size(): number {
    return this.#held.size;
  }

  #visible(slug: string, now: number): Briefing | undefined {
    const held = this.#held.get(slug);
    return held && held.from <= now && now < held.until ? held.briefing : undefined;
  }

  #shown(slugs: ReadonlySet<string> | undefined, now: number): Briefing[] {
    const { places } = this.#presentAt(now);
    return [...(slugs ?? [])]
      .flatMap((slug) => this.#visible(slug, now) ?? [])
      .sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  }

  #presentAt(now: number): Present {
    const present = this.#present;
    if (present && present.since <= now && now < present.until) return present;
    this.#present = presentOf(this.#held.values(), now);
    return this.#present;
  }

  #toldOf(id: string, now: number) {
    const { told } = this.#presentAt(now);
    const known = told.get(id);
    if (known) return known;
    const appearances = this.#shown(this.#entities.get(id), now).flatMap((briefing) =>
      everyone(briefing).filter(({ entity }) => entity.id === id),
    );
    const names = [...new Set(appearances.flatMap(({ entity }) => namesOf(entity)))].map(wordsOf);
    // Of what nobody has ever been called, nothing is kept: anyone may ask for anything.
    if (this.#entities.has(id)) told.set(id, { appearances, names });
    return { appearances, names };
  }

  #topicsAt(now: number) {
    const present = this.#presentAt(now);
    if (present.topics) return present.topics;
    const found = new Map<string, TopicAppearance>();
    for (const briefing of present.places.keys())
      for (const topic of briefing.topics) if (!found.has(topic.slug)) found.set(topic.slug, { briefing, topic });
    present.topics = [...found.values()].map((appearance) => {
      const { name, slug } = appearance.topic;
      return { appearance, words: wordsOf(`${name} ${slug}`) };
    });
    return present.topics;
  }
}

/** Everyone in one briefing: people, organisations, places, in the order of the content. */
export function everyone(briefing: Briefing): Appearance[] {
  return entityKinds.flatMap((kind) => briefing[kind].map((entity) => ({ briefing, kind, entity })));
}

/** What is looked for, of what was typed: anyone may ask for anything, and each word costs time. */
function askedWords(typed: string): string[] {
  return [...new Set(wordsOf(typed.slice(0, 200)))].slice(0, 16);
}

function fieldsOf(briefing: Briefing): Field[] {
  const { headline, topics, subjects } = briefing;
  return [
    { text: headline, weight: 3 },
    { text: entitiesOf(briefing).flatMap(namesOf).join('\n'), weight: 3 },
    { text: [...topics, ...subjects].map(({ name }) => name).join('\n'), weight: 2 },
    { text: [...passages(briefing)].map(({ text }) => text).join('\n'), weight: 1 },
  ];
}

function entitiesOf(briefing: Briefing | undefined): Entity[] {
  return briefing ? everyone(briefing).map(({ entity }) => entity) : [];
}

function add(index: Map<string, Set<string>>, key: string, slug: string): void {
  const slugs = index.get(key);
  if (slugs) slugs.add(slug);
  else index.set(key, new Set([slug]));
}

function drop(index: Map<string, Set<string>>, key: string, slug: string): void {
  const slugs = index.get(key);
  slugs?.delete(slug);
  if (slugs?.size === 0) index.delete(key);
}

function instant(text: string | undefined, otherwise: number): number {
  return text === undefined ? otherwise : Date.parse(text);
}
