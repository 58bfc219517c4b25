import { isDeepStrictEqual } from 'node:util';
import { type Depth, depths } from '../briefing/file/schema.ts';
import { oneOrMore } from './written.ts';

/** A statement, and the depths at which it is told; without any, at the usual ones. */
export type AtDepths = { readonly words: string; readonly role?: Depth | Depth[] };

/**
 * The statements of all depths, each written once: what two depths have in common is one entry, and a brief that says what
 * the standard depth says is left to be derived. Where the order of a depth would be another then, all stand for themselves.
 */
export function writtenOnce(told: Readonly<Record<Depth, readonly string[]>>): AtDepths[] {
  const written = { ...told, brief: isDeepStrictEqual(told.brief, told.standard) ? [] : told.brief };
  const merged = mergedInOrder([written.full, written.standard, written.brief]).map((words) => ({
    words,
    roles: depths.filter((depth) => written[depth].includes(words)),
  }));
  const keepsOrder = depths.every((depth) =>
    isDeepStrictEqual(
      merged.filter(({ roles }) => roles.includes(depth)).map(({ words }) => words),
      written[depth],
    ),
  );
  const apart = depths.flatMap((depth) => written[depth].map((words) => ({ words, roles: [depth] })));
  return (keepsOrder ? merged : apart).map(({ words, roles }) => {
    if (isDeepStrictEqual(roles, ['standard', 'full'])) return { words };
    // A file has one entry of the role “brief” alone; several are listed.
    return { words, role: roles[0] === 'brief' && written.brief.length > 1 ? roles : oneOrMore(roles) };
  });
}

/** What is in any of some lists, once; what is in one of them alone comes after what it follows there. */
function mergedInOrder(lists: readonly (readonly string[])[]): string[] {
  const merged: string[] = [];
  for (const list of lists) {
    let at = 0;
    for (const words of list) {
      const found = merged.indexOf(words);
      if (found < 0) merged.splice(at, 0, words);
      at = (found < 0 ? at : found) + 1;
    }
  }
  return merged;
}
