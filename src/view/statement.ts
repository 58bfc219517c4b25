import { type Briefing, entityKinds, type Reaction } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';
import { escapeMarkdown } from './markdown.ts';

/** The name of a person, organisation or place of the briefing, as Markdown. */
export function nameOf(briefing: Briefing, id: string): string {
  for (const kind of entityKinds) {
    const entity = briefing[kind].find((entity) => entity.id === id);
    if (entity) return escapeMarkdown(entity.name);
  }
  return escapeMarkdown(id);
}

/** What is said, by whom if it is a claim, and on which paragraphs it rests if they are to be named. */
export type Said = {
  readonly text: string;
  readonly by?: readonly string[] | undefined;
  readonly source?: readonly number[] | undefined;
};

/** A statement as Markdown: what it says, whose claim it is, and, with its source, the paragraphs that it rests on. */
export function statement(briefing: Briefing, { text, by = [], source }: Said, { t, list }: Language): string {
  const names = list(by.map((id) => nameOf(briefing, id)));
  const said = names ? t('view:attributed', { text: escapeMarkdown(text), names }) : escapeMarkdown(text);
  return source ? `${said} ${paragraphs(source)}` : said;
}

/** The article's paragraphs that a statement rests on, as `¶1–3, 6`. */
export function paragraphs(source: readonly number[]): string {
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

/** A reaction without its name: the stance and what was said, by whom reported, as Markdown. */
export function reaction(
  briefing: Briefing,
  { stance, said, reportedBy, source }: Reaction,
  language: Language,
): string {
  const { t } = language;
  return t(reportedBy ? 'view:reactionReported' : 'view:reaction', {
    stance: t(`view:stance.${stance}`),
    said: statement(briefing, { text: said, source }, language),
    reportedBy: escapeMarkdown(reportedBy ?? ''),
  });
}
