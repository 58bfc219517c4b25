import { firstDayOf, lastDayOf } from './dates.ts';
import type { Problem } from './raw-file.ts';
import { type BriefingFile, whenKeys } from './schema.ts';

/** Dates that are later than the article or than today, and entries of the timeline that are out of order. */
export function dateWarnings(content: BriefingFile, now: number): Problem[] {
  const today = new Date(now).toISOString().slice(0, 10);
  return [...instantsAhead(content, now), ...datesAhead(content, today), ...outOfOrder(content)];
}

function instantsAhead(content: BriefingFile, now: number): Problem[] {
  return (['firstCreated', 'versionCreated'] as const).flatMap((key) => {
    const instant = content[key];
    if (instant === undefined || Date.parse(instant) <= now) return [];
    return [{ path: [key], message: `${key} is in the future`, hint: 'write when the briefing was made' }];
  });
}

type Written = { readonly date: string; readonly path: readonly PropertyKey[] };

/** What the article tells can be later than it only where it tells of plans; most such dates are slips. */
function datesAhead(content: BriefingFile, today: string): Problem[] {
  const articles: Written[] = [
    ...written(content, ['contentCreated'], ['contentCreated']),
    ...content.infoSources.flatMap((source, i) => written(source, ['date'], ['infoSources', i, 'date'])),
  ];
  const waived = content.waivers.filter(({ kind }) => kind === 'date').map(({ text }) => text);
  const articleDay = articles
    .map(({ date }) => lastDayOf(date))
    .sort()
    .at(-1);
  const told = toldDates(content).filter(({ date }) => !waived.some((text) => text.includes(date)));
  return [
    ...articles
      .filter(({ date }) => firstDayOf(date) > today)
      .map(({ date, path }) => ({ path, message: `${date} is in the future`, hint: 'write the day of the article' })),
    ...told.flatMap(({ date, path }): Problem[] => {
      if (articleDay === undefined ? firstDayOf(date) <= today : firstDayOf(date) <= articleDay) return [];
      const message =
        firstDayOf(date) > today ? `${date} is in the future` : `${date} is later than the article, of ${articleDay}`;
      return [
        { path, message, hint: `if the article says so, add { kind: date, text: "${date}", why: … } to waivers` },
      ];
    }),
  ];
}

/** The dates of what the article tells. */
function toldDates(content: BriefingFile): Written[] {
  const found: Written[] = [];
  const visit = (value: unknown, path: readonly PropertyKey[]) => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      if (typeof part === 'string' && dateKeys.has(key) && /^\d{4}/.test(part)) found.push({ date: part, path: at });
      else visit(part, at);
    }
  };
  for (const key of [
    'descriptions',
    'why',
    'next',
    'people',
    'organisations',
    'places',
    'events',
    'figures',
    'topics',
    'timeline',
  ] as const)
    visit(content[key], [key]);
  return found;
}

const dateKeys: ReadonlySet<string> = new Set([...whenKeys, 'date', 'asOf']);

function written(from: object, keys: readonly string[], path: readonly PropertyKey[]): Written[] {
  return keys.flatMap((key) => {
    const date: unknown = Reflect.get(from, key);
    return typeof date === 'string' ? [{ date, path }] : [];
  });
}

/** An entry that is surely earlier than the one before it. */
function outOfOrder({ timeline = [] }: BriefingFile): Problem[] {
  return timeline.flatMap((entry, i) => {
    const before = timeline[i - 1];
    const start = before?.date ?? before?.from ?? before?.after;
    const end = entry.date ?? entry.from ?? entry.before ?? entry.to;
    if (start === undefined || end === undefined) return [];
    if (entry.before === undefined ? lastDayOf(end) >= firstDayOf(start) : firstDayOf(end) > firstDayOf(start))
      return [];
    const message = `${end} comes before ${start}, which stands above it`;
    return [{ path: ['timeline', i], message, hint: 'put the earliest entry first' }];
  });
}
