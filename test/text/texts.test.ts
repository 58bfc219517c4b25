import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fallbackLanguage, languages } from '../../src/text/translator.ts';
import { languageProblems, variantProblems } from '../support/text-checks.ts';
import { languageFolders, readTexts } from '../support/text-files.ts';

/*
 * What a language lacks or has wrong. To see it for one: npx vitest run test/text/texts.test.ts -t "texts of ru"
 */

const english = readTexts(fallbackLanguage);

/** The keys of texts that are rightly the same as in English, one a line. */
function sameAsEnglish(language: string): ReadonlySet<string> {
  const path = join(import.meta.dirname, 'same-as-english', `${language}.txt`);
  return new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []);
}

test.each(languages)('the texts of %s are whole', (language) => {
  const problems = languageProblems(language, readTexts(language), english, sameAsEnglish(language));
  expect.soft(problems.length, `${problems.length} problems:\n${problems.join('\n')}\n`).toBe(0);
});

test.each(languageFolders.filter((folder) => !languages.includes(folder)))('%s has only what differs', (variant) => {
  const base = variant.split('-')[0] ?? variant;
  expect(variantProblems(variant, readTexts(variant), readTexts(base))).toEqual([]);
});
