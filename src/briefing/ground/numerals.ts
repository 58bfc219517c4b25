import { digitsValue } from './digits.ts';
import { germanCompound } from './german-compound.ts';
import type { Token } from './tokens.ts';
import type { NumberWords } from './vocabulary/vocabulary.ts';

/** A number as it is written, without its unit. */
export type Numeral = {
  readonly value: number;
  /** How many tokens it has. */
  readonly length: number;
  /** True if no digit is in it. */
  readonly inWords: boolean;
  readonly ordinal: boolean;
  /** The scale that ends it: 1e6 for `2 million`, 1 for `2`. */
  readonly scale: number;
  /** A unit that is a part of the number itself: the percent of `三成`. */
  readonly unit?: string;
};

const fractionMarks: Readonly<Record<string, number>> = {
  '½': 1 / 2,
  '¼': 1 / 4,
  '¾': 3 / 4,
  '⅓': 1 / 3,
  '⅔': 2 / 3,
  '⅕': 1 / 5,
  '⅛': 1 / 8,
};

/** The number that begins at a token, in a language that parts its words; undefined if none does. */
export function numeralAt(tokens: readonly Token[], index: number, words: NumberWords): Numeral | undefined {
  return new Reader(tokens, index, words).read();
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #start: number;
  readonly #words: NumberWords;
  #at: number;
  // What is complete, up to the last scale of a thousand or more; and what counts below it.
  #total = 0;
  #group: number | undefined;
  #lastScale = 1;
  #inWords = true;
  #ordinal = false;

  constructor(tokens: readonly Token[], start: number, words: NumberWords) {
    this.#tokens = tokens;
    this.#start = start;
    this.#words = words;
    this.#at = start;
  }

  read(): Numeral | undefined {
    const fraction = this.#fractionAlone();
    if (fraction) return fraction;
    this.#article();
    while (this.#digits() || this.#ordinalWord() || this.#numeral() || this.#scale() || this.#join()) {
      if (this.#ordinal) break;
    }
    if (this.#at === this.#start) return undefined;
    if (this.#group === undefined && this.#total === 0) return undefined;
    if (!this.#ordinal) this.#fractionOf();
    this.#ordinalEnding();
    return this.#result(this.#total + (this.#group ?? 0), this.#lastScale);
  }

  #result(value: number, scale: number): Numeral {
    return { value, length: this.#at - this.#start, inWords: this.#inWords, ordinal: this.#ordinal, scale };
  }

  // `half a million`, `a third of`, `half the voters`, `½`.
  #fractionAlone(): Numeral | undefined {
    const mark = this.#fractionMark(this.#at);
    if (mark !== undefined) {
      this.#at += 1;
      return this.#result(mark, 1);
    }
    const { articles, fractions, scales } = this.#words;
    const article = articles.at(this.#tokens, this.#at)?.length ?? 0;
    const fraction = fractions.at(this.#tokens, this.#at + article);
    if (!fraction) return undefined;
    // `the third of May`, `the first quarter`: without `a`, only a half is a fraction.
    if (article === 0 && fraction.value !== 0.5 && !this.#words.fractionsAlone) return undefined;
    if (article > 0 && this.#isOrdinal(this.#at + article, fraction.length)) return undefined;
    if (article === 0 && this.#afterOrdinal()) return undefined;
    this.#at += article + fraction.length;
    const next = articles.at(this.#tokens, this.#at)?.length ?? 0;
    const scale = scales.at(this.#tokens, this.#at + next);
    if (scale) {
      this.#at += next + scale.length;
      return this.#result(fraction.value * scale.value, scale.value);
    }
    // The `an` of `half an hour`.
    if (next > 0 && this.#words.units.at(this.#tokens, this.#at + next)) this.#at += next;
    return this.#result(fraction.value, 1);
  }

  // `a third man` is an ordinal, `a third of men` is not.
  #isOrdinal(at: number, length: number): boolean {
    if (!this.#words.ordinals.at(this.#tokens, at)) return false;
    const next = this.#tokens[at + length];
    return next?.kind === 'word' && !this.#words.functionWords.at(this.#tokens, at + length);
  }

  // `the first half`, `the second quarter` are times and not parts.
  #afterOrdinal(): boolean {
    return this.#words.ordinals.before(this.#tokens, this.#at) !== undefined;
  }

  #article(): void {
    const article = this.#words.articles.at(this.#tokens, this.#at);
    if (article && this.#words.scales.at(this.#tokens, this.#at + article.length)) this.#at += article.length;
  }

  #digits(): boolean {
    if (this.#group !== undefined) return false;
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'digits') return false;
    const { value, length } = this.#digitGroups();
    if (value === undefined) return false;
    if (this.#total > 0) {
      // `2 million 400 thousand`, but not `2 million 400`.
      const scale = this.#words.scales.at(this.#tokens, this.#at + length);
      if (!scale || scale.value >= this.#lastScale) return false;
    }
    this.#at += length;
    this.#group = value;
    this.#inWords = false;
    this.#addFractionMark();
    return true;
  }

  // Groups that spaces part: `95 000`.
  #digitGroups(): { value: number | undefined; length: number } {
    const { decimalMark, spaceParts } = this.#words;
    const first = this.#tokens[this.#at];
    let text = first?.text ?? '';
    let length = 1;
    if (/^\d{1,3}$/.test(text)) {
      for (;;) {
        const [before, next] = [this.#tokens[this.#at + length - 1], this.#tokens[this.#at + length]];
        if (next?.kind !== 'digits' || !/^\d{3}(?:[.,]\d{1,2})?$/.test(next.text)) break;
        if (next.start - (before?.end ?? 0) !== 1 || !(spaceParts || next.fixedSpace)) break;
        text += next.text;
        length += 1;
      }
    }
    return { value: digitsValue(text, decimalMark), length };
  }

  #fractionMark(at: number): number | undefined {
    return fractionMarks[this.#tokens[at]?.text ?? ''];
  }

  // `2½`, `2 1/2`, `1/3`.
  #addFractionMark(): void {
    const mark = this.#fractionMark(this.#at);
    if (mark !== undefined) {
      this.#group = (this.#group ?? 0) + mark;
      this.#at += 1;
      return;
    }
    const [slash, below] = [this.#tokens[this.#at], this.#tokens[this.#at + 1]];
    const denominator = Number(below?.text);
    if (slash?.text !== '/' || !slash.attached || !below?.attached || !(denominator >= 2 && denominator <= 10)) return;
    if ((this.#group ?? 0) >= denominator || !Number.isInteger(this.#group)) return;
    this.#group = (this.#group ?? 0) / denominator;
    this.#at += 2;
  }

  #numeral(): boolean {
    const at = this.#afterHyphen();
    const found = this.#words.numerals.at(this.#tokens, at) ?? this.#compound(at);
    if (!found || !this.#inWords) return false;
    if (!this.#fits(found.value)) return false;
    this.#group = this.#added(found.value);
    this.#at = at + found.length;
    return true;
  }

  #compound(at: number): { value: number; length: number } | undefined {
    const value = this.#words.compounds ? germanCompound(this.#tokens[at]?.key ?? '') : undefined;
    return value === undefined ? undefined : { value, length: 1 };
  }

  // The `-` of `twenty-five`, only inside a number.
  #afterHyphen(): number {
    const token = this.#tokens[this.#at];
    const inside = this.#group !== undefined && token?.text === '-' && token.attached;
    return inside ? this.#at + 1 : this.#at;
  }

  #fits(value: number): boolean {
    const group = this.#group;
    if (group === undefined) return this.#total === 0 || value < this.#lastScale;
    if (group < 20 && !(this.#words.vigesimal && group === 4 && value === 20)) return false;
    if (this.#words.vigesimal && (value === 20 || isTeenOf(group, value))) return true;
    return group % 100 === 0 ? value < 100 : group % 10 === 0 && value < 10;
  }

  #added(value: number): number {
    const group = this.#group ?? 0;
    if (this.#words.vigesimal && value === 20 && group % 100 === 4) return group - 4 + 80;
    return group + value;
  }

  #scale(): boolean {
    const at = this.#afterHyphen();
    const found = this.#words.scales.at(this.#tokens, at);
    if (!found) return false;
    const token = this.#tokens[at];
    // `k`, `m` and `b` count only behind their digits.
    if (token && found.length === 1 && token.key.length === 1 && token.kind === 'word' && !token.attached) return false;
    if (token && !this.#inWords && found.value < 1000 && found.value !== 12 && found.value !== 100) return false;
    if (found.value < 1000) {
      if (this.#group !== undefined && this.#group >= found.value && found.value !== 12) return false;
      this.#group = (this.#group ?? 1) * found.value;
      this.#at = at + found.length;
      return true;
    }
    if (found.value > this.#lastScale && this.#total > 0) {
      // `mil millones`, `dos mil quinientos millones`.
      this.#total = (this.#total + (this.#group ?? 0)) * found.value;
    } else {
      if (this.#total > 0 && this.#group === undefined) return false;
      this.#total += (this.#group ?? 1) * found.value;
    }
    this.#group = undefined;
    this.#lastScale = found.value;
    this.#at = at + found.length;
    return true;
  }

  // `and a half`; `and` before a smaller number: `two hundred and forty`.
  #join(): boolean {
    if (this.#at === this.#start) return false;
    const half = this.#words.andHalf.at(this.#tokens, this.#at);
    if (half) {
      if (this.#group === undefined) this.#total += half.value * this.#lastScale;
      else this.#group += half.value;
      this.#at += half.length;
      return this.#words.scales.at(this.#tokens, this.#at) !== undefined;
    }
    const join = this.#words.joins.at(this.#tokens, this.#at);
    if (!join || !this.#inWords) return false;
    const group = this.#group;
    const afterHundred = group === undefined || (group >= 100 && group % 100 === 0);
    if (!afterHundred && !(this.#words.joinsTens && group >= 20 && group % 10 === 0)) return false;
    const next = this.#at + join.length;
    const numeral = this.#words.numerals.at(this.#tokens, next);
    if (!numeral || !this.#fits(numeral.value)) return false;
    // `between one hundred and two hundred` is two numbers.
    const scale = this.#words.scales.at(this.#tokens, next + numeral.length);
    if (scale && scale.value >= (group === undefined ? this.#lastScale : 100) && scale.value <= 1000) return false;
    this.#at = next;
    return true;
  }

  #ordinalWord(): boolean {
    const at = this.#afterHyphen();
    const found = this.#words.ordinals.at(this.#tokens, at);
    if (!found || !this.#inWords) return false;
    if (this.#at !== this.#start && !this.#fits(found.value)) return false;
    // `two thirds`, `three-quarters`.
    if (this.#group !== undefined && this.#group < 20) return false;
    this.#group = (this.#group ?? 0) + found.value;
    this.#at = at + found.length;
    this.#ordinal = true;
    return true;
  }

  // The `rd` of `3rd`.
  #ordinalEnding(): void {
    const token = this.#tokens[this.#at];
    const ending = this.#words.ordinalEndings.at(this.#tokens, this.#at);
    if (this.#inWords || !token?.attached || !ending) return;
    this.#at += ending.length;
    this.#ordinal = true;
  }

  // `two thirds`, `three-quarters`, `one fifth`.
  #fractionOf(): void {
    const at = this.#afterHyphen();
    const fraction = this.#words.fractions.at(this.#tokens, at);
    if (!fraction || this.#total > 0 || (this.#group ?? 0) >= 10 || !this.#inWords) return;
    this.#group = (this.#group ?? 0) * fraction.value;
    this.#at = at + fraction.length;
  }
}

// 70 and 90 are 60 and 80 with a number from 10 to 19.
function isTeenOf(group: number, value: number): boolean {
  return (group % 100 === 60 || group % 100 === 80) && value >= 10 && value < 20;
}
