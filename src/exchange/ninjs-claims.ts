import { quoted } from '../briefing/file/quoted.ts';
import type { Association } from './ninjs.ts';
import type { Named } from './ninjs-entities.ts';
import { claimMark, nameMark } from './speakers.ts';
import { oneOrMore } from './written.ts';

/** The paragraph that a statement has of which it is not known where it stands. */
export const unknownParagraph = 1;

/** Words, and whose they are. */
type Claim = { text: string; source: number; by?: string | string[] };
/** A statement as it is written, with its words in `text` or, of somebody's own, in `quote`. */
export type WrittenStatement = Omit<Claim, 'text'> & { text?: string; quote?: string };

/** Reads the statements of a document. */
export type ClaimReader = {
  readonly claim: (words: string) => Claim;
  readonly statement: (words: string) => WrittenStatement;
};

/**
 * Makes the reader of a document that has these names: `It will rain. — Ann, Ben` is a claim of these two, if both are in
 * the document, and words in quotation marks that are somebody's are a quotation.
 */
export function createClaimReader(named: readonly Named[], language: string): ClaimReader {
  // Of two with one name, the first.
  const ids = new Map([...named].reverse().map(({ id, name }) => [name, id]));
  const [open = '', close = ''] = quoted('\n', language).split('\n');
  const claim = (words: string): Claim => {
    const { text, by } = splitClaim(words, ids);
    return { text, source: unknownParagraph, ...(by.length > 0 ? { by: oneOrMore(by) } : {}) };
  };
  return {
    claim,
    statement(words) {
      const { text, ...rest } = claim(words);
      const inner = text.slice(open.length, -close.length);
      const isQuotation =
        rest.by !== undefined &&
        quoted(inner, language) === text &&
        inner !== '' &&
        inner === inner.trim() &&
        !inner.includes(close);
      return { ...(isQuotation ? { quote: inner } : { text }), ...rest };
    },
  };
}

/** The statement of a news item that has one. */
export function statementIn({ descriptions = [] }: Association, read: ClaimReader): WrittenStatement | undefined {
  const [first] = descriptions;
  return first && read.statement(first.value);
}

/** A text without the names at its end, and the ids of those; all of it, if not every name there is known. */
function splitClaim(words: string, ids: ReadonlyMap<string, string>): { text: string; by: string[] } {
  const at = words.lastIndexOf(claimMark);
  if (at <= 0) return { text: words, by: [] };
  const by = knownNames(words.slice(at + claimMark.length).split(nameMark), ids);
  return by ? { text: words.slice(0, at), by } : { text: words, by: [] };
}

/** The ids of names that were parted at each comma, though a name may have commas itself; undefined if one is unknown. */
function knownNames(parts: readonly string[], ids: ReadonlyMap<string, string>): string[] | undefined {
  const found: string[] = [];
  let start = 0;
  while (start < parts.length) {
    const ends = parts.slice(start).map((_, i) => parts.length - i);
    const end = ends.find((each) => ids.has(parts.slice(start, each).join(nameMark)));
    const id = end === undefined ? undefined : ids.get(parts.slice(start, end).join(nameMark));
    if (end === undefined || id === undefined) return undefined;
    found.push(id);
    start = end;
  }
  return found;
}
