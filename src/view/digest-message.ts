import { type APIComponentInContainer, ComponentType, roleMention } from 'discord.js';
import type { Depth } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';
import { articleButton } from './article-source.ts';
import { accents, button, limits, linkButton, type Message, message, row, separator, text } from './card.ts';
import { customIds } from './custom-ids.ts';
import {
  type DigestEntry,
  type DigestEntryText,
  type DigestTelling,
  digestEntryText,
  isCorrected,
} from './digest-entry.ts';
import { escapeMarkdown, shortenToSize, sizeOf } from './markdown.ts';

/** A digest to be posted: what is in it, the most urgent first, and the role that it pings, if any. */
export type Digest = {
  readonly entries: readonly DigestEntry[];
  /** How many others there are, which are only counted. */
  readonly others?: number | undefined;
  readonly depth: Depth;
  /** The day of the post, `2024-05-17`. */
  readonly day: string;
  readonly topic?: string | undefined;
  readonly role?: string | undefined;
  /** A line under the title, where a digest repeats what was posted before. */
  readonly note?: string | undefined;
};

/** So many briefings are shown in one post; more are hard to read on a phone, and have no room in 40 components. */
export const entryLimit = 8;

/** A digest as one message within Discord's limits. Briefings that have no room are counted, with the way to them. */
export function digestMessage(digest: Digest, language: Language): Message {
  const { t, date } = language;
  const entries = digest.entries.slice(0, entryLimit);
  const title = t(digest.topic ? 'digest:titleTopic' : 'digest:title', {
    date: date(digest.day),
    topic: escapeMarkdown(shortenToSize(digest.topic ?? '', 100)),
  });
  const head = text(digest.note ? `## ${title}\n-# ${digest.note}` : `## ${title}`);
  const above = digest.role ? [text(roleMention(digest.role))] : [];
  const more = (digest.others ?? 0) + digest.entries.length - entries.length;
  const below = more > 0 ? [text(t('digest:more', { count: more }))] : [];
  const around = [...above, head, ...below].reduce((sum, { content }) => sum + sizeOf(content), 0);
  const parts = entryTexts(entries, digest, limits.text - around, language).map((told, i) => [
    text(told.text),
    ...buttonsBelow(entries[i], told, language),
  ]);
  if (entries.length === 0) parts.push([text(t('digest:nothingNew'))]);
  if (below.length > 0) parts.push(below);
  // All but what stands above the parts: the container, its title, and the role.
  const components = [head, ...parted(parts, limits.components - 2 - above.length)];
  const posted = message([...above, { type: ComponentType.Container, accent_color: accents.brand, components }]);
  return digest.role ? { ...posted, allowed_mentions: { parse: [], roles: [digest.role] } } : posted;
}

/**
 * The text of each entry, in `room` units of `sizeOf` for all. All get the same; what one leaves is the next one's. So
 * those that need least come first, and those that were corrected last.
 */
function entryTexts(
  entries: readonly DigestEntry[],
  { depth, day }: DigestTelling,
  room: number,
  language: Language,
): DigestEntryText[] {
  const texts = entries.map((): DigestEntryText => ({ text: '' }));
  const order = entries.map((entry, i) => ({
    entry,
    i,
    last: isCorrected(entry),
    needs: sizeOf(digestEntryText(entry, { depth: 'brief', day }, room, language).text),
  }));
  let left = room;
  for (const [done, { entry, i }] of order
    .sort((a, b) => Number(a.last) - Number(b.last) || a.needs - b.needs)
    .entries()) {
    const told = digestEntryText(entry, { depth, day }, Math.floor(left / (entries.length - done)), language);
    left -= sizeOf(told.text);
    texts[i] = told;
  }
  return texts;
}

/** Below the text: beside it, a button would take a third of a phone's width from it. */
function buttonsBelow(
  entry: DigestEntry | undefined,
  { readOn }: DigestEntryText,
  language: Language,
): APIComponentInContainer[] {
  if (entry?.kind !== 'briefing') return [];
  const { briefing } = entry;
  const read = button({
    label: language.t(readOn ? 'digest:buttons.readOn' : 'digest:buttons.about'),
    customId: customIds.summary(briefing.slug, readOn ?? 'full', 0, briefing.version),
  });
  const article = articleButton(briefing, language);
  return [row(article ? [read, linkButton(article)] : [read])];
}

/** Parts of a post one below the other, with lines between them where there is room for all of these components. */
function parted(parts: readonly (readonly APIComponentInContainer[])[], room: number): APIComponentInContainer[] {
  const apart = parts.flatMap((part) => [separator(), ...part]);
  return countOf(apart) <= room ? apart : parts.flat();
}

function countOf(components: readonly APIComponentInContainer[]): number {
  return components.reduce((sum, part) => sum + 1 + ('components' in part ? part.components.length : 0), 0);
}
