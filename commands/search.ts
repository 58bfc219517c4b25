import { ApplicationCommandOptionType } from 'discord.js';
import { privateOption } from '../src/command/briefing-option.ts';
import { type Command, type Context, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import type { Language } from '../src/text/language.ts';
import { UserError } from '../src/text/user-error.ts';
import { maxQueryLength } from '../src/view/custom-ids.ts';
import { searchMessage } from '../src/view/search-results.ts';

const mostResults = 24;

/**
 * The words of what a reader typed, as many as fit into a custom id: so each page is one of the same search, and no
 * link is left of what was a link.
 */
function wordsTyped(typed: string): string {
  const words = typed.match(/[\p{L}\p{M}\p{N}\p{Default_Ignorable_Code_Point}]+/gu) ?? [];
  // The cut may be in the middle of a character.
  return words
    .join(' ')
    .slice(0, maxQueryLength)
    .replace(/\p{Surrogate}$/u, '');
}

function view(typed: string, page: number, saysQuery: boolean, { library, now }: Context, language: Language) {
  const query = wordsTyped(typed);
  const found = library.search(query, now(), mostResults + 1);
  if (found.length === 0) throw new UserError('error:nothingFound', { query: typed });
  const hits = found.slice(0, mostResults);
  return searchMessage({ query, hits, isCut: found.length > hits.length, saysQuery }, page, language);
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
    return reply(request, (language) => view(query, 0, saysQuery, context, language));
  },
  example: ({ library, now }) => {
    const [topic] = library.topics(now());
    return topic && `query:${topic.topic.slug.split('-')[0]}`;
  },
  opens: {
    search: ([page, ...query], { language }, context) => view(query.join(' '), pageOf(page), true, context, language),
  },
};
