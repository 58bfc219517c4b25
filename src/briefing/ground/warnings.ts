import { parseShape } from '../file/parse.ts';
import type { FileProblem } from '../file/problem.ts';
import { located } from '../file/problems.ts';
import type { Problem } from '../file/raw-file.ts';
import type { BriefingFile } from '../file/schema.ts';
import { claimsOf } from './briefing-claims.ts';
import { type BriefingClaim, isSentence, namesIn } from './claim-reader.ts';
import { factsOf } from './facts.ts';
import type { FoundNumber } from './found-number.ts';
import { otherLanguage } from './language.ts';
import { nameRunsIn } from './names.ts';
import { nearestName } from './near-names.ts';
import { bears } from './number-match.ts';
import { wordsOf } from './words.ts';

/**
 * What may be wrong in the text of a file without errors, as far as it takes knowledge of its language: numbers that do
 * not fit each other, misspelt names, another language than it says. `articleLength` is that of its articles together,
 * in characters, where they are there.
 */
export function languageWarnings(text: string, file: string, articleLength?: number): FileProblem[] {
  const content = parseShape(text);
  if (!content) return [];
  const claims = claimsOf(content);
  const found = [
    ...inAnotherLanguage(content, claims),
    ...numbersAlone(claims, content),
    ...misspeltNames(claims, content),
    ...(articleLength === undefined ? [] : longerThanArticle(content, articleLength)),
  ];
  return found.length === 0 ? [] : located(found, 'warning', text, file);
}

function inAnotherLanguage({ language }: BriefingFile, claims: readonly BriefingClaim[]): Problem[] {
  // Names and figures are of no language.
  const sentences = claims.filter(isSentence).map(({ claim }) => claim.text);
  const other = otherLanguage(sentences.join('\n'), language);
  if (other === undefined) return [];
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const message = `the text is ${names.of(other)}, and language says ${names.of(language)}`;
  return [{ path: ['language'], message, hint: `write language: ${other}` }];
}

/** Numbers of a headline, a brief or a figure that no statement has: one of them is wrong, or a statement is missing. */
function numbersAlone(claims: readonly BriefingClaim[], content: BriefingFile): Problem[] {
  const isBrief = ({ path }: BriefingClaim) => {
    const { role } = content.descriptions[Number(path[1])] ?? {};
    return path[0] === 'descriptions' && role?.length === 1 && role[0] === 'brief';
  };
  const isFigure = ({ path }: BriefingClaim) => path[0] === 'figures' && amountKeys.has(path[2]);
  const isStatement = (claim: BriefingClaim) => statementParts.has(claim.path[0]) && !isBrief(claim);
  const told = claims.filter(isStatement).flatMap(numbersOfClaim);
  // A file of one brief and no more has nothing to hold it against.
  if (!claims.some(isStatement)) return [];
  return claims
    .filter((claim) => claim.path[0] === 'headline' || isBrief(claim) || isFigure(claim))
    .flatMap((claim) =>
      numbersOfClaim(claim)
        .filter((number) => !isSmall(number) && !told.some((other) => bears(other, number)))
        .slice(0, 1)
        .map((number) => ({
          path: claim.path,
          message: `no statement has the number ${number.text}`,
          hint: 'is it right? Then a statement should tell it',
        })),
    );
}

const amountKeys: ReadonlySet<unknown> = new Set(['value', 'min', 'max', 'was']);
const statementParts: ReadonlySet<unknown> = new Set([
  'descriptions',
  'why',
  'next',
  'topics',
  'timeline',
  'people',
  'organisations',
  'places',
  'events',
]);

function numbersOfClaim({ claim }: BriefingClaim): readonly FoundNumber[] {
  return factsOf(claim.text, claim.language).numbers.filter(({ kind }) => kind !== 'one');
}

/** `two leaders` may count names that stand there. */
const isSmall = ({ value, inWords }: FoundNumber) => inWords && value <= 3;

/** Shorter names are too often a letter from another, as Iran from Iraq. */
const leastLetters = 5;

/** Words with a capital that are a letter away from a name of the briefing, and are not themselves one. */
function misspeltNames(claims: readonly BriefingClaim[], content: BriefingFile): Problem[] {
  const { language } = content;
  const known = new Set(
    [...namesIn(content).values()]
      .flatMap(({ name, aliases }) => [name, ...aliases])
      .flatMap((name) => wordsOf(name, language).map(({ key }) => key))
      .filter((key) => key.length >= leastLetters),
  );
  const found = new Map<string, Problem>();
  for (const { claim, path } of claims)
    for (const { key, text, isName } of nameRunsIn(claim.text, wordsOf(claim.text, language), language).flat()) {
      if (!isName || key.length < leastLetters || known.has(key) || found.has(key)) continue;
      const nearest = nearestName(key, known);
      // Russian is no misspelt Russia.
      if (nearest === undefined || key.startsWith(nearest) || nearest.startsWith(key)) continue;
      const meant = nearest.charAt(0).toUpperCase() + nearest.slice(1);
      const hint = `did you mean ${meant}? If not, add ${text} to the aliases of whoever is called so`;
      found.set(key, { path, message: `${text} is almost ${meant}, which the briefing has as a name`, hint });
    }
  return [...found.values()];
}

function longerThanArticle({ descriptions }: BriefingFile, articleLength: number): Problem[] {
  const full = descriptions.filter(({ role }) => role === undefined || role.includes('full'));
  const length = full.reduce((sum, { value, quote }) => sum + (value ?? quote ?? '').length, 0);
  if (length <= articleLength) return [];
  const message = `at full depth the briefing has ${length} characters, and its article ${articleLength}`;
  return [{ path: ['descriptions'], message, hint: 'a briefing is shorter than what it sums up' }];
}
