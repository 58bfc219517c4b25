import { textLanguage } from '../../text/translator.ts';
import { UserError } from '../../text/user-error.ts';
import { zonesOfPlace, zonesOfPlacesBeginning } from './places.ts';

// No place has a longer name.
const mostCharacters = 100;

// Unicode keeps the first name that a zone had (https://unicode.org/reports/tr35/#Time_Zone_Identifiers). These are
// IANA's names now.
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};
const names = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').flatMap((name) => (name === 'UTC' ? [] : (renamed[name] ?? name))),
].sort();

/** A name without regard to case, accents, spaces and underscores: `bogotá`, `Bogota`; `new york`, `New_York`. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '_');
const cityOf = (name: string) => fold(name.slice(name.lastIndexOf('/') + 1));

/**
 * The IANA zone of that name, written as IANA writes it; a place's name alone does where only one zone has it, in any
 * of the languages.
 * @param locale the person's language, whose names of places come first.
 * @throws {UserError} with the nearest names.
 */
export function parseZone(written: string, locale?: string): string {
  const folded = fold(written);
  const found = names.find((name) => fold(name) === folded);
  if (found) return found;
  const { own, others } = zonesOfPlace(written.slice(0, mostCharacters + 1), textLanguage(locale));
  const alias = own.length > 0 ? undefined : canonicalName(folded);
  if (alias) return alias;
  const ofCity = names.filter((name) => cityOf(name) === folded);
  const meant = [own, ofCity, others].find((zones) => zones.length > 0) ?? [];
  const [only, ...more] = meant;
  if (only && more.length === 0) return only;
  const near = (meant.length > 0 ? meant : findZones(written, locale)).slice(0, 3);
  throw new UserError(near.length > 0 ? 'digest:error.zoneNear' : 'digest:error.zone', {
    zone: written,
    near,
  });
}

/** True if a zone of that name is known. */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone of another name, as Asia/Calcutta or CET. An offset as +02:00 is no zone: it has no summer time. */
function canonicalName(alias: string): string | undefined {
  if (!/^[a-z][\w+/-]+$/.test(alias)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(alias).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * The zones of places that begin with a text in any of the languages, the person's own first, and zones whose names
 * contain it; first those where it begins a part of the name. For an empty text the best known zones.
 */
export function findZones(typed: string, locale?: string): string[] {
  const wanted = fold(typed);
  if (wanted === '') return commonZones;
  if (wanted.length > mostCharacters) return [];
  const rank = (name: string) => {
    const folded = fold(name);
    if (folded.startsWith(wanted) || folded.includes(`/${wanted}`)) return 0;
    return folded.includes(wanted) ? 1 : 2;
  };
  const ranked = Map.groupBy(names, rank);
  const { own, others } = zonesOfPlacesBeginning(typed, textLanguage(locale));
  return [...new Set([...own, ...(ranked.get(0) ?? []), ...others, ...(ranked.get(1) ?? [])])];
}

/** The best known zones. */
export const commonZones = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Moscow',
  'Africa/Lagos',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Manila',
  'Asia/Tokyo',
  'Australia/Sydney',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
];
