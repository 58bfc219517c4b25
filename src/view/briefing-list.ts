import type { Briefing } from '../briefing/file/schema.ts';
import type { SearchHit } from '../briefing/library/library.ts';
import { bestStatement } from '../briefing/library/statements.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { open } from './custom-ids.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { Paragraph } from './pages.ts';
import { dateline, statement } from './statement.ts';

/** The newest briefings, each with its brief description, and a menu to choose one. */
export function latestMessage(briefings: readonly Briefing[], page: number, language: Language): Message {
  const { t } = language;
  return card(
    {
      title: t('view:latestTitle'),
      sections: [
        {
          paragraphs: briefings.map((briefing) => {
            const brief = briefing.descriptions.find(({ role }) => role === 'brief');
            return entry(briefing, brief && { text: brief.value, by: brief.by }, language);
          }),
        },
      ],
      page,
      open: open.latest,
      choose: t('view:chooseBriefing'),
    },
    language,
  );
}

/** What a search found, best first, each with the sentence that matches best; `hits` has at least one. */
export function searchMessage(query: string, hits: readonly SearchHit[], page: number, language: Language): Message {
  const { t } = language;
  return card(
    {
      title: t('view:searchTitle', { query: escapeMarkdown(query) }),
      subtitle: t('view:found', { count: hits.length }),
      sections: [
        {
          paragraphs: hits.map(({ briefing, words, queryLength }) =>
            entry(briefing, bestStatement(briefing, words, queryLength), language),
          ),
        },
      ],
      page,
      open: (page) => open.search(query, page),
      choose: t('view:chooseBriefing'),
    },
    language,
  );
}

function entry(
  briefing: Briefing,
  said: { text: string; by?: readonly string[] | undefined } | undefined,
  language: Language,
): Paragraph {
  const text = said ? statement(briefing, { ...said, text: shorten(said.text, 600) }, language) : '';
  return {
    text: language.t('view:listed', {
      headline: escapeMarkdown(briefing.headline),
      dateline: escapeMarkdown(dateline(briefing, language)),
      text,
    }),
    choice: {
      label: briefing.headline,
      description: dateline(briefing, language),
      open: open.summary(briefing.slug, 'standard'),
    },
  };
}
