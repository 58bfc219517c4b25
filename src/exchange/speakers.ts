import type { Briefing, Entity } from '../briefing/briefing.ts';
import { type EntityKind, entityKinds, type Speaker } from '../briefing/file/schema.ts';

/** The entry of an id, and the list that it is in; undefined if there is none. */
export function entityOf(briefing: Briefing, id: string): { kind: EntityKind; entity: Entity } | undefined {
  for (const kind of entityKinds) {
    const entity = briefing[kind].find((each) => each.id === id);
    if (entity) return { kind, entity };
  }
  return undefined;
}

/** The name of someone, or what the article calls somebody without a name, as plain text. */
export function speakerName(briefing: Briefing, speaker: Speaker): string {
  return typeof speaker === 'string' ? (entityOf(briefing, speaker)?.entity.name ?? speaker) : speaker.as;
}

/** What stands between a claim and whose it is. */
export const claimMark = ' — ';
/** What stands between two whose claim it is. */
export const nameMark = ', ';

/** A statement's words with whose claim they are, as plain text: `It will rain. — Ann, Ben`. */
export function attributedText(
  briefing: Briefing,
  { text, by = [] }: { readonly text: string; readonly by?: readonly Speaker[] | undefined },
): string {
  if (by.length === 0) return text;
  return `${text}${claimMark}${by.map((each) => speakerName(briefing, each)).join(nameMark)}`;
}
