import MiniSearch, { type SearchResult } from 'minisearch';
import { wordsOf } from './names.ts';
import { passages } from './passages.ts';
import { type Briefing, type Entity, type EntityKind, entityKinds, type Topic } from './schema.ts';
import { correctedVersion, type Standing, standingOf } from './standing.ts';

/** One entity as one briefing tells of it. */
export type Appearance = { readonly briefing: Briefing; readonly kind: EntityKind; readonly entity: Entity };
/** Someone found by name: it is the name asked for, that is a part of it, or the two resemble each other. */
export type NameMatch = Appearance & { readonly likeness: 'same' | 'part' | 'similar' };
/** One topic as one briefing tells of it. */
export type TopicAppearance = { readonly briefing: Briefing; readonly topic: Topic };
/** A briefing that a search found, and the words of it that matched. */
export type Hit = { readonly briefing: Briefing; readonly words: readonly string[] };

type Held = { readonly briefing: Briefing; readonly from: number; readonly until: number };

const newestFirst = (a: Briefing, b: Briefing) =>
  compare(b.contentCreated, a.contentCreated) ||
  Date.parse(b.firstCreated) - Date.parse(a.firstCreated) ||
  compare(a.slug, b.slug);

/**
 * The briefings in memory, and the questions that commands ask about them. Each question takes the instant at which it is
 * asked, in milliseconds since 1970: what is withheld, canceled, embargoed or expired then does not exist for the one who asks.
 */
