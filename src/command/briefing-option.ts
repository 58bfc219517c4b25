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
 * The briefing whose slug the option has, else the best match of a search for it; without the option, the latest.
 * @throws {UserError} if there is none.
 */
export function chosenBriefing({ options }: CommandRequest, { library, now }: Context): Briefing {
  const query = options.text('briefing');
  if (query === undefined) return latestBriefing(library, now());
  const found = library.briefing(query, now()) ?? library.search(query, now(), 1)[0]?.briefing;
  if (!found) throw new UserError('error:noBriefing', { asked: query });
  return found;
}

/** @throws {UserError} if no briefing may be shown. */
export function latestBriefing(library: Library, now: number): Briefing {
  const [latest] = library.latest(now);
  if (!latest) throw new UserError('error:noBriefings');
  return latest;
}

/** The briefing whose slug is in a custom id. @throws {UserError} if it is no longer there. */
export function briefingOf(slug: string | undefined, { library, now }: Context): Briefing {
  const briefing = library.briefing(slug ?? '', now());
  if (!briefing) throw new UserError('error:briefingGone');
  return briefing;
}

/** Completes what has been typed so far with the best matches; before anything is typed, with the newest. */
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
