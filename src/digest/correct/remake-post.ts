import type { Library } from '../../briefing/library/library.ts';
import type { PublicationStatus } from '../../briefing/library/publication-status.ts';
import type { CarriedPart, Shown } from '../../store/edits.ts';
import type { Language } from '../../text/language.ts';
import type { Message } from '../../view/card.ts';
import type { DigestEntry } from '../../view/digest-entry.ts';
import { messageOf, type PostContent } from '../compose/compose.ts';
import { notices } from './find-edits.ts';

/** A post as it should read now, and what it then shows. It pings nobody: the role that was pinged is only named. */
export function remakePost(
  content: PostContent,
  carried: readonly CarriedPart[],
  library: Library,
  now: number,
  language: Language,
): { message: Message; shows: Shown[] } {
  const parts = partsOf(carried, library, now);
  const entries = parts.map((part) => entryOf(part, content));
  const message = messageOf(content, entries, carried.length - parts.length, language);
  return { message: { ...message, allowed_mentions: { parse: [] } }, shows: shownOf(parts) };
}

type Part = Pick<CarriedPart, 'slug' | 'version'> & {
  readonly status: PublicationStatus;
  /** The version of it that is known here. */
  readonly known: number | undefined;
};

function partsOf(carried: readonly CarriedPart[], library: Library, now: number): Part[] {
  return carried
    .filter(({ position }) => position !== null)
    .map(({ slug, version }) => ({
      slug,
      version,
      status: library.status(slug, now),
      known: library.version(slug),
    }));
}

function entryOf({ slug, version, status }: Part, { updated, had }: PostContent): DigestEntry {
  switch (status.kind) {
    case 'visible':
      return {
        kind: 'briefing',
        briefing: status.briefing,
        carried: version,
        updated: updated.includes(slug),
        had: had[slug],
      };
    case 'canceled':
      return { kind: 'withdrawn', withdrawal: status.withdrawal };
    case 'hidden':
      return { kind: 'gone' };
  }
}

function shownOf(parts: readonly Part[]): Shown[] {
  return parts.map(({ slug, status, known }) => ({
    slug,
    latest: known,
    shows: status.kind === 'visible' ? status.briefing.version : notices[status.kind],
  }));
}

/** What a post would show by the content that is known now. */
export function shownBy(library: Library, carried: readonly CarriedPart[], now: number): Shown[] {
  return shownOf(partsOf(carried, library, now));
}

/** True if a part of a post was made by newer content than is known here. */
export function isBehind(carried: readonly CarriedPart[], library: Library): boolean {
  return carried.some(({ slug, position, latest }) => position !== null && (library.version(slug) ?? 0) < latest);
}
