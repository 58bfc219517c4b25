import model from 'wink-eng-lite-web-model';
import winkNLP, { type ItemToken, type TokenItsFunction } from 'wink-nlp';

/** A word of an English text, or one of its punctuation marks. */
export type Word = {
  /** As it is written. */
  readonly text: string;
  /** In lower case, with a straight apostrophe. */
  readonly lower: string;
  /** The form that a dictionary has: `warn` of `warned`. */
  readonly lemma: string;
  /** What its forms and derivations have in common: `announc` of `announced` and `announcement`. Words are compared by it. */
  readonly stem: string;
  /** The part of speech, as Universal Dependencies names it: `VERB`, `PROPN`. */
  readonly pos: string;
  /** True between quotation marks. */
  readonly quoted: boolean;
};

const nlp = winkNLP(model, ['sbd', 'pos']);
const { its } = nlp;
// The library's types of these two are wrong: they leave out the cache, which it does pass.
const lemmaOf = its.lemma as unknown as TokenItsFunction<string>;
const stemFormOf = its.stem as unknown as TokenItsFunction<string>;

/** The words of an English text and its punctuation marks, in order. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  let quoted = false;
  nlp
    .readDoc(text)
    .tokens()
    .each((token: ItemToken) => {
      const written = token.out();
      const lower = written.toLowerCase().replaceAll('’', "'");
      const opens = written === '“' || (written === '"' && !quoted);
      const closes = written === '”' || (written === '"' && quoted);
      if (closes) quoted = false;
      const lemma = irregular.get(lower) ?? token.out(lemmaOf).toLowerCase();
      words.push({
        text: written,
        lower,
        lemma,
        stem: stemOf(lemma),
        pos: partOf(token.out(its.pos), words.at(-1), written),
        quoted,
      });
      if (opens) quoted = true;
    });
  return words;
}

/** A verb after `Xi's` or `the` is a noun: `Xi's embrace`; with a capital after another word it is a name: `at Stoke & Vine`. */
function partOf(pos: string, previous: Word | undefined, written: string): string {
  if (pos === 'VERB' && previous && previous.pos !== 'PUNCT' && /^\p{Lu}\p{Ll}/u.test(written)) return 'PROPN';
  return pos === 'VERB' && ((previous?.lower === "'s" && previous.pos === 'PART') || previous?.pos === 'DET')
    ? 'NOUN'
    : pos;
}

// Forms that the model takes for words of their own, because a verb's past looks like a noun or an adjective.
const irregular: ReadonlyMap<string, string> = new Map([
  ["n't", 'not'],
  ['fell', 'fall'],
  ['rose', 'rise'],
  ['shrank', 'shrink'],
  ['sank', 'sink'],
  ['spared', 'spare'],
  ['alleged', 'allege'],
]);

const stems = new Map<string, string>();

/** What the forms of an English word have in common, by Porter's rules. */
export function stemOf(lemma: string): string {
  let stem = stems.get(lemma);
  if (stem === undefined) {
    stem = nlp.readDoc(lemma).tokens().itemAt(0)?.out(stemFormOf) ?? lemma;
    if (stems.size < mostStems) stems.set(lemma, stem);
  }
  return stem;
}

const mostStems = 50_000;

/** True if a word carries meaning of its own: a noun, a verb, an adjective, an adverb, a name or a number. */
export function isContent({ pos, lemma }: Word): boolean {
  return contentParts.has(pos) && !emptyWords.has(lemma);
}

const contentParts = new Set(['NOUN', 'VERB', 'ADJ', 'ADV', 'PROPN', 'NUM', 'X', 'INTJ']);
const emptyWords = new Set([
  'say',
  'also',
  'then',
  'there',
  'here',
  'so',
  'very',
  'just',
  'do',
  'have',
  'be',
  'when',
  'where',
  'how',
  'why',
]);
