import { agoParts } from './date-ago.ts';
import type { DateAt, DateParts } from './found-date.ts';
import { hanNumeralAt } from './han-numerals.ts';
import type { Token } from './tokens.ts';
import type { DateWords } from './vocabulary/date-words.ts';
import type { Words } from './vocabulary/index.ts';

// What the first year of an era is counted from.
const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };
const afternoons = new Set(['下午', '午后', '午後', '晚上', '傍晚', '夜晚']);
const mornings = new Set(['上午', '凌晨', '早上', '清晨', '午前']);

/** A date of Chinese or Japanese that begins at a token: `2024年5月17日`, `去年5月`, `上周五`, `三年前`, `下午3点`. */
export function hanDateAt(tokens: readonly Token[], index: number, words: Words): DateAt {
  const date = dateAt(tokens, index, words);
  if (date?.parts.day === undefined || date.parts.weekday !== undefined) return date;
  const weekday = words.dates.weekdays.at(tokens, date.last);
  return weekday ? { parts: { ...date.parts, weekday: weekday.value }, last: date.last + weekday.length } : date;
}

function dateAt(tokens: readonly Token[], index: number, words: Words): DateAt {
  const { dates } = words;
  return (
    agoAt(tokens, index, words) ??
    decadeAt(tokens, index, dates) ??
    clockAt(tokens, index) ??
    yearAt(tokens, index, dates) ??
    monthAt(tokens, index) ??
    dayAt(tokens, index) ??
    relativeAt(tokens, index, dates) ??
    partAt(tokens, index, dates) ??
    weekdayAt(tokens, index, dates)
  );
}

// A number with a character behind it: `5月`.
function counted(tokens: readonly Token[], index: number, signs: string): { value: number; last: number } | undefined {
  const number = hanNumeralAt(tokens, index);
  const sign = number && tokens[index + number.length];
  if (!sign || !signs.includes(sign.text) || number.unit || !Number.isInteger(number.value)) return undefined;
  return { value: number.value, last: index + number.length + 1 };
}

// `三年前`, `2か月前`
function agoAt(tokens: readonly Token[], index: number, { numbers, dates }: Words): DateAt {
  const number = hanNumeralAt(tokens, index);
  const unit = number && numbers.units.at(tokens, index + number.length);
  const after = unit && dates.agoAfter.at(tokens, index + number.length + unit.length);
  const parts = after && number.value < 1000 ? agoParts(unit.value, number.value) : undefined;
  return parts && after && { parts, last: index + number.length + unit.length + after.length };
}

function decadeAt(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const number = hanNumeralAt(tokens, index);
  const after = number && dates.decadeAfter.at(tokens, index + number.length);
  if (!after || number.value % 10 !== 0) return undefined;
  const decade = number.value < 100 ? 1900 + number.value : number.value;
  return { parts: { decade }, last: index + number.length + after.length };
}

// `下午3点`, `午前10時30分`
function clockAt(tokens: readonly Token[], index: number): DateAt {
  const word = (tokens[index]?.text ?? '') + (tokens[index + 1]?.text ?? '');
  const half = afternoons.has(word) || mornings.has(word) ? 2 : 0;
  const hour = counted(tokens, index + half, '点點时時');
  if (!hour || hour.value > 24 || (tokens[hour.last]?.text === '間' && half === 0)) return undefined;
  const minute = counted(tokens, hour.last, '分');
  const half30 = tokens[hour.last]?.text === '半' ? 30 : 0;
  const hours = hour.value + (afternoons.has(word) && hour.value < 12 ? 12 : 0);
  return { parts: { minutes: hours * 60 + (minute?.value ?? half30) }, last: minute?.last ?? hour.last + half30 / 30 };
}

// `2024年`, `令和6年`, with its month and day
function yearAt(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const era = eras[(tokens[index]?.text ?? '') + (tokens[index + 1]?.text ?? '')];
  const found = counted(tokens, index + (era ? 2 : 0), '年');
  if (!found) return undefined;
  const year = era ? era + found.value : found.value;
  if (year < 1000 || year > 2199) return undefined;
  return withRest({ year }, tokens, found.last + (tokens[found.last]?.text === '度' ? 1 : 0), dates);
}

// The month, the day or the part of a year that is named already.
function withRest(year: DateParts, tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const at = tokens[index]?.text === '的' || tokens[index]?.text === 'の' ? index + 1 : index;
  const month = monthAt(tokens, at);
  if (month) return { parts: { ...year, ...month.parts }, last: month.last };
  const part = dates.yearParts.at(tokens, at);
  if (part) return { parts: { ...year, part: part.value }, last: at + part.length };
  return { parts: year, last: index };
}

function monthAt(tokens: readonly Token[], index: number): DateAt {
  const month = counted(tokens, index, '月');
  if (!month || month.value < 1 || month.value > 12) return undefined;
  const day = dayAt(tokens, month.last);
  if (day) return { parts: { month: month.value, ...day.parts }, last: day.last };
  return { parts: { month: month.value }, last: month.last };
}

function dayAt(tokens: readonly Token[], index: number): DateAt {
  const day = counted(tokens, index, '日号號');
  if (!day || day.value < 1 || day.value > 31 || tokens[day.last]?.text === '間') return undefined;
  return { parts: { day: day.value }, last: day.last };
}

// `去年`, `去年5月`, `上周五`
function relativeAt(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const found = dates.relatives.at(tokens, index);
  if (!found) return undefined;
  const last = index + found.length;
  if (found.value.period === 'year') return withRest(found.value, tokens, last, dates);
  if (found.value.period === 'month') {
    const day = dayAt(tokens, last);
    return day ? { parts: { ...found.value, ...day.parts }, last: day.last } : { parts: found.value, last };
  }
  if (found.value.period !== 'week') return { parts: found.value, last };
  const weekday = '一二三四五六日'.indexOf(tokens[last]?.text ?? '-') + 1;
  if (weekday > 0) return { parts: { ...found.value, weekday }, last: last + 1 };
  const named = dates.weekdays.at(tokens, last + (tokens[last]?.text === 'の' ? 1 : 0));
  if (!named) return { parts: found.value, last };
  return {
    parts: { ...found.value, weekday: named.value },
    last: last + (tokens[last]?.text === 'の' ? 1 : 0) + named.length,
  };
}

function partAt(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const part = dates.yearParts.at(tokens, index);
  // One character, as 春, is mostly a part of a name.
  return part && part.length > 1 ? { parts: { part: part.value }, last: index + part.length } : undefined;
}

function weekdayAt(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const weekday = dates.weekdays.at(tokens, index);
  return weekday && { parts: { weekday: weekday.value }, last: index + weekday.length };
}
