import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInstance, type Resource } from 'i18next';
import type { TextValues } from './user-error.ts';

/*
 * Every text that a person sees, by key: `view:sources`. One folder of JSON files for each language, named as Discord
 * names its locales (https://docs.discord.com/developers/reference#locales); a language is added by adding its folder.
 */

export const fallbackLanguage = 'en';

/** The text of a key as `view:sources`; of several keys, the first that exists. Values are put in as they are. */
export type Translate = (key: string | string[], values?: TextValues) => string;

const resources: Resource = {};
for (const folder of readdirSync(import.meta.dirname, { withFileTypes: true })) {
  if (!folder.isDirectory()) continue;
  const path = join(folder.parentPath, folder.name);
  resources[folder.name] = Object.fromEntries(
    readdirSync(path).map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(path, file), 'utf8'))]),
  );
}

/** The languages that the bot speaks, as Discord's locales. */
export const languages = Object.keys(resources);

const i18n = createInstance({
  resources,
  ns: Object.keys(resources[fallbackLanguage] ?? {}),
  fallbackLng: fallbackLanguage,
  initAsync: false,
  // Messages are Markdown, not HTML: whoever puts a value in escapes it.
  interpolation: { escapeValue: false },
  returnNull: false,
});
void i18n.init();

// With the name as a group: what is split by it is text and name in turn.
const placeholder = /{{(\w+)}}/;
const translators = new Map<string, Translate>();

/** The texts in the language of a Discord locale, as `de` or `en-US`; English where there are none. */
export function translator(locale: string = fallbackLanguage): Translate {
  const language = languageOf(locale);
  const known = translators.get(language);
  if (known) return known;
  const fixed = i18n.getFixedT(language);
  // A third of what an answer costs, if i18next looks each text up each time. Which plural it is hangs on the count:
  // it says so.
  const found = new Map<string, readonly string[]>();
  const translate: Translate = (key, values = {}) => {
    if (values.count !== undefined) return String(fixed(key, values));
    const name = String(key);
    const parts = found.get(name) ?? String(fixed(key, { skipInterpolation: true })).split(placeholder);
    found.set(name, parts);
    let text = '';
    for (const [i, part] of parts.entries()) text += i % 2 ? (values[part] ?? '') : part;
    return text;
  };
  translators.set(language, translate);
  return translate;
}

/** True if the fallback language has a text of this key; plural forms count. */
export function hasText(key: string): boolean {
  return i18n.exists(key, { lng: fallbackLanguage, count: 1 });
}

/** The language that a person of this locale reads: the locale itself, its language without the region, or English. */
export function languageOf(locale: string): string {
  const base = locale.split('-')[0] ?? '';
  return (
    languages.find((language) => language === locale) ??
    languages.find((language) => language === base) ??
    fallbackLanguage
  );
}
