import { readFileSync } from 'node:fs';
import type { Briefing, Entity } from '../briefing.ts';
import type { createPause } from '../pause.ts';
import { wordsOf } from '../search/words.ts';
import type { CheckedFile } from './check-file.ts';
import type { FileProblem } from './problem.ts';
import { located } from './problems.ts';
import type { Problem } from './references.ts';
import { type EntityKind, entityKinds } from './schema.ts';

/*
 * What is wrong between one file and another. Files are taken in an order, and who comes first keeps an id: the problem
 * is the later file's. The time is linear in the number of files.
 */

/** An id or slug as earlier files use it, in one language. */
type Use = { readonly path: string; readonly kind: string; readonly name: string; readonly words: Set<string> };

/**
 * The files in which an id is somebody else than in an earlier one, or a topic's slug another topic: of another kind, or
 * with names that have nothing in common.
 */
export async function crossFileErrors(
  files: readonly CheckedFile[],
  pause: ReturnType<typeof createPause>,
): Promise<ReadonlyMap<CheckedFile, readonly FileProblem[]>> {
  const uses = new Map<string, Use>();
  const found = new Map<CheckedFile, readonly FileProblem[]>();
  for (const file of files) {
    const { path, briefing } = file;
    if (!briefing || file.problems.length > 0) continue;
    await pause();
    const problems = namedIn(briefing).flatMap((named) => {
      const other = otherUse(uses, named, path, briefing.language);
      return other ? [somebodyElse(named, other)] : [];
    });
    if (problems.length > 0) found.set(file, located(problems, 'error', textOf(path), path));
  }
  return found;
}

/** The earlier use of an id that is not for the same; undefined if it is, and then its names are known from now on. */
function otherUse(uses: Map<string, Use>, { kind, id, names }: Named, path: string, language: string): Use | undefined {
  const use = { path, kind, name: names[0] ?? '', words: new Set(names.flatMap(likenesses)) };
  if (kind !== 'topics') {
    const other = firstUse(uses, id, use);
    if (other.kind !== kind) return other;
  }
  // Names of two languages have seldom a word in common.
  const other = firstUse(uses, `${kind} ${id} ${language.split('-', 1)[0]}`, use);
  if (other.words.isDisjointFrom(use.words)) return other;
  for (const word of use.words) other.words.add(word);
  return undefined;
}

function firstUse(uses: Map<string, Use>, key: string, use: Use): Use {
  const known = uses.get(key);
  if (!known) uses.set(key, use);
  return known ?? use;
}

/** People, organisations and places that have one name and two ids, and topics of one slug that are called otherwise. */
export function crossFileWarnings(files: readonly CheckedFile[]): FileProblem[] {
  const ids = new Map<string, { readonly id: string; readonly path: string }>();
  const topics = new Map<string, { readonly name: string; readonly path: string }>();
  return files.flatMap(({ path, briefing, problems }): FileProblem[] => {
    if (!briefing || problems.length > 0) return [];
    const found = namedIn(briefing).flatMap(({ kind, id, names, at }): Problem[] => {
      if (kind === 'topics') {
        const key = `${id} ${briefing.language}`;
        const name = names[0] ?? '';
        const other = topics.get(key);
        if (!other) topics.set(key, { name, path });
        if (!other || other.name === name) return [];
        const message = `the topic ${id} is called “${other.name}” in ${other.path}`;
        return [
          { path: [...at.slice(0, -1), 'name'], message, hint: 'call it the same, or give it a slug of its own' },
        ];
      }
      const others = fullNames(kind, names).flatMap((name) => {
        const key = `${kind} ${wordsOf(name).join(' ')}`;
        const other = ids.get(key);
        if (!other) ids.set(key, { id, path });
        return other && other.id !== id ? [{ ...other, name }] : [];
      });
      return others.slice(0, 1).map(({ name, ...other }) => ({
        path: at,
        message: `${name} has the id ${other.id} in ${other.path}, and ${id} here`,
        hint: 'give whoever is the same one id, and others names of their own',
      }));
    });
    return found.length === 0 ? [] : located(found, 'warning', textOf(path), path);
  });
}

type Named = {
  readonly kind: EntityKind | 'topics';
  readonly id: string;
  readonly names: readonly string[];
  /** The path of the id in the file. */
  readonly at: readonly PropertyKey[];
};

function namedIn(briefing: Briefing): Named[] {
  return [
    ...entityKinds.flatMap((kind) =>
      briefing[kind].map(({ id, name, aliases = [] }: Entity, i) => ({
        kind,
        id,
        names: [name, ...aliases],
        at: [kind, i, 'id'],
      })),
    ),
    ...briefing.topics.map(({ slug, name }, i) => ({
      kind: 'topics' as const,
      id: slug,
      names: [name],
      at: ['topics', i, 'slug'],
    })),
  ];
}

/** Names that stand for one only: an alias of one word, as a surname, is shared by many. */
function fullNames(kind: EntityKind, names: readonly string[]): readonly string[] {
  return names.filter((name, i) => i === 0 || (kind === 'people' && /\s/.test(name)));
}

/** By what a name is like another: its words, without the smallest, and its initials, as UN for United Nations. */
function likenesses(name: string): string[] {
  const words = wordsOf(name);
  const telling = words.filter((word) => !small.has(word));
  return [
    ...(telling.length > 0 ? telling : words),
    ...(words.length > 1 ? [telling.map((word) => word[0]).join('')] : []),
  ];
}

const small: ReadonlySet<string> = new Set(
  'a an and at by for in of on the to de la le el der die das du des del'.split(' '),
);

function somebodyElse({ id, at }: Named, { path, name, kind }: Use): Problem {
  const what = kind === 'topics' ? 'another topic' : 'somebody else';
  const hint =
    kind === 'topics'
      ? 'give one of them another slug'
      : 'give one of them another id; or add to aliases what the other file calls them';
  return { path: at, message: `${id} is ${what} in ${path}: ${name}, in ${kind}`, hint };
}

/** A file that cannot be read any more has its problems without their places. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
