import { UserError } from '../../text/user-error.ts';

// Unicode's list keeps the first name of a zone (https://unicode.org/reports/tr35/#Time_Zone_Identifiers); these are
// IANA's now.
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

/** Case, spaces and underscores aside: `new york` and `New_York` are one. */
const fold = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '_');
const cityOf = (name: string) => fold(name.slice(name.lastIndexOf('/') + 1));

/**
 * The IANA zone of that name, written as IANA writes it; a city's name alone does where only one zone has it.
 * @throws {UserError} with the nearest names.
 */
export function parseZone(written: string): string {
  const asked = fold(written);
  const found = names.find((name) => fold(name) === asked) ?? otherName(asked);
  if (found) return found;
  const ofCity = names.filter((name) => cityOf(name) === asked);
  const [only, ...others] = ofCity;
  if (only && others.length === 0) return only;
  const near = (ofCity.length > 0 ? ofCity : findZones(written)).slice(0, 3);
  throw new UserError(near.length > 0 ? 'digest:error.zoneNear' : 'digest:error.zone', {
    zone: written,
    near: near.join(', '),
  });
}

/** Another name of a zone, as Asia/Calcutta or CET. An offset as +02:00 is no zone: it knows no summer. */
function otherName(asked: string): string | undefined {
  if (!/^[a-z][\w+/-]+$/.test(asked)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(asked).timeZoneId;
  } catch {
    return undefined;
  }
}

/**
 * Zones in whose name the text stands, those where it begins a part of the name first; the best known first for no
 * text.
 */
export function findZones(typed: string): string[] {
  const asked = fold(typed);
  if (asked === '') return common;
  const rank = (name: string) => {
    const folded = fold(name);
    if (folded.startsWith(asked) || folded.includes(`/${asked}`)) return 0;
    return folded.includes(asked) ? 1 : 2;
  };
  return names.filter((name) => rank(name) < 2).sort((a, b) => rank(a) - rank(b));
}

const common = [
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
