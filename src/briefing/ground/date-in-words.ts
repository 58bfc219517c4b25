const parts = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const ordinals = ['first', 'second', 'third', 'fourth'];

/**
 * A date of a briefing as a text of its language says it: `2024-05-17` gives `May 17, 2024`. A quarter, half-year or
 * season is in English.
 */
export function dateInWords(date: string, language: string): string {
  const [year = '', part, day] = date.split('-');
  if (part === undefined) return year;
  if (/^\d\d$/.test(part)) {
    const { day: _, ...monthOnly } = parts;
    const format = new Intl.DateTimeFormat(language, { ...(day === undefined ? monthOnly : parts), timeZone: 'UTC' });
    return format.format(new Date(date));
  }
  const number = ordinals[Number(part.slice(1)) - 1];
  if (/^Q\d$/.test(part)) return `the ${number} quarter of ${year}`;
  if (/^H\d$/.test(part)) return `the ${number} half of ${year}`;
  return `${part} ${year}`;
}
