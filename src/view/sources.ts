import type { Briefing } from '../briefing/briefing.ts';
import { inLanguage } from '../briefing/in-language.ts';
import { summaryAt } from '../briefing/library/statements.ts';
import { sourceMarks } from '../briefing/paragraphs.ts';
import type { Language } from '../text/language.ts';
import { articleButton, linkedName } from './article-source.ts';
import { briefingButtons } from './briefing-buttons.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown } from './markdown.ts';
import { headlineLine, statementParagraphs } from './statement-text.ts';
import { correctionSections } from './summary.ts';

/** Where a briefing's facts come from, whose claims it reports, and its corrections. */
export function sourcesMessage(original: Briefing, page: number, language: Language): Message {
  const briefing = inLanguage(original, language);
  const { t } = language;
  return card(
    {
      title: t('view:sourcesTitle'),
      subtitle: headlineLine(briefing, language),
      sections: [
        {
          paragraphs: sourceTexts(briefing, language),
        },
        { paragraphs: [t(briefing.infoSources.length > 1 ? 'view:sourcesHowSeveral' : 'view:sourcesHow')] },
        { title: t('view:claims'), paragraphs: claims(briefing, language) },
        { title: t('view:subjects'), paragraphs: subjects(briefing, language) },
        ...correctionSections(briefing, language),
        {
          paragraphs: [[checkedText(briefing, language), versionText(briefing, language)].filter(Boolean).join('\n')],
        },
      ],
      page,
      pageCustomId: (other) => customIds.sources(briefing.slug, other),
      actions: briefingButtons(briefing, 'sources', language),
      article: articleButton(briefing, language),
    },
    language,
  );
}

/** On which day the briefing was held against its articles; empty if that is not known. */
function checkedText({ checkedOn, infoSources }: Briefing, { t, date }: Language): string {
  return checkedOn === undefined ? '' : t('view:checked', { count: infoSources.length, date: date(checkedOn) });
}

/** Each source, after the letter that its paragraphs have where it is not the first. */
function sourceTexts(briefing: Briefing, language: Language): string[] {
  const { t, date } = language;
  const marks = sourceMarks(briefing);
  return briefing.infoSources.map((source, i) => {
    const name = linkedName(source.name, source.uri, language);
    return [
      marks[i] ? t('view:sourceMark', { mark: marks[i], name }) : name,
      source.publisher && escapeMarkdown(source.publisher),
      source.author && t('view:sourceBy', { author: escapeMarkdown(source.author) }),
      source.date && date(source.date),
      source.paragraphs && t('view:paragraphs', { count: source.paragraphs }),
      source.literal && t('view:literal', { literal: escapeMarkdown(source.literal) }),
    ]
      .filter(Boolean)
      .join(' · ');
  });
}

function versionText({ version, firstCreated, versionCreated }: Briefing, { t, date, number }: Language): string {
  const day = (instant: string | undefined) => instant && date(instant.slice(0, 10));
  const [first, last] = [day(firstCreated), day(versionCreated)];
  if (!last) return t('view:versionUndated', { version: number(version) });
  return t(!first || first === last ? 'view:version' : 'view:versions', {
    version: number(version),
    first: first ?? last,
    last,
  });
}

function subjects(briefing: Briefing, { list }: Language): string[] {
  return briefing.subjects.length > 0 ? [list(briefing.subjects.map(({ name }) => escapeMarkdown(name)))] : [];
}

/** The attributed statements of the full description. */
function claims(briefing: Briefing, language: Language): string[] {
  const attributed = summaryAt(briefing, 'full').filter(({ by }) => by);
  return statementParagraphs(briefing, attributed, language);
}
