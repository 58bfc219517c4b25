import { UserError } from '../../text/user-error.ts';
import { foldTime, timeWords } from './time-words.ts';

/**
 * A time of day as people write it in any of the languages, in minutes since midnight: `09:00`, `9`, `9h30`, `0900`,
 * `9 p.m.`, `9 Uhr`, `午後3時`, `9 утра`. @throws {UserError} for one that is not understood, or may be two.
 */
export function parseTime(written: string): number {
  const text = fold(written);
  const minutes = timeWords().named.get(text) ?? onClock(text);
  if (minutes === undefined) throw new UserError('digest:error.time', { time: written });
  return minutes;
}

/** Text that compares equal however it is written, in plain digits and without what is said before a time. */
function fold(written: string): string {
  return foldTime(written)
    .replace(/(?<=[\d ])([ap]) m$/, '$1m')
    .replace(timeWords().before, '')
    .replace(timeWords().numerals, hanNumber);
}

function hanNumber(text: string): string {
  const digitOf = (character = '') =>
    '〇一二三四五六七八九'.indexOf(character.replace(/[两兩]/, '二').replace('零', '〇'));
  const [tens = '', ones] = text.includes('十') ? text.split('十') : [undefined, text];
  if (!text.includes('十')) return String(digitOf(ones));
  return String((tens === '' ? 1 : digitOf(tens)) * 10 + (ones ? digitOf(ones) : 0));
}

function onClock(text: string): number | undefined {
  const { clocks, half, parts } = timeWords();
  const [part = '', hours = [[0, 23, 0] as const]] =
    parts.find(([word]) => text.startsWith(word) || isLastWord(word, text)) ?? [];
  const time = text.startsWith(part) ? text.slice(part.length) : text.slice(0, -part.length);
  const [, hourText = '', minuteText = '00'] = clocks.map((clock) => clock.exec(time.trim())).find(Boolean) ?? [];
  const minute = half.has(minuteText) ? 30 : Number(minuteText);
  const written = hourText === '' ? Number.NaN : Number(hourText);
  const [, , added] = hours.find(([first, last]) => written >= first && written <= last) ?? [];
  return added === undefined || minute > 59 ? undefined : (written + added) * 60 + minute;
}

function isLastWord(word: string, text: string): boolean {
  return text.endsWith(word) && !/\p{L}/u.test(text.at(-word.length - 1) ?? '');
}
