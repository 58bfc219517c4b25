import type { TimeView } from './message/timestamp.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** An instant as the viewer's language writes it: `Wed 25 Nov, 09:00`, `Mi., 25. Nov., 09:00`. */
export function instantWords(at: number, { locale, zone }: TimeView): string {
  const parts = { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: zone }).format(at);
}

/** How far the clock is ahead, as `1 day ahead`; undefined below a minute. */
export function aheadWords(ahead: number): string | undefined {
  const units = [
    ['day', day],
    ['hour', day / 24],
    ['minute', minute],
  ] as const;
  const rounded = Math.round(ahead / minute) * minute;
  const at = units.findIndex(([, length]) => rounded >= length);
  const parts = units.slice(at < 0 ? units.length : at, at < 0 ? 0 : at + 2).map(([name, length], i, [outer]) => {
    const inner = i === 0 || !outer ? rounded : rounded % outer[1];
    return { name, count: Math.floor(inner / length) };
  });
  const said = parts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count} ${name}${count === 1 ? '' : 's'}`);
  return said.length > 0 ? `${said.join(' ')} ahead` : undefined;
}

/** The playground's time and how far it is ahead, as `Wed 25 Nov, 09:00 · 1 day ahead`. */
export function clockWords(now: number, ahead: number, view: TimeView): string {
  const more = aheadWords(ahead);
  return more ? `${instantWords(now, view)} · ${more}` : instantWords(now, view);
}

/** 09:00 of the day after, in the browser's zone; milliseconds. */
export function tomorrowAtNine(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 9).getTime();
}

/** An instant as a date-time field has it, in the browser's zone. */
export function fieldValue(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * minute).toISOString().slice(0, 16);
}
