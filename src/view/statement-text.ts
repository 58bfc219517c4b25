import type { Briefing, Reaction } from '../briefing/briefing.ts';
import type { ParagraphLabel } from '../briefing/file/schema.ts';
import type { ShownStatement } from '../briefing/library/statements.ts';
import { paragraphOf, sourceMarks } from '../briefing/paragraphs.ts';
import { baseLanguage } from '../text/base-language.ts';
import type { Language } from '../text/language.ts';
import { attributed, attributedRest, languageOf, leadOfSeveral, namesSpeakers, stanceOf } from './attribution.ts';
import { shortDateline } from './dateline.ts';
import { escapeMarkdown, shorten, sizeOf, splitAtWords } from './markdown.ts';

/** A statement, and by whom it came to the article where that is told. */
export type Told = ShownStatement & Pick<Reaction, 'reportedBy'>;

/** The newest of these that is in the language of the reply, else the newest: names are shown as that one spells them. */
export function bestIn<T extends { readonly briefing: Briefing }>(
  { locale }: Language,
  appearances: readonly [T, ...T[]],
): T {
  const base = baseLanguage(locale);
  return appearances.find(({ briefing }) => baseLanguage(briefing.language) === base) ?? appearances[0];
}

/**
 * A statement as Markdown, told once with its speakers, and, if it has a source, with the paragraphs that it rests on. A
 * claim that may be on two pages is in paragraphs that each say whose it is.
 */
export function statementText(briefing: Briefing, statement: Told, language: Language): string {
  const isClaim = (statement.by ?? []).length > 0;
  const [first = '', ...rest] = isClaim ? claimPieces(statement.text) : [statement.text];
  const piece = (text: string) => ({ ...statement, text });
  const texts = [
    attributed(briefing, piece(first), language, escapeMarkdown),
    ...rest.map((text) => attributedRest(briefing, piece(text), language, escapeMarkdown)),
  ];
  return withReferences(texts.join('\n\n'), briefing, statement, language);
}

/**
 * Statements as paragraphs of Markdown: several in a row of the same speakers, who stand to them in the same way, are a
 * list under one lead. No paragraph is longer than a page, so that no page has a claim without its speakers.
 */
export function statementParagraphs(briefing: Briefing, statements: readonly Told[], language: Language): string[] {
  return runsOfClaims(briefing, statements, language).map((run) => {
    const [first] = run;
    if (run.length === 1) return statementText(briefing, first, language);
    const { t } = languageOf(briefing, language);
    const lead = t('view:strong', { text: leadOfSeveral(briefing, first, language, escapeMarkdown) });
    return [lead, ...run.map((each) => t('view:bullet', { text: unattributed(briefing, each, language) }))].join('\n');
  });
}

/** A statement without its speakers, for where they stand above it. */
export function unattributed(briefing: Briefing, statement: Told, language: Language): string {
  return withReferences(escapeMarkdown(statement.text), briefing, statement, language);
}

function withReferences(text: string, briefing: Briefing, { source, reportedBy }: Told, reader: Language): string {
  const { t } = languageOf(briefing, reader);
  const reported = reportedBy ? t('view:reported', { text, reportedBy: escapeMarkdown(reportedBy) }) : text;
  return source ? `${reported}\u00a0${paragraphReferences(briefing, source)}` : reported;
}

/** Statements in their order, those that can stand under one lead together. */
function runsOfClaims(briefing: Briefing, statements: readonly Told[], language: Language) {
  const found: { readonly key: string; size: number; readonly run: [Told, ...Told[]] }[] = [];
  for (const each of statements) {
    const needsLead = (each.by ?? []).length > 0 && !namesSpeakers(briefing, each, language);
    const key = needsLead ? JSON.stringify([each.by, stanceOf(each)]) : '';
    const size = sizeOf(unattributed(briefing, each, language));
    const last = found.at(-1);
    if (last && key !== '' && last.key === key && last.size + size <= longestClaim) {
      last.run.push(each);
      last.size += size;
    } else found.push({ key, size, run: [each] });
  }
  return found.map(({ run }) => run);
}

/** In units of `sizeOf`: below the size of a page, with room for names and what else stands with a claim. */
export const longestClaim = 1_800;
// Twice as long once each of its characters is escaped.
const claimPieceSize = 1_000;

/** What someone says, as plain text, in pieces that each have room on a page with the names of those who say it. */
export function claimPieces(text: string): string[] {
  return sizeOf(escapeMarkdown(text)) <= longestClaim ? [text] : splitAtWords(text, claimPieceSize);
}

/** The paragraphs of the articles that a statement rests on, as `¶1–3, 6, A5`; after a space that no line breaks at. */
export function paragraphReferences(briefing: Briefing, source: readonly ParagraphLabel[]): string {
  const marks = sourceMarks(briefing);
  const paragraphs = source.map((label) => paragraphOf(label, briefing));
  const ranges = marks.flatMap((mark, i) => {
    const numbers = paragraphs.filter((each) => each.source === i).map(({ number }) => number);
    return runs(numbers).map(([from, to]) => `${mark}${from === to ? from : `${from}–${to}`}`);
  });
  return `\`¶${ranges.join(', ')}\``;
}

/** Numbers as runs without gaps, in order. */
function runs(numbers: readonly number[]): [from: number, to: number][] {
  const found: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const run = found.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else found.push([number, number]);
  }
  return found;
}

// Two small lines on a phone.
const longestHeadline = 64;

/** Which briefing a card belongs to, as Markdown: the beginning of its headline, and its day. */
export function headlineLine(briefing: Briefing, language: Language): string {
  const headline = escapeMarkdown(shorten(briefing.headline, longestHeadline));
  return `${headline} · ${escapeMarkdown(shortDateline(briefing, language))}`;
}

/** What some say about a topic, as a statement. */
export function statementOfReaction({ who, said, ...rest }: Reaction): Told {
  return { text: said, by: who, ...rest };
}
