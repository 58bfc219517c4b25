import { type Acronym, type ArticleNames, acronymsIn, articleNamesOf, hasWord, isInCapitals } from './article-names.ts';
import type { Checker, Claim, Evidence, Finding } from './claim.ts';
import { commonnessOf } from './common-words.ts';
import { countriesIn } from './countries.ts';
import { isTitle, type NameRun, type NameWord, nameRunsIn } from './names.ts';
import { nearestName } from './near-names.ts';
import { baseLanguage } from './sentences.ts';
import { type Word, wordsOf } from './words.ts';

/** Finds names that are not in the articles, by whatever name the article, the briefing or a dictionary has for them. */
export const checkNames: Checker = (claim, evidence) => {
  const words = wordsOf(claim.text, claim.language);
  const context: Context = {
    claim,
    evidence,
    article: articleNamesOf(evidence),
    countries: countriesIn(words, claim.language),
    acronyms: acronymsIn(claim.text, words),
    isTranslated: baseLanguage(claim.language) !== baseLanguage(evidence.language),
  };
  return nameRunsIn(claim.text, words, claim.language).flatMap((run) => findingsOf(run, context));
};

type Context = {
  readonly claim: Claim;
  readonly evidence: Evidence;
  readonly article: ArticleNames;
  /** The country that each word names, by its position. */
  readonly countries: ReadonlyMap<number, string>;
  readonly acronyms: readonly Acronym[];
  readonly isTranslated: boolean;
};

function findingsOf(run: NameRun, context: Context): Finding[] {
  const unknown = run.map((word) => isUnknown(word, context));
  const findings: Finding[] = [];
  // Unknown words side by side are one name.
  for (let at = 0; at < run.length; at++) {
    if (!unknown[at]) continue;
    let end = at + 1;
    while (unknown[end]) end += 1;
    findings.push(findingOf(run, at, end, context));
    at = end;
  }
  return findings.length > 0 ? findings : [...wrongPair(run, context)];
}

function findingOf(run: NameRun, start: number, end: number, { claim, article }: Context): Finding {
  const [first, last] = [run[start], run[end - 1]];
  const text = claim.text.slice(first?.start, last?.end).replace(/['’]s?$/, '');
  const says = end - start === 1 && first ? (nearest(first, article) ?? neighbour(run, start, article)) : undefined;
  return says === undefined ? { kind: 'name', text } : { kind: 'name', text, says };
}

function nearest(word: Word, { written }: ArticleNames): string | undefined {
  const key = nearestName(word.key, written.keys());
  return key === undefined ? undefined : written.get(key);
}

/** What stands in the article beside the rest of the name: `Sergei Lavrov` for `Sergei Petrov`. */
function neighbour(run: NameRun, at: number, { next, previous, written }: ArticleNames): string | undefined {
  const [before, after] = [run[at - 1], run[at + 1]];
  const second = before && [...(next.get(before.key) ?? [])].find((key) => key !== undefined);
  if (before && second) return `${written.get(before.key)} ${written.get(second)}`;
  const first = after && [...(previous.get(after.key) ?? [])].find((key) => key !== undefined);
  return after && first ? `${written.get(first)} ${written.get(after.key)}` : undefined;
}

/** True if a word of the claim is a name that the articles do not have. */
function isUnknown(word: NameWord, { claim, evidence, article, countries, acronyms, isTranslated }: Context): boolean {
  const { language } = claim;
  const country = countries.get(word.at);
  if (isPartOfAcronym(word, article, acronyms)) return false;
  if (country !== undefined) return !article.countries.has(country) && !article.known.has(word.key);
  if (hasWord(word, article, language)) return false;
  if (isTranslated) return isMisspelt(word, article, language);
  if (isInCapitals(word) && article.acronyms.has(word.key)) return false;
  return word.isName() || isMisspelt(word, article, evidence.language);
}

/** True if a word is nearly a name of the article and no word of its own. */
function isMisspelt(word: NameWord, article: ArticleNames, language: string): boolean {
  const name = nearest(word, article);
  if (name === undefined || commonnessOf(name, language) === 'word') return false;
  return !word.saysLittle || commonnessOf(word.text, language) !== 'word';
}

/** True if the claim writes out what the article has as an acronym. */
function isPartOfAcronym({ at }: NameWord, { capitals }: ArticleNames, acronyms: readonly Acronym[]): boolean {
  return acronyms.some(({ letters, first, last }) => first <= at && at <= last && capitals.has(letters));
}

/** Two words of names that the article never has side by side, though it has other words beside them. */
function* wrongPair(run: NameRun, { claim, article, countries }: Context): Generator<Finding> {
  const base = baseLanguage(claim.language);
  // German nouns stand side by side without being a name.
  if (base === 'de') return;
  const { next, previous, written } = article;
  for (const [i, first] of run.entries()) {
    const second = run[i + 1];
    if (!second || countries.has(first.at) || countries.has(second.at) || isTitle(first, base)) continue;
    const after = next.get(first.key);
    const before = previous.get(second.key);
    if (!after || !before || after.has(second.key)) continue;
    const text = claim.text.slice(first.start, second.end).replace(/['’]s?$/, '');
    const [otherSecond] = after;
    const [otherFirst] = before;
    if (!after.has(undefined) && otherSecond)
      yield { kind: 'name', text, says: `${written.get(first.key)} ${written.get(otherSecond)}` };
    else if (!before.has(undefined) && otherFirst)
      yield { kind: 'name', text, says: `${written.get(otherFirst)} ${written.get(second.key)}` };
  }
}
