import type { Language } from '../text/language.ts';
import type { Briefing } from './briefing.ts';
import type { Appearance, TopicAppearance } from './library/visible.ts';

/**
 * A briefing in the language of a reader: the translation that is nearest to it, or the original where none is in that
 * language. The tag itself comes first, then another region of it. Another script of the language, as simplified
 * Chinese for who reads traditional, is taken only where the original is in a foreign language; its dateline says so.
 */
export function inLanguage(briefing: Briefing, { locale }: Pick<Language, 'locale'>): Briefing {
  const { translations = [] } = briefing;
  if (translations.length === 0 || briefing.language === locale) return briefing;
  let nearest = briefing;
  let least = distance(briefing.language, locale);
  for (const translation of translations) {
    const far = distance(translation.language, locale);
    if (far < least) [nearest, least] = [translation, far];
  }
  return nearest;
}

/** Somebody in a briefing, as the briefing tells of them in the language of a reader. */
export function appearanceIn(appearance: Appearance, language: Pick<Language, 'locale'>): Appearance {
  const briefing = inLanguage(appearance.briefing, language);
  const entity = briefing[appearance.kind].find(({ id }) => id === appearance.entity.id);
  return entity ? { ...appearance, briefing, entity } : appearance;
}

/** A topic of a briefing, as the briefing tells of it in the language of a reader. */
export function topicIn(appearance: TopicAppearance, language: Pick<Language, 'locale'>): TopicAppearance {
  const briefing = inLanguage(appearance.briefing, language);
  const topic = briefing.topics.find(({ slug }) => slug === appearance.topic.slug);
  return topic ? { ...appearance, briefing, topic } : appearance;
}

/** True if who reads one language reads the other as well: the same one in the same script, wherever it is spoken. */
export function isSameLanguage(tag: string, other: string): boolean {
  return distance(tag, other) < otherScript;
}

const sameRegion = 1;
const general = 2;
const otherRegion = 3;
const otherScript = 4;
const foreign = 5;

/** How far a language is from the one that somebody reads; 0 is the same. */
function distance(tag: string, wanted: string): number {
  if (tag === wanted) return 0;
  const [one, other] = [partsOf(tag), partsOf(wanted)];
  if (one.language !== other.language) return foreign;
  if (one.script !== other.script) return otherScript;
  if (one.region === other.region) return sameRegion;
  return one.isGeneral ? general : otherRegion;
}

type TagParts = {
  readonly language: string;
  readonly script: string | undefined;
  readonly region: string | undefined;
  /** True if the tag names no region. */
  readonly isGeneral: boolean;
};

const cachedParts = new Map<string, TagParts>();
// Tags come from outside and must not fill the memory.
const mostCachedTags = 200;

/** The parts of a tag, with the script and the region that go without saying: `zh` gives `Hans` and `CN`. */
function partsOf(tag: string): TagParts {
  const known = cachedParts.get(tag);
  if (known) return known;
  const made = readTag(tag);
  if (cachedParts.size < mostCachedTags) cachedParts.set(tag, made);
  return made;
}

function readTag(tag: string): TagParts {
  try {
    const { language, script, region } = new Intl.Locale(tag).maximize();
    return { language, script, region, isGeneral: new Intl.Locale(tag).region === undefined };
  } catch {
    return { language: tag, script: undefined, region: undefined, isGeneral: true };
  }
}
