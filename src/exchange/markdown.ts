import type { Briefing, Statement } from '../briefing/briefing.ts';
import { entityKinds } from '../briefing/file/schema.ts';
import { sourceMarks } from '../briefing/paragraphs.ts';
import type { Language } from '../text/language.ts';
import { amountText } from '../view/amount.ts';
import { attributed } from '../view/attribution.ts';
import { contentDate, dateline } from '../view/dateline.ts';
import { paragraphReferences, statementOfReaction } from '../view/statement-text.ts';
import { whenText } from '../view/timeline.ts';
import { commonMark, commonMarkLink } from './commonmark.ts';

/**
 * A briefing as an article in CommonMark: headline, dateline, corrections, the statements with their attribution and the
 * paragraphs that they rest on, figures, who is in it, what topics add, timeline and sources.
 */
export function markdownOf(briefing: Briefing, language: Language): string {
  const { t } = language;
  const full = briefing.descriptions.filter(({ role }) => role === 'full');
  const say = (statement: Statement) => statementText(briefing, statement, language);
  const paragraphs = (statement: Statement | undefined) => (statement ? [say(statement)] : []);
  return [
    `# ${commonMark(briefing.headline)}`,
    commonMark(dateline(briefing, language)),
    ...corrections(briefing, language),
    ...full.map(({ value, ...rest }) => say({ text: value, ...rest })),
    ...section(t('view:why'), paragraphs(briefing.why)),
    ...section(t('view:comingNext'), paragraphs(briefing.next)),
    ...section(t('view:figures'), bullets(figures(briefing, language))),
    ...section(
      t('view:whoTitle'),
      bullets(entityKinds.flatMap((kind) => briefing[kind]).map((each) => entry(briefing, each, language))),
    ),
    ...section(t('view:events'), bullets(briefing.events.map((each) => entry(briefing, each, language)))),
    ...topics(briefing, new Set(full.map(({ value }) => value)), language),
    ...section(t('view:timelineTitle'), bullets(timeline(briefing, language))),
    ...section(t('view:sourcesTitle'), [...bullets(sources(briefing, language)), t('view:sourcesHow')]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** A heading with what stands below it; nothing, if that is nothing. */
function section(heading: string, blocks: readonly string[], level = 2): string[] {
  return blocks.length === 0 ? [] : [`${'#'.repeat(level)} ${heading}`, ...blocks];
}

/** One list; none of no items. */
function bullets(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [items.map((item) => `- ${item}`).join('\n')];
}

function statementText(
  briefing: Briefing,
  statement: Pick<Statement, 'text' | 'by' | 'stance' | 'quote' | 'source'>,
  language: Language,
): string {
  return `${attributed(briefing, statement, language, commonMark)} ${paragraphReferences(briefing, statement.source)}`;
}

function corrections({ corrections: made = [] }: Briefing, { t, date }: Language): string[] {
  return [...made]
    .sort((a, b) => b.version - a.version)
    .map((each) => t('view:correction', { date: date(each.date.slice(0, 10)), text: commonMark(each.text) }));
}

function figures(briefing: Briefing, language: Language): string[] {
  return briefing.figures.map((figure) => {
    const { label, asOf, note, source } = figure;
    const date = asOf ? ` (${contentDate(asOf, briefing, language)})` : '';
    const words = `**${commonMark(amountText(figure, language))}**: ${commonMark(label)}${date}`;
    return `${note ? `${words}. ${commonMark(note)}` : words} ${paragraphReferences(briefing, source)}`;
  });
}

function entry(
  briefing: Briefing,
  each: { readonly name: string; readonly date?: string | undefined; readonly description?: Statement | undefined },
  language: Language,
): string {
  const { name, date, description } = each;
  const words = `**${commonMark(name)}**${date ? ` (${contentDate(date, briefing, language)})` : ''}`;
  return description ? `${words}: ${statementText(briefing, description, language)}` : words;
}

/** What topics say that has not been said. */
function topics(briefing: Briefing, said: ReadonlySet<string>, language: Language): string[] {
  const { t } = language;
  const say = (statement: Statement) => statementText(briefing, statement, language);
  return briefing.topics.flatMap((topic) => {
    const sections = topic.sections.flatMap(({ heading, statements }) => {
      const blocks = bullets(statements.filter(({ text }) => !said.has(text)).map(say));
      return heading === undefined ? blocks : section(commonMark(heading), blocks, 3);
    });
    const reactions = (topic.reactions ?? [])
      .filter((reaction) => !said.has(reaction.said))
      .map((reaction) => {
        const { reportedBy, ...claim } = statementOfReaction(reaction);
        const text = attributed(briefing, claim, language, commonMark);
        const told = reportedBy ? t('view:reported', { text, reportedBy: commonMark(reportedBy) }) : text;
        return `${told} ${paragraphReferences(briefing, reaction.source)}`;
      });
    const open = (topic.open ?? []).map(say);
    return section(commonMark(topic.name), [
      ...sections,
      ...section(t('view:reactions'), bullets(reactions), 3),
      ...section(t('view:open'), bullets(open), 3),
    ]);
  });
}

function timeline(briefing: Briefing, language: Language): string[] {
  return briefing.timeline.map(
    (each) => `**${whenText(each, briefing, language)}**: ${statementText(briefing, each, language)}`,
  );
}

function sources(briefing: Briefing, { t, date }: Language): string[] {
  const marks = sourceMarks(briefing);
  return briefing.infoSources.map(({ name, publisher, author, date: day, literal, uri }, i) => {
    const words = uri ? commonMarkLink(name, uri) : commonMark(name);
    return [
      marks[i] ? t('view:sourceMark', { mark: marks[i], name: words }) : words,
      publisher && commonMark(publisher),
      author && t('view:sourceBy', { author: commonMark(author) }),
      day && date(day),
      literal && t('view:literal', { literal: commonMark(literal) }),
    ]
      .filter(Boolean)
      .join(' · ');
  });
}
