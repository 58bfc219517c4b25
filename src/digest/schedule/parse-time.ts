import { UserError } from '../../text/user-error.ts';
import { namedTimes, partsOfDay } from './time-words.ts';

const ofHour = "(?:hs?|hrs|uhr|heures?|horas?|hours?|o'clock|час(?:а|ов)?|ч|[时時]|[点點][钟鐘整]?)";
const ofMinute = '(?:min|minuten|minutes|minutos|минут|мин|分)';
/** `9`, `9:30`, `9.30 Uhr` · `9h30`, `9 Uhr 30`, `9時5分`, `9点半` · `0900`. */
const clocks: readonly RegExp[] = [
  new RegExp(`^(\\d{1,2})(?:[:.](\\d{2}))? ?${ofHour}?$`),
  new RegExp(`^(\\d{1,2}) ?${ofHour} ?(\\d{2}|半|\\d{1,2}(?= ?${ofMinute})) ?${ofMinute}?$`),
  new RegExp(`^(\\d{2})(\\d{2}) ?${ofHour}?$`),
];
const before = /^(?:at|um|a las?|al|as|ao?|в) /;

/**
 * A time of day as people write it in any of the languages, in minutes since midnight: `09:00`, `9`, `9h30`, `0900`,
 * `9 p.m.`, `9 Uhr`, `午後3時`, `9 утра`. @throws {UserError} for one that is not understood, or may be two.
 */
export function parseTime(written: string): number {
  const text = fold(written);
  const minutes = namedTimes.get(text) ?? onClock(text);
  if (minutes === undefined) throw new UserError('digest:error.time', { time: written });
  return minutes;
}

/** Text that compares equal however it is written: without case, accents, full stops and width, in plain digits. */
function fold(written: string): string {
  return written
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ')
    .replaceAll('’', "'")
    .replace(/\.(?!\d)/g, '')
    .replace(/(?<=[\d ])([ap]) m$/, '$1m')
    .replace(before, '')
    .replace(/[零〇一二两兩三四五六七八九十]{1,3}(?=[点點时時分])|(?<=[点點时時])[一二三四五十]{1,3}$/g, hanNumber);
}

function hanNumber(text: string): string {
  const digitOf = (character = '') =>
    '〇一二三四五六七八九'.indexOf(character.replace(/[两兩]/, '二').replace('零', '〇'));
  const [tens = '', ones] = text.includes('十') ? text.split('十') : [undefined, text];
  if (!text.includes('十')) return String(digitOf(ones));
  return String((tens === '' ? 1 : digitOf(tens)) * 10 + (ones ? digitOf(ones) : 0));
}

function onClock(text: string): number | undefined {
  const part = [...partsOfDay.keys()].find((word) => text.startsWith(word) || isLastWord(word, text));
  const time =
    part === undefined ? text : text.startsWith(part) ? text.slice(part.length) : text.slice(0, -part.length);
  const [, hourText = '', minuteText = '00'] = clocks.map((clock) => clock.exec(time.trim())).find(Boolean) ?? [];
  const minute = minuteText === '半' ? 30 : Number(minuteText);
  const written = hourText === '' ? Number.NaN : Number(hourText);
  const hours = part === undefined ? [[0, 23, 0] as const] : (partsOfDay.get(part) ?? []);
  const [, , added] = hours.find(([first, last]) => written >= first && written <= last) ?? [];
  return added === undefined || minute > 59 ? undefined : (written + added) * 60 + minute;
}

function isLastWord(word: string, text: string): boolean {
  return text.endsWith(word) && !/\p{L}/u.test(text.at(-word.length - 1) ?? '');
}
