// What formats, links, or begins HTML or a character reference, wherever it stands (https://spec.commonmark.org/0.31.2/).
const specialCharacters = /[\\`*_~[\]<#]|&(?=#?\w)/g;

/**
 * Plain text as one line of CommonMark that shows it as it is: nothing in it formats, links or begins a list. Line breaks
 * become spaces; a control character, which no page shows, becomes U+FFFD.
 */
export function commonMark(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\p{Cc}/gu, '\uFFFD')
    .replace(specialCharacters, '\\$&')
    .replace(/^[-+>]/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** A link to an http or https address. */
export function commonMarkLink(words: string, address: string): string {
  const destination = new URL(address).href.replace(/[<>\\]/g, encodeURIComponent).replace(/&(?=#?\w)/g, '&amp;');
  return `[${commonMark(words)}](<${destination}>)`;
}
