/** What a speaker is called, each as plain text. */
type Names = readonly string[];

/** The closed lists of a language by which a sentence is recognised that names its speakers itself. */
export type SayingWords = {
  /** What may stand before a name, in lower case: `the`, `officials of the`. */
  readonly beforeNames: readonly string[];
  /** Verbs of saying, as they directly follow a name: `says`; or, where they end the sentence, both: `は…と述べた`. */
  readonly verbs: readonly string[];
  /** What stands before a name in place of a verb after it, and what then follows: `According to…,`. */
  readonly prefixes: readonly string[];
  /** What stands between names in a list: `, `, ` and `. */
  readonly joiners: readonly string[];
};

/** True if a text says in its first words that all of these say it: `The US says …`, `According to Ann and Ben, …`. */
export function namesItsSpeakers(text: string, speakers: readonly Names[], words: SayingWords): boolean {
  const rest = afterNames(text, speakers, words)?.trimStart();
  if (rest !== undefined && words.verbs.some((verb) => goesOnWith(rest, verb))) return true;
  return words.prefixes.some((prefix) => isAccordingTo(text, prefix, speakers, words));
}

/** True if a text begins with a prefix and the names. “According to China’s critics, …” is not what China says. */
function isAccordingTo(text: string, prefix: string, speakers: readonly Names[], words: SayingWords): boolean {
  const [start = '', end] = prefix.split('…');
  if (!startsWithWord(text, start)) return false;
  const rest = afterNames(text.slice(start.length).trimStart(), speakers, words)?.trimStart();
  // In German, “Nach Angaben von China Daily ist …” goes on with a name, and not with a verb.
  return rest !== undefined && (end === undefined ? /^[\p{Ll},]/u.test(rest) : rest.startsWith(end));
}

/** True if a text begins with a verb; or, of a verb in two parts, if it is one sentence that begins and ends with them. */
function goesOnWith(text: string, verb: string): boolean {
  const [start = '', end] = verb.split('…');
  if (end === undefined || !startsWithWord(text, start))
    return startsWithWord(text, verb) && !isAttribute(text.slice(verb.length));
  const sentence = text.slice(start.length).replace(/[.。]\s*$/u, '');
  return sentence.endsWith(end) && !/[.!?。！？]/u.test(sentence);
}

/** True if what follows a Chinese verb makes an attribute of it: 中国支持的组织 is a group that China supports. */
function isAttribute(afterVerb: string): boolean {
  return /^[^，。：；！？]*的/u.test(afterVerb);
}

/** What follows the names of all speakers, in any order, at the beginning of a text; undefined if one is not there. */
function afterNames(text: string, speakers: readonly Names[], words: SayingWords): string | undefined {
  let rest = text;
  const left = new Set(speakers);
  while (left.size > 0) {
    const found = firstNamed(rest, left, words.beforeNames);
    if (!found) return undefined;
    left.delete(found.speaker);
    rest = found.rest;
    const joiner = left.size > 0 ? words.joiners.find((each) => rest.startsWith(each)) : undefined;
    rest = rest.slice(joiner?.length ?? 0);
  }
  return rest;
}

/** Whose name a text begins with, and what follows it; of several names, the longest. */
function firstNamed(text: string, speakers: Iterable<Names>, beforeNames: readonly string[]) {
  const lower = text.toLowerCase();
  const before = beforeNames.filter((each) => startsWithWord(lower, each));
  const starts = [text, ...before.map((each) => text.slice(each.length).trimStart())];
  let longest: { readonly speaker: Names; readonly rest: string; readonly length: number } | undefined;
  for (const speaker of speakers)
    for (const name of speaker)
      for (const start of starts) {
        const isLonger = name.length > (longest?.length ?? 0);
        if (isLonger && startsWithWord(uncapitalized(start), uncapitalized(name)))
          longest = { speaker, rest: start.slice(name.length), length: name.length };
      }
  return longest;
}

/** With its first letter in lower case: a sentence may begin with “The Philippines”, though it is “the Philippines”. */
export function uncapitalized(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

// In these scripts, words have no spaces around them.
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;

/** True if a text begins with a word or words, and not in the middle of a longer one. */
export function startsWithWord(text: string, word: string): boolean {
  if (word === '' || !text.startsWith(word)) return false;
  const [next = ''] = text.slice(word.length);
  const isLetter = /[\p{L}\p{M}\p{N}]/u.test(next);
  return !isLetter || unspaced.test(next) || unspaced.test(word.slice(-1));
}
