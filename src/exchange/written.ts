import type { WrittenFile } from '../briefing/file/schema.ts';

/** A briefing file that was made of a document. */
export type Imported = {
  readonly file: WrittenFile;
  /** The slug that the document suggests; empty if it has none. */
  readonly slug: string;
  /** What is left to the editor, in plain English. */
  readonly notes: readonly string[];
};

/** A property, unless it has no value. */
export function given<Key extends string, Value>(key: Key, value: Value | undefined): { [key in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: Value });
}

/** A list, or its only entry without the brackets. */
export function oneOrMore<T>(entries: readonly T[]): T | T[] {
  const [first] = entries;
  return entries.length === 1 && first !== undefined ? first : [...entries];
}
