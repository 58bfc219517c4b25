import type { CorpusArticle } from '../corpus.ts';
import { type Mutator, namePattern, oneOutsideQuotes, replaced, type Span, spansOf, textOf } from './mutator.ts';

// No part of a name that a typing error in it makes another one.
const commonWords = new Set(
  'union court trust bank river lake county council city north south east west national university institute securities bowl brewing transport harbour alliance province party group street bridge station museum school hospital valley'.split(
    ' ',
  ),
);

/** Misspells a name: `Tolland` to `Toland`. */
export const misspeltName: Mutator = ({ claim: { text } }, article, chance) => {
  const changes = namePartsIn(text, article).flatMap((span) => {
    const misspelt = waysToMisspell(textOf(text, span));
    return misspelt.length === 0 ? [] : [{ ...span, to: chance.of(misspelt) }];
  });
  return oneOutsideQuotes(text, changes, chance);
};

/** Gives a person a first name that is not theirs: `Maureen Tolland` to `Monica Tolland`. */
export const otherFirstName: Mutator = ({ claim: { text } }, { names }, chance) => {
  const changes = names.flatMap(({ name }) => {
    const [first = '', ...rest] = name.split(' ');
    const alike = firstNames.filter((other) => other !== first && other.charAt(0) === first.charAt(0));
    if (rest.length === 0 || !firstNames.includes(first) || alike.length === 0) return [];
    return spansOf(text, namePattern(name)).map(({ start }) => ({
      start,
      end: start + first.length,
      to: chance.of(alike),
    }));
  });
  return oneOutsideQuotes(text, changes, chance);
};

function namePartsIn(text: string, { names }: CorpusArticle): Span[] {
  const parts = names
    .flatMap(({ name }) => name.split(/[\s&]+/))
    .map((part) => part.replace(/['’]s?$/, ''))
    .filter((part) => /^\p{Lu}/u.test(part) && part.length >= 4 && !commonWords.has(part.toLowerCase()));
  return [...new Set(parts)].flatMap((part) => spansOf(text, withAnyEnding(part)));
}

/** In Cyrillic, a name may end otherwise than in the list. */
function withAnyEnding(name: string): RegExp {
  const hasEndings = /\p{sc=Cyrl}/u.test(name) && name.length > 5;
  return hasEndings ? new RegExp(`(?<!\\p{L})${name.slice(0, -1)}`, 'gu') : namePattern(name);
}

function waysToMisspell(name: string): string[] {
  const inner = name.slice(0, -1);
  return [
    ...spansOf(name, /(\p{Ll})\1/gu).map((double) => ({ ...double, to: name.charAt(double.start) })),
    ...spansOf(name, /(?<=[aeiou])[lnrst](?=[aeiou])/gu).map((single) => ({
      ...single,
      to: textOf(name, single).repeat(2),
    })),
    ...spansOf(inner, /(?<=\p{L}\p{L})\p{Ll}/gu).map(({ start }) => ({
      start,
      end: start + 2,
      to: name.charAt(start + 1) + name.charAt(start),
    })),
    ...spansOf(name, /(?<=\p{L})[aeiouаеио](?=\p{L})/gu).map((vowel) => ({
      ...vowel,
      to: vowels[textOf(name, vowel)] ?? '',
    })),
  ]
    .map((change) => replaced(name, change))
    .filter((misspelt) => misspelt !== name);
}

const vowels: Readonly<Record<string, string>> = {
  a: 'e',
  e: 'a',
  i: 'e',
  o: 'u',
  u: 'o',
  а: 'о',
  е: 'и',
  и: 'е',
  о: 'а',
};

// Those of the articles, and more that begin alike.
const firstNames = [
  'Alma Alba Anna Amit Amir Arno Axel',
  'Bernard Benedict Bruno Brigitte Beatrice',
  'Casper Caspian Clara Carla Conrad Colin',
  'Dani Daniel Dario Delia Della Dora Dimitri',
  'Emeka Emil Edith Elena Elsa Esther Erik',
  'Felix Fergus Flora Fiona Farid',
  'Gareth Gerard Greta Gloria Gideon',
  'Hannah Helena Hugo Henrik Hamid',
  'Ignatius Igor Ilka Ilse Irene Iris Ivan',
  'Joao Jonas Judith Julia Jasper Joseph Jana Jean',
  'Katrin Karin Kofi Kenji Karl Klaus',
  'Leonie Leona Lars Laura Lydia Leo Luis',
  'Marco Mario Maureen Monica Mina Marta Maria Miriam Max',
  'Nadia Nadine Nils Noor Nora Niko',
  'Oliver Oscar Olga Osman Otto',
  'Piers Peter Paula Petra Pavel Priya',
  'Renske Regina Ruben Robert Rosa Ruth',
  'Stephen Steven Sofia Sonia Silas Simon Samir',
  'Tom Tim Tove Tora Thea Tilda Tariq',
  'Ursula Ulrich Una',
  'Victor Vera Viola Vincent',
  'Wen Wei Walter Wanda Wilma',
  'Yara Yusuf Yvonne',
  'Zoe Zara Zeno',
].flatMap((line) => line.split(' '));
