import { languages, translator } from '../../text/translator.ts';

/** What a word for days means: days of the week from 1, Monday; or how the days around it belong together. */
export type DayWord = readonly number[] | 'and' | 'to' | 'from' | 'toAfterFrom' | 'filler' | 'not';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const groups = { daily: everyDay, weekdays: [1, 2, 3, 4, 5], weekends: [6, 7] } as const;

/** Words of a language, parted by `|`. */
type Words = {
  readonly daily: string;
  readonly weekdays: string;
  readonly weekends: string;
  readonly and: string;
  readonly to: string;
  readonly from: string;
  /** Words that are said with a day and change nothing, as `every`. */
  readonly filler: string;
  /** Says which days are left out, which is not understood; here where another language has it as another word. */
  readonly not?: string;
  /** Means `to` after a word for `from`, and nothing otherwise. */
  readonly toAfterFrom?: string;
  /** Other forms of the names, from Monday on. */
  readonly names?: readonly string[];
};

/*
 * What people write beside the names of the days. Words that to some mean six days are left out, so that nobody gets
 * other days than they meant: `werktags` and `jours ouvrables` may be from Monday to Saturday.
 */
const typed: Readonly<Record<string, Words>> = {
  en: {
    daily: 'daily|every day|everyday|each day|all days',
    weekdays: 'weekday|weekdays|workday|workdays|work days|working days|business days',
    weekends: 'weekend|weekends',
    and: 'and',
    to: 'to|through|thru|until|till',
    from: 'from',
    filler: 'on|every|each',
    not: 'no|w/o',
  },
  es: {
    daily: 'a diario|diario|diariamente|cada dia|todos los dias',
    weekdays: 'entre semana|dias entre semana|laborables|dias laborables|dias habiles|dias de semana',
    weekends: 'fin de semana|fines de semana|finde|findes',
    and: 'y|e',
    to: 'a|al|hasta',
    from: 'de|del|desde',
    filler: 'el|los|cada|todos',
    not: 'no',
  },
  de: {
    daily: 'taglich|jeden tag|alle tage',
    weekdays: 'wochentags|wochentage|unter der woche|arbeitstags|arbeitstage',
    weekends: 'wochenende|wochenenden|am wochenende|an wochenenden',
    and: 'und|u',
    to: 'bis',
    from: 'von|vom',
    filler: 'am|jeden|immer',
    names: ['', '', '', '', '', 'sonnabend'],
  },
  fr: {
    daily: 'tous les jours|chaque jour|quotidien|quotidiennement|journalier|7j/7|7 jours sur 7',
    weekdays: 'en semaine|la semaine|semaine|jours ouvres|jour ouvre|jours de semaine|jour de semaine',
    weekends: 'week-end|week-ends|weekend|week end|week ends|fin de semaine|fins de semaine',
    and: 'et|puis',
    to: "au|a|jusqu'au|jusqu’au|jusqu'a|jusqu’a",
    from: 'du|de',
    filler: 'le|les|chaque|tous',
  },
  pt: {
    daily: 'diario|diariamente|todo dia|todos os dias|cada dia',
    weekdays: 'dias uteis|dia util|dias de semana|durante a semana',
    weekends: 'fim de semana|fins de semana|final de semana|finais de semana',
    and: 'e',
    to: 'a|ate',
    from: 'de|da|desde',
    filler: 'o|os|aos|as|em|na|nas|no|nos|cada|toda|todas|todo|todos',
    names: ['2a', '3a', '4a', '5a', '6a'],
  },
  ru: {
    daily: 'ежедневно|каждый день|все дни',
    weekdays:
      'будни|по будням|в будни|будние|будний день|будние дни|по будним дням|рабочий день|рабочие дни|по рабочим дням',
    weekends: 'выходные|по выходным|в выходные|выходной|выходные дни|по выходным дням',
    and: 'и',
    to: 'до',
    from: 'с|со|от',
    filler: 'в|во|каждый|каждую|каждое|каждые',
    toAfterFrom: 'по',
    names: [
      'понедельника|понедельникам|пнд',
      'вторника|вторникам|втр',
      'среду|среды|средам',
      'четверга|четвергам|чтв',
      'пятницу|пятницы|пятницам|птн',
      'субботу|субботы|субботам',
      'воскресенья|воскресеньям|вск',
    ],
  },
  zh: {
    daily: '每天|每日|天天',
    weekdays: '工作日|平日',
    weekends: '周末|双休日',
    and: '和|及|与',
    to: '到|至',
    from: '从',
    filler: '每|每个|逢',
    names: ['礼拜一', '礼拜二', '礼拜三', '礼拜四', '礼拜五', '礼拜六', '星期天|周天|礼拜天|礼拜日'],
  },
  ja: {
    daily: '毎日|まいにち|毎朝|毎晩|全曜日',
    weekdays: '平日',
    weekends: '周末|土日',
    and: 'と|や|及び|および',
    to: 'から',
    from: '',
    filler: '毎周|まで|のみ|だけ',
    names: ['月曜', '火曜', '水曜', '木曜', '金曜', '土曜', '日曜'],
  },
};