export class Library {
  readonly #held = new Map<string, Held>();
  #sorted: Briefing[] | undefined;
  readonly #entities = new Map<string, Set<string>>();
  readonly #topics = new Map<string, Set<string>>();
  readonly #text = new MiniSearch<Briefing>({
    idField: 'slug',
    fields: ['headline', 'names', 'topics', 'text'],
    extractField: field,
    tokenize: wordsOf,
    processTerm: (term) => term,
    searchOptions: { boost: { headline: 3, names: 3, topics: 2 }, ...tolerant },
  });
  readonly #names = new MiniSearch<{ id: string; names: string }>({
    fields: ['names'],
    tokenize: wordsOf,
    processTerm: (term) => term,
    searchOptions: tolerant,
  });
  readonly #indexedNames = new Map<string, string>();

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
    this.#sorted = undefined;
    this.#text.add(briefing);
    for (const id of entityIds(briefing)) {
      add(this.#entities, id, briefing.slug);
      this.#indexNames(id);
    }
    for (const topic of briefing.topics) add(this.#topics, topic.slug, briefing.slug);
  }

  /** Removes a briefing, if there is one of this slug. */
  remove(slug: string): void {
    const held = this.#held.get(slug);
    if (!held) return;
    this.#held.delete(slug);
    this.#sorted = undefined;
    this.#text.discard(slug);
    for (const id of entityIds(held.briefing)) {
      drop(this.#entities, id, slug);
      this.#indexNames(id);
    }
    for (const topic of held.briefing.topics) drop(this.#topics, topic.slug, slug);
  }

  /** All briefings that may be shown, newest first: by the article's day, then by when the briefing was first made. */
  *latest(now: number): Generator<Briefing> {
    this.#sorted ??= [...this.#held.values()].map(({ briefing }) => briefing).sort(newestFirst);
    for (const briefing of this.#sorted) if (this.#visible(briefing.slug, now)) yield briefing;
  }

  /** The briefing of this slug, if it may be shown. */
  briefing(slug: string, now: number): Briefing | undefined {
    return this.#visible(slug, now);
  }

  /** How the briefing of this slug stands, whether or not it may be shown. */
  standing(slug: string, now: number): Standing {
    return standingOf(this.#held.get(slug)?.briefing, now);
  }

  /** How every briefing stands that is held, and the highest of its versions that corrects something; 0 if none does. */
  *standings(now: number): Generator<{ slug: string; standing: Standing; corrected: number }> {
    for (const [slug, { briefing }] of this.#held)
      yield { slug, standing: standingOf(briefing, now), corrected: correctedVersion(briefing) };
  }

  /** What the briefings say of one person, organisation or place, newest first. */
  appearances(id: string, now: number): Appearance[] {
    return this.#shown(this.#entities.get(id), now).flatMap((briefing) => {
      for (const kind of entityKinds) {
        const entity = briefing[kind].find((entity) => entity.id === id);
        if (entity) return [{ briefing, kind, entity }];
      }
      return [];
    });
  }

  /**
   * People, organisations and places of that name or alias, then those of whose name it is a part, then those whose name
   * resembles it; at most `limit`, each as its newest briefing tells of it.
   */
  findEntities(name: string, now: number, limit: number): NameMatch[] {
    const asked = askedWords(name).join(' ');
    return this.#names
      .search(asked)
      .flatMap(({ id, score, terms }) => {
        const told = this.appearances(String(id), now);
        const names = told.flatMap(({ entity }) => namesOf(entity)).map((name) => wordsOf(name).join(' '));
        const [found] = told;
        // An alias that only a briefing has that may not be shown finds nobody.
        if (!found || !terms.some((term) => names.some((name) => name.split(' ').includes(term)))) return [];
        return [{ found, score, rank: Math.min(...names.map((name) => rankOf(name, asked))) }];
      })
      .sort((a, b) => a.rank - b.rank || b.score - a.score || compare(a.found.entity.name, b.found.entity.name))
      .slice(0, limit)
      .map(({ found, rank }) => ({ ...found, likeness: rank === 0 ? 'same' : rank < similar ? 'part' : 'similar' }));
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
    const found = new Map<string, TopicAppearance>();
    for (const briefing of this.latest(now))
      for (const topic of briefing.topics) if (!found.has(topic.slug)) found.set(topic.slug, { briefing, topic });
    return [...found.values()];
  }

  /** Topics in whose name or slug each word of `name` begins a word, newest first. */
  findTopics(name: string, now: number): TopicAppearance[] {
    const asked = askedWords(name);
    return this.topics(now).filter(({ topic }) => {
      const words = wordsOf(`${topic.name} ${topic.slug}`);
      return asked.length > 0 && asked.every((word) => words.some((candidate) => candidate.startsWith(word)));
    });
  }

  /** Briefings in which the words of `query` stand, best first; words may be cut short or misspelt. */
  search(query: string, now: number): Hit[] {
    const options = { filter: ({ id }: SearchResult) => this.#visible(id, now) !== undefined };
    const asked = askedWords(query).join(' ');
    const all = this.#text.search(asked, { ...options, combineWith: 'AND' });
    const results = all.length > 0 ? all : this.#text.search(asked, options);
    return results.flatMap(({ id, terms }) => {
      const briefing = this.#visible(id, now);
      return briefing ? [{ briefing, words: terms }] : [];
    });
  }

  get size(): number {
    return this.#held.size;
  }

  #visible(slug: string, now: number): Briefing | undefined {
    const held = this.#held.get(slug);
    return held && held.from <= now && now < held.until ? held.briefing : undefined;
  }

  #shown(slugs: ReadonlySet<string> | undefined, now: number): Briefing[] {
    return [...(slugs ?? [])].flatMap((slug) => this.#visible(slug, now) ?? []).sort(newestFirst);
  }

  /** Keeps the index of names in step with the briefings that an entity is in. */
  #indexNames(id: string): void {
    const names = new Set<string>();
    for (const slug of this.#entities.get(id) ?? [])
      for (const entity of entitiesOf(this.#held.get(slug)?.briefing))
        if (entity.id === id) for (const name of namesOf(entity)) names.add(name);
    const text = [...names].join('\n');
    const indexed = this.#indexedNames.get(id);
    if (indexed === text) return;
    if (indexed !== undefined) this.#names.discard(id);
    if (text) this.#names.add({ id, names: text });
    if (text) this.#indexedNames.set(id, text);
    else this.#indexedNames.delete(id);
  }
}

/** Everyone in one briefing: people, organisations, places, in the order of the content. */
export function everyone(briefing: Briefing): Appearance[] {
  return entityKinds.flatMap((kind) => briefing[kind].map((entity) => ({ briefing, kind, entity })));
}

const similar = 4;

/** 0 the same, 1 begins with it, 2 a word begins with it, 3 has each of its words, `similar` only resembles it. */
function rankOf(name: string, asked: string): number {
  if (name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  if (` ${name}`.includes(` ${asked}`)) return 2;
  return asked.split(' ').every((word) => name.includes(word)) ? 3 : similar;
}

// Words of four letters and more may have one letter in five wrong, two at most; words may be cut short, a single letter only at the end.
const tolerant = {
  prefix: (term: string, i: number, terms: string[]) => term.length > 1 || i === terms.length - 1,
  fuzzy: (term: string) => (term.length > 3 ? 0.25 : false),
  maxFuzzy: 2,
};

/** What is looked for, of what was typed: anyone may ask for anything, and each word costs time. */
function askedWords(typed: string): string[] {
  return [...new Set(wordsOf(typed.slice(0, 200)))].slice(0, 16);
}

function field(briefing: Briefing, name: string): string {
  switch (name) {
    case 'slug':
      return briefing.slug;
    case 'headline':
      return briefing.headline;
    case 'names':
      return entitiesOf(briefing).flatMap(namesOf).join('\n');
    case 'topics':
      return [...briefing.topics.map((topic) => topic.name), ...briefing.subjects.map((subject) => subject.name)].join(
        '\n',
      );
    default:
      return [...passages(briefing)].map(({ text }) => text).join('\n');
  }
}

function entitiesOf(briefing: Briefing | undefined): Entity[] {
  return briefing ? everyone(briefing).map(({ entity }) => entity) : [];
}

function namesOf({ name, aliases = [] }: Entity): string[] {
  return [name, ...aliases];
}

function entityIds(briefing: Briefing): Set<string> {
  return new Set(entitiesOf(briefing).map((entity) => entity.id));
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
