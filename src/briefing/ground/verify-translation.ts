import { createNameFinder } from '../file/named.ts';
import { type BriefingFile, entityKinds } from '../file/schema.ts';
import { slugOf } from '../file/slug.ts';
import type { TranslationFile } from '../file/translation-schema.ts';
import { type TextPair, withTexts } from '../file/translation-texts.ts';
import { bearsDate } from './date-match.ts';
import { type Facts, factsOf } from './facts.ts';
import { figureInWords } from './figure-in-words.ts';
import { bears } from './number-match.ts';
import { baseLanguage } from './sentences.ts';

/** Something that a text of a translation has otherwise than its original. */
export type TranslationFinding = {
  readonly pair: TextPair;
  readonly kind: 'number' | 'date' | 'name' | 'quote' | 'polarity';
  /** The words that it is about. */
  readonly words: string;
  /** True if the original has it, and the translation has not; else it is the other way round. */
  readonly isMissing: boolean;
  /** Why it stands all the same, if the translation has a waiver for it. */
  readonly waived?: string;
};

/** What of a translation was held against its original. */
export type TranslationReport = { readonly texts: number; readonly findings: readonly TranslationFinding[] };

/**
 * Holds every text of a translation against the original's: numbers and dates, as each language writes them; the names
 * of who and what is in the briefing; marks of quotation; and a “not” that only one of the two has. Who says what and
 * which paragraphs it rests on need no check, being the original's by construction.
 */
export function verifyTranslation(
  original: BriefingFile,
  translation: TranslationFile,
  language: string,
): TranslationReport {
  const { file, pairs } = withTexts(original, translation, language);
  const all = [...pairs, ...figurePairs(original, file)];
  const findNames = createNames(original, file);
  const findings = all.flatMap((pair) => {
    const [before, after] = [factsOf(pair.original, original.language), factsOf(pair.text, language)];
    const isName = pair.path.at(-1) === 'name' || pair.path.at(-1) === 'located';
    return [
      ...amounts(pair, before, after),
      ...(isName ? [] : findNames(pair)),
      ...quotations(pair),
      ...negations(pair, original.language, language),
    ];
  });
  return { texts: all.length, findings: waive(findings, translation.waivers ?? []) };
}

/** Gives each waiver to the first finding of its kind and words that has none. */
function waive(found: readonly TranslationFinding[], waivers: NonNullable<TranslationFile['waivers']>) {
  const left = new Set(waivers);
  return found.map((each): TranslationFinding => {
    const waiver = left.values().find(({ kind, text }) => kind === each.kind && text === each.words);
    if (!waiver) return each;
    left.delete(waiver);
    return { ...each, waived: waiver.why };
  });
}

/** The numbers of figures with their units, as each language tells them. */
function figurePairs(original: BriefingFile, translated: BriefingFile): TextPair[] {
  return original.figures.flatMap((figure, i) => {
    const other = translated.figures[i];
    if (!other) return [];
    const text = figureInWords(other, translated.language).now;
    return [{ path: ['figures', i, 'label'], original: figureInWords(figure, original.language).now, text }];
  });
}

function amounts(pair: TextPair, before: Facts, after: Facts): TranslationFinding[] {
  // One, two or three in words may be told otherwise: `the two leaders`.
  const counted = ({ numbers }: Facts) =>
    numbers.filter(({ kind, inWords, value }) => kind !== 'one' && !(inWords && value <= 3));
  const missing = (from: Facts, to: Facts, isMissing: boolean): TranslationFinding[] => [
    ...counted(from)
      .filter((number) => !counted(to).some((other) => bears(other, number)))
      .map(({ text }) => ({ pair, kind: 'number' as const, words: text, isMissing })),
    ...from.dates
      .filter(({ parts }) => !to.dates.some((other) => bearsDate(other.parts, parts, undefined)))
      .map(({ text }) => ({ pair, kind: 'date' as const, words: text, isMissing })),
  ];
  return [...missing(before, after, true), ...missing(after, before, false)];
}

type Called = { readonly id: string; readonly names: readonly string[] };

