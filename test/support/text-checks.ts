import { codeProblems, commandTextProblems } from './text-commands.ts';
import { placeOf, type TextsByKey } from './text-files.ts';

/*
 * What may be wrong with a language's texts, each said as file, key and what. English is the measure.
 */

const pluralForm = /^(.*)_(zero|one|two|few|many|other)$/;

/** A text that stands once for each plural form. */
const isPlural = (key: string, texts: TextsByKey) => {
  const base = pluralForm.exec(key)?.[1];
  return base !== undefined && texts.has(`${base}_other`);
};

/** What Discord takes, by which texts they are (https://docs.discord.com/developers/components/reference). */
const limits = [
  { of: 'a button', keys: /[:.]buttons\.|^view:(?:previous|next|back)$/, most: 80 },
  { of: 'a title or label of a form', keys: /^panel:form\.\w+\.(?:title|label)$/, most: 45 },
  { of: 'an example in a form', keys: /^panel:form\.\w+\.example$/, most: 100 },
  { of: 'a menu', keys: /^panel:menu\./, most: 150 },
  {
    of: 'a choice in a menu',
    keys: /^panel:(?:(?:days|depth|publish)\.\w+|other\w+|\w+Hint|serverZone|zoneNow)$/,
    most: 100,
  },
  { of: 'a menu', keys: /[:.](?:choose\w*|placeholders?)(?:\.|$)/, most: 150 },
];
/** Words by which the bot understands what is written or typed, parted by `|`: each language has its own, or none. */
const wordLists = /^(?:view:words\.|typed:)/;
// In place of a variable.
const longValue = 'x'.repeat(24);

/** All that is wrong with the texts of a whole language. `same` are the keys whose text is that of English rightly. */
export function languageProblems(
  language: string,
  texts: TextsByKey,
  english: TextsByKey,
  same: ReadonlySet<string>,
): string[] {
  const forms = pluralForms(language);
  const wanted = [...english.keys()].flatMap((key) =>
    isPlural(key, english) ? forms.needed.map((form) => key.replace(pluralForm, `$1_${form}`)) : [key],
  );
  const known = new Set(wanted);
  const problems = [...known]
    .filter((key) => !texts.has(key) && !wordLists.test(key))
    .map((key) => `${placeOf(language, key)}: is missing. English: ${modelOf(key, english)}`);
  for (const [key, text] of texts) {
    if (wordLists.test(key)) continue;
    const at = placeOf(language, key);
    const model = modelOf(key, english);
    if (model === undefined) problems.push(`${at}: English has no such text`);
    else if (!known.has(key) && !forms.allowed.includes(pluralForm.exec(key)?.[2] ?? ''))
      problems.push(`${at}: ${language} has no such plural form; it needs ${forms.needed.join(', ')}`);
    else {
      const limit = limits.find(({ keys }) => keys.test(key));
      const size = [...text.replaceAll(placeholders, longValue)].length;
      if (limit && size > limit.most)
        problems.push(`${at}: has up to ${size} characters; ${limit.of} takes ${limit.most}`);
      problems.push(
        ...textProblems(text, model, isSingleNumber(key, language, english), english).map((what) => `${at}: ${what}`),
      );
      if (text === model && hasWords(text) && !same.has(key) && language !== 'en')
        problems.push(`${at}: is still English: ${text}`);
    }
  }
  for (const key of same)
    if (texts.get(key) !== english.get(key))
      problems.push(`${placeOf(language, key)}: is not as in English, as its list says`);
  return [...problems, ...commandTextProblems(language, texts)];
}

/** All that is wrong with the texts of a variant, as `en-US`: it has only what differs from its language's texts. */
export function variantProblems(variant: string, texts: TextsByKey, base: TextsByKey): string[] {
  return [...texts].flatMap(([key, text]) => {
    const at = placeOf(variant, key);
    const model = base.get(key);
    if (model === undefined) return [`${at}: there is no such text to differ from`];
    if (model === text) return [`${at}: does not differ; take it out`];
    if (/^command:.*\.name$/.test(key)) return [`${at}: a variant has the names of its language`];
    return textProblems(text, model, false, base).map((what) => `${at}: ${what}`);
  });
}

/** The English text that a text translates; for a plural form that English lacks, that of `other`. */
function modelOf(key: string, english: TextsByKey): string | undefined {
  const base = pluralForm.exec(key)?.[1];
  const own = english.get(key);
  // `one` is English’s own form: in other languages it may stand for 21 too.
  if (base === undefined || !english.has(`${base}_other`)) return own;
  return english.get(`${base}_other`);
}

/** The plural forms that counts below a million need, and those that the language has at all. */
function pluralForms(language: string): { needed: string[]; allowed: string[] } {
  const rules = new Intl.PluralRules(language);
  const counts = [...Array(1000).keys(), 1000, 10_000, 100_000];
  // No count of ours is as large as those for which Spanish, French and Portuguese have `many`.
  const needed = [...new Set([...counts.map((count) => rules.select(count)), 'other'])];
  return { needed, allowed: rules.resolvedOptions().pluralCategories };
}

/** True for a plural form that stands for one number alone, which a text may then say in words. */
function isSingleNumber(key: string, language: string, english: TextsByKey): boolean {
  const form = pluralForm.exec(key)?.[2];
  if (form === undefined || !isPlural(key, english)) return false;
  const rules = new Intl.PluralRules(language);
  return [...Array(1000).keys()].filter((count) => rules.select(count) === form).length === 1;
}

const placeholders = /{{[^}]*}}/g;
const mentions = /<(?:t:|@&?|#)[^>]*>|<\/[^>]*>/g;

/** What a text has otherwise than its English, other than its words. */
function textProblems(text: string, model: string, mayLeaveCountOut: boolean, english: TextsByKey): string[] {
  const problems = [
    ...differences('variable', namesIn(text), namesIn(model), mayLeaveCountOut ? 'count' : undefined),
    ...differences('mention or time', found(text, mentions), found(model, mentions)),
    ...differences('mark', marksOf(text), marksOf(model)),
    ...codeProblems(text, model, english),
  ];
  if (text.trim() !== text || text === '') problems.push('begins or ends with a space, or is empty');
  return problems;
}

const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([match]) => match);
/** A variable may be used twice where the grammar asks for it. */
const namesIn = (text: string) => [...new Set(found(text, placeholders))];

/** Bold, italics and underlines, what lines begin with, breaks of lines, and signs. Code is looked at by itself. */
function marksOf(text: string): string[] {
  const plain = text
    .replaceAll(/`[^`]*`/g, '')
    .replaceAll(mentions, '')
    .replaceAll(placeholders, '');
  return [
    ...found(plain, /\*\*|__|~~|(?<!\*)\*(?!\*)/g),
    ...found(plain, /\p{Extended_Pictographic}/gu),
    ...plain.split('\n').map((line) => `line that begins ${/^(?:-# |- |#{1,3} |> )?/.exec(line)?.[0] || 'plainly'}`),
  ];
}

function differences(what: string, own: string[], model: string[], optional?: string): string[] {
  const left = [...own];
  const missing = model.filter((each) => {
    const at = left.indexOf(each);
    if (at < 0) return optional === undefined || !each.includes(optional);
    left.splice(at, 1);
    return false;
  });
  return [
    ...missing.map((each) => `lacks the ${what} ${each}`),
    ...left.map((each) => `has a ${what} that English has not: ${each}`),
  ];
}

/** True if a text says something in words. */
function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(
    text
      .replaceAll(/`[^`]*`/g, '')
      .replaceAll(mentions, '')
      .replaceAll(placeholders, ''),
  );
}
