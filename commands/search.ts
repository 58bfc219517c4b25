import { ApplicationCommandOptionType } from 'discord.js';
import { privateOption } from '../src/command/briefing-option.ts';
import { type Command, type Context, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import type { Language } from '../src/text/language.ts';
import { UserError } from '../src/text/user-error.ts';
import { searchMessage } from '../src/view/briefing-list.ts';
import { maxQueryLength } from '../src/view/custom-ids.ts';

const mostResults = 24;

function view(query: string, page: number, { library, now }: Context, language: Language) {
  const hits = library.search(query, now(), mostResults);
  if (hits.length === 0) throw new UserError('error:nothingFound', { query });
  return searchMessage(query, hits, page, language);
}

/** `/search`: full-text search in all briefings. */
export const search: Command = {
  definition: define('search', [
    { name: 'query', type: ApplicationCommandOptionType.String, required: true, max_length: maxQueryLength },
    privateOption,
  ]),
  run(request, context) {
    const query = request.options.text('query') ?? '';
    return reply(request, (language) => view(query, 0, context, language));
  },
  example: ({ library, now }) => {
    const [topic] = library.topics(now());
    return topic && `query:${topic.topic.slug.split('-')[0]}`;
  },
  opens: {
    search: ([page, ...query], { language }, context) =>
      view(query.join(':').slice(0, maxQueryLength), pageOf(page), context, language),
  },
};
