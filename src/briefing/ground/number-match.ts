import type { FoundNumber } from './found-number.ts';
import { inUnitOf } from './units.ts';

/** True if an article that has a number bears a claim that has another: `about 240` for `238 men`. */
export function bears(article: FoundNumber, claim: FoundNumber): boolean {
  return readingsOf(article).some((said) => readingsOf(claim).some((told) => bearsReading(said, told)));
}

// `6m` is six million, or six metres.
function readingsOf(number: FoundNumber): FoundNumber[] {
  return number.or ? [number, { ...number, ...number.or }] : [number];
}

function bearsReading(article: FoundNumber, claim: FoundNumber): boolean {
  const converted = inUnitOf(claim, article);
  if (!converted) return false;
  const value = converted.value;
  if (claim.bound === 'many' || article.bound === 'many') return bearsMany(value, article, claim);
  if (isSame(value, claim.value)) return agree(article, claim);
  if (converted.rounded && isWithin(value, claim.value, 0.03)) return true;
  return bearsRounded(value, article, claim);
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

function isWithin(a: number, b: number, share: number): boolean {
  return Math.abs(a - b) <= share * Math.abs(a);
}

const above = new Set(['over', 'from']);
const below = new Set(['under', 'to', 'nearly']);

// The same number, limited otherwise.
function agree(article: FoundNumber, claim: FoundNumber): boolean {
  const [said, told] = [article.bound, claim.bound];
  if (said === told) return true;
  if (told === 'over' || told === 'under')
    return said !== undefined && above.has(said) === above.has(told) && said !== 'about';
  if (said === 'under' || said === 'to') return told !== undefined && below.has(told);
  if (told === 'nearly' || told === 'to') return said === undefined || !above.has(said);
  if (told === 'from') return said === undefined || !below.has(said);
  return true;
}

// `hundreds of people` for 240, or the other way round.
function bearsMany(value: number, article: FoundNumber, claim: FoundNumber): boolean {
  if (article.bound === claim.bound) return isSame(value, claim.value);
  if (claim.bound !== 'many') return false;
  return value >= 1.5 * claim.value && value < 10 * claim.value;
}

function bearsRounded(value: number, article: FoundNumber, claim: FoundNumber): boolean {
  // Rounding makes a number rounder, and nobody rounds twice in the same place.
  if (stepOf(claim.value) <= stepOf(value) * (article.bound === 'about' ? 4 : 1)) return false;
  const share = stepOf(claim.value) >= 10 ** Math.floor(Math.log10(Math.abs(claim.value))) ? 0.1 : 0.05;
  switch (claim.bound) {
    case 'about':
      return isWithin(value, claim.value, share) && Math.abs(value - claim.value) <= stepOf(claim.value) / 2;
    case 'nearly':
      return value < claim.value && isWithin(value, claim.value, 0.1);
    case 'over':
    case 'from':
      return value > claim.value && value < 2 * claim.value && !(article.bound && below.has(article.bound));
    case 'under':
    case 'to':
      return value < claim.value && claim.value < 2 * value && !(article.bound && above.has(article.bound));
    default:
      return false;
  }
}

// To what a number is rounded: 10 for 240, 50 for 250, 100 for 200, 1 for 238.
function stepOf(value: number): number {
  const digits = Math.abs(value)
    .toPrecision(12)
    .replace(/e.*$/, '')
    .replace('.', '')
    .replace(/0+$/, '')
    .replace(/^0+/, '');
  const first = 10 ** Math.floor(Math.log10(Math.abs(value) || 1));
  const unit = first / 10 ** (digits.length - 1);
  return digits.endsWith('5') ? 5 * unit : unit;
}
