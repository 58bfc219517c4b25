const date = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const time = { hour: 'numeric', minute: '2-digit' } as const;
const zone = { timeZoneName: 'short' } as const;

// Discord's styles; where there is a time of day, its zone is said, as a terminal may run in another than its reader.
const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { ...time, ...zone },
  T: { ...time, second: '2-digit', ...zone },
  d: { year: 'numeric', month: '2-digit', day: '2-digit' },
  D: date,
  f: { ...date, ...time, ...zone },
  F: { weekday: 'long', ...date, ...time, ...zone },
  s: { year: 'numeric', month: '2-digit', day: '2-digit', ...time, ...zone },
  S: { year: 'numeric', month: '2-digit', day: '2-digit', ...time, second: '2-digit', ...zone },
};

// Units by the seconds from which on they are used.
const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How a time is shown. */
export type TimeView = { readonly locale: string; readonly timeZone?: string | undefined; readonly now: number };

/** `<t:SECONDS:STYLE>` as Discord shows it, in words; `now` is in milliseconds since 1970. */
export function timestamp(seconds: number, style: string, { locale, timeZone, now }: TimeView): string {
  if (style === 'R') return relative(seconds - now / 1000, locale);
  if (Math.abs(seconds) > 8.64e12) return 'Invalid date';
  const format = new Intl.DateTimeFormat(locale, { ...(styles[style] ?? styles.f), timeZone });
  // A narrow space before AM is what Intl writes, and not what a terminal's font may have.
  return format.format(seconds * 1000).replaceAll('\u202f', ' ');
}

function relative(seconds: number, locale: string): string {
  const [unit, size] = units.find(([, least]) => Math.abs(seconds) >= least) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** A clock's time in the reader's own zone, as `09:00`. */
export function clock(milliseconds: number, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(milliseconds);
}
