import { languages } from './translator.ts';

/** A language's name in itself, as a sentence begins: `Deutsch`, `Español`, `日本語`; its tag where that has no name. */
export function languageName(tag: string): string {
  try {
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
    return name.replace(/^./u, (first) => first.toLocaleUpperCase(tag));
  } catch {
    return tag;
  }
}

/** The languages that the bot has texts in, as choices of an option: `de` by the name `Deutsch`. */
export const languageChoices = languages.map((tag) => ({ name: languageName(tag), value: tag }));
