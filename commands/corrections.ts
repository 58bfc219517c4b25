import { amendments } from '../src/briefing/library/publication-status.ts';
import { briefingOption, chosenBriefing, completeBriefing, privateOption } from '../src/command/briefing-option.ts';
import { type Command, type Context, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import type { Language } from '../src/text/language.ts';
import { UserError } from '../src/text/user-error.ts';
import { correctionsMessage } from '../src/view/corrections.ts';

// Older ones stand in the briefings themselves.
const listed = 96;

/**
 * What was put right in all briefings, or in the one of this slug. @throws {UserError} if that one is no longer
 * there.
 */
function view(slug: string | undefined, page: number, { library, now }: Context, language: Language) {
  if (slug === undefined) {
    const all = library.statuses(now()).map(({ status }) => status);
    return correctionsMessage(amendments(all).slice(0, listed), undefined, page, language);
  }
  const status = library.status(slug, now());
  if (status.kind === 'hidden') throw new UserError('error:briefingGone');
  const headline = status.kind === 'visible' ? status.briefing.headline : '';
  return correctionsMessage(amendments([status]), { slug, headline }, page, language);
}

export const corrections: Command = {
  definition: define('corrections', [briefingOption, privateOption]),
  run(request, context) {
    const asked = request.options.text('briefing');
    const { library, now } = context;
    const known = asked === undefined || library.status(asked, now()).kind === 'canceled';
    const slug = known ? asked : chosenBriefing(request, context).slug;
    return reply(request, (language) => view(slug, 0, context, language));
  },
  complete: ({ focused }, context) => completeBriefing(focused.value, context),
  opens: {
    corrections: ([page, slug], { language }, context) => view(slug || undefined, pageOf(page), context, language),
  },
};
