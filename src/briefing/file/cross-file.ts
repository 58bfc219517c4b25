import { readFileSync } from 'node:fs';
import type { Briefing } from '../briefing.ts';
import type { createPause } from '../pause.ts';
import { wordsOf } from '../search/words.ts';
import type { CheckedFile } from './check-file.ts';
import type { FileProblem } from './problem.ts';
import { located } from './problems.ts';
import type { Problem } from './raw-file.ts';
import { type EntityKind, entityKinds } from './schema.ts';

/*
 * What is wrong between one file and another. Files are taken in an order, and who comes first keeps an id: the problem
 * is the later file's. The time is linear in the number of files.
 */

/** An id or slug as earlier files use it, with all its names so far, as they are written. */
type Use = { readonly path: string; readonly kind: string; readonly name: string; readonly names: Set<string> };

/**
 * The files in which an id is somebody else than in an earlier one, or a topic's slug another topic: of another kind, or
 * with names that have nothing in common.
 */
export async function crossFileErrors(
  files: readonly CheckedFile[],
  pause: ReturnType<typeof createPause>,
): Promise<ReadonlyMap<CheckedFile, readonly FileProblem[]>> {
  const otherUse = createUses();
  const found = new Map<CheckedFile, readonly FileProblem[]>();
  for (const file of files) {
    const { path } = file;
    const briefing = toldBy(file);
    if (!briefing) continue;
    await pause();
    const problems: Problem[] = [];
    eachNamed(briefing, (named) => {
      const other = otherUse(named, path, briefing.language);
      if (other) problems.push(somebodyElse(named, other));
    });
    if (problems.length > 0) found.set(file, located(problems, 'error', textOf(path), path));
  }
  return found;
}

/**
 * Makes the function that gives the earlier use of an id where that is for somebody else; undefined if it is not, and
 * then the names are known from then on.
 */
function createUses() {
  const entities = new Map<string, Use>();
  // Names of two languages have seldom a word in common: each language has its own.
  const inLanguages = new Map<string, Map<string, Use>>();
  return ({ kind, id, name, aliases }: Named, path: string, language: string): Use | undefined => {
    const first = kind === 'topics' ? undefined : entities.get(id);
    if (first && first.kind !== kind) return first;
    const key = kind === 'topics' ? `topics ${language}` : language;
    const uses = inLanguages.get(key) ?? new Map<string, Use>();
    const other = uses.get(id);
    if (!other) {
      const use = { path, kind, name, names: new Set([name, ...aliases]) };
      if (!first && kind !== 'topics') entities.set(id, use);
      inLanguages.set(key, uses.set(id, use));
      return undefined;
    }
    // Most names are written as they were before, and their words need not be looked at.
    if (!other.names.has(name) && !areAlike([name, ...aliases], [...other.names])) return other;
    for (const each of [name, ...aliases]) other.names.add(each);
    return undefined;
  };
}

/** People, organisations and places that have one name and two ids, and topics of one slug that are called otherwise. */
export function crossFileWarnings(files: readonly CheckedFile[]): FileProblem[] {
  const warn = createNameWarnings();
  return files.flatMap((file) => {
    const { path } = file;
    const briefing = toldBy(file);
    if (!briefing) return [];
    const found: Problem[] = [];
    eachNamed(briefing, (named) => {
      const warning = named.kind === 'topics' ? warn.topic(named, path, briefing.language) : warn.entity(named, path);
      if (warning) found.push(warning);
    });
    return found.length === 0 ? [] : located(found, 'warning', textOf(path), path);
  });
}

/** What a file without problems tells, in its language. */
function toldBy({ briefing, translation, problems }: CheckedFile): Briefing | undefined {
  return problems.length > 0 ? undefined : (briefing ?? translation?.briefing);
}

function createNameWarnings() {
  const idsByName = new Map<string, { readonly id: string; readonly path: string }>();
  const topics = new Map<string, { readonly name: string; readonly path: string }>();
  return {
    topic({ id, name, index }: Named, path: string, language: string): Problem | undefined {
      const key = `${id} ${language}`;
      const other = topics.get(key);
      if (!other) topics.set(key, { name, path });
      if (!other || other.name === name) return undefined;
      const message = `the topic ${id} is called “${other.name}” in ${other.path}`;
      return { path: ['topics', index, 'name'], message, hint: 'call it the same, or give it a slug of its own' };
    },
    entity({ kind, id, name, aliases, index }: Named, path: string): Problem | undefined {
      // An alias of one word, as a surname, is shared by many.
      const names = kind === 'people' ? [name, ...aliases.filter((alias) => /\s/.test(alias))] : [name];
      for (const each of names) {
        const key = `${kind} ${wordsOf(each).join(' ')}`;
        const other = idsByName.get(key);
        if (!other) idsByName.set(key, { id, path });
        else if (other.id !== id) {
          const message = `${each} has the id ${other.id} in ${other.path}, and ${id} here`;
          return {
            path: [kind, index, 'id'],
            message,
            hint: 'give whoever is the same one id, and others names of their own',
          };
        }
      }
      return undefined;
    },
  };
}

type Named = {
  readonly kind: EntityKind | 'topics';
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
};

const noAliases: readonly string[] = [];

function eachNamed(briefing: Briefing, visit: (named: Named) => void): void {
  for (const kind of entityKinds)
    for (const [index, { id, name, aliases = noAliases }] of briefing[kind].entries())
      visit({ kind, index, id, name, aliases });
  for (const [index, { slug, name }] of briefing.topics.entries())
    visit({ kind: 'topics', index, id: slug, name, aliases: noAliases });
}

function areAlike(names: readonly string[], others: readonly string[]): boolean {
  const known = new Set(others.flatMap(likenesses));
  return names.flatMap(likenesses).some((word) => known.has(word));
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

function somebodyElse({ id, index, kind: kindHere }: Named, { path, name, kind }: Use): Problem {
  const what = kind === 'topics' ? 'another topic' : 'somebody else';
  const hint =
    kind === 'topics'
      ? 'give one of them another slug'
      : 'give one of them another id; or add to aliases what the other file calls them';
  const at = [kindHere, index, kindHere === 'topics' ? 'slug' : 'id'];
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
