import type { Language } from '../text/language.ts';
import type { TextValues, UserError } from '../text/user-error.ts';
import { accents, card, type Message } from './card.ts';
import { escapeMarkdown, shorten } from './markdown.ts';

/** Tells a person what they can mend: the error's text, its values escaped and at most 300 characters each. */
export function refusalMessage({ key, values }: UserError, language: Language): Message {
  const { t } = language;
  const shown: TextValues = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeMarkdown(shorten(value, 300)) : value,
    ]),
  );
  return card(
    { title: t('error:title'), sections: [{ paragraphs: [t(key, shown)] }], accent: accents.warning },
    language,
  );
}

/** Apologises for an error of ours, with the reference under which the log has it. */
export function failureMessage(reference: string, language: Language): Message {
  const { t } = language;
  return card(
    {
      title: t('error:apologyTitle'),
      sections: [{ paragraphs: [t('error:apology', { reference })] }],
      accent: accents.warning,
    },
    language,
  );
}
