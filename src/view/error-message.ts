import type { Language } from '../text/language.ts';
import type { TextValues, UserError } from '../text/user-error.ts';
import { accents, card, type Message } from './card.ts';
import { escapeMarkdown, shorten } from './markdown.ts';

/**
 * Shows a `UserError` to the person. Its values are escaped and have at most 300 characters each; the name of an option
 * is shown as the person sees it.
 */
export function userErrorMessage({ key, values }: UserError, language: Language): Message {
  const { t } = language;
  const shown: TextValues = Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value === 'number') return [name, value];
      if (typeof value !== 'string') return [name, language.either(value.map(shownValue))];
      return [name, shownValue(name === 'option' ? language.command(value) : value)];
    }),
  );
  return card(
    {
      title: t([`${key}Title`, 'error:title']),
      sections: [{ paragraphs: [unescapeCode(t(key, shown))] }],
      accent: accents.warning,
    },
    language,
  );
}

/** Without backticks and never empty, so that it cannot begin or end code in the text. */
function shownValue(value: string): string {
  return escapeMarkdown(shorten(value, 300).replaceAll('`', 'ˋ')) || ' ';
}

/** Removes escapes from code, where Discord would show the backslashes. */
function unescapeCode(markdown: string): string {
  return markdown.replace(/`[^`]+`/g, (code) => code.replace(/\\(.)/g, '$1'));
}

/** Apologises for a failure of the bot, with the reference under which the log has it. */
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
