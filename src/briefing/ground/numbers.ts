import type { FoundNumber } from './found-number.ts';
import { numberAt } from './number-at.ts';
import { pairNumbers } from './number-pairs.ts';
import { type Token, tokensOf } from './tokens.ts';
import { wordsOf } from './vocabulary/index.ts';

/** Every number in a text, in order; dates are numbers here too. `language` is a tag: `en`, `pt-BR`. */
export function numbersIn(text: string, language: string): FoundNumber[] {
  return numbersOf(text, tokensOf(text), language).filter(({ kind }) => kind !== 'one');
}

/**
 * The same of tokens; those of dates, for which `skip` is true, are left out. `a day` is one day here, of the kind `one`.
 */
export function numbersOf(
  text: string,
  tokens: readonly Token[],
  language: string,
  skip: (index: number) => boolean = () => false,
): FoundNumber[] {
  const words = wordsOf(language).numbers;
  const numbers: FoundNumber[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const number = skip(index) ? undefined : numberAt(text, tokens, index, words);
    if (!number) continue;
    numbers.push(number);
    index = number.last - 1;
  }
  return pairNumbers(tokens, numbers, words);
}
