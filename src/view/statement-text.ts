import type { Briefing, Reaction } from '../briefing/briefing.ts';
import { entityKinds, type ParagraphLabel, type Speaker, type Stance } from '../briefing/file/schema.ts';
import type { ShownStatement } from '../briefing/library/statements.ts';
import { paragraphOf, sourceMarks } from '../briefing/paragraphs.ts';
import type { Language } from '../text/language.ts';
import { dateline } from './dateline.ts';
import { escapeMarkdown, sizeOf, splitAtWords } from './markdown.ts';

/** The newest of these that is in the language of the reply, else the newest: names are shown as that one spells them. */
export function bestIn<T extends { readonly briefing: Briefing }>(
  { locale }: Language,
  appearances: readonly [T, ...T[]],
): T {
  const [base] = locale.split('-');
  return appearances.find(({ briefing }) => briefing.language.split('-')[0] === base) ?? appearances[0];
}

/** The name of a person, organisation or place of the briefing, or of unnamed speakers, as Markdown. */
export function nameOf(briefing: Briefing, speaker: Speaker): string {
  if (typeof speaker !== 'string') return escapeMarkdown(speaker.as);
  for (const kind of entityKinds) {
    const entity = briefing[kind].find((each) => each.id === speaker);
    if (entity) return escapeMarkdown(entity.name);
  }
  return escapeMarkdown(speaker);
}

/** The names of some who say a thing, as Markdown; empty without any. */
export function namesOfSpeakers(briefing: Briefing, by: readonly Speaker[], { list }: Language): string {
  return list(by.map((speaker) => nameOf(briefing, speaker)));
}

/**
 * A statement as Markdown, with its attribution and, if it has a source, the paragraphs that it rests on. A claim that
 * may be on two pages is in paragraphs that each say whose it is.
 */
export function statementText(
  briefing: Briefing,
  { text, by = [], stance, source }: ShownStatement,
  language: Language,
): string {
  const names = namesOfSpeakers(briefing, by, language);
  const attributed = names
    ? claimPieces(text)
        .map((piece) => attributedText(escapeMarkdown(piece), names, by.length, stance, language))
        .join('\n\n')
    : escapeMarkdown(text);
  return source ? `${attributed} ${paragraphReferences(briefing, source)}` : attributed;
}

function attributedText(
  text: string,
  names: string,
  count: number,
  stance: Stance | undefined,
  { t }: Language,
): string {
  // What somebody denies or opposes must not stand there as what they say.
  if (stance !== undefined) return t('view:stated', { names, stance: t(`view:stance.${stance}`, { count }), text });
  return t('view:attributed', { text, names });
}

// Below the size of a page, with room for names and what else stands with a claim.
const longestClaim = 1_800;
// Twice as long once each of its characters is escaped.
const claimPieceSize = 1_000;

/** What someone says, as plain text, in pieces that each have room on a page with the names of those who say it. */
export function claimPieces(text: string): string[] {
  return sizeOf(escapeMarkdown(text)) <= longestClaim ? [text] : splitAtWords(text, claimPieceSize);
}

/** The paragraphs of the articles that a statement rests on, as `¶1–3, 6, A5`. */
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

/** A briefing's headline with its day and place, as Markdown. */
export function headlineLine(briefing: Briefing, language: Language): string {
  return `${escapeMarkdown(briefing.headline)} · ${escapeMarkdown(dateline(briefing, language))}`;
}

/** The line that says where a briefing's facts come from, as Markdown. */
export function sourceLine(briefing: Briefing, { t }: Language): string {
  return briefing.infoSources
    .map(({ name, literal }) =>
      t(literal ? 'view:sourceLiteral' : 'view:source', {
        name: escapeMarkdown(name),
        literal: escapeMarkdown(literal ?? ''),
      }),
    )
    .join(' · ');
}

/**
 * A reaction as Markdown: the stance, what was said, and who reported it; without the name of who said it. One that may
 * be on two pages is in several texts, to each of which the name belongs.
 */
export function reactionTexts(
  briefing: Briefing,
  { who, stance, said, reportedBy, source }: Reaction,
  language: Language,
): string[] {
  const { t } = language;
  return claimPieces(said).map((text) =>
    t(reportedBy ? 'view:reactionReported' : 'view:reaction', {
      stance: t(`view:stance.${stance}`, { count: who.length }),
      said: statementText(briefing, { text, source }, language),
      reportedBy: escapeMarkdown(reportedBy ?? ''),
    }),
  );
}
