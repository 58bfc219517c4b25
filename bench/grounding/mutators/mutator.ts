import type { Chance } from '../../chaos/plan.ts';
import type { CorpusArticle, TrueStatement } from '../corpus.ts';

/** What a mutator changes of a statement; what it leaves out stays. */
export type Mutation = {
  readonly text?: string;
  readonly source?: readonly number[];
  /** Names as the article's file gives them. */
  readonly by?: readonly string[];
};

/** Makes a true statement false in one way, or gives undefined where that way would not make it false. */
export type Mutator = (statement: TrueStatement, article: CorpusArticle, chance: Chance) => Mutation | undefined;

/** A part of a text. */
export type Span = { readonly start: number; readonly end: number };

/** A part of a text, and what is to be in its place. */
export type Change = Span & { readonly to: string };

/** Each match of a pattern, which must be global. */
export function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** The characters of a part. */
export function textOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

/** The text after a change. */
export function replaced(text: string, { start, end, to }: Change): string {
  return text.slice(0, start) + to + text.slice(end);
}

/** One of the changes that touch no quotation, if there are any. */
export function oneOutsideQuotes(text: string, changes: readonly Change[], chance: Chance): Mutation | undefined {
  const quoted = quotedSpans(text);
  const outside = changes.filter((change) => !quoted.some((quote) => overlaps(quote, change)));
  return outside.length === 0 ? undefined : { text: replaced(text, chance.of(outside)) };
}

/** The parts of a text that are in quotation marks, the marks not counted. */
export function quotedSpans(text: string): Span[] {
  const pattern = /(?<=[“„«「『])[^“”„«»「」『』]+(?=[”“»」』])|(?<=(?<!\p{L})")[^"]+(?=")/gu;
  return spansOf(text, pattern);
}

/** True if the parts have a character in common. */
function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** A pattern, global, for a name as a whole word. */
export function namePattern(name: string): RegExp {
  return new RegExp(`(?<!\\p{L})${RegExp.escape(name)}(?!\\p{L})`, 'gu');
}

/** Begun as another word is: `rose`, as `Fell`, is `Rose`. */
export function inCaseOf(word: string, model: string): string {
  const [first = ''] = model;
  return first === first.toLowerCase() ? word : capitalised(word);
}

/** With a capital letter at its beginning. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
