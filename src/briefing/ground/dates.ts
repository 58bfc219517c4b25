import { clockAt } from './clock-times.ts';
import { agoParts } from './date-ago.ts';
import type { DateAt, DateParts, FoundDate } from './found-date.ts';
import { hanDateAt } from './han-dates.ts';
import { numeralAt } from './numerals.ts';
import type { Token } from './tokens.ts';
import type { DateWords } from './vocabulary/date-words.ts';
import { type Words, wordsOf } from './vocabulary/index.ts';

/** Every date in a text, in order. */
export function datesOf(text: string, tokens: readonly Token[], language: string): FoundDate[] {
  const words = wordsOf(language);
  const found: FoundDate[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const noDate = words.dates.noDates.at(tokens, index);
    if (noDate) index += noDate.length;
    const date = dateAt(tokens, index, words) ?? nextAt(tokens, index, words.dates, found.at(-1));
    if (!date) continue;
    const [start, end] = [tokens[index]?.start ?? 0, tokens[date.last - 1]?.end ?? 0];
    found.push({ text: text.slice(start, end), start, end, parts: date.parts, first: index, last: date.last });
    index = date.last - 1;
  }
  return found;
}

function dateAt(tokens: readonly Token[], index: number, words: Words): DateAt {
  const { dates } = words;
  if (words.numbers.han) return hanDateAt(tokens, index, words) ?? relativeAt(tokens, index, dates);
  return (
    writtenInDigits(tokens, index, words) ??
    clockAt(tokens, index, dates) ??
    agoAt(tokens, index, words) ??
    weekdayAt(tokens, index, words) ??
    monthDateAt(tokens, index, words) ??
    yearPartAt(tokens, index, dates) ??
    relativeAt(tokens, index, dates) ??
    decadeAt(tokens, index, dates) ??
    yearAt(tokens, index, words)
  );
}

// `2024-05-17`, `17.05.2024`, `5/17/2024`
function writtenInDigits(tokens: readonly Token[], index: number, { numbers }: Words): DateAt {
  const first = tokens[index];
  if (first?.kind !== 'digits') return undefined;
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(first.text);
  if (dotted) return dayMonthYear(dotted.slice(1).map(Number), index + 1, false);
  // `17.5.` in German and Russian
  const short = /^(\d{1,2})\.(\d{1,2})$/.exec(first.text);
  if (short && numbers.decimalMark === ',' && tokens[index + 1]?.text === '.' && tokens[index + 1]?.attached) {
    return dayMonthYear([Number(short[1]), Number(short[2])], index + 2, false);
  }
  const [mark, second, sameMark, third] = tokens.slice(index + 1, index + 5);
  if (!mark || (mark.text !== '-' && mark.text !== '/') || sameMark?.text !== mark.text) return undefined;
  if (
    second?.kind !== 'digits' ||
    third?.kind !== 'digits' ||
    ![mark, second, sameMark, third].every((t) => t.attached)
  ) {
    return undefined;
  }
  const values = [first, second, third].map(({ text }) => Number(text));
  if (first.text.length === 4) return dayMonthYear(values.toReversed(), index + 5, false);
  return mark.text === '/' ? dayMonthYear(values, index + 5, true) : undefined;
}

function dayMonthYear([day = 0, month = 0, year]: readonly number[], last: number, american: boolean): DateAt {
  const full = year !== undefined && year < 100 ? 2000 + year : year;
  const ofYear = full === undefined ? {} : { year: full };
  const rightWay = isDay(day) && isMonth(month);
  const otherWay = american && isDay(month) && isMonth(day);
  if (!rightWay && !otherWay) return undefined;
  if (!rightWay) return { parts: { ...ofYear, month: day, day: month }, last };
  return { parts: { ...ofYear, month, day, ...(otherWay ? { swapped: true } : {}) }, last };
}

function isDay(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 31;
}

function isMonth(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 12;
}

// `two years ago`, `vor zwei Jahren`
function agoAt(tokens: readonly Token[], index: number, { numbers, dates }: Words): DateAt {
  const before = dates.agoBefore.at(tokens, index);
  const at = index + (before?.length ?? 0);
  const bound = before ? (numbers.boundsBefore.at(tokens, at)?.length ?? 0) : 0;
  const numeral = numeralAt(tokens, at + bound, numbers);
  const article = numeral ? 0 : (numbers.articles.at(tokens, at + bound)?.length ?? 0);
  if (!numeral && article === 0) return undefined;
  const atUnit = at + bound + (numeral?.length ?? article);
  const unit = numbers.units.at(tokens, atUnit);
  if (!unit) return undefined;
  const after = before ? undefined : dates.agoAfter.at(tokens, atUnit + unit.length);
  if (!before && !after) return undefined;
  const parts = agoParts(unit.value, numeral?.value ?? 1);
  return parts && { parts, last: atUnit + unit.length + (after?.length ?? 0) };
}

