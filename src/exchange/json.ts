/**
 * A document as JSON that may stand in a page's script element: no `<` of a text can end or open anything there. Empty
 * lists are left out, and half a surrogate pair, which not every reader of JSON takes, becomes U+FFFD.
 */
export function jsonText(document: object): string {
  const json = JSON.stringify(
    document,
    (_key, value: unknown) => {
      if (typeof value === 'string') return value.toWellFormed();
      return Array.isArray(value) && value.length === 0 ? undefined : value;
    },
    2,
  );
  return `${json.replaceAll('<', '\\u003c')}\n`;
}
