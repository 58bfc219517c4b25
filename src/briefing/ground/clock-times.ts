import type { DateAt } from './found-date.ts';
import type { Token } from './tokens.ts';
import type { DateWords } from './vocabulary/date-words.ts';

/** A time of day that begins at a token: `10:30`, `5 p.m.`, `17.30 Uhr`, `17h30`, `noon`. */
export function clockAt(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const word = dates.clockWords.at(tokens, index);
  if (word) return { parts: { minutes: word.value }, last: index + word.length };
  const token = tokens[index];
  if (token?.kind !== 'digits') return undefined;
  const dotted = /^(\d{1,2})\.(\d\d)$/.exec(token.text);
  if (dotted) return withHalf(Number(dotted[1]), Number(dotted[2]), true, tokens, index + 1, dates);
  if (!/^\d{1,2}$/.test(token.text)) return undefined;
  const [mark, minutes] = [tokens[index + 1], tokens[index + 2]];
  const separated = mark?.attached && (mark.text === ':' || mark.key === 'h') && minutes?.attached;
  if (separated && /^\d\d$/.test(minutes.text)) {
    return withHalf(Number(token.text), Number(minutes.text), false, tokens, index + 3, dates);
  }
  return withHalf(Number(token.text), 0, true, tokens, index + 1, dates);
}

// The half of the day, or `Uhr`; without it only `10:30` is a time.
function withHalf(
  hour: number,
  minute: number,
  needed: boolean,
  tokens: readonly Token[],
  index: number,
  dates: DateWords,
): DateAt {
  const half = dates.afterHours.at(tokens, index);
  if ((needed && !half) || hour > 24 || minute > 59) return undefined;
  const afternoon = half?.value === 'pm' && hour < 12 ? 12 : 0;
  const midnight = half?.value === 'am' && hour === 12 ? -12 : 0;
  return { parts: { minutes: (hour + afternoon + midnight) * 60 + minute }, last: index + (half?.length ?? 0) };
}