// `Friday`, `last Friday`, `Friday, May 17`
function weekdayAt(tokens: readonly Token[], index: number, words: Words): DateAt {
  const { dates } = words;
  const before = dates.directions.at(tokens, index);
  const at = index + (before?.length ?? 0);
  const weekday = dates.weekdays.at(tokens, at);
  if (!weekday) return undefined;
  let last = at + weekday.length;
  const after = before ?? dates.directions.at(tokens, last);
  if (!before && after) last += after.length;
  const direction = after ? { direction: after.value } : {};
  // `Friday, May 17`; `Friday, the 17th of May`
  for (let next = last; next < last + 3; next++) {
    const date = writtenInDigits(tokens, next, words) ?? monthDateAt(tokens, next, words);
    if (date?.parts.day !== undefined) return { parts: { ...date.parts, weekday: weekday.value }, last: date.last };
    if (!isLink(tokens, next, dates)) break;
  }
  return { parts: { weekday: weekday.value, ...direction }, last };
}

function isLink(tokens: readonly Token[], index: number, dates: DateWords): boolean {
  return tokens[index]?.text === ',' || dates.links.at(tokens, index) !== undefined;
}

// `17 May 2024`, `May 17, 2024`, `May 2024`, `last May`, `May`
function monthDateAt(tokens: readonly Token[], index: number, words: Words): DateAt {
  return dayFirst(tokens, index, words.dates) ?? monthFirst(tokens, index, words);
}

function dayFirst(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const day = dayOf(tokens[index]);
  if (day === undefined) return undefined;
  let at = index + 1 + (dates.dayEndings.at(tokens, index + 1)?.length ?? 0);
  at += dates.links.at(tokens, at)?.length ?? 0;
  const month = dates.months.at(tokens, at);
  if (!month) return undefined;
  return withYear({ month: month.value, day }, tokens, at + month.length, dates);
}

function monthFirst(tokens: readonly Token[], index: number, { dates }: Words): DateAt {
  const before = dates.directions.at(tokens, index);
  const at = index + (before?.length ?? 0);
  const month = dates.months.at(tokens, at);
  if (!month) return undefined;
  const last = at + month.length;
  const day = dayOf(tokens[last]);
  // In `May 2024` no day stands; `May 17-19` is two days.
  if (day !== undefined) {
    const afterDay = last + 1 + (dates.dayEndings.at(tokens, last + 1)?.length ?? 0);
    return withYear({ month: month.value, day }, tokens, afterDay, dates);
  }
  const dated = withYear({ month: month.value }, tokens, last, dates);
  if (dated?.parts.year !== undefined || dated?.parts.period !== undefined) return dated;
  const after = before ?? dates.directions.at(tokens, last);
  const direction = after ? { direction: after.value } : {};
  if (dates.doubtfulMonths.at(tokens, at) && !after && !isBesideDates(tokens, at, dates)) return undefined;
  return { parts: { month: month.value, ...direction }, last: last + (!before && after ? after.length : 0) };
}

// `in May`, but not `Theresa May` or `may`
function isBesideDates(tokens: readonly Token[], index: number, dates: DateWords): boolean {
  const token = tokens[index];
  return token !== undefined && token.text !== token.key && dates.beforeYears.before(tokens, index) !== undefined;
}

function withYear(parts: DateParts, tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  for (let at = index; at < index + 3; at++) {
    const year = yearOf(tokens[at]);
    if (year !== undefined) {
      return { parts: { ...parts, year }, last: at + 1 + (dates.afterYears.at(tokens, at + 1)?.length ?? 0) };
    }
    const relative = dates.relatives.at(tokens, at);
    if (relative?.value.period === 'year')
      return { parts: { ...parts, ...relative.value }, last: at + relative.length };
    if (!isLink(tokens, at, dates)) break;
  }
  return { parts, last: index };
}

function dayOf(token: Token | undefined): number | undefined {
  if (token?.kind !== 'digits' || token.text.length > 2) return undefined;
  return isDay(Number(token.text)) ? Number(token.text) : undefined;
}

