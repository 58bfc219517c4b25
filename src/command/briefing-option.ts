import { ApplicationCommandOptionType } from 'discord.js';
import type { Briefing } from '../briefing/briefing.ts';
import { inLanguage } from '../briefing/in-language.ts';
import type { Library } from '../briefing/library/library.ts';
import { UserError } from '../text/user-error.ts';
import { limits } from '../view/card.ts';
import { type BriefingView, mostChoices, whichBriefingMessage } from '../view/choices.ts';
import { cutAsked } from '../view/custom-ids.ts';
import { shorten } from '../view/markdown.ts';
import type { CommandRequest, CompletionChoice, CompletionRequest, Context, Reply } from './command.ts';
import type { OptionShape } from './definition.ts';

/* The options that several commands share. */

export const briefingOption: OptionShape = {
  name: 'briefing',
  type: ApplicationCommandOptionType.String,
  autocomplete: true,
};
export const privateOption: OptionShape = { name: 'private', type: ApplicationCommandOptionType.Boolean };

/**
 * Answers about the briefing whose slug or headline the option has, or about the latest without the option. What only
 * resembles some gets a choice of them, for the person alone, which open as `view`: no briefing is shown in place of
 * another. @throws {UserError} if there is none, or the one that is meant may not be shown any more.
 */
export function replyAbout(
  request: CommandRequest,
  context: Context,
  view: BriefingView,
  answer: (briefing: Briefing) => Reply,
): Reply {
  const { library, now } = context;
  const asked = request.options.text('briefing');
  if (asked === undefined) return answer(latestBriefing(library, now()));
  const bySlug = library.briefing(asked, now());
  if (bySlug) return answer(bySlug);
  refuseEnded(asked, context);
  const byHeadline = library.briefingByHeadline(asked, now());
  if (byHeadline) return answer(byHeadline);
  return { message: askWhich(asked, view, 0, context, request), ephemeral: true };
}

/** A page of the briefings that are like what a person typed. @throws {UserError} if none is. */
export function askWhich(
  asked: string,
  view: BriefingView,
  page: number,
  { library, now }: Context,
  { language }: Pick<CommandRequest, 'language'>,
) {
  const cut = cutAsked(asked);
  const hits = library.search(cut, now(), mostChoices + 1);
  if (hits.length === 0) throw new UserError('error:noBriefing', { asked });
  const briefings = hits.map(({ briefing }) => briefing);
  return whichBriefingMessage(cut, briefings, view, page, language);
}

/** @throws {UserError} if no briefing may be shown. */
export function latestBriefing(library: Library, now: number): Briefing {
  const [latest] = library.latest(now);
  if (!latest) throw new UserError('error:noBriefings');
  return latest;
}

/** The briefing whose slug is in a custom id. @throws {UserError} if it is no longer there. */
export function briefingOf(slug: string | undefined, context: Context): Briefing {
  const briefing = context.library.briefing(slug ?? '', context.now());
  if (briefing) return briefing;
  refuseEnded(slug ?? '', context);
  throw new UserError('error:briefingGone');
}

/**
 * Of one that is withheld or embargoed not even that it exists may be told, so it is as one that never was.
 * @throws {UserError} if the briefing of this slug was public once: that it was withdrawn and why, or that it expired.
 */
function refuseEnded(slug: string, { library, now }: Context): void {
  const status = library.status(slug, now());
  if (status.kind === 'canceled') {
    const { date, reason } = status.withdrawal;
    const at = Math.floor(Date.parse(date) / 1000);
    if (reason === undefined) throw new UserError('error:withdrawn', { at });
    throw new UserError('error:withdrawnBecause', { at, reason });
  }
  if (status.kind === 'hidden' && status.why === 'expired') throw new UserError('error:briefingGone');
}

/** Completes what has been typed so far with the best matches; before anything is typed, with the newest. */
export function completeBriefing(
  { focused: { value: typed }, language }: CompletionRequest,
  { library, now }: Context,
): CompletionChoice[] {
  const found =
    typed.trim() === ''
      ? library.latest(now())
      : library.search(typed, now(), limits.options).map(({ briefing }) => briefing);
  return Iterator.from(found)
    .take(limits.options)
    .map((briefing) => ({
      name: shorten(inLanguage(briefing, language).headline, limits.option),
      value: briefing.slug,
    }))
    .toArray();
}
