// A longer one is a code and no number.
const mostDigits = 16;

/**
 * The number that a run of digits and marks writes: `1,200.5`, `95.000` in German. Undefined for what is no number
 * (`1.2.3`).
 */
export function digitsValue(run: string, decimalMark: '.' | ','): number | undefined {
  const text = run
    .replace(/[０-９．，]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('’', "'");
  if (text.length > 2 * mostDigits) return undefined;
  const parts = text.split(/[.,']/);
  const marks = [...text].filter((char) => char < '0' || char > '9');
  if (parts.some((part) => part === '')) return undefined;
  const last = marks.at(-1);
  if (last === undefined) return numberOf(text);
  const isDecimal = last !== "'" && isDecimalMark(marks, parts, last, decimalMark);
  const whole = isDecimal ? parts.slice(0, -1) : parts;
  const grouped = whole.length === 1 || whole.slice(1).every((part, i) => isGroup(part, i === whole.length - 2));
  if (!grouped || (whole.length > 1 && (whole[0] ?? '').length > 3)) return undefined;
  return numberOf(whole.join('') + (isDecimal ? `.${parts.at(-1)}` : ''));
}

function isDecimalMark(marks: readonly string[], parts: readonly string[], last: string, decimalMark: string): boolean {
  if (marks.length > 1) return marks.indexOf(last) === marks.length - 1;
  // `1,2` can be nothing else in any language; of `95.000` the language decides.
  if (parts[1]?.length !== 3 || parts[0] === '0' || (parts[0] ?? '').length > 3) return true;
  return last === decimalMark;
}

// Indian English groups by two: 12,00,000.
function isGroup(part: string, last: boolean): boolean {
  return part.length === 3 || (!last && part.length === 2);
}

function numberOf(text: string): number | undefined {
  return text.length > mostDigits + 1 ? undefined : Number(text);
}
