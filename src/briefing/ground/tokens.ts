/** A word, a run of digits with the marks inside it (`1,200.5`), one Chinese character, or one mark. */
export type Token = {
  readonly text: string;
  /** In small letters, without the accents that editors leave out. */
  readonly key: string;
  readonly kind: 'digits' | 'word' | 'han' | 'mark';
  readonly start: number;
  readonly end: number;
  /** True if nothing, not even a space, stands before it. */
  readonly attached: boolean;
  /** True if a space that does not break stands before it, as between thousands. */
  readonly fixedSpace: boolean;
};

// Each alternative begins with another kind of character and takes at most 100 of it, so a hostile text costs linear time.
const pattern =
  /(?<digits>[0-9０-９](?:[0-9０-９.,'’．，]{0,98}[0-9０-９])?)|(?<han>[\p{Script=Han}〇])|(?<word>[\p{Script=Katakana}ー]{1,100}|\p{Script=Hiragana}{1,100}|[[\p{L}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]]{1,100})|(?<mark>\S)/gv;

const fixedSpaces = new Set(['\u00a0', '\u2007', '\u2009', '\u202f']);

/** The tokens of a text, in order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    const { digits, han, word } = match.groups ?? {};
    tokens.push({
      text: match[0],
      key: keyOf(match[0]),
      kind: digits ? 'digits' : han ? 'han' : word ? 'word' : 'mark',
      start,
      end: start + match[0].length,
      attached: start === end && start > 0,
      fixedSpace: start === end + 1 && fixedSpaces.has(text.charAt(end)),
    });
    end = start + match[0].length;
  }
  return tokens;
}

/** A word as it is looked up: small letters, no accents, no ё. */
function keyOf(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z]*$/.test(lower)) return lower;
  // Japanese voiced kana and Russian й are letters of their own, and stay.
  return lower
    .replaceAll('ё', 'е')
    .normalize('NFD')
    .replace(/(?<=[a-z])\p{M}+/gu, '')
    .normalize('NFC');
}
