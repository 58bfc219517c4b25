import { createHash } from 'node:crypto';
import type { Claim, FindingKind } from '../../src/briefing/ground/claim.ts';
import { createChance } from '../chaos/plan.ts';
import { type CorpusArticle, nameOf, type PlantedKind, type TrueStatement } from './corpus.ts';
import { otherDate } from './mutators/dates.ts';
import type { Mutator } from './mutators/mutator.ts';
import { misspeltName, otherFirstName } from './mutators/names.ts';
import { numberOfSomethingElse, otherDigits, otherNumberWord } from './mutators/numbers.ts';
import { copiedSentence, namesSwapped, otherParagraph } from './mutators/places.ts';
import { negation, opposite } from './mutators/polarity.ts';
import { otherWordInQuote, paraphraseAsQuote, wordLeftOutOfQuote } from './mutators/quotes.ts';
import { attributionDropped, otherSpeaker } from './mutators/speakers.ts';

/** A false statement, and what a finding about it is rightly called. */
export type Planted = {
  readonly kind: PlantedKind;
  /** The mutator that made it, or `by hand`. */
  readonly how: string;
  readonly claim: Claim;
  readonly statement: TrueStatement;
};

/** The kinds of findings that name an error rightly. */
export const rightKinds: Readonly<Record<PlantedKind, readonly FindingKind[]>> = {
  number: ['number'],
  date: ['date'],
  name: ['name'],
  quote: ['quote'],
  attribution: ['attribution'],
  speaker: ['attribution', 'role'],
  polarity: ['polarity'],
  role: ['role', 'attribution'],
  paragraph: ['paragraph'],
  invented: ['unsupported'],
  copied: ['copied'],
};

const mutators: Readonly<Record<string, { kind: PlantedKind; mutate: Mutator }>> = {
  otherDigits: { kind: 'number', mutate: otherDigits },
  numberOfSomethingElse: { kind: 'number', mutate: numberOfSomethingElse },
  otherNumberWord: { kind: 'number', mutate: otherNumberWord },
  otherDate: { kind: 'date', mutate: otherDate },
  misspeltName: { kind: 'name', mutate: misspeltName },
  otherFirstName: { kind: 'name', mutate: otherFirstName },
  otherWordInQuote: { kind: 'quote', mutate: otherWordInQuote },
  wordLeftOutOfQuote: { kind: 'quote', mutate: wordLeftOutOfQuote },
  paraphraseAsQuote: { kind: 'quote', mutate: paraphraseAsQuote },
  attributionDropped: { kind: 'attribution', mutate: attributionDropped },
  otherSpeaker: { kind: 'speaker', mutate: otherSpeaker },
  opposite: { kind: 'polarity', mutate: opposite },
  negation: { kind: 'polarity', mutate: negation },
  namesSwapped: { kind: 'role', mutate: namesSwapped },
  otherParagraph: { kind: 'paragraph', mutate: otherParagraph },
  copiedSentence: { kind: 'copied', mutate: copiedSentence },
};

// Whatever is changed in somebody's own words is an error of the quotation.
const kindsOfQuotes: ReadonlySet<PlantedKind> = new Set(['quote', 'speaker', 'paragraph']);

/** The false statements of an article: the same ones each time, and whatever else is in the corpus. */
export function plantErrors(article: CorpusArticle): Planted[] {
  const planted = article.statements.flatMap((statement) => [
    ...statement.wrong.map(({ kind, text, by }): Planted => {
      const named = kind === 'attribution' ? [] : by?.map((said) => nameOf(said, article.names));
      return { kind, how: 'by hand', statement, claim: { ...statement.claim, text, ...(named && { by: named }) } };
    }),
    ...Object.entries(mutators).flatMap(([how, { kind, mutate }]): Planted[] => {
      if (statement.claim.quote && !kindsOfQuotes.has(kind)) return [];
      const mutation = mutate(statement, article, createChance(seedOf(`${statement.id} ${how}`)));
      if (!mutation) return [];
      const { by = statement.claim.by.map(({ name }) => name), ...changed } = mutation;
      return [
        {
          kind,
          how,
          statement,
          claim: { ...statement.claim, ...changed, by: by.map((said) => nameOf(said, article.names)) },
        },
      ];
    }),
  ]);
  const different = new Map(
    planted.map((error) => [JSON.stringify([error.claim.text, error.claim.source, error.claim.by]), error]),
  );
  return [...different.values()];
}

function seedOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE();
}
