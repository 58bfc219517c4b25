import type { Language } from '../text/language.ts';
import { accents, card, type Message } from './card.ts';

/** A short answer about a digest, as Markdown; a warning has another accent. */
export function digestNotice(title: string, text: string, language: Language, warning = false): Message {
  return card(
    { title, sections: [{ paragraphs: [text] }], accent: warning ? accents.warning : accents.brand },
    language,
  );
}

/**
 * Tells moderators that a digest was paused, and what to do.
 * @param missing the permissions that the bot lacks there; empty if that is not known.
 */
export function alertMessage(
  number: number,
  channel: string,
  why: 'permission' | 'gone',
  missing: readonly string[],
  language: Language,
): Message {
  const { t, list } = language;
  const known = why === 'permission' && missing.length === 0 ? 'permissionUnknown' : why;
  const names = missing.length === 0 ? ['ViewChannel', 'SendMessages'] : missing;
  const permissions = list(names.map((name) => t(`digest:permission.${name}`)));
  return digestNotice(
    t('digest:alert.title', { number }),
    t(`digest:alert.${known}`, { number, channel, permissions }),
    language,
    true,
  );
}
