import { digitsValue } from './digits.ts';
import type { Numeral } from './numerals.ts';
import type { Token } from './tokens.ts';

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const smallScales: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const largeScales: Readonly<Record<string, number>> = {
  万: 1e4,
  萬: 1e4,
  亿: 1e8,
  億: 1e8,
  兆: 1e12,
};
// They begin with a numeral and are no number.
const idioms = new Set([
  '十分',
  '万一',
  '千万',
  '百姓',
  '万达',
  '四川',
  '三星',
  '三菱',
  '九州',
  '四国',
  '八王',
  '千葉',
  '三重',
  '一部',
  '一些',
  '一起',
  '一样',
  '一直',
  '一定',
  '一般',
  '一切',
  '一旦',
  '一方',
  '一致',
  '一边',
  '一带',
  '五角',
  '三井',
]);

// `成功`, `成员`, `割合`
const notTenths = new Set([...'功为立员长果本都合']);

/** The number that begins at a token of Chinese or Japanese: `2億4000万`, `二百四十`, `三分之一`, `3分の1`. */
export function hanNumeralAt(tokens: readonly Token[], index: number): Numeral | undefined {
  if (isPartOfWord(tokens, index)) return undefined;
  const first = integerAt(tokens, index);
  if (!first) return undefined;
  const part = ['分 之', '分 の'].find((words) =>
    words.split(' ').every((word, i) => tokens[index + first.length + i]?.text === word),
  );
  const numerator = part ? integerAt(tokens, index + first.length + 2) : undefined;
  if (!numerator) return tenths(tokens, index, first) ?? first;
  const length = first.length + 2 + numerator.length;
  // `百分之五` is five percent.
  if (first.value === 100) return { ...numerator, length, unit: '%' };
  return { ...numerator, length, value: numerator.value / first.value };
}

// `三成`, `3割`: tenths.
function tenths(tokens: readonly Token[], index: number, number: Numeral): Numeral | undefined {
  const [sign, after] = [tokens[index + number.length], tokens[index + number.length + 1]];
  if (number.value > 10 || (sign?.text !== '成' && sign?.text !== '割') || notTenths.has(after?.text ?? ''))
    return undefined;
  const five = after && sign.text === '成' ? digits[after.text] : undefined;
  return {
    ...number,
    value: number.value * 10 + (five ?? 0),
    length: number.length + (five === undefined ? 1 : 2),
    unit: '%',
  };
}

function isPartOfWord(tokens: readonly Token[], index: number): boolean {
  return idioms.has((tokens[index]?.text ?? '') + (tokens[index + 1]?.text ?? ''));
}

function integerAt(tokens: readonly Token[], index: number): Numeral | undefined {
  let at = index;
  let [total, section, largest, inWords] = [0, 0, 1, true];
  let digit: number | undefined;
  for (; ; at++) {
    const token = tokens[at];
    if (!token || (at > index && !token.attached)) break;
    const [one, small, large] = [digits[token.text], smallScales[token.text], largeScales[token.text]];
    if (token.kind === 'digits') {
      const value = digitsValue(token.text, '.');
      if (value === undefined || digit !== undefined) break;
      digit = value;
      inWords = false;
    } else if (one !== undefined) {
      // `二〇二四` is read digit by digit.
      digit = digit === undefined || digit === 0 ? one : digit * 10 + one;
    } else if (small !== undefined) {
      section += (digit ?? 1) * small;
      digit = undefined;
    } else if (large !== undefined) {
      const before = section + (digit ?? 0);
      if (before > 0) total += before * large;
      else if (total > 0) total *= large;
      else if (at === index) break;
      [section, digit, largest] = [0, undefined, large];
    } else break;
  }
  if (at === index) return undefined;
  return { value: total + section + (digit ?? 0), length: at - index, inWords, ordinal: false, scale: largest };
}
