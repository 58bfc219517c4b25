import type { KnownName } from '../../../src/briefing/ground/claim.ts';
import type { CorpusArticle } from '../corpus.ts';
import { capitalised, type Mutator, namePattern, oneOutsideQuotes, quotedSpans, spansOf } from './mutator.ts';

const verbs =
  'said|says|believes|argues|argued|thinks|warned|warns|estimates|claims|claimed|insists|insisted|maintains|reckons|expects';

// Each with what is said in it: `X says that …`, `According to X, …`, `…, X says.`, `…, X says, …`.
const attributed = [
  `^(?:[^,]+|[^,]+, [^,]+,) (?:${verbs}) (?:that )?(?!(?:that|it|he|she|they|to|in|on|at|no one|with|sorry) )(\\S+ .+)\\.$`,
  '^(?:According to|In the view of) [^,]+, (?!(?:her|his|the|a) [^,]+, )(.+)\\.$',
  `^(.+), (?:according to [^,]+|[^,“”"]+ (?:${verbs}))\\.$`,
  `^(.+), (?:(?!who )[^,“”"]+ (?:${verbs}))(, .+)\\.$`,
].map((pattern) => new RegExp(pattern, 'u'));

/** Tells as a fact what somebody said: `X said that it rains.` to `It rains.` */
export const attributionDropped: Mutator = ({ claim: { text, by } }) => {
  if (by.length === 0 || quotedSpans(text).length > 0) return undefined;
  const match = attributed.map((pattern) => pattern.exec(text)).find((found) => found !== null);
  return match ? { text: `${capitalised(match.slice(1).join(''))}.`, by: [] } : undefined;
};

/** Has somebody else of the article say it, who says other things there. */
export const otherSpeaker: Mutator = ({ claim: { text, by, quote } }, article, chance) => {
  const [speaker] = by;
  if (by.length !== 1 || !speaker) return undefined;
  const others = speakersOf(article).filter(
    (one) => one !== speaker && !isNamed(one, text) && !areInOneCamp(one, speaker, article),
  );
  if (others.length === 0) return undefined;
  const { name: to } = chance.of(others);
  if (quote) return { by: [to] };
  const names = [speaker.name, ...speaker.aliases].map((name) => spansOf(text, namePattern(name)));
  const [span, ...more] = names.find((spans) => spans.length > 0) ?? [];
  if (!span || more.length > 0) return undefined;
  // Not where more is said of the one than of the other: `the mayor, Linde, said`, `Tolland, who leads the union, said`.
  const [before, after] = [text.slice(0, span.start), text.slice(span.end)];
  const standsAlone = /(?:^|(?:to|Laut|Nach|Según|Selon|Segundo|словам) )$/u.test(before) && !/^(?:,| of )/.test(after);
  const saysSo = before.endsWith(', ') && new RegExp(`^ (?:${verbs})`).test(after);
  if (!standsAlone && !saysSo) return undefined;
  const mutation = oneOutsideQuotes(text, [{ ...span, to: span.start === 0 ? capitalised(to) : to }], chance);
  return mutation && { ...mutation, by: [to] };
};

/** Those of the list who are said to say something. */
function speakersOf({ statements, names }: CorpusArticle): KnownName[] {
  const speaking = new Set(statements.flatMap(({ claim }) => claim.by.map(({ name }) => name)));
  return names.filter(({ name }) => speaking.has(name));
}

function areInOneCamp(a: KnownName, b: KnownName, { camps }: CorpusArticle): boolean {
  return camps.some((camp) => camp.includes(a.name) && camp.includes(b.name));
}

function isNamed({ name, aliases }: KnownName, text: string): boolean {
  return [name, ...aliases].some((each) => text.includes(each));
}
