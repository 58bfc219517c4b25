import type { Chance } from '../../chaos/plan.ts';
import { inCaseOf, type Mutation, type Mutator, oneOutsideQuotes, spansOf, textOf } from './mutator.ts';

// From, as a pattern, and to.
const opposites: readonly (readonly [string, string])[] = [
  ['rose', 'fell'],
  ['fell', 'rose'],
  ['risen', 'fallen'],
  ['fallen', 'risen'],
  ['rising', 'falling'],
  ['falling', 'rising'],
  ['increased', 'decreased'],
  ['decreased', 'increased'],
  ['increase', 'decrease'],
  ['decrease', 'increase'],
  ['higher', 'lower'],
  ['lower', 'higher'],
  ['highest', 'lowest'],
  ['lowest', 'highest'],
  ['gained', 'lost'],
  ['climbed', 'dropped'],
  ['dropped', 'climbed'],
  ['grew(?! out)', 'shrank'],
  ['shrank', 'grew'],
  ['(?<!no )more than', 'less than'],
  ['fewer than', 'more than'],
  ['at least', 'at most'],
  ['at most', 'at least'],
  ['over half', 'under half'],
  ['under half', 'over half'],
  ['approved', 'rejected'],
  ['accepted', 'rejected'],
  ['supports', 'opposes'],
  ['opposes', 'supports'],
  ['supported', 'opposed'],
  ['opposed', 'supported'],
  ['in favour of', 'against'],
  ['in favour(?! of)', 'against'],
  ['against(?= (?:the|a|an|any|it|this) )', 'in favour of'],
  ['better', 'worse'],
  ['worse', 'better'],
  ['cheaper', 'dearer'],
  ['dearer', 'cheaper'],
  ['more expensive', 'less expensive'],
  ['less expensive', 'more expensive'],
  ['faster', 'slower'],
  ['slower', 'faster'],
  ['shorter', 'longer'],
  ['earlier than', 'later than'],
  ['later than', 'earlier than'],
  ['safe', 'unsafe'],
  ['unsafe', 'safe'],
  ['likely', 'unlikely'],
  ['unlikely', 'likely'],
  ['possible', 'impossible'],
  ['impossible', 'possible'],
  ['rejected', 'accepted'],
];
const negations: readonly (readonly [string, string])[] = [
  ['will not be', 'will be'],
  ['will not', 'will'],
  ['is not', 'is'],
  ['are not', 'are'],
  ['was not', 'was'],
  ['were not', 'were'],
  ['has not', 'has'],
  ['have not', 'have'],
  ['had not', 'had'],
  ['cannot', 'can'],
  ['should not', 'should'],
  ['did not', 'did'],
  ['does not', 'does'],
  ['no longer', 'still'],
];
const affirmations: readonly (readonly [string, string])[] = [
  ['will', 'will not'],
  ['is', 'is not'],
  ['are', 'are not'],
  ['was(?! told)', 'was not'],
  ['were', 'were not'],
  ['has been', 'has not been'],
  ['have been', 'have not been'],
  ['had been', 'had not been'],
  ['can', 'cannot'],
  ['could', 'could not'],
  ['must', 'need not'],
  ['should', 'should not'],
];

/** Puts the opposite in its place: `rose` to `fell`, `approved` to `rejected`. English only. */
export const opposite: Mutator = ({ claim: { text } }, { language }, chance) => {
  if (language !== 'en') return undefined;
  const mutation = exchanged(text, opposites, chance);
  return mutation?.text === undefined ? undefined : { text: withRightArticle(mutation.text) };
};

function withRightArticle(text: string): string {
  return text
    .replace(/\b(a)(?= (?:impossible|unlikely|unsafe|increase)\b)/i, '$1n')
    .replace(/\b(a)n(?= (?:possible|likely|safe|decrease)\b)/i, '$1');
}

// With another one in it, a statement may mean what it meant.
const anyNegation = /\b(?:not?|never|nobody|none|nothing|neither|nor|without|denie[sd]|only|if|whether|unknown)\b/iu;

/** Takes a “not” away, or else puts one in. English only. */
export const negation: Mutator = ({ claim: { text } }, { language }, chance) => {
  if (language !== 'en') return undefined;
  const removed = exchanged(text, negations, chance);
  return removed ?? (anyNegation.test(text) ? undefined : exchanged(text, affirmations, chance, isOfTheWhole));
};

/** False of `Should it rain`, `at least 37 people were killed` and `more than he is due`: a “not” there makes nothing that is wrong. */
function isOfTheWhole(before: string): boolean {
  return before !== '' && !/\d|people/.test(before.slice(-25)) && !/\b(?:than|what|as) (?:\S+ )?$/.test(before);
}

/** True of `Lower` in `found in Lower Kessin`. */
function isInName(text: string, start: number): boolean {
  return start > 0 && /\p{Lu}/u.test(text.charAt(start));
}

function exchanged(
  text: string,
  pairs: readonly (readonly [string, string])[],
  chance: Chance,
  isApt: (before: string) => boolean = () => true,
): Mutation | undefined {
  const changes = pairs.flatMap(([from, to]) =>
    spansOf(text, new RegExp(`(?<![\\p{L}\\p{N}-])${from}(?![\\p{L}\\p{N}])`, 'giu'))
      .filter(({ start }) => isApt(text.slice(0, start)) && !isInName(text, start))
      .map((span) => ({ ...span, to: inCaseOf(to, textOf(text, span)) })),
  );
  return oneOutsideQuotes(text, changes, chance);
}
