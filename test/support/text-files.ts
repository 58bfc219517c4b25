import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of one language as its files have them: by key, as `digest:check.title`. */
export type TextsByKey = ReadonlyMap<string, string>;

const textFolder = join(import.meta.dirname, '..', '..', 'src', 'text');

/** The folders of languages, and of variants as `en-US`. */
export const languageFolders = readdirSync(textFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The texts in the folder of a language. */
export function readTexts(language: string): TextsByKey {
  const folder = join(textFolder, language);
  return new Map(
    readdirSync(folder)
      // That is what people type, which every language has of its own.
      .filter((file) => file !== 'typed.json')
      .flatMap((file) =>
        flatten(JSON.parse(readFileSync(join(folder, file), 'utf8')), `${file.replace(/\.json$/, '')}:`),
      ),
  );
}

function flatten(value: unknown, key: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[key, String(value)]];
  return Object.entries(value).flatMap(([name, inner]) =>
    flatten(inner, key.endsWith(':') ? `${key}${name}` : `${key}.${name}`),
  );
}

/** A key as one finds it: its file, and its place in there. */
export function placeOf(language: string, key: string): string {
  const [file = '', path = ''] = key.split(':');
  return `${language}/${file}.json, ${path}`;
}
