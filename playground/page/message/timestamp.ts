const date = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const shortDate = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const time = { hour: 'numeric', minute: '2-digit' } as const;
const second = { second: '2-digit' } as const;

const styles: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: time,
  T: { ...time, ...second },
  d: shortDate,
  D: date,
  f: { ...date, ...time },
  F: { weekday: 'long', ...date, ...time },
  s: { ...shortDate, ...time },
  S: { ...shortDate, ...time, ...second },
};

// Units with the number of seconds that make one, and the number of seconds from which on it is used.
const units = [
  ['year', 31_536_000, 29_000_000],
  ['month', 2_592_000, 2_246_400],
  ['day', 86_400, 79_200],
  ['hour', 3_600, 2_700],
  ['minute', 60, 59.5],
  ['second', 1, 0],
] as const;

/** How a viewer sees times; `zone` is the browser's where it is undefined. */
export type TimeView = { readonly locale: string; readonly zone?: string | undefined };

/** `<t:SECONDS:STYLE>` as Discord shows it; `now` is in milliseconds since 1970. */
export function timestampText(seconds: number, style: string, now: number, view: TimeView): string {
  if (style === 'R') return relative(seconds - now / 1000, view.locale);
  return formatted(seconds, styles[style] ?? styles.f, view);
}

/** The whole date with its zone, for a tooltip. */
export function fullTime(seconds: number, view: TimeView): string {
  return formatted(seconds, { ...styles.F, timeZoneName: 'short' }, view);
}

/** When a message was sent: the time alone for today, the day with it before; in milliseconds since 1970. */
export function sentText(at: number, now: number, view: TimeView): string {
  const day = (ms: number) => formatted(ms / 1000, shortDate, view);
  return formatted(at / 1000, day(at) === day(now) ? time : { dateStyle: 'short', timeStyle: 'short' }, view);
}

/** The day of an instant in milliseconds since 1970, as it stands above that day's messages. */
export function dayText(at: number, view: TimeView): string {
  return formatted(at / 1000, date, view);
}

function formatted(
  seconds: number,
  options: Intl.DateTimeFormatOptions | undefined,
  { locale, zone }: TimeView,
): string {
  // Beyond what a date can be.
  if (!(Math.abs(seconds) <= 8.64e12)) return 'Invalid date';
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(seconds * 1000);
}

function relative(seconds: number, locale: string): string {
  const [unit, size] = units.find(([, , from]) => Math.abs(seconds) >= from) ?? (['second', 1] as const);
  const count = Math.round(seconds / size);
  // Never “-0”, which would be “0 seconds ago”.
  return new Intl.RelativeTimeFormat(locale, { numeric: count === 0 ? 'auto' : 'always' }).format(count || 0, unit);
}
