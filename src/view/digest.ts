import { type APIComponentInContainer, ComponentType } from 'discord-api-types/v10';
import type { Briefing, Depth } from '../briefing/schema.ts';
import type { Language } from '../text/language.ts';
import { accents, button, type Message, message, separator, text } from './card.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import { open } from './open.ts';
import { dateline, type Said, sourceLine, statement } from './statement.ts';

/** A briefing in a digest; `updated` if the channel has had an earlier version of it. */
export type DigestEntry = { readonly briefing: Briefing; readonly updated: boolean };

/** A digest to be posted: what is in it, newest first, and the role that it pings, if any. */
export type Digest = {
  readonly entries: readonly DigestEntry[];
  readonly depth: Depth;
  /** The day of the post, `2024-05-17`. */
  readonly day: string;
  readonly topic?: string | undefined;
  readonly role?: string | undefined;
  /** A line under the title, where a digest repeats what was posted before. */
  readonly note?: string | undefined;
};

/** So many briefings are shown in one post: four components each, of at most 40 a message; more are hard to read on a phone. */
export const entryLimit = 8;
const textLength = 3300;

/** A digest as one message within Discord's limits. Briefings that have no room are counted, with the way to them. */
export function digestMessage(digest: Digest, language: Language): Message {
  const { t, date } = language;
  const entries = digest.entries.slice(0, entryLimit);
  const title = t(digest.topic ? 'digest:titleTopic' : 'digest:title', {
    date: date(digest.day),
    topic: escapeMarkdown(shorten(digest.topic ?? '', 100)),
  });
  const components: APIComponentInContainer[] = [text(digest.note ? `## ${title}\n-# ${digest.note}` : `## ${title}`)];
  let room = textLength;
  for (const [i, entry] of entries.entries()) {
    const content = entryText(entry, digest.depth, Math.floor(room / (entries.length - i)), language);
    room -= content.length;
    components.push(separator(), {
      type: ComponentType.Section,
      components: [text(content)],
      accessory: button({ label: t('view:buttons.read'), open: open.summary(entry.briefing.slug, 'standard') }),
    });
  }
  if (entries.length === 0) components.push(separator(), text(t('digest:nothingNew')));
  const more = digest.entries.length - entries.length;
  if (more > 0) components.push(separator(), text(t('digest:more', { count: more })));
  const posted = message([
    ...(digest.role ? [text(`<@&${digest.role}>`)] : []),
    { type: ComponentType.Container, accent_color: accents.brand, components },
  ]);
  return digest.role ? { ...posted, allowed_mentions: { parse: [], roles: [digest.role] } } : posted;
}

function entryText({ briefing, updated }: DigestEntry, depth: Depth, room: number, language: Language): string {
  const { t } = language;
  const correction = updated
    ? briefing.corrections?.findLast(({ version }) => version === briefing.version)
    : undefined;
  const head = [
    `### ${shorten(escapeMarkdown(briefing.headline), Math.floor(room / 2))}`,
    `-# ${shorten(escapeMarkdown(dateline(briefing, language)), 120)}`,
    ...(updated
      ? [
          t(correction ? 'digest:updatedBecause' : 'digest:updated', {
            text: shorten(escapeMarkdown(correction?.text ?? ''), Math.floor(room / 5)),
          }),
        ]
      : []),
  ].join('\n');
  const said = briefing.descriptions
    .filter(({ role }) => role === depth)
    .map(({ value, by, source }) => ({ text: value, by, source: depth === 'full' ? source : undefined }));
  const source = `-# ${shorten(sourceLine(briefing, language), 120)}`;
  return [head, ...paragraphsThatFit(briefing, said, room - head.length - source.length - 1, language), source].join(
    '\n',
  );
}

/** As many statements as have room, in UTF-16 units; the last may end at a word, and none loses whose claim it is. */
function paragraphsThatFit(
  briefing: Briefing,
  statements: readonly Said[],
  room: number,
  language: Language,
): string[] {
  const fitting: string[] = [];
  let left = room;
  for (const said of statements) {
    let text = statement(briefing, said, language);
    const whole = text.length < left;
    for (let length = said.text.length; text.length >= left; length = Math.floor(length * 0.9)) {
      if (length < 40) return fitting;
      text = statement(briefing, { ...said, text: shorten(said.text, length) }, language);
    }
    fitting.push(text);
    if (!whole) return fitting;
    left -= text.length + 1;
  }
  return fitting;
}
