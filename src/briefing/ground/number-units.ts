import type { Token } from './tokens.ts';
import { isCurrency } from './units.ts';
import type { NumberWords } from './vocabulary/vocabulary.ts';

const minusWords = new Set(['minus', 'минус', 'マイナス', '負', '负']);

/** `$`, `US$`, `USD` or a minus right before a number, and the token where it begins. */
export function unitBefore(tokens: readonly Token[], index: number, words: NumberWords) {
  const before = tokens[index - 1];
  if (!before) return undefined;
  if (tokens[index]?.attached && /^[−-]$/.test(before.text) && !before.attached) {
    return { first: index - 1, unit: undefined, minus: true };
  }
  if (minusWords.has(before.key)) return { first: index - 1, unit: undefined, minus: true };
  if (before.kind !== 'mark' && !/^(?:[A-Z]{3}|Rs)$/.test(before.text)) return undefined;
  const found = words.units.before(tokens, index);
  if (!found || !isCurrency(found.value)) return undefined;
  // `A$` is of Australia, `a $48,000 bill` is not.
  if (found.length > 1 && !isPrefixed(tokens, index)) return { first: index - 1, unit: 'USD', minus: false };
  return { first: index - found.length, unit: found.value, minus: false };
}

function isPrefixed(tokens: readonly Token[], index: number): boolean {
  const [letters, mark] = [tokens[index - 2], tokens[index - 1]];
  return mark?.attached === true && /^[A-Z]/.test(letters?.text ?? '');
}

/** `dollars`, `%`, the `year` of `20-year-old`, the `years` of `three more years`; and the token after it. */
export function unitAfter(tokens: readonly Token[], index: number, words: NumberWords) {
  const next = tokens[index];
  if (!next) return undefined;
  const hyphen = /^[-‑]$/.test(next.text) && next.attached && tokens[index + 1]?.attached;
  let at = hyphen ? index + 1 : index;
  at += words.beforeUnits.at(tokens, at)?.length ?? 0;
  const found = words.units.at(tokens, at);
  return found ? { last: at + found.length, unit: found.value, length: found.length } : undefined;
}
