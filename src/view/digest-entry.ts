import type { Briefing } from '../briefing/briefing.ts';
import type { Depth } from '../briefing/file/schema.ts';
import { inLanguage } from '../briefing/in-language.ts';
import type { Withdrawal } from '../briefing/library/publication-status.ts';
import type { Language } from '../text/language.ts';
import { sourceLine } from './article-source.ts';
import { correctionLines, withdrawalText } from './corrections.ts';
import { digestStory } from './digest-story.ts';
import { escapeMarkdown, shortenToSize, sizeOf } from './markdown.ts';
import { newsLine } from './news-line.ts';

/**
 * A briefing in a digest, or a notice in place of one that was withdrawn or may not be shown. `updated` is true if the
 * channel has had an earlier version, and `had` is which, where that is known. `carried` is the version that the post
 * first had: later corrections are told above the text.
 */
export type DigestEntry =
  | {
      readonly kind: 'briefing';
      readonly briefing: Briefing;
      readonly updated: boolean;
      readonly carried: number;
      readonly had?: number | undefined;
    }
  | { readonly kind: 'withdrawn'; readonly withdrawal: Withdrawal }
  | { readonly kind: 'gone' };

type BriefingEntry = Extract<DigestEntry, { kind: 'briefing' }>;

/** An entry as Markdown, and the depth at which there is more of it to read; undefined if that is all. */
export type DigestEntryText = { readonly text: string; readonly readOn?: Depth | undefined };

/** How a digest tells its entries: how much of each, and on which day, `2024-05-17`. */
export type DigestTelling = { readonly depth: Depth; readonly day: string };

/** True if an entry tells of corrections that were made after the post. */
export function isCorrected(entry: DigestEntry): boolean {
  return entry.kind === 'briefing' && correctedSince(entry).length > 0;
}

/** An entry in at most `room` units of `sizeOf`, of which there must be 400; corrections come before the text. */
export function digestEntryText(
  entry: DigestEntry,
  telling: DigestTelling,
  room: number,
  language: Language,
): DigestEntryText {
  switch (entry.kind) {
    case 'withdrawn':
      return { text: withdrawalText(entry.withdrawal, room, language) };
    case 'gone':
      return { text: language.t('digest:gone') };
    case 'briefing':
      return briefingText({ ...entry, briefing: inLanguage(entry.briefing, language) }, telling, room, language);
  }
}

function briefingText(
  entry: BriefingEntry,
  { depth, day }: DigestTelling,
  room: number,
  language: Language,
): DigestEntryText {
  const { briefing, updated } = entry;
  const corrections = correctedSince(entry);
  // A small line takes at most this part of the room, and the headline at most that part of what the small lines leave.
  const [smallLinePart, headlinePart] = corrections.length > 0 ? [8, 3] : [5, 2];
  const lineRoom = Math.floor(room / smallLinePart);
  const source = `-# ${sourceLine(briefing, language, lineRoom)}`;
  const head = [`-# ${shortenToSize(newsLine(briefing, day, language), Math.min(120, lineRoom))}`];
  const left = () => room - sizeOf(source) - 1 - head.reduce((sum, line) => sum + sizeOf(line) + 1, 0);
  head.unshift(
    `### ${shortenToSize(escapeMarkdown(briefing.headline), Math.floor(left() / headlinePart) - '### '.length)}`,
  );
  if (updated) head.push(updateLine(entry, Math.floor(left() / 3), language));
  head.push(...correctionLines(corrections, Math.floor(left() * 0.9), language));
  const { text, readOn } = digestStory(briefing, depth, left(), language);
  return { text: [...head, ...(text ? [text] : []), source].join('\n'), readOn };
}

/** The corrections that were made after the post. */
function correctedSince({ briefing: { version, corrections = [] }, carried }: BriefingEntry) {
  return corrections.filter((correction) => correction.version > carried && correction.version <= version);
}

/** What is new since the version that the channel had: the editor's words, or that something is. */
function updateLine({ briefing, carried, had = carried - 1 }: BriefingEntry, room: number, { t }: Language): string {
  const { updates, corrections = [] } = briefing;
  const said = [...corrections, ...updates]
    .filter(({ version }) => version > had && version <= carried)
    .sort((a, b) => b.version - a.version)
    .map(({ text }) => text);
  const space = room - sizeOf(t('digest:updatedBecause', { text: '' }));
  if (said.length === 0 || space < 40) return t('digest:updated');
  return t('digest:updatedBecause', { text: shortenToSize(escapeMarkdown(said.join(' ')), space) });
}
