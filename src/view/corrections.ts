import type { Briefing } from '../briefing/briefing.ts';
import { inLanguage } from '../briefing/in-language.ts';
import type { Amendment, Withdrawal } from '../briefing/library/publication-status.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown, shortenToSize, sizeOf } from './markdown.ts';
import type { Paragraph } from './pages.ts';

type Correction = NonNullable<Briefing['corrections']>[number];

// In units of `sizeOf`; a shorter excerpt of a correction says nothing.
const shortestExcerpt = 120;

/**
 * One line for each correction, oldest first. With their line breaks they have at most `room` units of `sizeOf`, which must
 * be 140 or more. If there is no room for all, the older ones are only counted.
 */
export function correctionLines(corrections: readonly Correction[], room: number, language: Language): string[] {
  const { t } = language;
  const line = ({ date }: Correction, text: string) => t('digest:corrected', { date: dayOf(date, language), text });
  const whole = corrections.map((correction) => line(correction, escapeMarkdown(correction.text)));
  if (lengthOf(whole) <= room) return whole;
  const shown = corrections.slice(-Math.max(1, Math.floor(room / shortestExcerpt)));
  const earlier = corrections.length - shown.length;
  const lines = earlier > 0 ? [t('digest:correctedEarlier', { count: earlier })] : [];
  for (const [i, correction] of shown.entries()) {
    const space = Math.floor((room - lengthOf(lines)) / (shown.length - i)) - sizeOf(line(correction, '')) - 1;
    lines.push(line(correction, shortenToSize(escapeMarkdown(correction.text), space)));
  }
  return lines;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + sizeOf(line) + 1, 0);
}

/** Says that a briefing was withdrawn and why, in at most `room` units of `sizeOf`. */
export function withdrawalText({ date, reason }: Withdrawal, room: number, language: Language): string {
  const { t } = language;
  if (reason === undefined) return t('digest:withdrawn', { date: dayOf(date, language) });
  const notice = (text: string) => t('digest:withdrawnBecause', { date: dayOf(date, language), text });
  return notice(shortenToSize(escapeMarkdown(reason), room - sizeOf(notice(''))));
}

/** The one briefing that the list keeps to, if any, and whether there are more than it has. */
type Listed = {
  readonly about?: { readonly slug: string; readonly headline: string } | undefined;
  readonly isCut?: boolean;
};

/**
 * Corrections and withdrawals, newest first, with a menu of their briefings; of one briefing only if `about` is set.
 */
export function correctionsMessage(
  amendments: readonly Amendment[],
  { about, isCut }: Listed,
  page: number,
  language: Language,
): Message {
  const { t } = language;
  const none = about
    ? t('view:correctionsNoneOf', { headline: escapeMarkdown(about.headline) })
    : t('view:correctionsNone');
  return card(
    {
      title: t('view:correctionsTitle'),
      subtitle: isCut ? t('view:correctionsCut', { count: amendments.length }) : undefined,
      sections: [
        { paragraphs: amendments.length > 0 ? amendments.map((amendment) => listed(amendment, language)) : [none] },
      ],
      page,
      pageCustomId: (other) => customIds.corrections(other, about?.slug),
      menuPlaceholder: t('view:chooseBriefing'),
    },
    language,
  );
}

function listed(amendment: Amendment, language: Language): Paragraph {
  const { t } = language;
  if (amendment.kind === 'withdrawal') {
    const { date, reason } = amendment.withdrawal;
    return t(reason === undefined ? 'view:withdrawn' : 'view:withdrawnBecause', {
      at: secondOf(date),
      text: escapeMarkdown(reason ?? ''),
    });
  }
  const { version } = amendment.correction;
  const briefing = inLanguage(amendment.briefing, language);
  const correction = briefing.corrections?.find((each) => each.version === version) ?? amendment.correction;
  return {
    text: t('view:corrected', {
      headline: escapeMarkdown(briefing.headline),
      at: secondOf(correction.date),
      version: correction.version,
      text: escapeMarkdown(correction.text),
    }),
    choice: {
      label: briefing.headline,
      description: dayOf(correction.date, language),
      customId: customIds.summary(briefing.slug),
    },
  };
}

function dayOf(instant: string, { date }: Language): string {
  return date(instant.slice(0, 10));
}

/** In seconds since 1970, as Discord's timestamps have it. */
function secondOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
