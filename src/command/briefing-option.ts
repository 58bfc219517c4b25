import { ApplicationCommandOptionType } from 'discord.js';
import type { Briefing } from '../briefing/file/schema.ts';
import type { Library } from '../briefing/library/library.ts';
import { UserError } from '../text/user-error.ts';
import { limits } from '../view/card.ts';
import { shorten } from '../view/markdown.ts';
import type { CommandRequest, CompletionChoice, Context } from './command.ts';
import type { OptionShape } from './definition.ts';

/* The options that several commands share. */

export const briefingOption: OptionShape = {
  name: 'briefing',
  type: ApplicationCommandOptionType.String,
  autocomplete: true,
};
export const privateOption: OptionShape = { name: 'private', type: ApplicationCommandOptionType.Boolean };

/**
 * The briefing that the option names by its slug, or by words of it; without the option, the latest.
 * @throws {UserError} if there is none.
 */
export function chosenBriefing({ options }: CommandRequest, { library, now }: Context): Briefing {
  const asked = options.text('briefing');
  if (asked === undefined) return latestBriefing(library, now());
  const found = library.briefing(asked, now()) ?? library.search(asked, now(), 1)[0]?.briefing;
  if (!found) throw new UserError('error:noBriefing', { asked });
  return found;
}

/** @throws {UserError} if no briefing may be shown. */
export function latestBriefing(library: Library, now: number): Briefing {
  const [latest] = library.latest(now);
  if (!latest) throw new UserError('error:noBriefings');
  return latest;
}

/** The briefing of a custom id. @throws {UserError} if it is no longer there. */
export function briefingOf(slug: string | undefined, { library, now }: Context): Briefing {
  const briefing = library.briefing(slug ?? '', now());
  if (!briefing) throw new UserError('error:briefingGone');
  return briefing;
}

/** Briefings for what has been typed so far: the best matches, or the newest. */
export function completeBriefing(typed: string, { library, now }: Context): CompletionChoice[] {
  const found =
    typed.trim() === ''
      ? library.latest(now())
      : library.search(typed, now(), limits.options).map(({ briefing }) => briefing);
  return Iterator.from(found)
    .take(limits.options)
    .map(({ headline, slug }) => ({ name: shorten(headline, limits.option), value: slug }))
    .toArray();
}
