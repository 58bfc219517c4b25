const units: Readonly<Record<string, number>> = {
  ein: 1,
  eins: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  funf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwolf: 12,
  dreizehn: 13,
  vierzehn: 14,
  funfzehn: 15,
  sechzehn: 16,
  siebzehn: 17,
  achtzehn: 18,
  neunzehn: 19,
};
const tens: Readonly<Record<string, number>> = {
  zwanzig: 20,
  dreißig: 30,
  dreissig: 30,
  vierzig: 40,
  funfzig: 50,
  sechzig: 60,
  siebzig: 70,
  achtzig: 80,
  neunzig: 90,
};
// The longest number below a million in one word has 65 letters.
const longestWord = 70;

/** The value of a German number in one word, `zweihundertvierzig`, without its dots on the u and o; below a million. */
export function germanCompound(word: string): number | undefined {
  if (word.length > longestWord) return undefined;
  const thousand = word.indexOf('tausend');
  if (thousand < 0) return belowThousand(word);
  const [before, after] = [word.slice(0, thousand), word.slice(thousand + 'tausend'.length)];
  const [high, low] = [before ? belowThousand(before) : 1, after ? belowThousand(withoutAnd(after)) : 0];
  return high === undefined || low === undefined ? undefined : high * 1000 + low;
}

function belowThousand(word: string): number | undefined {
  const hundred = word.indexOf('hundert');
  if (hundred < 0) return belowHundred(word);
  const [before, after] = [word.slice(0, hundred), word.slice(hundred + 'hundert'.length)];
  const [high, low] = [before ? units[before] : 1, after ? belowHundred(withoutAnd(after)) : 0];
  return high === undefined || low === undefined ? undefined : high * 100 + low;
}

function belowHundred(word: string): number | undefined {
  const whole = units[word] ?? tens[word];
  if (whole !== undefined) return whole;
  const and = word.indexOf('und');
  if (and < 0) return undefined;
  const [unit, ten] = [units[word.slice(0, and)], tens[word.slice(and + 3)]];
  return unit === undefined || ten === undefined || unit > 9 ? undefined : unit + ten;
}

// `hundertundzwei`
function withoutAnd(word: string): string {
  return word.startsWith('und') ? word.slice(3) : word;
}
