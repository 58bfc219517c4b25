import { languages } from './translator.ts';

/** A language's name in itself, as a sentence begins: `Deutsch`, `Español`, `简体中文`; its tag where that has no name. */
export function languageName(tag: string): string {
  try {
    const { language, script, region } = new Intl.Locale(tag).maximize();
    // Chinese is told apart by its script, and not by a country: 简体中文.
    const shown = language === 'zh' && region === 'CN' ? `${language}-${script}` : tag;
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(shown) ?? tag;
    return name.replace(/^./u, (first) => first.toLocaleUpperCase(tag));
  } catch {
    return tag;
  }
}

/** The languages that the bot has texts in, as choices of an option: `de` by the name `Deutsch`. */
export const languageChoices = languages.map((tag) => ({ name: languageName(tag), value: tag }));
