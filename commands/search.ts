import { ApplicationCommandOptionType } from 'discord.js';
import { inLanguage } from '../src/briefing/in-language.ts';
import { spellingIn } from '../src/briefing/library/best-match.ts';
import { privateOption } from '../src/command/briefing-option.ts';
import { type Command, type Context, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import type { Language } from '../src/text/language.ts';
import { UserError } from '../src/text/user-error.ts';
import type { Message } from '../src/view/card.ts';
import { maxQueryLength } from '../src/view/custom-ids.ts';
import { didYouMeanMessage, searchMessage } from '../src/view/search-results.ts';
import { exampleTopic } from './topic.ts';

const mostResults = 24;

// Words, with what apostrophes join; no link is left of what was a link.
const words = /[\p{L}\p{M}\p{N}\p{Default_Ignorable_Code_Point}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of what a reader typed, as many as fit into a custom id: so each page is one of the same search. */
function wordsTyped(typed: string): string {
  // The cut may be in the middle of a character.
  return (typed.match(words) ?? [])
    .join(' ')
    .slice(0, maxQueryLength)
    .replace(/\p{Surrogate}$/u, '');
}

function find(typed: string, { library, now }: Context) {
  const query = wordsTyped(typed);
  const found = library.search(query, now(), mostResults + 1);
  const hits = found.slice(0, mostResults);
  return { query, hits, isCut: found.length > hits.length };
}

/** The nearest words that there are. @throws {UserError} if there is none. */
function nothingFound(typed: string, { library, now }: Context, language: Language): Message {
  const query = wordsTyped(typed);
  const near = library
    .nearestWords(query, now())
    .flatMap(({ word, briefing }) => spellingIn(briefing, inLanguage(briefing, language), new Map([[word, 1]])) ?? []);
  // The words for several of the query are looked for together.
  const suggestions = query.includes(' ') ? [near.join(' ')] : near;
  const distinct = [...new Set(suggestions)].filter((each) => each !== '' && each.length <= maxQueryLength);
  if (distinct.length === 0) throw new UserError('error:nothingFound', { query: typed });
  return didYouMeanMessage(query, distinct, language);
}

/** `/search`: full-text search in all briefings. */
export const search: Command = {
  definition: define('search', [
    { name: 'query', type: ApplicationCommandOptionType.String, required: true, max_length: maxQueryLength },
    privateOption,
  ]),
  run(request, context) {
    const query = request.options.text('query') ?? '';
    const saysQuery = request.options.flag('private') ?? false;
    const results = find(query, context);
    if (results.hits.length === 0) return { message: nothingFound(query, context, request.language), ephemeral: true };
    return reply(request, (language) => searchMessage({ ...results, saysQuery }, 0, language));
  },
  example(context, language) {
    const typed = exampleTopic(context, language);
    const segments = new Intl.Segmenter(language.locale, { granularity: 'word' }).segment(typed ?? '');
    const word = [...segments].find(({ isWordLike }) => isWordLike)?.segment;
    return word && `query:${word}`;
  },
  opens: {
    search([page, ...query], { language }, context) {
      const typed = query.join(':');
      const results = find(typed, context);
      if (results.hits.length === 0) return nothingFound(typed, context, language);
      return searchMessage({ ...results, saysQuery: true }, pageOf(page), language);
    },
  },
};
