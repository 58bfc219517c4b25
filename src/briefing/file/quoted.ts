import { baseLanguage } from '../../text/base-language.ts';

// The outer quotation marks of a language; where none are listed, those of English.
const marks: Readonly<Record<string, readonly [open: string, close: string]>> = {
  de: ['„', '“'],
  fr: ['« ', ' »'],
  ru: ['«', '»'],
  es: ['«', '»'],
  pt: ['“', '”'],
  ja: ['「', '」'],
  zh: ['“', '”'],
};

/** Words within the quotation marks of a language. */
export function quoted(words: string, language: string): string {
  const [open, close] = marks[baseLanguage(language)] ?? ['“', '”'];
  return `${open}${words}${close}`;
}
