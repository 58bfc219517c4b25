/** Hours as a part of the day counts them: the first and the last, and how many come to the hour of 24. */
type Hours = readonly [first: number, last: number, added: number];

const asWritten = (first: number, last: number): Hours => [first, last, 0];
const afterNoon = (first: number, last: number): Hours => [first, last, 12];

/*
 * What the parts of a day are called, before or after the time. An hour that a part does not have is
 * refused, as 14 in the morning, and so is one that may be two: 午前12時 is noon to some and midnight to others.
 */
const parts: readonly (readonly [words: string, ...hours: Hours[]])[] = [
  ['am', [12, 12, -12], asWritten(1, 11)],
  ['pm', asWritten(12, 12), afterNoon(1, 11)],
  ['午前|上午', asWritten(0, 11)],
  ['午後', afterNoon(0, 11)],
  ['下午', asWritten(12, 23), afterNoon(1, 11)],
  ['凌晨|de la madrugada|da madrugada', [12, 12, -12], asWritten(0, 6)],
  ['in the morning|de la manana|da manha|du matin|morgens|vormittags|in der fruh|fruh|утра', asWritten(1, 11)],
  ['早上|早晨|清晨|早朝|早|朝の|朝', asWritten(1, 11)],
  ['del mediodia', asWritten(12, 12), afterNoon(1, 3)],
  ['中午|mittags', asWritten(11, 12), afterNoon(1, 1)],
  ['昼の|昼', asWritten(11, 15), afterNoon(1, 3)],
  ["in the afternoon|de la tarde|da tarde|de l'apres-midi|nachmittags|дня", asWritten(12, 18), afterNoon(1, 7)],
  ['in the evening|du soir|abends|вечера|傍晚|夕方の|夕方', asWritten(16, 23), afterNoon(4, 11)],
  ['at night|de la noche|da noite|晚上|晚', asWritten(18, 23), afterNoon(6, 11)],
  ['夜の|夜', [12, 12, -12], asWritten(0, 2), asWritten(18, 23), afterNoon(6, 11)],
  ['深夜の|深夜|未明の|未明', [12, 12, -12], asWritten(0, 5), asWritten(22, 23)],
  ['nachts|ночи', [12, 12, -12], asWritten(0, 4)],
];

/** Times that have a name, in minutes since midnight. */
const named: readonly (readonly [words: string, minutes: number])[] = [
  ['noon|midday|mittags|mediodia|midi|meio-dia|meio dia|полдень|正午|中午', 12 * 60],
  ['midnight|mitternacht|medianoche|minuit|meia-noite|meia noite|полночь|午夜|真夜中', 0],
];

/** The hours of a part of the day, by its name in any of the languages, without accents and full stops. */
export const partsOfDay: ReadonlyMap<string, readonly Hours[]> = new Map(
  parts.flatMap(([words, ...hours]) => words.split('|').map((word) => [word, hours] as const)),
);

/** The minutes since midnight of a time that has a name, by that name. */
export const namedTimes: ReadonlyMap<string, number> = new Map(
  named.flatMap(([words, minutes]) => words.split('|').map((word) => [word, minutes] as const)),
);
