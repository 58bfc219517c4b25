import { articleNamesOf } from './article-names.ts';
import type { Checker, Evidence, Finding } from './claim.ts';
import { countriesIn } from './countries.ts';
import { nearestName } from './near-names.ts';
import { baseLanguage } from './sentences.ts';
import { katakanaIn, unspacedNamesIn } from './unspaced-names.ts';
import { type Word, wordsOf } from './words.ts';

/** Finds Chinese and Japanese names that are not in the articles, and those that differ from one in a character. */
export const checkUnspacedNames: Checker = ({ text, language }, evidence) => {
  const base = baseLanguage(language);
  if (base !== 'zh' && base !== 'ja') return [];
  const words = wordsOf(text, language);
  const misspelt = misspeltIn(text, evidence);
  const countries = unknownCountries(words, language, evidence);
  // A translated name cannot be looked up in the article.
  const isTranslated = base !== baseLanguage(evidence.language);
  const unknown = isTranslated ? [] : unknownNames(text, words, language, evidence);
  const found = [...misspelt, ...countries];
  return [
    ...found,
    ...unknown.filter(
      ({ text: name }) => !found.some((finding) => finding.text.includes(name) || name.includes(finding.text)),
    ),
  ];
};

function unknownNames(text: string, words: readonly Word[], language: string, evidence: Evidence): Finding[] {
  const article = articleNamesOf(evidence);
  const countries = countriesIn(words, language);
  const isCountry = (start: number) => words.some((word, at) => word.start === start && countries.has(at));
  const aliases = evidence.names.flatMap((known) => [known.name, ...known.aliases]);
  const names = unspacedNamesIn(text, words, language)
    .filter((name) => !isCountry(name.start) && !article.text.includes(name.text))
    .filter((name) => !aliases.some((alias) => alias.includes(name.text) && isKnown(alias, evidence)));
  const katakana = new Set(katakanaIn(article.text));
  const nearly = katakanaIn(text).flatMap((word): Finding[] => {
    const says = katakana.has(word) || word.length < 4 ? undefined : nearestName(word, katakana);
    return says === undefined ? [] : [{ kind: 'name', text: word, says }];
  });
  const others = names.filter(({ text: name }) => !nearly.some((finding) => finding.text === name));
  return [...nearly, ...others.map((name): Finding => ({ kind: 'name', text: name.text }))];
}

/** True if an alias belongs to somebody whom the articles name. */
function isKnown(alias: string, evidence: Evidence): boolean {
  const { text } = articleNamesOf(evidence);
  return evidence.names.some(({ name, aliases }) => {
    const all = [name, ...aliases];
    return all.includes(alias) && all.some((other) => text.includes(other));
  });
}

function unknownCountries(words: readonly Word[], language: string, evidence: Evidence): Finding[] {
  const { countries } = articleNamesOf(evidence);
  return [...countriesIn(words, language)].flatMap(([at, code]): Finding[] => {
    const word = words[at];
    return word && !countries.has(code) ? [{ kind: 'name', text: word.text }] : [];
  });
}

/** Names of the briefing in which one character is another. */
function misspeltIn(text: string, { names }: Evidence): Finding[] {
  const aliases = names.flatMap(({ name, aliases: others }) => [name, ...others]);
  return aliases
    .filter((alias) => alias.length >= 3 && /^[\p{sc=Han}\p{sc=Kana}ー·・]+$/u.test(alias) && !text.includes(alias))
    .flatMap((alias): Finding[] => {
      for (let at = 0; at + alias.length <= text.length; at++) {
        const written = text.slice(at, at + alias.length);
        const differing = [...written].filter((letter, i) => letter !== alias[i]).length;
        if (differing === 1 && !aliases.includes(written)) return [{ kind: 'name', text: written, says: alias }];
      }
      return [];
    });
}
