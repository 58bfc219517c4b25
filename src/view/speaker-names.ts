import type { Briefing, Entity } from '../briefing/briefing.ts';
import { entityKinds, type Speaker } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';
import { escapeMarkdown } from './markdown.ts';

function entityOf(briefing: Briefing, id: string): Entity | undefined {
  return entityKinds.flatMap((kind) => briefing[kind].find((each) => each.id === id) ?? [])[0];
}

/** The name of a person, organisation or place of the briefing, as Markdown. */
export function nameOf(briefing: Briefing, id: string): string {
  return escapeMarkdown(entityOf(briefing, id)?.name ?? id);
}

/** The subject of a sentence, as plain text. */
export type Subject = {
  readonly names: string;
  /** 1 where the verb is in the singular, else 2: the plural form of a text goes by it. */
  readonly count: 1 | 2;
};

/** Those who say a thing as the subject of a sentence: `the Philippines and the US military`. */
export function subjectOf(briefing: Briefing, by: readonly Speaker[], { list, t }: Language): Subject {
  const speakers = by.map((speaker) => {
    if (typeof speaker !== 'string') return { name: speaker.as, plural: speaker.plural ?? true };
    const entity = entityOf(briefing, speaker);
    return { name: entity?.inSentence ?? entity?.name ?? speaker, plural: entity?.plural };
  });
  const isPlural = speakers.length > 1 || speakers[0]?.plural === true;
  const names = speakers.map(({ name }) => name);
  // A list of two is in Japanese “A、B”, which before “による” may be read as B’s word on A: “AとB” cannot.
  const pair = names.length === 2 ? t('view:words.pair') : '—';
  return { names: pair === '—' ? list(names) : names.join(pair), count: isPlural ? 2 : 1 };
}

/** Everything that a speaker is called by, as plain text. */
export function namesOfSpeaker(briefing: Briefing, speaker: Speaker): string[] {
  if (typeof speaker !== 'string') return [speaker.as];
  const { name, aliases = [], inSentence = [] } = entityOf(briefing, speaker) ?? { name: speaker };
  return [name, ...aliases, ...[inSentence].flat()];
}

/** A sentence with its first letter in upper case; marks of Markdown may come before it. */
export function capitalized(sentence: string): string {
  return sentence.replace(/^[*_]*\p{Ll}/u, (start) => start.toUpperCase());
}
