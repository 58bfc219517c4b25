import type { CheckedFile } from '../../briefing/file/check-file.ts';
import { ContentError } from '../../briefing/file/load.ts';
import { depths } from '../../briefing/file/schema.ts';
import { inLanguage } from '../../briefing/in-language.ts';
import { statusOf } from '../../briefing/library/publication-status.ts';
import { baseLanguage } from '../../text/base-language.ts';
import { parseArguments, UsageError } from '../arguments.ts';
import { findBriefing } from './find-briefing.ts';
import { DeskError, type Verb } from './verb.ts';

/** `show`: what readers are answered, in the terminal. */
export const show: Verb = {
  usage: 'SLUG [--as summary|who|topic|timeline|digest] [--depth brief|standard|full] [--lang LANGUAGE]',
  description: `draws what readers are answered about a briefing, with no Discord at all
Without --as it is the summary; "who" is everyone in it, "topic" each of its topics. The depth is that of the summary
(standard, unless it is given) or of a digest (brief). The texts around the briefing are in its own language where the
bot has that, or in that of --lang; with --lang, the briefing is its translation, where it has one. A briefing that may not be shown yet is shown here; of one that is withdrawn, the
notice that readers get instead.`,
  async run(args, desk) {
    const { words, options } = parseArguments(args, ['SLUG'], {
      as: { type: 'string', default: 'summary' },
      depth: { type: 'string' },
      lang: { type: 'string' },
    });
    // What only this verb needs is loaded here: the views, and with them discord.js; and the playground's terminal.
    const [
      { repliesAbout, replyKinds },
      { withdrawalText },
      { language },
      { languages, textLanguage },
      { drawMessage },
    ] = await Promise.all([
      import('./replies.ts'),
      import('../../view/corrections.ts'),
      import('../../text/language.ts'),
      import('../../text/translator.ts'),
      import('discord-playground/terminal'),
    ]);
    const kind = oneOf('--as', options.as, replyKinds);
    const depth = oneOf('--depth', options.depth ?? (kind === 'digest' ? 'brief' : 'standard'), depths);
    if (options.depth !== undefined && kind !== 'summary' && kind !== 'digest')
      throw new UsageError(`--depth is for the summary and a digest; “${kind}” has none.`);
    const { briefing: original, translations } = await findBriefing(words[0] ?? '', desk);
    if (options.lang !== undefined) {
      const tags = [...languages, ...translations.flatMap(({ translation }) => translation?.language ?? [])];
      oneOf('--lang', baseLanguage(options.lang), tags.map(baseLanguage));
      requireUsable(translations.find(({ translation }) => translation?.language === options.lang));
    }
    const briefing = inLanguage(original, { locale: options.lang ?? original.language });
    const locale = options.lang ?? textLanguage(briefing.language);
    const status = statusOf(briefing, Number.POSITIVE_INFINITY);
    if (status.kind === 'canceled') {
      desk.print(withdrawalText(status.withdrawal, longestNotice, language(locale)));
      return 0;
    }
    const day = new Date(desk.now()).toISOString().slice(0, 10);
    const replies = repliesAbout(briefing, { kind, depth, day, language: language(locale) });
    for (const { asked, pages } of replies)
      for (const page of pages)
        desk.print(`${asked}\n\n${drawMessage(page, { ...desk.screen, locale, now: desk.now() })}\n`);
    if (replies.length === 0) desk.print('It has no topics.');
    return 0;
  },
};

/** @throws {ContentError} with what is wrong with a translation. @throws {DeskError} if it is of an earlier version. */
function requireUsable(file: CheckedFile | undefined): void {
  if (!file) return;
  if (file.problems.length > 0) throw new ContentError(file.problems);
  const { staleVersion } = file.translation ?? {};
  if (staleVersion !== undefined)
    throw new DeskError(
      `${file.path} is of version ${staleVersion}: readers get the original, until it is of this one.`,
    );
}

// Of a reason as long as a post takes, all of it.
const longestNotice = 4_000;

/** @throws {UsageError} that names those that are possible */
function oneOf<T extends string>(option: string, given: string, possible: readonly T[]): T {
  const found = possible.find((each) => each === given);
  if (found !== undefined) return found;
  throw new UsageError(`“${given}” is not known; ${option} takes ${[...new Set(possible)].join(', ')}.`);
}
