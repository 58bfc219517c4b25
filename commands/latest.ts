import { latestBriefing, privateOption } from '../src/command/briefing-option.ts';
import { type Command, type Context, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import type { Language } from '../src/text/language.ts';
import { latestMessage } from '../src/view/briefing-list.ts';

// Older ones are found by /search.
const mostListed = 48;

function view({ library, now }: Context, page: number, language: Language) {
  latestBriefing(library, now());
  const newest = library
    .latest(now())
    .take(mostListed + 1)
    .toArray();
  return latestMessage(newest.slice(0, mostListed), { isCut: newest.length > mostListed }, page, language);
}

/** `/latest`: the newest briefings. */
export const latest: Command = {
  definition: define('latest', [privateOption]),
  run: (request, context) => reply(request, (language) => view(context, 0, language)),
  opens: { latest: ([page], { language }, context) => view(context, pageOf(page), language) },
};
