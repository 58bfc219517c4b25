import type { Amount, Figure } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';

/** The number of a figure with its unit, as plain text: `about $240 billion`, `10–12%`, `6.4 (before: 5.9)`. */
export function amountText(figure: Figure, language: Language): string {
  if (figure.amount !== undefined) return figure.amount;
  const { t } = language;
  const { value, min, max, was, approx } = figure;
  const one = (number: Amount) => withUnit(digits(number, figure, language), figure, language);
  const range = () => {
    if (min === undefined) return max === undefined ? '' : t('view:amount.atMost', { amount: one(max) });
    if (max === undefined) return t('view:amount.atLeast', { amount: one(min) });
    const ends = { min: digits(min, figure, language), max: digits(max, figure, language) };
    return withUnit(t('view:amount.range', ends), figure, language);
  };
  const now = value === undefined ? range() : one(value);
  const amount = approx ? t('view:amount.about', { amount: now }) : now;
  return was === undefined ? amount : t('view:amount.was', { amount, was: one(was) });
}

/** A number as the language writes it, or the digits of the article; with its currency. */
function digits(amount: Amount, { currency }: Figure, language: Language): string {
  const text = typeof amount === 'number' ? language.number(amount) : amount;
  return currency ? language.money(text, currency) : text;
}

function withUnit(text: string, { unit = '' }: Figure, language: Language): string {
  return unit === '%' ? language.percent(text) : `${text} ${unit}`.trim();
}
