import type { Language } from '../text/language.ts';
import { accents, card, type Message } from './card.ts';
import type { Action, Section } from './pages.ts';

/** A short answer about something that went wrong or was done, with Markdown texts. */
export function noticeMessage(
  notice: { title: string; sections: readonly Section[]; actions?: readonly Action[]; warning?: boolean },
  language: Language,
): Message {
  const { warning, ...content } = notice;
  return card({ ...content, accent: warning ? accents.warning : accents.brand }, language);
}
