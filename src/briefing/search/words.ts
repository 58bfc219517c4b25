// Diacritics, and what stands in words without being a letter: soft hyphens, zero-width spaces and joiners, and the
// stroke that stretches Arabic words.
const unlettered = /[\p{M}\p{Default_Ignorable_Code_Point}\u0640]+/gu;

/** A text without differences of diacritics, case, width and invisible characters. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(unlettered, '').toLowerCase();
}

// Words are letters and digits. Scripts that are written without spaces give one word a character.
const words = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]]+/gv;

// ASCII needs no folding, which saves four fifths of the time.
const isAscii = /^[\0-\x7f]*$/;

/** The words of a text, folded: `St. Petersburg` gives `st` and `petersburg`. */
export function wordsOf(text: string): string[] {
  if (isAscii.test(text)) return text.toLowerCase().match(/[a-z\d]+/g) ?? [];
  return fold(text).match(words) ?? [];
}
