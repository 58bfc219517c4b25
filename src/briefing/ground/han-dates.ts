import type { DateAt } from './dates.ts';
import type { Token } from './tokens.ts';
import type { Words } from './vocabulary/index.ts';

/** A date of Chinese or Japanese that begins at a token: `2024年5月17日`, `5月`, `周五`. */
export function hanDateAt(_tokens: readonly Token[], _index: number, _words: Words): DateAt {
  return undefined;
}
