import type { Clause } from './clauses.ts';
import { plainPart } from './converses.ts';
import { type Phrase, phrasesOf } from './phrases.ts';
import type { Word } from './words.ts';

/**
 * The part that somebody has in what a sentence tells: `subject` does it, `object` has it done to them; else it is the
 * preposition that says so, `to` or `from`.
 */
export type Part = {
  /** Stem of the verb or noun that it is a part in; of `beat` for `lose to`. */
  readonly governor: string;
  readonly role: string;
  readonly phrases: readonly Phrase[];
};

const lightVerbs = new Set(['make', 'give', 'issue', 'launch']);

/** Who has which part in a sentence. */
export function partsOf(words: readonly Word[], clauses: readonly Clause[]): Part[] {
  const parts: Part[] = [];
  for (const { verb, subject, object, further } of clauses) {
    if (verb.pos === 'AUX') continue;
    const governor = verb.stem;
    if (subject.length > 0) parts.push({ governor, role: 'subject', phrases: subject });
    if (object.length > 0) parts.push({ governor, role: 'object', phrases: object });
    // `made them a promise`: the noun says what is done.
    const done = object.at(-1)?.head;
    if (lightVerbs.has(verb.lemma) && done?.pos === 'NOUN') {
      if (subject.length > 0) parts.push({ governor: done.stem, role: 'subject', phrases: subject });
      if (object.length === 2) parts.push({ governor: done.stem, role: 'to', phrases: object.slice(0, 1) });
    }
    for (const phrase of further)
      if (!phrase.isTime) parts.push({ governor, role: phrase.preposition ?? '', phrases: [phrase] });
  }
  const phrases = phrasesOf(words, 0, words.length);
  phrases.forEach((phrase, i) => {
    const noun = phrase.head;
    if (noun.pos !== 'NOUN') return;
    // `Xi's embrace of Putin`, `an attack by rebels on the town`
    if (phrase.owner) parts.push({ governor: noun.stem, role: 'subject', phrases: [phrase.owner] });
    let last = phrase;
    for (const next of phrases.slice(i + 1)) {
      if (!next.preposition || next.isTime || next.start > last.end + 1) break;
      const role = next.preposition === 'by' ? 'subject' : next.preposition;
      parts.push({ governor: noun.stem, role, phrases: [next] });
      last = next;
    }
  });
  return parts.flatMap((part) => {
    const plain = plainPart(part.governor, part.role);
    return plain ? [{ ...part, ...plain }] : [];
  });
}
