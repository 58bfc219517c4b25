import type { Briefing } from '../briefing/briefing.ts';
import { inLanguage } from '../briefing/in-language.ts';
import { summaryAt } from '../briefing/library/statements.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { dateline } from './dateline.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { Paragraph } from './pages.ts';
import { statementText } from './statement-text.ts';

/** The newest briefings, each with its brief description, and a menu of them; `isCut` if there are older ones. */
export function latestMessage(
  briefings: readonly Briefing[],
  { isCut }: { readonly isCut: boolean },
  page: number,
  language: Language,
): Message {
  const { t } = language;
  return card(
    {
      title: t('view:latestTitle'),
      subtitle: isCut ? t('view:latestCut', { count: briefings.length }) : undefined,
      sections: [
        {
          paragraphs: briefings
            .map((original) => inLanguage(original, language))
            .map((briefing) => listEntry(briefing, briefText(briefing, language), language)),
        },
      ],
      page,
      pageCustomId: customIds.latest,
      menuPlaceholder: t('view:chooseBriefing'),
    },
    language,
  );
}

/** A briefing in a list, with a text in Markdown below it, and the entry of the menu that opens it. */
export function listEntry(briefing: Briefing, text: string, language: Language): Paragraph {
  return {
    text: language.t('view:listed', {
      headline: escapeMarkdown(briefing.headline),
      dateline: escapeMarkdown(dateline(briefing, language)),
      text,
    }),
    choice: {
      label: briefing.headline,
      description: dateline(briefing, language),
      customId: customIds.summary(briefing.slug, 'standard'),
    },
  };
}

// In characters: what is longer is not read in a list.
const longestShown = 600;

/** The first statement of a briefing's brief summary, as Markdown; empty without any. */
export function briefText(briefing: Briefing, language: Language): string {
  const [brief] = summaryAt(briefing, 'brief');
  return brief ? statementText(briefing, { ...brief, text: shorten(brief.text, longestShown) }, language) : '';
}