/** Makes the function that finds who is named in only one of two texts. */
function createNames(original: BriefingFile, translated: BriefingFile) {
  const entities = (file: BriefingFile) =>
    entityKinds.flatMap((kind) =>
      file[kind].map(({ id, name, aliases = [] }, i) => ({
        id: id ?? slugOf(original[kind][i]?.name ?? name),
        name,
        aliases,
      })),
    );
  const calledIn = (file: BriefingFile): Called[] =>
    entities(file).map(({ id, name, aliases }) => ({ id, names: [name, ...aliases] }));
  const [calledBefore, called] = [calledIn(original), calledIn(translated)];
  return (pair: TextPair): TranslationFinding[] => {
    const before = namedIn(pair.original, calledBefore);
    const ids = new Set([...before].filter(([, how]) => how === 'whole').map(([id]) => id));
    const found = namedIn(pair.text, called);
    const finding = ({ names: [name = ''] }: Called, isMissing: boolean): TranslationFinding => ({
      pair,
      kind: 'name',
      words: name,
      isMissing,
    });
    return [
      ...called.filter(({ id }) => ids.has(id) && !found.has(id)).map((each) => finding(each, true)),
      // `Russian` in one of them may be `of Russia` in the other.
      ...called
        .filter(({ id }) => found.get(id) === 'whole' && !before.has(id) && !isWithinOther(id, ids, called))
        .map((each) => finding(each, false)),
    ];
  };
}

/** Who is named in a text, by a whole name or by one with another ending: `Путина` for `Путин`. */
function namedIn(text: string, called: readonly Called[]): Map<string, 'whole' | 'stem'> {
  const whole = createNameFinder(called.map(({ id, names: [name = '', ...aliases] }) => ({ id, name, aliases })))(text);
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const hasStem = (name: string) =>
    (name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).every((part) => words.some((word) => isAlike(word, part)));
  return new Map(
    called.flatMap(({ id, names }): [string, 'whole' | 'stem'][] => {
      if (whole.has(id)) return [[id, 'whole']];
      return names.some(hasStem) ? [[id, 'stem']] : [];
    }),
  );
}

// Endings of names in Russian, and of the adjectives that come of them.
const endingLetters = 2;

function isAlike(word: string, part: string): boolean {
  if (word === part) return true;
  const stem = part.slice(0, Math.max(part.length - endingLetters, 3));
  return part.length > 3 && word.startsWith(stem);
}

/** True for a name that is a part of another's, as China's of the Chinese state media's. */
function isWithinOther(id: string, ids: ReadonlySet<string>, called: readonly Called[]): boolean {
  const names = called.find((each) => each.id === id)?.names ?? [];
  return called.some(
    (other) => ids.has(other.id) && other.names.some((name) => names.some((each) => name.includes(each))),
  );
}

const opening = /["“„«「『]/gu;

function quotations(pair: TextPair): TranslationFinding[] {
  const [before, after] = [pair.original, pair.text].map((text) => text.match(opening)?.length ?? 0);
  // In pairs of the same mark, each is counted twice in both.
  if ((before ?? 0) > 0 === (after ?? 0) > 0) return [];
  const isMissing = (before ?? 0) > 0;
  return [{ pair, kind: 'quote', words: isMissing ? pair.original : pair.text, isMissing }];
}

/** The words that turn a sentence into its contrary; of languages that are not here, that is not looked at. */
const negationWords: Readonly<Record<string, RegExp>> = {
  en: /\b(?:not|no|nobody|nothing|never|neither|nor|without|cannot)\b|n[’']t\b/iu,
  es: /(?<!\p{L})(?:no|ni|nunca|jamás|nadie|nada|ningun[oa]?|ningún|sin)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:ne|n[’']|pas|jamais|sans|aucune?|ni|non)(?!\p{L})/iu,
  de: /(?<!\p{L})(?:nicht|nichts|nie|niemals|niemand|kein\p{L}*|ohne|weder)(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:não|nem|nunca|ninguém|nada|nenhuma?|sem)(?!\p{L})/iu,
  ru: /(?<!\p{L})(?:не|ни|нет|без|никто|ничего|никогда|нельзя)(?!\p{L})/iu,
  zh: /[不没沒未无無]|并非|非(?=[^洲常])/u,
  ja: /ない|なく|ず|ません|ぬ(?=$|[。、])/u,
};

function negations(pair: TextPair, before: string, after: string): TranslationFinding[] {
  const [one, other] = [negationWords[baseLanguage(before)], negationWords[baseLanguage(after)]];
  if (!one || !other) return [];
  const [has, had] = [other.exec(pair.text)?.[0], one.exec(pair.original)?.[0]];
  if ((has === undefined) === (had === undefined)) return [];
  return [{ pair, kind: 'polarity', words: had ?? has ?? '', isMissing: had !== undefined }];
}
