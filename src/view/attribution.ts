import type { Briefing } from '../briefing/briefing.ts';
import { entityKinds, type Stance } from '../briefing/file/schema.ts';
import type { ShownStatement } from '../briefing/library/statements.ts';
import { baseLanguage } from '../text/base-language.ts';
import { type Language, language } from '../text/language.ts';
import { namesItsSpeakers, type SayingWords, startsWithWord, uncapitalized } from './names-its-speakers.ts';
import { capitalized, namesOfSpeaker, subjectOf } from './speaker-names.ts';

/*
 * Whose claim a statement is stands with it, once: in its own first words, or in a lead that puts it into a sentence. The
 * lead is in the language of the statement. Where no sentence can be made of the two, a colon stands between them.
 */

type Claim = Pick<ShownStatement, 'text' | 'by' | 'stance' | 'quote'>;
/** Makes Markdown of plain text. */
type Escape = (text: string) => string;

/** The words around a briefing's statements: in its language, if there are texts in it, else in the reader's. */
export function languageOf({ language: tag }: Pick<Briefing, 'language'>, reader: Language): Language {
  const base = baseLanguage(tag);
  if (baseLanguage(reader.locale) === base) return reader;
  const own = language(tag);
  return baseLanguage(own.locale) === base ? own : reader;
}

/** How those who say it stand to a claim. A quotation is what they say themselves, however they stand to the matter. */
export function stanceOf({ stance = 'neutral', quote }: Claim): Stance {
  return quote ? 'neutral' : stance;
}

/** A claim as Markdown, with whose it is; nobody is named for what the article says itself. */
export function attributed(briefing: Briefing, claim: Claim, reader: Language, markdown: Escape): string {
  const { text, by = [] } = claim;
  if (by.length === 0 || namesSpeakers(briefing, claim, reader)) return markdown(text);
  const clause = claim.quote ? undefined : asClause(briefing, text, reader);
  return withLead(
    briefing,
    claim,
    clause === undefined ? 'sentence' : 'clause',
    markdown(clause ?? text),
    reader,
    markdown,
  );
}

/** The middle of a claim that is too long for one page, with whose it is. */
export function attributedRest(briefing: Briefing, claim: Claim, reader: Language, markdown: Escape): string {
  const { by = [] } = claim;
  const rest = `… ${markdown(claim.text)}`;
  return by.length === 0 ? markdown(claim.text) : withLead(briefing, claim, 'sentence', rest, reader, markdown);
}

/** What stands above several claims of the same speakers and stance: `The Philippines says:`. */
export function leadOfSeveral(briefing: Briefing, claim: Claim, reader: Language, markdown: Escape): string {
  return withLead(briefing, claim, 'list', '', reader, markdown);
}

function withLead(
  briefing: Briefing,
  claim: Claim,
  form: 'clause' | 'sentence' | 'list',
  text: string,
  reader: Language,
  markdown: Escape,
): string {
  const spoken = languageOf(briefing, reader);
  const { names, count } = subjectOf(briefing, claim.by ?? [], spoken);
  return capitalized(spoken.t(`view:lead.${stanceOf(claim)}.${form}`, { names: markdown(names), count, text }));
}

/** True if a claim names all of its speakers as those who say it, or who reject it where that is how they stand. */
export function namesSpeakers(briefing: Briefing, claim: Claim, reader: Language): boolean {
  const { text, by = [] } = claim;
  if (by.length === 0 || goesOn.test(text)) return false;
  const names = by.map((speaker) => namesOfSpeaker(briefing, speaker));
  return namesItsSpeakers(text, names, sayingWords(stanceOf(claim), languageOf(briefing, reader)));
}

