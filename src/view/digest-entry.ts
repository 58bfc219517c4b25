import type { Briefing } from '../briefing/briefing.ts';
import { type Depth, depths } from '../briefing/file/schema.ts';
import { inLanguage } from '../briefing/in-language.ts';
import type { Withdrawal } from '../briefing/library/publication-status.ts';
import { type ShownStatement, summaryAt } from '../briefing/library/statements.ts';
import type { Language } from '../text/language.ts';
import { correctionLines, withdrawalText } from './corrections.ts';
import { dateline } from './dateline.ts';
import { escapeMarkdown, shortenToSize, sizeOf } from './markdown.ts';
import { sourceLine, statementText } from './statement-text.ts';

/**
 * A briefing in a digest, or a notice in place of one that was withdrawn or may not be shown. `updated` is true if the
 * channel has had an earlier version, and `had` is which, where that is known. `carried` is the version that the post first had: later corrections are told
 * above the text.
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

/** True if an entry tells of corrections that were made after the post. */
export function isCorrected(entry: DigestEntry): boolean {
  return entry.kind === 'briefing' && correctedSince(entry).length > 0;
}

/** An entry in at most `room` units of `sizeOf`, of which there must be 400; corrections come before the text. */
export function digestEntryText(entry: DigestEntry, depth: Depth, room: number, language: Language): string {
  switch (entry.kind) {
    case 'withdrawn':
      return withdrawalText(entry.withdrawal, room, language);
    case 'gone':
      return language.t('digest:gone');
    case 'briefing':
      return briefingText({ ...entry, briefing: inLanguage(entry.briefing, language) }, depth, room, language);
  }
}

function briefingText(entry: BriefingEntry, depth: Depth, room: number, language: Language): string {
  const { briefing, updated } = entry;
  const corrections = correctedSince(entry);
  // A small line takes at most this part of the room, and the headline at most that part of what the small lines leave.
  const [smallLinePart, headlinePart] = corrections.length > 0 ? [8, 3] : [5, 2];
  const smallLine = (text: string) => `-# ${shortenToSize(text, Math.min(120, Math.floor(room / smallLinePart)))}`;
  const sources = smallLine(sourceLine(briefing, language));
  const place = smallLine(escapeMarkdown(dateline(briefing, language)));
  const head = [place];
  const left = () => room - sizeOf(sources) - 1 - head.reduce((sum, line) => sum + sizeOf(line) + 1, 0);
  head.unshift(
    `### ${shortenToSize(escapeMarkdown(briefing.headline), Math.floor(left() / headlinePart) - '### '.length)}`,
  );
  if (updated) head.push(updateLine(entry, Math.floor(left() / 3), language));
  head.push(...correctionLines(corrections, Math.floor(left() * 0.9), language));
  const paragraphs = descriptionText(briefing, depth, left(), language);
  return [...head, ...(paragraphs ? [paragraphs] : []), sources].join('\n');
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

/**
 * A briefing's description in `room` units of `sizeOf`: at this depth, or else at the next shorter one that is not cut,
 * since one that breaks off tells less of the whole. Only the shortest may be cut.
 */
function descriptionText(briefing: Briefing, depth: Depth, room: number, language: Language): string {
  for (const shorter of depths.slice(0, depths.indexOf(depth) + 1).toReversed()) {
    const whole = summaryAt(briefing, shorter).map((statement) => statementText(briefing, statement, language));
    const text = whole.join('\n\n');
    if (sizeOf(text) < room) return text;
  }
  return paragraphsThatFit(briefing, summaryAt(briefing, 'brief'), room, language).join('\n\n');
}

/** As many statements as fit in `room` units of `sizeOf`. The last may be cut at a word; none loses its attribution. */
function paragraphsThatFit(
  briefing: Briefing,
  statements: readonly ShownStatement[],
  room: number,
  language: Language,
): string[] {
  const fitting: string[] = [];
  let left = room;
  for (const said of statements) {
    let text = statementText(briefing, said, language);
    const whole = sizeOf(text) < left;
    for (let length = said.text.length; sizeOf(text) >= left; length = Math.floor(length * 0.9)) {
      if (length < 40) return fitting;
      text = statementText(briefing, { ...said, text: shortenToSize(said.text, length) }, language);
    }
    fitting.push(text);
    if (!whole) return fitting;
    // With the empty line between two.
    left -= sizeOf(text) + 2;
  }
  return fitting;
}
