import { type Briefing, entityKinds, type Reaction } from '../briefing/file/schema.ts';
import type { Statement } from '../briefing/library/statements.ts';
import type { Language } from '../text/language.ts';
import { escapeMarkdown, sizeOf, splitAtWords } from './markdown.ts';

/** The newest of these that is in the language of the reply, else the newest: names are shown as that one spells them. */
export function bestIn<T extends { readonly briefing: Briefing }>(
  { locale }: Language,
  appearances: readonly [T, ...T[]],
): T {
  const [base] = locale.split('-');
  return appearances.find(({ briefing }) => briefing.language.split('-')[0] === base) ?? appearances[0];
}

/** The name of a person, organisation or place of the briefing, as Markdown. */
export function nameOf(briefing: Briefing, id: string): string {
  for (const kind of entityKinds) {
    const entity = briefing[kind].find((each) => each.id === id);
    if (entity) return escapeMarkdown(entity.name);
  }
  return escapeMarkdown(id);
}

/**
 * A statement as Markdown, with its attribution and, if it has a source, the paragraphs that it rests on. A claim that
 * may be on two pages is in paragraphs that each say whose it is.
 */
export function statementText(briefing: Briefing, { text, by = [], source }: Statement, { t, list }: Language): string {
  const names = list(by.map((id) => nameOf(briefing, id)));
  const attributed = names
    ? claimPieces(text)
        .map((piece) => t('view:attributed', { text: escapeMarkdown(piece), names }))
        .join('\n\n')
    : escapeMarkdown(text);
  return source ? `${attributed} ${paragraphReferences(source)}` : attributed;
}

// Below the size of a page, with room for names and what else stands with a claim.
const longestClaim = 1_800;
// Twice as long once each of its characters is escaped.
const claimPieceSize = 1_000;

/** What someone says, as plain text, in pieces that each have room on a page with the names of those who say it. */
export function claimPieces(text: string): string[] {
  return sizeOf(escapeMarkdown(text)) <= longestClaim ? [text] : splitAtWords(text, claimPieceSize);
}

/** The paragraphs of the article that a statement rests on, as `¶1–3, 6`. */
export function paragraphReferences(source: readonly number[]): string {
  const sorted = [...new Set(source)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const paragraph of sorted) {
    const run = runs.at(-1);
    if (run && run[1] === paragraph - 1) run[1] = paragraph;
    else runs.push([paragraph, paragraph]);
  }
  return `\`¶${runs.map(([from, to]) => (from === to ? from : `${from}–${to}`)).join(', ')}\``;
}

/** Day and place of a briefing's article, as plain text: `17 May 2024 · Harbin, China`. */
export function dateline({ contentCreated, located }: Briefing, { date }: Language): string {
  return [date(contentCreated), located].filter(Boolean).join(' · ');
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
  { stance, said, reportedBy, source }: Reaction,
  language: Language,
): string[] {
  const { t } = language;
  return claimPieces(said).map((text) =>
    t(reportedBy ? 'view:reactionReported' : 'view:reaction', {
      stance: t(`view:stance.${stance}`),
      said: statementText(briefing, { text, source }, language),
      reportedBy: escapeMarkdown(reportedBy ?? ''),
    }),
  );
}
