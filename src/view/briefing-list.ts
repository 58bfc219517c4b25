import type { Briefing } from '../briefing/briefing.ts';
import type { SearchHit } from '../briefing/library/library.ts';
import { bestStatement, type ShownStatement, summaryAt } from '../briefing/library/statements.ts';
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
          paragraphs: briefings.map((briefing) => entry(briefing, summaryAt(briefing, 'brief')[0], language)),
        },
      ],
      page,
      pageCustomId: customIds.latest,
      menuPlaceholder: t('view:chooseBriefing'),
    },
    language,
  );
}

/** What was looked for, and what was found, best first. */
type SearchResults = {
  readonly query: string;
  readonly hits: readonly SearchHit[];
  /** True if more were found than are shown. */
  readonly isCut: boolean;
  /** False in public, where the bot repeats nothing that somebody typed: it would pass the filters of the server. */
  readonly saysQuery: boolean;
};

/** The results of a search, each with the statement that matches best. */
export function searchMessage(
  { query, hits, isCut, saysQuery }: SearchResults,
  page: number,
  language: Language,
): Message {
  const { t } = language;
  return card(
    {
      title: saysQuery ? t('view:searchTitle', { query: escapeMarkdown(query) }) : t('view:searchTitlePublic'),
      subtitle: t(isCut ? 'view:foundCut' : 'view:found', { count: hits.length }),
      sections: [
        {
          paragraphs: hits.map(({ briefing, words, queryWordCount }) =>
            entry(briefing, bestStatement(briefing, words, queryWordCount), language),
          ),
        },
      ],
      page,
      pageCustomId: (other) => customIds.search(query, other),
      menuPlaceholder: t('view:chooseBriefing'),
    },
    language,
  );
}

function entry(briefing: Briefing, statement: ShownStatement | undefined, language: Language): Paragraph {
  const text = statement ? statementText(briefing, { ...statement, text: shorten(statement.text, 600) }, language) : '';
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
