import type { DateParts } from './found-date.ts';

/** So many units ago; undefined for hours, and for halves. */
export function agoParts(unit: string, count: number): DateParts | undefined {
  const years = { year: 1, decade: 10, century: 100 }[unit];
  if (years) return whole({ period: 'year', offset: -count * years, ...(years > 1 ? { approximate: true } : {}) });
  if (unit === 'day' || unit === 'night') return whole({ period: 'day', offset: -count });
  if (unit === 'week' || unit === 'month') return whole({ period: unit, offset: -count, approximate: true });
  return undefined;
}

function whole(parts: DateParts): DateParts | undefined {
  return Number.isInteger(parts.offset) && Math.abs(parts.offset ?? 0) < 5000 ? parts : undefined;
}
