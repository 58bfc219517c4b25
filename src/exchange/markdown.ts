import type { Briefing, Statement } from '../briefing/briefing.ts';
import { entityKinds, type Speaker } from '../briefing/file/schema.ts';
import { sourceMarks } from '../briefing/paragraphs.ts';
import type { Language } from '../text/language.ts';
import { amountText } from '../view/amount.ts';
import { contentDate, dateline } from '../view/dateline.ts';
import { paragraphReferences } from '../view/statement-text.ts';
import { whenText } from '../view/timeline.ts';
import { commonMark, commonMarkLink } from './commonmark.ts';
import { speakerName } from './speakers.ts';

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
  { text, by = [], stance, source }: Pick<Statement, 'text' | 'by' | 'stance' | 'source'>,
  language: Language,
): string {
  const { t } = language;
  const words = { text: commonMark(text), names: names(briefing, by, language) };
  const attributed =
    by.length === 0
      ? words.text
      : stance === undefined
        ? t('view:attributed', words)
        : t('view:stated', { ...words, stance: t(`view:stance.${stance}`, { count: by.length }) });
  return `${attributed} ${paragraphReferences(briefing, source)}`;
}

function names(briefing: Briefing, speakers: readonly Speaker[], { list }: Language): string {
  return list(speakers.map((speaker) => commonMark(speakerName(briefing, speaker))));
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
      .map(({ who, stance, said: text, reportedBy, source }) => {
        const words = t(reportedBy ? 'view:reactionReported' : 'view:reaction', {
          stance: t(`view:stance.${stance}`, { count: who.length }),
          said: commonMark(text),
          reportedBy: commonMark(reportedBy ?? ''),
        });
        return `**${names(briefing, who, language)}** ${words} ${paragraphReferences(briefing, source)}`;
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
