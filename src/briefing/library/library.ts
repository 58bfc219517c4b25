import { hash } from 'node:crypto';
import { UserError } from '../../text/user-error.ts';
import type { Briefing, Topic } from '../briefing.ts';
import type { QueryWords } from '../search/search-index.ts';
import { lettersOf, queriedWordsOf, wordsOf } from '../search/words.ts';
import { BriefingSearch } from './briefing-search.ts';
import {
  EntityNameIndex,
  type Likeness,
  likenessOf,
  namesById,
  namesInAll,
  nameWordsOf,
  queriedName,
  rankOf,
} from './entity-name-index.ts';
import { correctedVersion, type PublicationStatus, statusOf } from './publication-status.ts';
import {
  type Appearance,
  compareText,
  type EntityAppearances,
  entitiesIn,
  type StoredBriefing,
  type TopicAppearance,
  type VisibleBriefings,
  visibleAt,
} from './visible.ts';

/** An entity that was found by name, in the newest briefing that gives it the name which matches best. */
export type NameMatch = Appearance & { readonly likeness: Likeness };
/** A briefing that a search found. */
export type SearchHit = {
  readonly briefing: Briefing;
  /** The words that were taken for each word of the query. */
  readonly words: QueryWords;
  /** The words of the query of which the briefing has only similar ones. */
  readonly nearly: readonly string[];
};

/** A word of the index, and a briefing that has it or one that begins with it. */
export type NearWord = { readonly word: string; readonly briefing: Briefing };

// Of the words that are like one that was not found, so many are tried.
const mostTried = 20;

/**
 * The briefings in memory, and the questions that commands ask about them. Each question takes the instant at which
 * it is asked, in milliseconds since 1970. For readers, a briefing that is withheld, canceled, embargoed or expired
 * at that instant does not exist.
 */
export class Library {
  readonly #stored = new Map<string, StoredBriefing>();
  #visible: VisibleBriefings | undefined;
  readonly #slugsByEntity = new Map<string, Set<string>>();
  readonly #slugsByTopic = new Map<string, Set<string>>();
  readonly #entityNames = new EntityNameIndex();
  readonly #search = new BriefingSearch();
  #changes = 0;

  constructor(briefings: Iterable<Briefing> = []) {
    for (const briefing of briefings) this.put(briefing);
  }

  /** How many briefings there are, whether or not they may be shown. */
  get size(): number {
    return this.#stored.size;
  }

  /** Gets a briefing ready to be put, so that putting it takes a moment only. Until then nobody finds it. */
  prepare(briefing: Briefing): void {
    this.#search.prepare(briefing);
  }

  /** How often briefings were added, replaced or removed. */
  get changes(): number {
    return this.#changes;
  }