/** Han and kana, which are written without spaces: each character is a word of its own. */
const unspaced = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
const wordPattern = new RegExp(`${unspaced}|(?:(?!${unspaced})[\\p{L}\\p{M}\\p{N}'’])+|-`, 'gu');

/** True for a word of a script that has spaces, which may be cut short. */
export function isSpaced(word: string): boolean {
  return !new RegExp(unspaced, 'u').test(word);
}

/**
 * Text as words that compare equal however they are written: without case, accents, full stops and width. A dash is a
 * word of its own, and other signs are none.
 */
export function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('週', '周')
    .replace(/[‐-―−~〜]/g, '-')
    // In Japanese, what is typed for a dash is often the sign for a long vowel.
    .replace(/(?<=[月火水木金土日曜])ー/g, '-')
    // One says 周一三五, and 周一至五.
    .replace(/(?:周|星期|礼拜)[一二三四五六日天](?:[、,和及到至-]?[一二三四五六日天])+/g, (days) =>
      days.replace(/星期|礼拜/g, '周').replace(/(?<!周)[一二三四五六日天]/g, '周$&'),
    );
  return folded.match(wordPattern) ?? [];
}

/** What a language calls the days, and words for several of them or between them, by their words joined with a space. */
export type DayVocabulary = {
  readonly meanings: ReadonlyMap<string, readonly DayWord[]>;
  /** The names in full, from Monday on. */
  readonly names: readonly string[];
};

const cached = new Map<string, DayVocabulary>();

/** The languages in which days are understood. */
export const dayLanguages = [...new Set([...Object.keys(typed), ...languages.map(baseOf)])];

/** A language without its region. */
export function baseOf(locale: string): string {
  return locale.split('-')[0] ?? '';
}

/** What a language calls the days. */
export function dayVocabulary(language: string): DayVocabulary {
  const known = cached.get(language);
  if (known) return known;
  const made = readVocabulary(language);
  cached.set(language, made);
  return made;
}

function readVocabulary(language: string): DayVocabulary {
  const meanings = new Map<string, DayWord[]>();
  const add = (written: string | undefined, meaning: DayWord) => {
    for (const word of written?.split('|').filter(Boolean) ?? []) {
      const key = wordsOf(word).join(' ');
      meanings.set(key, [...(meanings.get(key) ?? []), meaning]);
    }
  };
  const words = typed[language];
  for (const kind of ['daily', 'weekdays', 'weekends'] as const) {
    add(words?.[kind], groups[kind]);
    // What the bot itself says is understood.
    const shown = languages.filter((locale) => baseOf(locale) === language);
    for (const locale of shown) add(translator(locale)(`digest:days.${kind}`), groups[kind]);
  }
  for (const kind of ['and', 'to', 'from', 'toAfterFrom', 'filler', 'not'] as const) add(words?.[kind], kind);
  const names = namesOf(language, 'long');
  for (const each of [names, namesOf(language, 'short'), words?.names ?? []])
    for (const [i, name] of each.entries()) add(name, [i + 1]);
  // A letter that is a word, as the Russian for `with`, is no day.
  const letters = namesOf(language, 'narrow').map(
    (letter) => [letter, meanings.has(wordsOf(letter).join(' '))] as const,
  );
  for (const [i, [letter, isTaken]] of letters.entries()) if (!isTaken && isSpaced(letter)) add(letter, [i + 1]);
  return { meanings, names: names.map((name) => wordsOf(name).join(' ')) };
}

/** The names of the days, from Monday on. */
function namesOf(language: string, weekday: 'long' | 'short' | 'narrow'): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
  return everyDay.map((day) => format.format(Date.UTC(2024, 0, day))); // 1 January 2024 was a Monday
}