// A sentence after another: the name in the first says nothing of it. “U.S.” and “Jan. 5” end none.
const goesOn = /(?:\p{Ll}{2}[.…]|[!?])[”’"'»)\]]*\s+["'“‘«([„¿¡]*\p{Lu}|[。！？]./u;

function sayingWords(stance: Stance, spoken: Language): SayingWords {
  const { said, rejected } = wordsIn(spoken);
  // “Ann said it”, which Ann denies, is not what Ann says.
  return stance === 'denies' || stance === 'opposes' ? rejected : said;
}

/** The closed lists of a language, which every statement needs. */
type WordLists = {
  readonly said: SayingWords;
  readonly rejected: SayingWords;
  readonly lowerCased: readonly string[];
  readonly mayBeginNames: readonly string[];
};

const cachedWords = new WeakMap<Language, WordLists>();

function wordsIn(spoken: Language): WordLists {
  const known = cachedWords.get(spoken);
  if (known) return known;
  const made = readWords(spoken);
  cachedWords.set(spoken, made);
  return made;
}

function readWords({ t, list }: Language): WordLists {
  const rejecting = listOf(t('view:words.rejecting'));
  const between = [t('view:words.pair'), ...[3, 2].flatMap((n) => list(Array(n).fill('\0')).split('\0'))];
  const common = {
    beforeNames: listOf(t('view:words.beforeNames')),
    // The longest first: “, and ” begins as “, ”. A dash says that a language joins two as it joins more.
    joiners: [...new Set(between)].filter((each) => each !== '' && each !== '—').sort((a, b) => b.length - a.length),
  };
  return {
    said: {
      ...common,
      verbs: [...listOf(t('view:words.saying')), ...rejecting],
      prefixes: listOf(t('view:words.accordingTo')),
    },
    rejected: { ...common, verbs: rejecting, prefixes: [] },
    lowerCased: listOf(t('view:words.lowerCased')),
    mayBeginNames: listOf(t('view:words.mayBeginNames')),
  };
}

/** The entries of a list in the texts. */
function listOf(text: string): string[] {
  return text.split('|').filter((each) => each !== '');
}

// Where one sentence ends and another begins: what follows would be nobody's.
const sentenceEnd = /[.!?…][”’"'»)\]]*\s+["'“‘«([]*[\p{Lu}\p{Lt}\p{N}]|[。！？]./u;

/**
 * A sentence as it stands after “that”: with its first word in lower case, if it is one of those that surely are no
 * name, or none before a word in lower case; or as it is, if it begins with a name of the briefing, or in a script
 * without capitals. Undefined of any other, and of one in another language than the words around it.
 */
function asClause(briefing: Briefing, text: string, reader: Language): string | undefined {
  const spoken = languageOf(briefing, reader);
  if (baseLanguage(spoken.locale) !== baseLanguage(briefing.language)) return undefined;
  if (sentenceEnd.test(text) || /[?!？！]\W*$/u.test(text)) return undefined;
  if (/^\p{Lo}/u.test(text)) return text;
  const entities = entityKinds.flatMap((kind) => briefing[kind]);
  const lower = uncapitalized(text);
  // “Les Philippines” at the beginning of a sentence is “les Philippines” within it.
  const inSentence = entities
    .flatMap((each) => each.inSentence ?? [])
    .find((each) => startsWithWord(lower, uncapitalized(each)));
  if (inSentence !== undefined) return inSentence + text.slice(inSentence.length);
  if (entities.some(({ name, aliases = [] }) => [name, ...aliases].some((each) => startsWithWord(text, each))))
    return text;
  const withSpace = (each: string) => (/['’]$/.test(each) ? each : `${each} `);
  const { lowerCased, mayBeginNames } = wordsIn(spoken);
  const beginsWithOneOf = (words: readonly string[]) => words.find((each) => lower.startsWith(withSpace(each)));
  if (beginsWithOneOf(lowerCased) !== undefined) return lower;
  // “El Salvador” and “L’Aquila” are names, and “los reactores” and “l’accord” are none.
  const word = beginsWithOneOf(mayBeginNames);
  return word !== undefined && /^\p{Ll}/u.test(lower.slice(withSpace(word).length)) ? lower : undefined;
}
