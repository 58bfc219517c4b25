import { didYouMean, isNode, type Node, type Problem } from './raw-file.ts';
import { type BriefingFile, entityKinds } from './schema.ts';
import { slugOf } from './slug.ts';
import type { TranslationFile } from './translation-schema.ts';

/*
 * A translation laid over its original. Each text of the original is exchanged for the one at the same place of the
 * translation; whatever is no text stays. So both have the same ids, figures and sources by construction.
 */

/** The keys whose values are texts that readers see. */
export const textKeys: ReadonlySet<string> = new Set([
  'headline',
  'located',
  'value',
  'text',
  'quote',
  'name',
  'as',
  'said',
  'reportedBy',
  'heading',
  'label',
  'unit',
  'note',
  'alt',
  'description',
]);
/** What each language has of its own, or has not: other names, how a name stands in a sentence, how a number is told. */
export const ownKeys: readonly string[] = ['aliases', 'inSentence', 'plural', 'amount'];
/** Names that mostly stay as they are; a translation may write them otherwise. */
const keptKeys: ReadonlySet<string> = new Set(['publisher', 'author', 'credit']);
/** By what an entry of a list is known. */
export const idKeys = ['id', 'to', 'slug', 'version'] as const;
/** What readers do not see. */
export const untold: ReadonlySet<string> = new Set<keyof BriefingFile>(['leftOut', 'waivers', 'checked']);

/** The original with the texts of its translation, and every text that one has and the other has not. */
export function withTexts(original: BriefingFile, translation: TranslationFile, language: string): LaidOver {
  const problems: Problem[] = [];
  const pairs: TextPair[] = [];
  const merged = mergeNode(
    withIds(original),
    { ...translation, waivers: undefined, subjects: translation.subjects?.map((name) => ({ name })) },
    [],
    { problems, pairs },
  );
  // Nothing but texts is another value than before, and each of these is of the shape that the briefing's has.
  return { file: { ...merged, language } as BriefingFile, problems, pairs };
}

/** The file with the ids and slugs that its names stand for: the names of a translation stand for others. */
export function withIds(file: BriefingFile): BriefingFile {
  const identified = <T extends { id?: string | undefined; name: string }>(entries: readonly T[]) =>
    entries.map((each) => ({ ...each, id: each.id ?? slugOf(each.name) }));
  const kinds = Object.fromEntries(entityKinds.map((kind) => [kind, identified(file[kind])]));
  return {
    ...file,
    ...kinds,
    events: identified(file.events),
    topics: file.topics.map((each) => ({ ...each, slug: each.slug ?? slugOf(each.name) })),
  };
}

type Path = readonly (string | number)[];

/** A text of the original, and the one in its place, which stands at this path of the translation. */
export type TextPair = { readonly path: Path; readonly original: string; readonly text: string };

type Found = { readonly problems: Problem[]; readonly pairs: TextPair[] };

/** What comes of laying a translation over its original. */
type LaidOver = {
  readonly file: BriefingFile;
  readonly problems: readonly Problem[];
  readonly pairs: readonly TextPair[];
};

function mergeNode(original: Node, given: Node, path: Path, found: Found): Node {
  const merged: Node = {};
  for (const [key, value] of Object.entries(original)) {
    if (ownKeys.includes(key) || value === undefined) continue;
    // The amount of a figure, in words of its own, has the unit in it.
    const isKept =
      (path.length === 0 && untold.has(key)) ||
      (key === 'unit' && given.unit === undefined && given.amount !== undefined);
    merged[key] = isKept ? value : mergeValue(key, value, given[key], path, found);
  }
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || key in merged) continue;
    if (ownKeys.includes(key)) merged[key] = value;
    else if (keptKeys.has(key) || !isEmpty(value)) found.problems.push(surplus(original, [...path, key]));
  }
  return merged;
}

function mergeValue(key: string, value: unknown, given: unknown, path: Path, found: Found): unknown {
  const at = [...path, key];
  if (Array.isArray(value)) return mergeList(value, Array.isArray(given) ? given : [], at, found);
  if (isNode(value)) return mergeNode(value, isNode(given) ? given : {}, at, found);
  if (typeof value !== 'string') return value;
  if (keptKeys.has(key) || path[0] === 'infoSources') return given ?? value;
  if (!textKeys.has(key)) return value;
  if (given === undefined)
    found.problems.push({ path: at, message: `expected a text for ${cited(value)}, found nothing` });
  else found.pairs.push({ path: at, original: value, text: String(given) });
  return given ?? value;
}

/** Entries with texts. Those that only name something, as the ids of statements, stay. */
function mergeList(entries: readonly unknown[], given: readonly unknown[], path: Path, found: Found): unknown[] {
  const entered = given.filter(isNode).map((node, index) => ({ node, index, key: keyOf(node) }));
  const left = new Set(entered);
  let missing = 0;
  const merged = entries.map((entry) => {
    if (!isNode(entry)) return entry;
    const key = keyOf(entry);
    const match = left.values().find((each) => each.key === key);
    if (match) {
      left.delete(match);
      return mergeNode(entry, match.node, [...path, match.index], found);
    }
    if (path[0] === 'infoSources') return entry;
    if (key === undefined) missing += 1;
    else found.problems.push({ path, message: `expected the texts of ${key}, found none` });
    return entry;
  });
  const unnamed = entries.filter((entry) => isNode(entry) && keyOf(entry) === undefined).length;
  if (missing > 0) found.problems.push({ path, message: expectedCount(unnamed, unnamed - missing, path) });
  for (const { key, index } of left) {
    const known = entries.flatMap((entry) => (isNode(entry) ? (keyOf(entry) ?? []) : []));
    if (key === undefined)
      found.problems.push({ path: [...path, index], message: expectedCount(unnamed, 'one more', path) });
    else
      found.problems.push({
        path: [...path, index],
        message: `expected an entry that the original has, found ${key}`,
        hint: () => didYouMean(key, known),
      });
  }
  return merged;
}

/** Said of a list whose entries have no ids: how many of them the original has, and how many were found. */
function expectedCount(count: number, found: number | 'one more', path: Path): string {
  const what = path.at(-1) === 'descriptions' ? ' without an id' : '';
  const entries = count === 0 ? 'no entry' : count === 1 ? 'one entry' : `${count} entries`;
  return `expected ${entries}${what}, as in the original, found ${found}`;
}

function keyOf(node: Node): string | undefined {
  const key = idKeys.map((each) => node[each]).find((each) => each !== undefined);
  return key === undefined ? undefined : String(key);
}

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0;

/** A text that the original has not. Words and a quotation are not the same. */
function surplus(original: Node, path: Path): Problem {
  const key = String(path.at(-1));
  const other = ['value', 'text', 'quote'].find((each) => each !== key && original[each] !== undefined);
  const isWording = ['value', 'text', 'quote'].includes(key) && other !== undefined;
  return {
    path,
    ofKey: true,
    message: 'expected nothing that the original does not have',
    ...(isWording ? { hint: `there it is ${other}` } : {}),
  };
}

const longestCited = 60;

function cited(text: string): string {
  const words = text.length > longestCited ? `${text.slice(0, longestCited).trimEnd()}…` : text;
  return `“${words}”`;
}
