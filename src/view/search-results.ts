import { inLanguage } from '../briefing/in-language.ts';
import type { SearchHit } from '../briefing/library/library.ts';
import { bestStatement } from '../briefing/library/statements.ts';
import type { Language } from '../text/language.ts';
import { listEntry } from './briefing-list.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown } from './markdown.ts';

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
          paragraphs: hits.map(({ briefing: original, words, queryWordCount }) => {
            const briefing = inLanguage(original, language);
            return listEntry(briefing, bestStatement(briefing, words, queryWordCount), language);
          }),
        },
      ],
      page,
      pageCustomId: (other) => customIds.search(query, other),
      menuPlaceholder: t('view:chooseBriefing'),
    },
    language,
  );
}
