import type { Briefing } from '../briefing/briefing.ts';
import { inLanguage } from '../briefing/in-language.ts';
import { type BestMatch, bestMatch, spellingIn } from '../briefing/library/best-match.ts';
import type { SearchHit } from '../briefing/library/library.ts';
import { type FoundStatement, shown } from '../briefing/library/statements.ts';
import type { QueryWords } from '../briefing/search/search-index.ts';
import type { Language } from '../text/language.ts';
import { amountText } from './amount.ts';
import { languageOf } from './attribution.ts';
import { briefText, listEntry } from './briefing-list.ts';
import { card, type Message, textsOf, withNotice } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown } from './markdown.ts';
import { excerptWith, markWords } from './marked-words.ts';
import { statementText } from './statement-text.ts';
import { summaryMessage } from './summary.ts';

/** What was looked for, and what was found, best first; at least one. */
type SearchResults = {
  readonly query: string;
  readonly hits: readonly SearchHit[];
  /** True if more were found than are shown. */
  readonly isCut: boolean;
  /** False in public, where the bot repeats nothing that somebody typed: it would pass the filters of the server. */
  readonly saysQuery: boolean;
};

/** The results of a search, each with what it was found by, the words in bold; the summary if there is one result. */
export function searchMessage(results: SearchResults, page: number, language: Language): Message {
  const [first, ...others] = results.hits;
  return first && others.length === 0 ? oneResult(first, language) : severalResults(results, page, language);
}

/** The summary, below what it was found by, unless that stands in the summary itself. */
function oneResult(hit: SearchHit, language: Language): Message {
  const { t } = language;
  const summary = summaryMessage(hit.briefing, undefined, 0, language);
  const words = nearWords([hit], language);
  const match = matchOf(hit, language);
  const isTold = match.kind === 'headline' || isToldIn(summary, match, hit.words, language);
  if (isTold && !words) return summary;
  const notice = isTold
    ? t('view:search.near', { words })
    : t(words ? 'view:search.oneNear' : 'view:search.one', { words, text: matchText(hit, match, language) });
  return withNotice(summary, notice) ?? summary;
}

/** True if a summary has the statement that its briefing was found by. */
function isToldIn(summary: Message, match: BestMatch, words: QueryWords, language: Language): boolean {
  if (match.kind !== 'statement') return false;
  const found = foundText(match.briefing, match.statement, words, language);
  return textsOf(summary).some((text) => text.includes(found));
}

function severalResults({ query, hits, isCut, saysQuery }: SearchResults, page: number, language: Language): Message {
  const { t } = language;
  const words = nearWords(hits, language);
  return card(
    {
      title: saysQuery ? t('view:searchTitle', { query: escapeMarkdown(query) }) : t('view:searchTitlePublic'),
      subtitle: [
        words && t('view:search.near', { words }),
        t(isCut ? 'view:foundCut' : 'view:found', { count: hits.length }),
      ]
        .filter(Boolean)
        .join(' · '),
      sections: [
        {
          paragraphs: hits.map((hit) => {
            const match = matchOf(hit, language);
            return listEntry(match.briefing, matchText(hit, match, language), language);
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

/** Says that nothing was found, and offers to look for words that there are. */
export function didYouMeanMessage(query: string, suggestions: readonly string[], language: Language): Message {
  const { t } = language;
  return card(
    {
      title: t('error:nothingFoundTitle'),
      sections: [{ paragraphs: [t('view:search.didYouMean', { query: escapeMarkdown(query) })] }],
      actions: suggestions.map((label) => ({ label, customId: customIds.search(label) })),
    },
    language,
  );
}

function matchOf(hit: SearchHit, language: Language): BestMatch {
  return bestMatch(hit, inLanguage(hit.briefing, language));
}

// In characters: what is longer is not read in a list.
const longestShown = 600;

/** What a briefing was found by, as Markdown. */
function matchText({ words }: SearchHit, match: BestMatch, language: Language): string {
  const { t } = language;
  const { briefing } = match;
  switch (match.kind) {
    case 'statement':
      return markWords(foundText(briefing, match.statement, words, language), words);
    case 'name':
      return markWords(nameText(match, language), words);
    case 'topic':
    case 'subject':
      return markWords(t(`view:search.${match.kind}`, { name: escapeMarkdown(match.name) }), words);
    case 'headline':
      return markWords(briefText(briefing, language), words);
  }
}

function foundText(
  briefing: Briefing,
  { about, figure, reportedBy, ...statement }: FoundStatement,
  words: QueryWords,
  language: Language,
): string {
  const text = excerptWith(statement.text, words, longestShown);
  const told = figure
    ? escapeMarkdown(amountText(figure, languageOf(briefing, language)))
    : statementText(briefing, { ...shown({ ...statement, text }, false), reportedBy }, language);
  return about === undefined ? told : language.t('view:search.about', { about: escapeMarkdown(about), text: told });
}

/** Who was found, with the name by which, where that is another than the briefing calls them. */
function nameText({ briefing, entityKind, entity, name }: BestMatch & { kind: 'name' }, language: Language): string {
  const { t } = language;
  const { description } = entity;
  const key = entity.name === name ? 'view:search.name' : 'view:search.alias';
  const values = {
    kind: t(`view:kind.${entityKind}`),
    name: escapeMarkdown(entity.name),
    alias: escapeMarkdown(name),
  };
  const named = t(key, values);
  return description ? `${named}\n${statementText(briefing, shown(description, false), language)}` : named;
}

/** The words, as the best result writes them, that were taken for words of which there is none; empty without any. */
function nearWords(hits: readonly SearchHit[], language: Language): string {
  const [first] = hits;
  if (!first) return '';
  const { briefing, words } = first;
  return first.nearly
    .filter((word) => hits.every(({ nearly }) => nearly.includes(word)))
    .map((word) => spellingIn(briefing, inLanguage(briefing, language), words.get(word) ?? new Map()) ?? '')
    .filter(Boolean)
    .map(escapeMarkdown)
    .join(' ');
}