  /** Adds a briefing, or replaces the one of the same slug. */
  put(briefing: Briefing): void {
    this.remove(briefing.slug);
    this.#changes += 1;
    this.#stored.set(briefing.slug, {
      briefing,
      from:
        briefing.pubStatus === 'usable'
          ? instant(briefing.embargoedUntil, Number.NEGATIVE_INFINITY)
          : Number.POSITIVE_INFINITY,
      until: instant(briefing.expires, Number.POSITIVE_INFINITY),
    });
    this.#visible = undefined;
    this.#search.add(briefing);
    for (const [id, names] of namesById(briefing)) {
      addSlug(this.#slugsByEntity, id, briefing.slug);
      this.#entityNames.add(id, names);
    }
    for (const topic of briefing.topics) addSlug(this.#slugsByTopic, topic.slug, briefing.slug);
  }

  /** Removes a briefing, if there is one of this slug. */
  remove(slug: string): void {
    const stored = this.#stored.get(slug);
    if (!stored) return;
    this.#stored.delete(slug);
    this.#changes += 1;
    this.#visible = undefined;
    this.#search.remove(stored.briefing);
    for (const [id, names] of namesById(stored.briefing)) {
      removeSlug(this.#slugsByEntity, id, slug);
      this.#entityNames.remove(id, names);
    }
    for (const topic of stored.briefing.topics) removeSlug(this.#slugsByTopic, topic.slug, slug);
  }

  /** Frees the memory of removed briefings, step by step; none may be put or removed meanwhile. */
  *compact(): Generator<void> {
    yield* this.#search.compact();
    yield* this.#entityNames.compact();
  }

  /** All briefings that may be shown, newest first: by the article's day, then by when the briefing was first made. */
  *latest(now: number): Generator<Briefing> {
    yield* this.#visibleBriefings(now).places.keys();
  }

  /** The briefing of this slug, if it may be shown. */
  briefing(slug: string, now: number): Briefing | undefined {
    const stored = this.#stored.get(slug);
    return stored && stored.from <= now && now < stored.until ? stored.briefing : undefined;
  }

  /** The briefing that may be shown and has this headline, in any of its languages; undefined if several have. */
  briefingByHeadline(headline: string, now: number): Briefing | undefined {
    const asked = lettersOf(headline);
    const [found, other] = this.search(headline, now).filter(({ briefing }) =>
      [briefing, ...(briefing.translations ?? [])].some((each) => lettersOf(each.headline) === asked),
    );
    return other ? undefined : found?.briefing;
  }

  /** The publication status of the briefing of this slug, whether or not it may be shown. */
  status(slug: string, now: number): PublicationStatus {
    return statusOf(this.#stored.get(slug)?.briefing, now);
  }

  /** The briefing of this slug, whether or not it may be shown. */
  held(slug: string): Briefing | undefined {
    return this.#stored.get(slug)?.briefing;
  }

  /** The version of the briefing of this slug, whether or not it may be shown. */
  version(slug: string): number | undefined {
    return this.#stored.get(slug)?.briefing.version;
  }

  /** Every briefing's status and version, and the highest of its versions that corrects something; 0 if none does. */
  *statuses(now: number): Generator<{ slug: string; version: number; status: PublicationStatus; corrected: number }> {
    for (const [slug, { briefing }] of this.#stored) {
      const { version } = briefing;
      yield { slug, version, status: statusOf(briefing, now), corrected: correctedVersion(briefing) };
    }
  }

  /** A short hash of the slugs, versions and statuses of all briefings: two bots with the same one show the same. */
  contentVersion(now: number): string {
    const lines = [...this.statuses(now)].map(({ slug, version, status }) =>
      status.kind === 'visible' ? `${slug}@${version}` : `${slug} ${status.kind}`,
    );
    return hash('sha256', lines.sort().join('\n')).slice(0, 12);
  }

  /** Where an entity of this id appears, newest briefing first. */
  appearances(id: string, now: number): readonly Appearance[] {
    return this.#entity(id, now).appearances;
  }

  /**
   * Entities by a name or alias in any language: those who have the name, then those of whose name it is a part, then
   * those whose name is similar. At most `limit`, each as in the newest briefing with the name that matches best; or only
   * those who are `within` one briefing, as in that one.
   */
  findEntities(name: string, now: number, limit: number, within?: Briefing): NameMatch[] {
    const query = queriedName(name.slice(0, mostTyped));
    const typed = name.trim().toLowerCase();
    const idsWithin = within && new Set(entitiesIn(within).map(({ entity }) => entity.id));
    const { matches } = this.#entityNames.search(
      queryWords(name),
      (id, isTaken) =>
        idsWithin?.has(id) !== false &&
        // An alias in a briefing that may not be shown must not find anyone.
        this.#entity(id, now)
          .names.values()
          .some(({ words, letters }) => isTaken(letters) || words.some(isTaken)),
    );
    return matches
      .flatMap(({ id, score }) => {
        const { appearances, names } = this.#entity(id, now);
        const rank = rankOf(names.values(), query);
        const rankIn = ({ briefing, kind, entity }: Appearance) =>
          rankOf(
            namesInAll(briefing, kind, entity)
              .map((each) => names.get(each))
              .filter((each) => each !== undefined),
            query,
          );
        const isMeant = (each: Appearance) => (within ? each.briefing === within : rankIn(each) === rank);
        // Putin and Путин are one word here: who types one of the two shall see that one.
        const spelt = new Set(names.keys().filter((each) => each.toLowerCase().includes(typed)));
        const isSpeltSo = ({ briefing, kind, entity }: Appearance) =>
          namesInAll(briefing, kind, entity).some((each) => spelt.has(each));
        const asTyped = spelt.size > 0 ? appearances.find((each) => isSpeltSo(each) && isMeant(each)) : undefined;
        const found = asTyped ?? appearances.find(isMeant);
        return found ? [{ found, score, rank }] : [];
      })
      .sort((a, b) => a.rank - b.rank || b.score - a.score || compareText(a.found.entity.name, b.found.entity.name))
      .slice(0, limit)
      .map(({ found, rank }) => ({ ...found, likeness: likenessOf(rank) }));
  }

  /** A topic in each briefing that has it, newest first. */
  topic(slug: string, now: number): TopicAppearance[] {
    return this.#inOrder(this.#slugsByTopic.get(slug), now).flatMap((briefing) => {
      const topic = briefing.topics.find((each) => each.slug === slug);
      return topic ? [{ briefing, topic }] : [];
    });
  }

  /** True if briefings that were withdrawn or have expired had a topic of this slug. */
  isTopicEnded(slug: string, now: number): boolean {
    return [...(this.#slugsByTopic.get(slug) ?? [])].some((each) => {
      const status = this.status(each, now);
      return status.kind === 'canceled' || (status.kind === 'hidden' && status.why === 'expired');
    });
  }

  /** Every topic, newest first, each as in its newest briefing. */
  topics(now: number): TopicAppearance[] {
    return this.#topics(now).map(({ appearance }) => appearance);
  }

  /** The topics that ask for a command, each as in the newest briefing that asks for it, newest first. */
  topicsWithCommand(now: number): TopicAppearance[] {
    return [...this.#newestTopics(now, ({ command }) => command !== undefined)];
  }

  /** Topics in whose slug or name, in any language, each word of `name` begins a word, newest first. */
  findTopics(name: string, now: number): TopicAppearance[] {
    const query = queryWords(name);
    if (query.length === 0) return [];
    return this.#topics(now)
      .filter(({ words }) => query.every((word) => words.some((candidate) => candidate.startsWith(word))))
      .map(({ appearance }) => appearance);
  }

  /**
   * Briefings with the words of a query, best first, at most `limit`. Words may be cut short or misspelt.
   * @throws {UserError} while too many are still to be indexed.
   */
  search(query: string, now: number, limit = 25): SearchHit[] {
    const asked = queryWords(query);
    const accept = (briefing: Briefing) => this.briefing(briefing.slug, now) === briefing;
    const found = this.#search.search(asked, { accept, limit });
    if (!found) throw new UserError('error:searchNotReady');
    const { matches, words } = found;
    return matches.map(({ id: briefing, nearly }) => ({ briefing, words, nearly }));
  }

  /**
   * Words that briefings have and that are like words of a query of which nothing was found, each with the best of its
   * briefings: the nearest for each word, or for a single one, at most three.
   */
  nearestWords(query: string, now: number): NearWord[] {
    const asked = queryWords(query);
    const most = asked.length === 1 ? 3 : 1;
    const accept = (briefing: Briefing) => this.briefing(briefing.slug, now) === briefing;
    return asked.flatMap((each) =>
      Iterator.from(this.#search.nearestWords(each))
        .take(mostTried)
        .flatMap((word) => {
          // One that only a briefing has that may not be shown must not be told.
          const [match] = this.#search.search([word], { accept, limit: 1 })?.matches ?? [];
          return match ? [{ word, briefing: match.id }] : [];
        })
        .take(most)
        .toArray(),
    );
  }

  /** Indexes briefings for this many milliseconds, so that they can be searched; true once all are indexed. */
  index(milliseconds = Number.POSITIVE_INFINITY): boolean {
    return this.#search.indexFor(milliseconds);
  }

  /** The briefings of these slugs that may be shown, newest first. */
  #inOrder(slugs: ReadonlySet<string> | undefined, now: number): Briefing[] {
    const { places } = this.#visibleBriefings(now);
    return [...(slugs ?? [])]
      .flatMap((slug) => this.briefing(slug, now) ?? [])
      .sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  }

  #visibleBriefings(now: number): VisibleBriefings {
    const known = this.#visible;
    if (known && known.since <= now && now < known.until) return known;
    this.#visible = visibleAt(this.#stored.values(), now);
    return this.#visible;
  }

  #entity(id: string, now: number): EntityAppearances {
    const { entities } = this.#visibleBriefings(now);
    const known = entities.get(id);
    if (known) return known;
    const appearances = this.#inOrder(this.#slugsByEntity.get(id), now).flatMap((briefing) =>
      entitiesIn(briefing).filter(({ entity }) => entity.id === id),
    );
    const spelt = appearances.flatMap(({ briefing, kind, entity }) => namesInAll(briefing, kind, entity));
    const names = new Map([...new Set(spelt)].map((name) => [name, nameWordsOf(name)]));
    // Only ids that exist are kept: people may ask for anything, and would fill the memory.
    if (this.#slugsByEntity.has(id)) entities.set(id, { appearances, names });
    return { appearances, names };
  }

  #topics(now: number): NonNullable<VisibleBriefings['topics']> {
    const visible = this.#visibleBriefings(now);
    if (visible.topics) return visible.topics;
    visible.topics = [...this.#newestTopics(now, () => true)].map((appearance) => {
      const { slug } = appearance.topic;
      const { briefing } = appearance;
      const names = [briefing, ...(briefing.translations ?? [])].flatMap(({ topics }) =>
        topics.filter((topic) => topic.slug === slug).map(({ name }) => name),
      );
      return { appearance, words: wordsOf([...names, slug].join(' ')) };
    });
    return visible.topics;
  }

  /** Each topic that is accepted, in the newest briefing in which it is. */
  #newestTopics(now: number, accept: (topic: Topic) => boolean): Iterable<TopicAppearance> {
    const newest = new Map<string, TopicAppearance>();
    for (const briefing of this.#visibleBriefings(now).places.keys())
      for (const topic of briefing.topics)
        if (!newest.has(topic.slug) && accept(topic)) newest.set(topic.slug, { briefing, topic });
    return newest.values();
  }
}

// What people type has no limit, and each word takes time.
const mostTyped = 200;
const mostQueryWords = 16;

/** The words of a query, without repetitions. */
function queryWords(typed: string): string[] {
  return [...new Set(queriedWordsOf(typed.slice(0, mostTyped)))].slice(0, mostQueryWords);
}

function addSlug(slugsByKey: Map<string, Set<string>>, key: string, slug: string): void {
  const slugs = slugsByKey.get(key);
  if (slugs) slugs.add(slug);
  else slugsByKey.set(key, new Set([slug]));
}

function removeSlug(slugsByKey: Map<string, Set<string>>, key: string, slug: string): void {
  const slugs = slugsByKey.get(key);
  slugs?.delete(slug);
  if (slugs?.size === 0) slugsByKey.delete(key);
}

function instant(text: string | undefined, otherwise: number): number {
  return text === undefined ? otherwise : Date.parse(text);
}
