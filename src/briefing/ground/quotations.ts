/** Words between quotation marks, and where they stand in their text, without the marks. */
export type Quotation = { readonly text: string; readonly start: number; readonly end: number };

// What may close each mark. A German quotation closes with the mark that opens an English one.
const closers: Readonly<Record<string, string>> = {
  '“': '”"',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '「': '」',
  '『': '』',
  '"': '"”',
  '‘': "’'",
  "'": "'’",
  '‚': '‘’',
  '`': "'’`",
};
// These are apostrophes too, and close a quotation only at the end of a word.
const apostrophes = new Set(["'", '’', '`', '‘']);
// A quotation between them is no longer.
const mostLettersAfterApostrophe = 1_000;
// Marks that open only where a word begins, as the same mark closes elsewhere.
const ambiguous = new Set(['"', "'", '`', '»', '›', '‘', '“']);

/** The quotations in a text, in order; one inside another belongs to it. One that does not close goes to the end. */
export function quotationsIn(text: string): Quotation[] {
  const quotations: Quotation[] = [];
  let at = 0;
  while (at < text.length) {
    const mark = text.charAt(at);
    const closing = closers[mark];
    if (closing === undefined || !opens(mark, text, at)) {
      at += 1;
      continue;
    }
    const end = closeOf(text, at + 1, closing);
    // An apostrophe that nothing closes is none: `the ’90s`.
    if (end === undefined && apostrophes.has(mark)) at += 1;
    else {
      const quotation = { text: text.slice(at + 1, end), start: at + 1, end: end ?? text.length };
      if (/[\p{L}\p{N}]/u.test(quotation.text)) quotations.push(quotation);
      at = quotation.end + 1;
    }
  }
  return quotations;
}

function opens(mark: string, text: string, at: number): boolean {
  if (!ambiguous.has(mark)) return true;
  const before = text.charAt(at - 1);
  return !/[\p{L}\p{N}.,!?…%]/u.test(before) && /\S/.test(text.charAt(at + 1)) && !(mark === '`' && before === '`');
}

function closeOf(text: string, start: number, closing: string): number | undefined {
  let afterPlural: number | undefined;
  // Else a text with many apostrophes would be read to its end for each of them.
  const stop = apostrophes.has(text.charAt(start - 1)) ? start + mostLettersAfterApostrophe : text.length;
  for (let at = start; at < Math.min(stop, text.length); at++) {
    const mark = text.charAt(at);
    // The next one opens: this one has closed before.
    if (afterPlural !== undefined && mark === text.charAt(start - 1) && opens(mark, text, at)) break;
    if (!closing.includes(mark)) continue;
    if (!apostrophes.has(mark)) return at;
    if (/[\p{L}\p{N}]/u.test(text.charAt(at + 1))) continue;
    // `the Philippines’ plan’`: after an s it may be an apostrophe, if another follows.
    if (!/s/i.test(text.charAt(at - 1))) return at;
    afterPlural ??= at;
  }
  return afterPlural;
}
