import { Phrases } from './phrases.ts';
import type { Bound, NumberWords } from './vocabulary.ts';

type ByNumber = Readonly<Record<number, string>>;

/** How a vocabulary is written: for each value its words, parted by `|`. */
export type WrittenNumberWords = {
  readonly decimalMark: '.' | ',';
  readonly spaceParts?: boolean;
  readonly numerals: ByNumber;
  readonly scales: ByNumber;
  readonly joins?: string;
  readonly joinsTens?: boolean;
  readonly compounds?: boolean;
  readonly vigesimal?: boolean;
  readonly articles?: string;
  readonly fractions: ByNumber;
  readonly fractionsAlone?: boolean;
  readonly andHalf?: ByNumber;
  readonly ordinals: ByNumber;
  readonly ordinalEndings?: string;
  readonly many?: ByNumber;
  readonly multiples?: ByNumber;
  readonly outOf?: string;
  readonly changes?: Readonly<Record<'from' | 'to', string>>;
  readonly units: Readonly<Record<string, string>>;
  readonly beforeUnits?: string;
  readonly han?: boolean;
  readonly counters?: string;
  readonly boundsBefore: Readonly<Partial<Record<Bound, string>>>;
  readonly boundsAfter?: Readonly<Partial<Record<Bound, string>>>;
  readonly ranges: string;
  readonly functionWords: string;
};

// As they are written in every language.
const symbols = {
  '%': '%|％',
  USD: '$|us $|usd',
  EUR: '€|eur',
  GBP: '£|gbp',
  JPY: '¥|jpy',
  CNY: 'cny|rmb',
  RUB: '₽|rub',
  INR: '₹|inr',
  CHF: 'chf',
  KRW: '₩|krw',
  BRL: 'r $|brl',
  AUD: 'a $|aud',
  CAD: 'c $|cad',
  HKD: 'hk $|hkd',
  TWD: 'nt $|twd',
  NZD: 'nz $|nzd',
  SGD: 's $|sgd',
  UAH: '₴|uah',
  MXN: 'mxn',
  TRY: '₺',
  mm: 'mm',
  cm: 'cm',
  km: 'km',
  'km²': 'km²|km2',
  'm²': 'm²|m2',
  ha: 'ha',
  kg: 'kg',
  'km/h': 'km / h',
  '°C': '° c|℃',
  '°F': '° f',
  degree: '°',
  kW: 'kw',
  MW: 'mw',
  GW: 'gw',
  TWh: 'twh',
};

/** A vocabulary, ready to be looked up in. */
export function numberWords(written: WrittenNumberWords): NumberWords {
  return {
    decimalMark: written.decimalMark,
    spaceParts: written.spaceParts ?? false,
    numerals: byNumber(written.numerals),
    scales: byNumber(written.scales),
    joins: words(written.joins),
    joinsTens: written.joinsTens ?? false,
    compounds: written.compounds ?? false,
    vigesimal: written.vigesimal ?? false,
    articles: words(written.articles),
    fractions: byNumber(written.fractions),
    fractionsAlone: written.fractionsAlone ?? false,
    andHalf: byNumber(written.andHalf),
    ordinals: byNumber(written.ordinals),
    ordinalEndings: words(written.ordinalEndings),
    many: byNumber(written.many),
    multiples: byNumber(written.multiples),
    outOf: words(written.outOf),
    changes: new Phrases(Object.entries(written.changes ?? {}) as ['from' | 'to', string][]),
    units: new Phrases([...Object.entries(written.units), ...Object.entries(symbols)]),
    beforeUnits: words(written.beforeUnits),
    han: written.han ?? false,
    counters: words(written.counters),
    boundsBefore: new Phrases(Object.entries(written.boundsBefore) as [Bound, string][]),
    boundsAfter: new Phrases(Object.entries(written.boundsAfter ?? {}) as [Bound, string][]),
    ranges: words(written.ranges),
    functionWords: words(written.functionWords),
  };
}

function byNumber(lists: ByNumber = {}): Phrases<number> {
  return new Phrases(Object.entries(lists).map(([value, list]) => [Number(value), list] as const));
}

function words(list = ''): Phrases<true> {
  return new Phrases([[true, list]]);
}
