import { openers } from './abbreviations.ts';
import { commonnessOf } from './common-words.ts';
import { baseLanguage, sentencesOf } from './sentences.ts';
import { type Word, wordsOf } from './words.ts';

/** A word that may be a name, or part of one. */
export type NameWord = Word & {
  /** Its number among the words of the text. */
  readonly at: number;
  /** True if it is a name whatever the article says: a capital that nothing else explains. It asks a dictionary. */
  readonly isName: () => boolean;
  /** True where any word may have a capital: where a sentence begins, in a headline, in German. */
  readonly saysLittle: boolean;
};
/** Name words that stand side by side, as `Harbin Institute`. */
export type NameRun = readonly NameWord[];

/**
 * The words with capitals that may be names, in runs. A capital says little where a sentence begins, in a headline and in
 * German: there the dictionary decides. Titles, months and days are no names.
 */
export function nameRunsIn(text: string, words: readonly Word[], language: string): NameRun[] {
  const base = baseLanguage(language);
  const starts = sentenceStarts(text, language);
  const isHeadline = hasTitleCase(words);
  const runs: NameWord[][] = [];
  words.forEach((word, at) => {
    const run = runs.at(-1);
    const previous = run?.at(-1);
    if (!hasCapital(word) || isTitle(word, base) || calendarWords(base).has(word.key)) return;
    const isNext = previous !== undefined && joins(text.slice(previous.end, word.start));
    const opens = startsSentence(text, word, starts);
    if (opens && openers[base]?.has(word.text.toLowerCase())) return;
    const next = words[at + 1];
    const hasNext = next !== undefined && hasCapital(next) && joins(text.slice(word.end, next.start));
    const saysLittle = opens || isHeadline || base === 'de';
    const nameWord = {
      ...word,
      at,
      saysLittle,
      isName: () =>
        isNameByItself(word, { base, saysLittle, isAlone: !hasNext && !isNext, before: words[at - 1], next }),
    };
    if (isNext) run?.push(nameWord);
    else runs.push([nameWord]);
  });
  return runs;
}

type Surroundings = {
  readonly base: string;
  readonly saysLittle: boolean;
  readonly isAlone: boolean;
  readonly before: Word | undefined;
  readonly next: Word | undefined;
};

function isNameByItself(word: Word, { base, saysLittle, isAlone, before, next }: Surroundings): boolean {
  // Initials are compared with the name that follows them.
  if ([...word.key].length < 2) return false;
  // `NATO`, `AP`: letters that are read one by one.
  if (/^\p{Lu}[\p{Lu}\p{N}.]+$/u.test(word.text) && word.key.length <= 6) return true;
  if (base === 'de' && !isAlone && before && /(?:präsident|minister|kanzler|chef|sprecher)(?:in)?$/i.test(before.text))
    return true;
  const commonness = commonnessOf(word.text, base);
  if (commonness === 'unknown' || commonness === 'name') return true;
  if (commonness === 'word') return !saysLittle && !(isAlone && institutions.has(word.stem));
  // `Brown said`, but `Price rises`.
  return !saysLittle || (base === 'en' && next !== undefined && /(?:ed|id|as|is|old|ays)$/.test(next.key));
}

// An editor may say `the Parliament` of what the article calls the legislature.
const institutions: ReadonlySet<string> = new Set(
  wordsOf(
    `parliament government congress senate cabinet court church army navy force police ministry bank state internet union
    treasury opposition house council commission department agency embassy office party crown republic constitution world`,
    'en',
  ).map(({ stem }) => stem),
);

function hasCapital({ text }: Word): boolean {
  return /^\p{Lu}|^\p{Ll}{1,2}\p{Lu}/u.test(text);
}

// What stands between the words of one name. A hyphen parts two names as often as it joins one: `China-Russia`.
function joins(between: string): boolean {
  return between === ' ' || between === '\u00a0' || between === '. ';
}

function sentenceStarts(text: string, language: string): ReadonlySet<number> {
  const starts = new Set<number>();
  let at = 0;
  for (const sentence of sentencesOf(text, language)) {
    const start = text.indexOf(sentence, at);
    at = start + sentence.length;
    starts.add(start + (/^[^\p{L}\p{N}]*/u.exec(sentence)?.[0].length ?? 0));
  }
  return starts;
}

function startsSentence(text: string, { start }: Word, starts: ReadonlySet<number>): boolean {
  return starts.has(start) || /[:;–—•“"„«「(]\s?$/.test(text.slice(Math.max(0, start - 3), start));
}

const shareForTitleCase = 0.6;

/** True for a headline in which every word has a capital. */
function hasTitleCase(words: readonly Word[]): boolean {
  const long = words.slice(1).filter(({ text }) => text.length >= 4 && /^\p{L}/u.test(text));
  return long.length >= 4 && long.filter(hasCapital).length >= shareForTitleCase * long.length;
}

const titles: Readonly<Record<string, ReadonlySet<string>>> = {
  en: list(`mr mrs ms dr president presidents prime minister ministers premier chancellor secretary senator sen governor gov
    mayor king queen prince princess pope general gen colonel captain lieutenant sergeant judge justice chief director
    chairman chairwoman ceo professor prof sir lady lord foreign defence defense finance interior deputy vice former acting
    ambassador commissioner congressman congresswoman rep representative spokesman spokeswoman spokesperson officer i`),
  de: list('herr frau dr prof präsident präsidentin minister ministerin kanzler kanzlerin könig königin papst'),
  es: list('sr sra dr dra don doña presidente presidenta ministro ministra papa rey reina'),
  fr: list('m mm mme mlle dr président présidente ministre premier pape roi reine'),
  pt: list('sr sra dr dra dom presidente presidenta ministro ministra papa rei rainha'),
  ru: list('г-н президент министр премьер'),
};

function list(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

/** True for a word that stands before a name and is none: `President`. */
export function isTitle({ text }: Word, base: string): boolean {
  return titles[base]?.has(text.toLowerCase().replaceAll('.', '')) ?? false;
}

const calendars = new Map<string, ReadonlySet<string>>();

/** The months and the days of the week. */
function calendarWords(base: string): ReadonlySet<string> {
  const known = calendars.get(base);
  if (known) return known;
  const words = new Set<string>();
  for (const style of ['long', 'short'] as const) {
    const format = new Intl.DateTimeFormat(base, { month: style, weekday: style, day: 'numeric', timeZone: 'UTC' });
    // Each month and each day of the week is in a year of every 27th day.
    for (let day = 0; day < 366; day += 1)
      for (const { type, value } of format.formatToParts(Date.UTC(2024, 0, 1 + day)))
        if (type === 'month' || type === 'weekday') for (const { key } of wordsOf(value, base)) words.add(key);
  }
  calendars.set(base, words);
  return words;
}
