import type { Amount, Figure } from '../file/schema.ts';
import { baseLanguage } from './sentences.ts';

/**
 * The number of a figure as a sentence of its language says it: `about $240 billion`, `10–12 %`, `at least 6 weeks`; and
 * of one that was something else before, that too, by itself.
 */
export function figureInWords(figure: Figure, language: string): { readonly now: string; readonly was?: string } {
  const { value, min, max, was, approx, amount: told } = figure;
  if (told !== undefined) return { now: told };
  const one = (amount: Amount) => withUnit(digits(amount, figure, language), figure);
  // A limit is held against the article in English alone.
  const limit = (words: string, amount: Amount) => (isEnglish(language) ? `${words} ${one(amount)}` : one(amount));
  const range = () => {
    if (min !== undefined && max !== undefined)
      return withUnit(
        `${digits(min, figure, language)}–${digits(max, { ...figure, currency: undefined }, language)}`,
        figure,
      );
    if (min !== undefined) return limit('at least', min);
    return max === undefined ? '' : limit('at most', max);
  };
  const now = value === undefined ? range() : one(value);
  return {
    now: approx && isEnglish(language) ? `about ${now}` : now,
    ...(was === undefined ? {} : { was: one(was) }),
  };
}

function isEnglish(language: string): boolean {
  return baseLanguage(language) === 'en';
}

function withUnit(amount: string, { unit = '' }: Figure): string {
  return `${amount} ${unit}`.trim();
}

/** A number as the language writes it, or the digits of the article; with its currency where the language puts it. */
function digits(amount: Amount, { currency }: Figure, language: string): string {
  const text =
    typeof amount === 'number' ? new Intl.NumberFormat(language, { maximumFractionDigits: 20 }).format(amount) : amount;
  if (currency === undefined) return text;
  const money = new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 });
  return money
    .formatToParts(1)
    .map(({ type, value }) => (type === 'integer' ? text : value))
    .join('');
}
