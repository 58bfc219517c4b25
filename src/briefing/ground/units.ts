import type { FoundNumber } from './found-number.ts';

// How much one is of the first of its kind. Those of other systems of measures are rounded when they are converted.
const measures: readonly Readonly<Record<string, number>>[] = [
  { second: 1, minute: 60, hour: 3600, day: 86_400, night: 86_400, week: 604_800 },
  { month: 1, year: 12, decade: 120, century: 1200 },
  { mm: 0.001, cm: 0.01, m: 1, km: 1000, inch: 0.0254, ft: 0.3048, yard: 0.9144, mi: 1609.344, nmi: 1852 },
  { 'm²': 1, ha: 10_000, 'km²': 1e6, acre: 4046.86, 'mi²': 2.58999e6 },
  { g: 0.001, kg: 1, t: 1000, lb: 0.453592 },
  { 'km/h': 1, mph: 1.609344 },
  { kW: 0.001, MW: 1, GW: 1000 },
  { 'basis point': 0.01, point: 1 },
];
const metric = new Set(['mm', 'cm', 'm', 'km', 'm²', 'ha', 'km²', 'g', 'kg', 't', 'km/h']);
const imperial = new Set(['inch', 'ft', 'yard', 'mi', 'nmi', 'acre', 'mi²', 'lb', 'mph']);

/** What of a number its unit is told by. */
export type Measured = Pick<FoundNumber, 'value' | 'unit' | 'kind' | 'nouns' | 'inWords'>;

/** A number of the article in the unit of the claim. */
export type Converted = { readonly value: number; readonly rounded: boolean };

/** The number of an article in the unit of a claim's number; undefined if it counts something else. */
export function inUnitOf(claim: Measured, article: Measured): Converted | undefined {
  const [to, from] = [claim.unit, article.unit];
  // `in the ninth minute` is after nine minutes.
  const ordinals = [claim, article].filter(({ kind }) => kind === 'ordinal').length;
  if (ordinals === 1 && !(to === from && isTime(to))) return undefined;
  if (to === from) return { value: article.value, rounded: false };
  // `three points` may be three places.
  if ([claim, article].some(({ unit, nouns }) => unit === 'point' && nouns.length > 0) && (!to || !from)) {
    return { value: article.value, rounded: false };
  }
  // `halved` is by half.
  if ([claim, article].every(({ unit, value }) => value === 0.5 && (unit === 'times' || !unit))) {
    return { value: article.value, rounded: false };
  }
  if (to === undefined || from === undefined) return withoutUnit(claim, article);
  if (from === 'penny' && to === 'GBP') return { value: article.value / 100, rounded: false };
  if (to === 'penny' && from === 'GBP') return { value: article.value * 100, rounded: false };
  if (from === 'cent' && isCurrency(to)) return { value: article.value / 100, rounded: false };
  if (to === 'cent' && isCurrency(from)) return { value: article.value * 100, rounded: false };
  // `5 degrees` of a forecast are mostly Celsius; both signs of a dollar or a yen may be meant.
  if ((to === 'degree' && from.startsWith('°')) || (from === 'degree' && to.startsWith('°'))) {
    return { value: article.value, rounded: false };
  }
  if (to === '°C' && from === '°F') return { value: ((article.value - 32) * 5) / 9, rounded: true };
  if (to === '°F' && from === '°C') return { value: (article.value * 9) / 5 + 32, rounded: true };
  for (const measure of measures) {
    const [one, other] = [measure[from], measure[to]];
    if (one === undefined || other === undefined) continue;
    const rounded = (metric.has(from) && imperial.has(to)) || (imperial.has(from) && metric.has(to));
    return { value: (article.value * one) / other, rounded };
  }
  return undefined;
}

// One of the two has no unit: it may have been left out, unless something else is counted there.
function withoutUnit(claim: Measured, article: Measured): Converted | undefined {
  const [bare, other] = claim.unit === undefined ? [claim, article] : [article, claim];
  // A third is 33 percent.
  if (other.unit === '%' && isFraction(bare)) {
    return { value: bare === claim ? article.value / 100 : article.value * 100, rounded: true };
  }
  const money = isCurrency(other.unit) && Math.abs(bare.value) >= 10_000;
  if (bare.nouns.length > 0 && !money) return undefined;
  return { value: article.value, rounded: false };
}

function isFraction({ value, inWords }: Measured): boolean {
  return inWords && value > 0 && value < 1;
}

/** True for the code of a currency, as ISO 4217 has it. */
export function isCurrency(unit: string | undefined): boolean {
  return unit !== undefined && /^[A-Z]{3}$/.test(unit);
}

/** True for a unit of time. */
export function isTime(unit: string | undefined): boolean {
  return ['second', 'minute', 'hour', 'day', 'night', 'week', 'month', 'year', 'decade', 'century'].includes(
    unit ?? '',
  );
}