function yearOf(token: Token | undefined): number | undefined {
  if (token?.kind !== 'digits' || !/^(?:1[0-9]|20)\d\d$/.test(token.text)) return undefined;
  return Number(token.text);
}

// `the first quarter of 2023`, `autumn 2012`, `last spring`
function yearPartAt(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const before = dates.directions.at(tokens, index);
  const at = index + (before?.length ?? 0);
  const part = dates.yearParts.at(tokens, at);
  if (!part) return undefined;
  const last = at + part.length;
  const dated = withYear({ part: part.value }, tokens, last, dates);
  if (dated?.parts.year !== undefined || dated?.parts.period !== undefined) return dated;
  const after = before ?? dates.directions.at(tokens, last);
  // `fall`, `spring` and `first half` are other words too.
  if (!after && !isTimeOfYear(tokens, at, last, dates)) return undefined;
  const direction = after ? { direction: after.value } : {};
  return { parts: { part: part.value, ...direction }, last: last + (!before && after ? after.length : 0) };
}

function isTimeOfYear(tokens: readonly Token[], first: number, last: number, dates: DateWords): boolean {
  if (tokens[first]?.key === 'fall') return false;
  if (last - first > 2 || dates.beforeYears.before(tokens, first)) return true;
  return dates.afterYears.at(tokens, last) !== undefined;
}

function relativeAt(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const found = dates.relatives.at(tokens, index);
  return found && { parts: found.value, last: index + found.length };
}

// The `next` of `this year or next`.
function nextAt(tokens: readonly Token[], index: number, dates: DateWords, before: FoundDate | undefined): DateAt {
  const { period } = before?.parts ?? {};
  const direction = dates.directions.at(tokens, index);
  if (!period || !direction || before?.last !== index - 1) return undefined;
  return { parts: { period, offset: direction.value }, last: index + direction.length };
}

// `in her 30s` is an age.
const ages = new Set(['his', 'her', 'their', 'my', 'our', 'early', 'mid', 'late', '-']);

// `the 1990s`, `los años 90`
function decadeAt(tokens: readonly Token[], index: number, dates: DateWords): DateAt {
  const before = dates.decadeBefore.at(tokens, index);
  const at = index + (before?.length ?? 0);
  const token = tokens[at];
  if (token?.kind !== 'digits' || !/^(?:1[5-9]|20)?\d0$/.test(token.text)) return undefined;
  const after = tokens[at + 1]?.attached ? dates.decadeAfter.at(tokens, at + 1) : undefined;
  if (!before && !after) return undefined;
  const value = Number(token.text);
  if (value < 20 || (value < 100 && ages.has(tokens[at - 1]?.key ?? ''))) return undefined;
  const decade = value < 100 ? 1900 + value : value;
  return { parts: { decade }, last: at + 1 + (after?.length ?? 0) };
}

// `2023`, `2010–15`
function yearAt(tokens: readonly Token[], index: number, { numbers, dates }: Words): DateAt {
  const end = yearAtEnd(tokens, index);
  if (end !== undefined) return { parts: { year: end }, last: index + 1 };
  const year = yearOf(tokens[index]);
  if (year === undefined) return undefined;
  const after = dates.afterYears.at(tokens, index + 1);
  const date = { parts: { year }, last: index + 1 + (after?.length ?? 0) };
  if (after) return date;
  if (numbers.units.at(tokens, index + 1) || numbers.scales.at(tokens, index + 1)) return undefined;
  if (numbers.units.before(tokens, index) || isPartOfName(tokens, index)) return undefined;
  if (dates.beforeYears.before(tokens, index)) return date;
  const next = tokens[index + 1];
  const counts = next?.kind === 'word' && !numbers.functionWords.at(tokens, index + 1);
  return year >= 1900 && !counts ? date : undefined;
}

// The `15` of `2010–15`.
function yearAtEnd(tokens: readonly Token[], index: number): number | undefined {
  const [year, mark, token] = [yearOf(tokens[index - 2]), tokens[index - 1], tokens[index]];
  if (year === undefined || !mark?.attached || !token?.attached || !/^[-–/]$/.test(mark.text)) return undefined;
  if (token.kind !== 'digits' || !/^\d\d$/.test(token.text)) return undefined;
  const end = year - (year % 100) + Number(token.text);
  return end > year ? end : undefined;
}

function isPartOfName(tokens: readonly Token[], index: number): boolean {
  const [token, before] = [tokens[index], tokens[index - 1]];
  return token?.attached === true && before?.kind === 'word';
}
