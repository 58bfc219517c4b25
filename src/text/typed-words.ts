import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages } from './translator.ts';

/** Hours as a part of the day counts them: the first and the last, and how many come to the hour of 24. */
export type Hours = readonly [first: number, last: number, added: number];

/**
 * What people type in a language, from `typed.json` in its folder; words for the same are parted by `|`. Case, accents
 * and full stops do not matter.
 */
export type TypedWords = {
  readonly days: {
    readonly daily?: string;
    readonly weekdays?: string;
    readonly weekends?: string;
    readonly and?: string;
    readonly to?: string;
    readonly from?: string;
    /** Words that are said with a day and change nothing, as `every`. */
    readonly filler?: string;
    /** Says which days are left out, which is not understood; here where another language has it as another word. */
    readonly not?: string;
    /** Means `to` after a word for `from`, and nothing otherwise. */
    readonly toAfterFrom?: string;
    /** Other forms of the names than Intl has, from Monday on. */
    readonly names?: readonly string[];
  };
  readonly times: {
    /** What is said before a time, as `at`. */
    readonly before?: string;
    readonly hour?: string;
    readonly minute?: string;
    /** Half past, after the word for the hour. */
    readonly half?: string;
    readonly noon?: string;
    readonly midnight?: string;
    /** What the parts of a day are called, before or after the time. An hour that a part does not have is refused. */
    readonly parts?: Readonly<Record<string, readonly Hours[]>>;
  };
  /** What people call places and times of a zone, by its IANA name, where that has it otherwise. */
  readonly zones: Readonly<Record<string, string>>;
};

const nothing: TypedWords = { days: {}, times: {}, zones: {} };
let cached: ReadonlyMap<string, TypedWords> | undefined;

/** What people type, by the language's folder. It is read when it is first asked for: few processes read times. */
export function typedWords(): ReadonlyMap<string, TypedWords> {
  cached ??= new Map(languages.map((folder) => [folder, readWords(join(import.meta.dirname, folder, 'typed.json'))]));
  return cached;
}

function readWords(path: string): TypedWords {
  return existsSync(path) ? { ...nothing, ...JSON.parse(readFileSync(path, 'utf8')) } : nothing;
}

/** The words for one thing, in all languages. */
export function wordsFor(kind: (words: TypedWords) => string | undefined): string[] {
  return [...typedWords().values()].flatMap((words) => splitWords(kind(words)));
}

/** Words that are parted by `|`. */
export function splitWords(words: string | undefined): string[] {
  return words?.split('|').filter(Boolean) ?? [];
}
