import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInstance } from 'i18next';
import { baseLanguage } from './base-language.ts';
import { localizeCode, localizeCommandLine, type Texts } from './command-line.ts';
import type { TextValues } from './user-error.ts';

/*
 * Every text that a person sees, by key, as `view:sources`. Each language is a folder of JSON files, named by Discord's
 * locale (https://docs.discord.com/developers/reference#locales) or, where one text serves all regions, without the
 * region. To add a language, add its folder. A variant, as `en-US` beside `en`, has only the texts that differ.
 *
 * Commands and options stand in code and by their English names in every language: `/digest edit time:09:00`, `topic`,
 * `clear:topic`. Each language's readers see the names that its `command.json` gives them.
 */

/** The language of texts that another language does not have. */
export const fallbackLanguage = 'en';

/** The text of a key; of several keys, the text of the first that exists. Values are inserted without escaping. */
export type Translate = (key: string | string[], values?: TextValues) => string;

const folders = new Map<string, Readonly<Record<string, Texts>>>();
for (const folder of readdirSync(import.meta.dirname, { withFileTypes: true })) {
  if (!folder.isDirectory()) continue;
  const path = join(folder.parentPath, folder.name);
  const files = readdirSync(path)
    // That is what people type, and no text.
    .filter((file) => file !== 'typed.json')
    .map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(path, file), 'utf8'))]);
  folders.set(folder.name, Object.fromEntries(files));
}

const isVariant = (folder: string) => folder !== baseLanguage(folder) && folders.has(baseLanguage(folder));

/** The languages that the bot has all its texts in, as their folders are called. */
export const languages: readonly string[] = [...folders.keys()].filter((folder) => !isVariant(folder));

/** The texts of commands in the language of a folder: those of a variant are called as in what it is a variant of. */
const commandTexts = (folder: string) => folders.get(isVariant(folder) ? baseLanguage(folder) : folder)?.command ?? {};

const i18n = createInstance({
  resources: Object.fromEntries(
    [...folders].map(([folder, files]) => [folder, withLocalCommands(files, commandTexts(folder))]),
  ),
  ns: Object.keys(folders.get(fallbackLanguage) ?? {}),
  fallbackLng: fallbackLanguage,
  initAsync: false,
  // Messages are Markdown, not HTML: the views escape the values.
  interpolation: { escapeValue: false },
  returnNull: false,
});
void i18n.init();

function withLocalCommands(texts: Texts, commands: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? localizeCode(text, commands) : withLocalCommands(text, commands),
    ]),
  );
}

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

/**
 * The language of the texts for a locale: the locale itself, its language without the region, the same language as
 * another region has it, or English. So who reads Traditional Chinese gets Simplified Chinese, which they can read,
 * rather than English; CLDR's language matching prefers it too (https://www.unicode.org/reports/tr35/#LanguageMatching).
 */
export function textLanguage(locale: string = fallbackLanguage): string {
  return folderOf(locale) ?? fallbackLanguage;
}

/** True if the language of a locale has texts of its own. */
export function hasTexts(locale: string): boolean {
  return folderOf(locale) !== undefined;
}

function folderOf(locale: string): string | undefined {
  const base = baseLanguage(locale);
  return (
    [locale, base].find((name) => folders.has(name)) ?? languages.find((language) => baseLanguage(language) === base)
  );
}

/** A command line with English names, as `/who name:xi`, as Discord shows it in the language of a locale. */
export function commandLine(locale: string, line: string): string {
  return localizeCommandLine(line, commandTexts(textLanguage(locale)));
}
