import type { Statement } from '../briefing.ts';
import { quoted } from './quoted.ts';
import type { BriefingFile, WrittenStatement } from './schema.ts';

/** A statement as readers see it; a quotation within the quotation marks of the briefing's language. */
export function statementOf({ text, quote, ...rest }: WrittenStatement, language: string): Statement {
  return quote === undefined ? { text: text ?? '', ...rest } : { text: quoted(quote, language), quote: true, ...rest };
}

/** A description as a statement. */
export function statementOfDescription(
  { id: _id, role: _role, value, ...rest }: BriefingFile['descriptions'][number],
  language: string,
) {
  return statementOf({ text: value, ...rest }, language);
}

/** A property, unless it has no value. */
export function given<Key extends string, Value>(key: Key, value: Value | undefined): { [key in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: Value });
}
