import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInstance, type Resource } from 'i18next';
import type { TextValues } from './user-error.ts';

/*
 * Every text that a person sees, by key, as `view:sources`. Each language is a folder of JSON files, named by Discord's
 * locale (https://docs.discord.com/developers/reference#locales). To add a language, add its folder.
 */

/** The language of texts that another language does not have. */
export const fallbackLanguage = 'en';

/** The text of a key; of several keys, the text of the first that exists. Values are inserted without escaping. */
export type Translate = (key: string | string[], values?: TextValues) => string;

const resources: Resource = {};
for (const folder of readdirSync(import.meta.dirname, { withFileTypes: true })) {
  if (!folder.isDirectory()) continue;
  const path = join(folder.parentPath, folder.name);
  resources[folder.name] = Object.fromEntries(
    readdirSync(path).map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(path, file), 'utf8'))]),
  );
}

/** The languages that the bot has texts in, as Discord's locales. */
export const languages = Object.keys(resources);

const i18n = createInstance({
  resources,
  ns: Object.keys(resources[fallbackLanguage] ?? {}),
  fallbackLng: fallbackLanguage,
  initAsync: false,
  // Messages are Markdown, not HTML: the views escape the values.
  interpolation: { escapeValue: false },
  returnNull: false,
});
void i18n.init();

// The name is a group, so that splitting by it gives texts and names alternately.
const placeholder = /{{(\w+)}}/;
const translators = new Map<string, Translate>();

/** Translates into the language of a Discord locale, as `de` or `en-US`; into English if there is no such folder. */
export function translator(locale: string = fallbackLanguage): Translate {
  const language = textLanguage(locale);
  const known = translators.get(language);
  if (known) return known;
  const lookUp = i18n.getFixedT(language);
  // Without this cache, i18next takes a third of the time of an answer. Plurals depend on the count and are not cached.
  const partsByKey = new Map<string, readonly string[]>();
  const translate: Translate = (key, values = {}) => {
    if (values.count !== undefined) return String(lookUp(key, values));
    const name = String(key);
    const parts = partsByKey.get(name) ?? String(lookUp(key, { skipInterpolation: true })).split(placeholder);
    partsByKey.set(name, parts);
    let text = '';
    for (const [i, part] of parts.entries()) text += i % 2 ? (values[part] ?? '') : part;
    return text;
  };
  translators.set(language, translate);
  return translate;
}

/** The language of the texts for a locale: the locale itself, its language without the region, or English. */
export function textLanguage(locale: string): string {
  const base = locale.split('-')[0] ?? '';
  return (
    languages.find((language) => language === locale) ??
    languages.find((language) => language === base) ??
    fallbackLanguage
  );
}
