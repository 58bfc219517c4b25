import type { Briefing } from '../briefing/file/schema.ts';
import type { Amendment, Withdrawal } from '../briefing/library/publication-status.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { open } from './custom-ids.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { Paragraph } from './pages.ts';

type Correction = NonNullable<Briefing['corrections']>[number];

// Below so many UTF-16 units a correction says nothing.
const shortest = 120;

/**
 * What was put right, oldest first, in at most `room` UTF-16 units with their line breaks, of which there must be
 * 140; where there is no room for all, the newest, and the number of the others.
 */
export function correctionLines(corrections: readonly Correction[], room: number, { t }: Language): string[] {
  const line = ({ date }: Correction, text: string) => t('digest:corrected', { at: secondOf(date), text });
  const whole = corrections.map((correction) => line(correction, escapeMarkdown(correction.text)));
  if (lengthOf(whole) <= room) return whole;
  const shown = corrections.slice(-Math.max(1, Math.floor(room / shortest)));
  const earlier = corrections.length - shown.length;
  const lines = earlier > 0 ? [t('digest:correctedEarlier', { count: earlier })] : [];
  for (const [i, correction] of shown.entries()) {
    const space = Math.floor((room - lengthOf(lines)) / (shown.length - i)) - line(correction, '').length - 1;
    lines.push(line(correction, shorten(escapeMarkdown(correction.text), space)));
  }
  return lines;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

/** That a briefing was withdrawn and why, in at most `room` UTF-16 units; nothing else of it. */
export function withdrawalText({ date, reason }: Withdrawal, room: number, { t }: Language): string {
  if (reason === undefined) return t('digest:withdrawn', { at: secondOf(date) });
  const notice = (text: string) => t('digest:withdrawnBecause', { at: secondOf(date), text });
  return notice(shorten(escapeMarkdown(reason), room - notice('').length));
}

/** What was put right, newest first, with a menu to open the briefings; of one briefing only, if `about` names one. */
export function correctionsMessage(
  amendments: readonly Amendment[],
  about: { readonly slug: string; readonly headline: string } | undefined,
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
      sections: [
        { paragraphs: amendments.length > 0 ? amendments.map((amendment) => listed(amendment, language)) : [none] },
      ],
      page,
      open: (page) => open.corrections(page, about?.slug),
      choose: t('view:chooseBriefing'),
    },
    language,
  );
}

function listed(amendment: Amendment, language: Language): Paragraph {
  const { t, date } = language;
  if (amendment.kind === 'withdrawal') {
    const { date, reason } = amendment.withdrawal;
    return t(reason === undefined ? 'view:withdrawn' : 'view:withdrawnBecause', {
      at: secondOf(date),
      text: escapeMarkdown(reason ?? ''),
    });
  }
  const { briefing, correction } = amendment;
  return {
    text: t('view:corrected', {
      headline: escapeMarkdown(briefing.headline),
      at: secondOf(correction.date),
      version: correction.version,
      text: escapeMarkdown(correction.text),
    }),
    choice: {
      label: briefing.headline,
      description: date(correction.date.slice(0, 10)),
      open: open.summary(briefing.slug, 'standard'),
    },
  };
}

/** As Discord's timestamps count: in seconds. */
function secondOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}
