import { inLanguage } from '../src/briefing/in-language.ts';
import { amendments } from '../src/briefing/library/publication-status.ts';
import {
  briefingOf,
  briefingOption,
  completeBriefing,
  privateOption,
  replyAbout,
} from '../src/command/briefing-option.ts';
import { type Command, type Context, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import type { Language } from '../src/text/language.ts';
import { correctionsMessage } from '../src/view/corrections.ts';

// Older ones are in the briefings themselves.
const mostListed = 96;

/** The corrections of all briefings, or of the one of this slug. @throws {UserError} if that one is hidden. */
function view(slug: string | undefined, page: number, context: Context, language: Language) {
  const { library, now } = context;
  if (slug === undefined) {
    const statuses = library.statuses(now()).map((each) => each.status);
    const all = amendments(statuses);
    return correctionsMessage(all.slice(0, mostListed), { isCut: all.length > mostListed }, page, language);
  }
  const status = library.status(slug, now());
  const headline = status.kind === 'canceled' ? '' : inLanguage(briefingOf(slug, context), language).headline;
  return correctionsMessage(amendments([status]), { about: { slug, headline } }, page, language);
}

/** `/corrections`: what was corrected or withdrawn, in all briefings or in one. */
export const corrections: Command = {
  definition: define('corrections', [briefingOption, privateOption]),
  run(request, context) {
    const asked = request.options.text('briefing');
    const { library, now } = context;
    // A canceled briefing is found by its slug only: search does not know it.
    const isSlug = asked === undefined || library.status(asked, now()).kind === 'canceled';
    const show = (slug: string | undefined) => reply(request, (language) => view(slug, 0, context, language));
    return isSlug ? show(asked) : replyAbout(request, context, 'corrections', ({ slug }) => show(slug));
  },
  complete: completeBriefing,
  opens: {
    corrections: ([page, slug], { language }, context) => view(slug || undefined, pageOf(page), context, language),
  },
};
