import type { Language } from '../text/language.ts';
import type { TextValues, UserError } from '../text/user-error.ts';
import { accents, card, type Message } from './card.ts';
import { escapeMarkdown, shorten } from './markdown.ts';

/** Tells a person what they can mend: the error's text, its values escaped and at most 300 characters each. */
export function refusalMessage({ key, values }: UserError, language: Language): Message {
  const { t } = language;
  const shown: TextValues = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? shownValue(value) : value]),
  );
  return card(
    {
      title: t([`${key}Title`, 'error:title']),
      sections: [{ paragraphs: [bareCode(t(key, shown))] }],
      accent: accents.warning,
    },
    language,
  );
}

/** It has no backtick and is never empty, so that code in the text begins and ends where the text says. */
function shownValue(value: string): string {
  return escapeMarkdown(shorten(value, 300).replaceAll('`', 'ˋ')) || ' ';
}

/** Code shows what is in it as it stands: backslashes too, so that nothing in it is escaped. */
function bareCode(markdown: string): string {
  return markdown.replace(/`[^`]+`/g, (code) => code.replace(/\\(.)/g, '$1'));
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
