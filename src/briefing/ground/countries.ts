import { baseLanguage } from './sentences.ts';
import type { Word } from './words.ts';
import { withoutAccents } from './words.ts';

/*
 * Countries and their people, so that `Chinese` stands for `China`, and `Россия` for `Russia`. Their names are Unicode's
 * (CLDR); a word of a people is the country that it has most letters in common with, or one of this list.
 */

// English, as most articles are; the last lines are what Unicode has otherwise, and other languages' words of peoples.
const others: Readonly<Record<string, string>> = {
  US: `us usa america american americans united-states-of-america estadounidense estadounidenses norteamericano
    norteamericana norteamericanos eeuu ee-uu ee.uu etats-uniens americain americaine americains americaines eua
    americano americana americanos amerikanisch amerikanische amerikanischen amerikaner сша американский американские
    американская американских американцы 美国 米国 アメリカ`,
  GB: `uk britain great-britain british briton britons britisch britische britischen britannien grossbritannien britannique
    britanniques britanico britanica britanicos britanicas британский британские великобритания британия 英国`,
  FR: `french frenchman franzose franzosen franzosisch franzosische franzosischen franzosischer frances francesa franceses
    francais francaise francaises французский`,
  NL: 'dutch holland niederlandisch niederlandische niederlander голландский нидерландский',
  DE: `german germans deutsch deutsche deutschen deutscher allemand allemande allemands aleman alemana alemanes alemao
    alema alemaes немецкий немецкие немцы германский 德国`,
  IE: 'irish',
  ES: 'spanish spaniards spaniard espanol espanola espanoles испанский испанские',
  CH: 'swiss schweizer suisse suizo suizos suico',
  DK: 'danish dane danes danois danes',
  GR: 'greek greeks grec grecque griego griegos grego греческий',
  TR: 'turkey turkish turk turks turquie turco turcos турецкий',
  PH: 'filipino filipinos filipina philippine',
  PE: 'peruvian',
  CZ: 'czech czechs czech-republic',
  CI: 'ivory-coast ivorian',
  MM: 'burma burmese myanmar',
  KP: 'north-korea north-korean north-koreans dprk',
  KR: 'south-korea south-korean south-koreans',
  CD: 'congolese',
  AE: 'uae emirati emiratis',
  SA: 'saudi saudis',
  VN: 'vietnamese vietnam',
  CN: 'prc peoples-republic-of-china chinois chinoise chinesisch китайский китайские',
  RU: 'russian russians russe russen russische russischen russischer ruso rusa rusos ruso российский российские русский русские',
  PL: 'polish pole poles polnisch polonais polaco польский',
  PS: 'palestine palestinian palestinians',
  HK: 'hong-kong',
  MK: 'macedonian macedonia',
  CY: 'cypriot cypriots',
  NZ: 'new-zealander new-zealanders',
  TH: 'thai thais',
  LA: 'laotian lao',
  WLS: 'wales welsh',
  SCT: 'scotland scottish scots scot',
  ENG: 'england english',
  EUR: 'eu e-u european-union europe european europeans europa europeo europea europeen europeenne europeens europaisch европа европейский',
};

type Countries = {
  readonly byName: ReadonlyMap<string, string>;
  readonly names: readonly [name: string, code: string][];
};
const perLanguage = new Map<string, Countries>();

function countriesOf(base: string): Countries {
  const known = perLanguage.get(base);
  if (known) return known;
  const byName = new Map<string, string>();
  for (const style of ['short', 'long'] as const) {
    const display = new Intl.DisplayNames(base, { type: 'region', style, fallback: 'none' });
    for (const code of regionCodes()) {
      const name = display.of(code);
      if (name) byName.set(keyOf(name), code);
    }
  }
  for (const [code, list] of Object.entries(others)) for (const name of list.split(/\s+/)) byName.set(name, code);
  const countries = { byName, names: [...byName].filter(([name]) => !name.includes('-') && name.length > 3) };
  perLanguage.set(base, countries);
  return countries;
}

function* regionCodes(): Generator<string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  // XA, XB and ZZ are no countries, EU and UN have other names.
  for (const first of letters.filter((letter) => letter !== 'X')) for (const second of letters) yield first + second;
}

function keyOf(name: string): string {
  return withoutAccents(name.toLowerCase())
    .replace(/[^\p{L}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

// No name of a country has more words.
const mostWords = 5;

/** The code of the country that words name, by the position of each; of several words, each has it. */
export function countriesIn(words: readonly Word[], language: string): Map<number, string> {
  const base = baseLanguage(language);
  const { byName } = countriesOf(base);
  const codes = new Map<number, string>();
  for (let at = 0; at < words.length; at++) {
    for (let count = Math.min(mostWords, words.length - at); count > 0; count--) {
      const name = words
        .slice(at, at + count)
        .map(({ key }) => key)
        .join('-')
        .replaceAll("'", '-');
      const code =
        (name === 'us' && words[at]?.text === 'us' ? undefined : byName.get(name)) ??
        (count === 1 ? peopleOf(name, base) : undefined);
      if (code === undefined) continue;
      for (let i = 0; i < count; i++) codes.set(at + i, code);
      at += count - 1;
      break;
    }
  }
  return codes;
}

const peopleEnding: Readonly<Record<string, RegExp>> = {
  en: /(?:an|ans|ese|i|is|ish|ic|er|ers|al)$/,
  de: /(?:isch|ische|ischen|ischer|isches|er|ern|en|n|s|in|innen)$/,
  es: /(?:o|a|os|as|es|esa|eses|i|ies)$/,
  fr: /(?:ois|oise|oises|ais|aise|aises|ien|ienne|iens|iennes|ain|aine|ains|e|es|s|is)$/,
  pt: /(?:o|a|os|as|es|esa|eses|ana|ano|anos)$/,
  ru: /(?:ск\p{L}{1,3}|ц\p{L}{1,3}|\p{L}|ией|ами|ях|ах)$/u,
};
const knownPeoples = new Map<string, string | undefined>();

/** The country that a word of its people, or one of its cases, begins like. */
function peopleOf(word: string, base: string): string | undefined {
  if (word.length < 4 || !peopleEnding[base]?.test(word)) return undefined;
  const id = `${base} ${word}`;
  if (knownPeoples.has(id)) return knownPeoples.get(id);
  let best: { letters: number; code: string | undefined } = { letters: 0, code: undefined };
  for (const [name, code] of countriesOf(base).names) {
    let letters = 0;
    while (letters < name.length && name[letters] === word[letters]) letters += 1;
    const isEnough = letters >= 4 && letters >= name.length - (base === 'de' ? 4 : 3) && word.length - letters <= 6;
    if (isEnough && letters > best.letters) best = { letters, code };
  }
  if (knownPeoples.size > 20_000) knownPeoples.clear();
  knownPeoples.set(id, best.code);
  return best.code;
}
