import type { Briefing, Statement } from '../briefing/briefing.ts';
import type { Depth } from '../briefing/file/schema.ts';
import { inLanguage } from '../briefing/in-language.ts';
import { shown, summaryAt } from '../briefing/library/statements.ts';
import type { Language } from '../text/language.ts';
import { amountText } from './amount.ts';
import { articleButton, sourceLine } from './article-source.ts';
import { languageOf } from './attribution.ts';
import { briefingButtons } from './briefing-buttons.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { contentDate, dateline } from './dateline.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Action, Section } from './pages.ts';
import { phoneHeight, phoneScreenPx } from './phone-height.ts';
import { paragraphReferences, statementParagraphs, statementText } from './statement-text.ts';

/**
 * A briefing at one of its depths; without one, at the deepest that a phone shows without scrolling, full apart. The full
 * one names the paragraph of the article that each statement rests on. Above the text stands what has changed since the
 * version that was `seen` before.
 */
export function summaryMessage(
  original: Briefing,
  depth: Depth | undefined,
  page: number,
  language: Language,
  seen = original.version,
): Message {
  if (depth === undefined) {
    const standard = summaryMessage(original, 'standard', page, language, seen);
    return phoneHeight(standard) <= phoneScreenPx ? standard : summaryMessage(original, 'brief', page, language, seen);
  }
  const briefing = inLanguage(original, language);
  const { slug } = briefing;
  return card(
    {
      title: escapeMarkdown(briefing.headline),
      subtitle: escapeMarkdown(dateline(briefing, language)),
      sections: [
        ...changeSections(briefing, seen, language),
        ...correctionSections(briefing, language),
        ...descriptionSections(briefing, depth, language),
        ...detailSections(briefing, depth, language),
      ],
      footer: sourceLine(briefing, language),
      page,
      // All pages tell the same changes: what is on a page must not move to another when it is turned.
      pageCustomId: (other) => customIds.summary(slug, depth, other, seen),
      screens: 2,
      actions: actions(briefing, depth, language),
      article: articleButton(briefing, language),
    },
    language,
  );
}

/** The button to another depth, and those to the other cards of the briefing. */
function actions(briefing: Briefing, depth: Depth, language: Language): Action[] {
  const other = depth === 'full' ? 'brief' : 'full';
  return [
    {
      label: language.t(`view:buttons.${other}`),
      customId: customIds.summary(briefing.slug, other, 0, briefing.version),
    },
    ...briefingButtons(briefing, 'summary', language),
  ];
}

/** What is new since the version that was seen before. Corrections have a section of their own. */
function changeSections(briefing: Briefing, seen: number, { t, date }: Language): Section[] {
  const { version, versionCreated, updates, corrections = [] } = briefing;
  if (seen >= version) return [];
  const isNew = (change: { readonly version: number }) => change.version > seen && change.version <= version;
  const said = updates.filter(isNew).sort((a, b) => b.version - a.version);
  if (said.length === 0 && corrections.some(isNew)) return [];
  const revised = versionCreated ? t('view:revisedOn', { date: date(versionCreated.slice(0, 10)) }) : t('view:revised');
  const texts = said.length > 0 ? said.map(({ text }) => escapeMarkdown(text)) : [revised];
  return [{ title: t('view:changedTitle'), tight: true, paragraphs: texts.map((text) => t('view:bullet', { text })) }];
}

function descriptionSections(briefing: Briefing, depth: Depth, language: Language): Section[] {
  return [{ paragraphs: statementParagraphs(briefing, summaryAt(briefing, depth), language) }];
}

/** The section with the corrections of a briefing, newest first, as a quote; none without corrections. */
export function correctionSections(briefing: Briefing, { t, date }: Language): Section[] {
  const newestFirst = [...(briefing.corrections ?? [])].sort((a, b) => b.version - a.version);
  if (newestFirst.length === 0) return [];
  return [
    {
      tight: true,
      paragraphs: newestFirst.map((correction) =>
        t('view:quote', {
          text: t('view:correction', {
            date: date(correction.date.slice(0, 10)),
            text: escapeMarkdown(correction.text),
          }),
        }),
      ),
    },
  ];
}

function detailSections(briefing: Briefing, depth: Depth, language: Language): Section[] {
  if (depth === 'brief') return [];
  const { t } = language;
  const full = depth === 'full';
  const one = (each: Statement | undefined) => (each ? [statementText(briefing, shown(each, full), language)] : []);
  return [
    { title: t('view:why'), paragraphs: one(briefing.why) },
    { title: t('view:comingNext'), paragraphs: one(briefing.next) },
    { title: t('view:figures'), tight: true, paragraphs: figures(briefing, full, language) },
  ];
}

/** Figures as the briefing's language writes them: its units are words of that language. */
function figures(briefing: Briefing, withSource: boolean, reader: Language): string[] {
  const language = languageOf(briefing, reader);
  const { t } = language;
  return briefing.figures.map((each) => {
    const { label, asOf, note, source } = each;
    const figure = t(asOf ? 'view:figureDated' : 'view:figure', {
      amount: escapeMarkdown(amountText(each, language)),
      label: escapeMarkdown(label),
      date: asOf ? contentDate(asOf, briefing, language) : '',
    });
    const noted = note ? t('view:figureNote', { figure, note: escapeMarkdown(note) }) : figure;
    return withSource ? `${noted}\u00a0${paragraphReferences(briefing, source)}` : noted;
  });
}
