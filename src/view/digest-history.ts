import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown, shortenToSize } from './markdown.ts';
import type { Action } from './pages.ts';
import { refusalOrWords } from './refusal-text.ts';

/** A slot of a digest and what became of it; instants in milliseconds since 1970. */
export type HistoryEntry = {
  readonly slot: number;
  readonly status: 'pending' | 'sent' | 'missed' | 'failed' | 'skipped';
  readonly reason:
    | 'late'
    | 'merged'
    | 'unknown'
    | 'nothing-new'
    | 'removed'
    | 'paused'
    | 'error'
    | 'publish-limit'
    | null;
  /** What Discord or the network said of an error, or of a post that cannot be published. */
  readonly detail: string | null;
  /** Whether the post is still to be published to the servers that follow its channel, or cannot be. */
  readonly publishing: 'waiting' | 'failed' | null;
  /** The address of the post. */
  readonly link: string | undefined;
  readonly attempts: number;
  /** When it is tried next, while it is pending. */
  readonly tryAfter: number;
  readonly finishedAt: number | null;
  /** The newest edit of the post. */
  readonly edit:
    | {
        readonly status: 'pending' | 'sent' | 'failed';
        readonly reason: 'not-posted' | 'unreadable' | 'error' | null;
        readonly detail: string | null;
        readonly finishedAt: number | null;
      }
    | undefined;
};

/** How many slots fit on a page within Discord's 4,000 characters, whatever became of them. */
export const historyPageSize = 8;

// In units of `sizeOf`.
const maxReasonLength = 100;
const onTimeWithinMs = 120_000;

/** What became of a slot, as a few lines of Markdown. */
export function slotText(entry: HistoryEntry, language: Language): string {
  const { t } = language;
  const { slot, status, attempts, link, finishedAt } = entry;
  const late = status === 'sent' ? (finishedAt ?? slot) - slot : 0;
  const head = [
    t('digest:history.slot', { at: seconds(slot) }),
    t(`digest:history.status.${status}`),
    ...(late > onTimeWithinMs ? [t('digest:history.late', { duration: durationText(late, language) })] : []),
    ...(attempts > 1 ? [t('digest:history.tries', { count: attempts })] : []),
    ...(link === undefined ? [] : [link]),
  ];
  return [head.join(' · '), ...details(entry, language).map((line) => `-# ${line}`)].join('\n');
}

function* details(entry: HistoryEntry, language: Language): Generator<string> {
  const { t } = language;
  const { status, reason, detail, publishing, tryAfter, edit } = entry;
  if (status === 'pending') yield t('digest:history.next', { at: seconds(tryAfter) });
  if (publishing === 'waiting')
    yield reason === 'publish-limit'
      ? t('digest:history.publishLater', { at: seconds(tryAfter) })
      : t('digest:history.toPublish');
  else if (detail)
    yield t(`digest:history.because.${status}`, { reason: refusalOrWords(detail, maxReasonLength, language) });
  else if (reason !== null && reason !== 'error') yield t(`digest:history.reason.${reason}`);
  if (edit) yield editText(edit, t);
}

function editText(edit: NonNullable<HistoryEntry['edit']>, t: Language['t']): string {
  const { status, reason, detail, finishedAt } = edit;
  return t(`digest:history.edit.${status}`, {
    at: seconds(finishedAt ?? 0),
    reason: reason === null || reason === 'error' ? quoted(detail ?? '') : t(`digest:history.editReason.${reason}`),
  });
}

function quoted(words: string): string {
  return shortenToSize(escapeMarkdown(words), maxReasonLength);
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}

function durationText(milliseconds: number, { locale }: Language): string {
  return Temporal.Duration.from({ milliseconds })
    .round({ largestUnit: 'days', smallestUnit: 'minutes', roundingMode: 'trunc' })
    .toLocaleString(locale, { style: 'long' });
}

/**
 * A page of what became of a digest's slots, of `pages`, counted from 0, with the way `back`; there is at least one
 * entry.
 */
export function historyMessage(
  { number, removedAt }: { readonly number: number; readonly removedAt: number | null },
  entries: readonly HistoryEntry[],
  { page, pages }: { readonly page: number; readonly pages: number },
  back: Action | undefined,
  language: Language,
): Message {
  const { t } = language;
  return card(
    {
      title: t('digest:history.title', { number }),
      subtitle: removedAt === null ? undefined : t('digest:removal.removed', { at: seconds(removedAt) }),
      sections: [{ paragraphs: entries.map((entry) => slotText(entry, language)) }],
      page,
      pages,
      pageCustomId: (other) => customIds.history(number, other),
      actions: back ? [back] : [],
    },
    language,
  );
}
