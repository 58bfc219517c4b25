import type { Evidence, Sentence } from './claim.ts';
import { timeNouns } from './english/lexicon.ts';
import { readEnglish } from './english/reading.ts';
import { isContent, type Word } from './english/words.ts';
import { type Misplaced, namesOfArticles, withAliases } from './names-in-place.ts';

/** Words between two commas or the like, and whom they are about: the last ones named in the sentence. */
type Piece = {
  readonly words: readonly Word[];
  readonly names: ReadonlySet<string>;
  /** Whom else they may be about: if they name nobody, everyone in the sentence. */
  readonly mayMean: ReadonlySet<string>;
  readonly sentence: Sentence;
};

// So many more of the words around a name stand with another one in the article.
const leastMore = 2;
// Of a few words, this part of them is enough where none stands with the claim's own name.
const leastShare = 0.5;
const leastWords = 2;
// So many words of one name of a claim stand with another name of it, and none with its own.
const leastExchanged = 3;

/**
 * Finds a name of a claim whose words the cited sentences tell of another name that the claim does not have: `the Alliance
 * fell from 27 seats to 12`, of `the Alliance has 29 seats. Unity fell from 27 to 12`.
 */
export function nameFromContext(text: string, evidence: Evidence, cited: readonly Sentence[]): Misplaced | undefined {
  const known = namesOfArticles(evidence);
  const isName = ({ pos, stem, lower }: Word) => pos === 'PROPN' && known.has(stem) && !timeNouns.has(lower);
  const stemsOfNames = (words: readonly Word[]) => new Set(words.filter(isName).map(({ stem }) => stem));
  const { words: all } = readEnglish(text);
  const claimed = withAliases(stemsOfNames(all), evidence.names);
  const pieces = cited.flatMap((sentence) => piecesOf(sentence, stemsOfNames));
  for (const words of split(all)) {
    const names = stemsOfNames(words.filter((_, at) => !leadsToPlace(words[at - 1])));
    if (names.size === 0) continue;
    const called = withAliases(names, evidence.names);
    const said = new Set(
      words.filter((word) => isContent(word) && !called.has(word.stem) && !isName(word)).map(({ stem }) => stem),
    );
    // What names nobody may be about the claim's name.
    const own = best(
      pieces.filter(({ mayMean }) => mayMean.size === 0 || !mayMean.isDisjointFrom(called)),
      said,
    );
    const other = best(
      pieces.filter((piece) => piece.names.size > 0 && piece.names.isDisjointFrom(claimed)),
      said,
    );
    // Two names of the claim in each other's place.
    const exchanged = best(
      pieces.filter(({ names: others }) => others.size > 0 && others.isDisjointFrom(called)),
      said,
    );
    const sharedByOwn = own?.shared ?? 0;
    if (exchanged && sharedByOwn === 0 && exchanged.shared >= leastExchanged)
      return { words: words.filter(isName), sentence: exchanged.piece.sentence };
    if (!other) continue;
    const isMost = sharedByOwn === 0 && said.size >= leastWords && other.shared >= said.size * leastShare;
    if (other.shared - sharedByOwn >= leastMore || isMost)
      return { words: words.filter(isName), sentence: other.piece.sentence };
  }
  return undefined;
}

const placePrepositions = new Set(['in', 'at', 'near', 'from', 'to', 'for', 'over', 'on', 'into']);

function leadsToPlace(before: Word | undefined): boolean {
  return before !== undefined && placePrepositions.has(before.lower);
}

function best(pieces: readonly Piece[], said: ReadonlySet<string>) {
  const found = pieces
    .map((piece) => ({
      piece,
      shared: new Set(piece.words.filter(({ stem }) => said.has(stem)).map(({ stem }) => stem)).size,
    }))
    .filter(({ shared }) => shared > 0);
  return found.sort((a, b) => b.shared - a.shared)[0];
}

function piecesOf(sentence: Sentence, namesOf: (words: readonly Word[]) => ReadonlySet<string>): Piece[] {
  let last: ReadonlySet<string> = new Set();
  const { words: all } = readEnglish(sentence.text);
  const everyone = namesOf(all);
  return split(all).map((words) => {
    const names = namesOf(words);
    if (names.size > 0) last = names;
    return { words, names: last, mayMean: names.size > 0 ? names : everyone, sentence };
  });
}

const marks = new Set([',', ';', ':', '—', '–', '(', ')']);
const conjunctions = new Set(['and', 'but', 'while', 'after', 'before', 'when', 'who', 'which', 'that', 'because']);

function split(words: readonly Word[]): Word[][] {
  const pieces: Word[][] = [[]];
  for (const word of words) {
    if (marks.has(word.text) || conjunctions.has(word.lower)) pieces.push([]);
    else pieces.at(-1)?.push(word);
  }
  return pieces.filter(({ length }) => length > 0);
}
