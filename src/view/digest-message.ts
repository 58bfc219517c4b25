import { type APIComponentInContainer, ComponentType, roleMention } from 'discord.js';
import type { Depth } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';
import { accents, button, type Message, message, row, separator, text } from './card.ts';
import { customIds } from './custom-ids.ts';
import { type DigestEntry, digestEntryText, isCorrected } from './digest-entry.ts';
import { escapeMarkdown, shortenToSize, sizeOf } from './markdown.ts';

/** A digest to be posted: what is in it, newest first, and the role that it pings, if any. */
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

/**
 * So many briefings are shown in one post: four components each, of at most 40 a message; more are hard to read on a
 * phone.
 */
export const entryLimit = 8;
// In units of `sizeOf`.
const textLength = 3300;

/** A digest as one message within Discord's limits. Briefings that have no room are counted, with the way to them. */
export function digestMessage(digest: Digest, language: Language): Message {
  const { t, date } = language;
  const entries = digest.entries.slice(0, entryLimit);
  const title = t(digest.topic ? 'digest:titleTopic' : 'digest:title', {
    date: date(digest.day),
    topic: escapeMarkdown(shortenToSize(digest.topic ?? '', 100)),
  });
  const components: APIComponentInContainer[] = [text(digest.note ? `## ${title}\n-# ${digest.note}` : `## ${title}`)];
  for (const [i, content] of entryTexts(entries, digest.depth, language).entries())
    components.push(separator(), text(content), ...readButton(entries[i], language));
  if (entries.length === 0) components.push(separator(), text(t('digest:nothingNew')));
  const more = (digest.others ?? 0) + digest.entries.length - entries.length;
  if (more > 0) components.push(separator(), text(t('digest:more', { count: more })));
  const posted = message([
    ...(digest.role ? [text(roleMention(digest.role))] : []),
    { type: ComponentType.Container, accent_color: accents.brand, components },
  ]);
  return digest.role ? { ...posted, allowed_mentions: { parse: [], roles: [digest.role] } } : posted;
}

/**
 * The text of each entry. All get the same room; what one leaves is the next one's. So those that need least come first,
 * and those that were corrected last.
 */
function entryTexts(entries: readonly DigestEntry[], depth: Depth, language: Language): string[] {
  const texts = entries.map(() => '');
  const order = entries.map((entry, i) => ({
    entry,
    i,
    last: isCorrected(entry),
    needs: sizeOf(digestEntryText(entry, 'brief', textLength, language)),
  }));
  let room = textLength;
  for (const [done, { entry, i }] of order
    .sort((a, b) => Number(a.last) - Number(b.last) || a.needs - b.needs)
    .entries()) {
    const content = digestEntryText(entry, depth, Math.floor(room / (entries.length - done)), language);
    room -= sizeOf(content);
    texts[i] = content;
  }
  return texts;
}

/** Below the text: beside it, the button would take a third of a phone's width from it. */
function readButton(entry: DigestEntry | undefined, { t }: Language): APIComponentInContainer[] {
  if (entry?.kind !== 'briefing') return [];
  return [row([button({ label: t('view:buttons.read'), customId: customIds.summary(entry.briefing.slug) })])];
}
