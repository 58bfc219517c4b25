/** The words of a language that the mutators put in each other's place. */
export type Vocabulary = {
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
  /** A word for a number, and a different number. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Words for a thousand and more; each becomes the next. */
  readonly magnitudes: readonly (readonly [string, string])[];
};

const list = (words: string) => words.split(' ');

/** By language, without its region. */
const vocabularies: Readonly<Record<string, Vocabulary>> = {
  en: {
    months: list('January February March April May June July August September October November December'),
    weekdays: list('Monday Tuesday Wednesday Thursday Friday Saturday Sunday'),
    numbers: {
      two: 'three',
      three: 'five',
      four: 'six',
      five: 'four',
      six: 'seven',
      seven: 'nine',
      eight: 'six',
      nine: 'eight',
      ten: 'twelve',
      eleven: 'thirteen',
      twelve: 'fifteen',
      fifteen: 'fifty',
      twenty: 'thirty',
      thirty: 'forty',
      forty: 'fifty',
      fifty: 'fifteen',
      dozen: 'hundred',
      'a third': 'a quarter',
      'a quarter': 'a third',
      'two thirds': 'three quarters',
      'two-thirds': 'three-quarters',
      'three quarters': 'two thirds',
      'two in three': 'one in three',
      'half of': 'a third of',
      doubled: 'tripled',
      tripled: 'doubled',
      twice: 'three times',
      'second time': 'third time',
      'third time': 'fourth time',
    },
    magnitudes: [
      ['million', 'billion'],
      ['billion', 'million'],
      ['thousand', 'million'],
    ],
  },
  de: {
    months: list('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
    weekdays: list('Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag'),
    numbers: {
      'vier Fünftel': 'fünf Sechstel',
      zwei: 'drei',
      drei: 'fünf',
      vier: 'sechs',
      fünf: 'vier',
      sechs: 'sieben',
      sieben: 'neun',
      acht: 'zehn',
    },
    magnitudes: [
      ['Millionen', 'Milliarden'],
      ['Milliarden', 'Millionen'],
    ],
  },
  es: {
    months: list('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
    weekdays: list('lunes martes miércoles jueves viernes sábado domingo'),
    numbers: {
      dos: 'tres',
      tres: 'cinco',
      cuatro: 'seis',
      cinco: 'cuatro',
      seis: 'siete',
      siete: 'nueve',
      ocho: 'diez',
    },
    magnitudes: [['millones', 'mil millones']],
  },
  fr: {
    months: list('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
    weekdays: list('lundi mardi mercredi jeudi vendredi samedi dimanche'),
    numbers: { deux: 'trois', trois: 'cinq', quatre: 'six', cinq: 'quatre', six: 'sept', sept: 'neuf', huit: 'dix' },
    magnitudes: [
      ['millions', 'milliards'],
      ['milliards', 'millions'],
    ],
  },
  pt: {
    months: list('janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro'),
    weekdays: list('segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo'),
    numbers: { dois: 'três', duas: 'três', três: 'cinco', quatro: 'seis', cinco: 'quatro', sete: 'nove', oito: 'dez' },
    magnitudes: [
      ['milhões', 'bilhões'],
      ['bilhões', 'milhões'],
    ],
  },
  ru: {
    months: list('января февраля марта апреля мая июня июля августа сентября октября ноября декабря'),
    weekdays: list('понедельник вторник среду четверг пятницу субботу воскресенье'),
    numbers: { два: 'три', две: 'три', три: 'четыре', четыре: 'три', пять: 'шесть', шесть: 'семь', восемь: 'девять' },
    magnitudes: [
      ['миллионов', 'миллиардов'],
      ['миллиардов', 'миллионов'],
      ['млн', 'млрд'],
    ],
  },
  zh: {
    months: [],
    weekdays: list('星期一 星期二 星期三 星期四 星期五 星期六'),
    numbers: {},
    magnitudes: [
      ['万', '亿'],
      ['亿', '万'],
    ],
  },
  ja: {
    months: [],
    weekdays: list('月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日'),
    numbers: {},
    magnitudes: [
      ['万', '億'],
      ['億', '万'],
    ],
  },
};

/** The words of a language, by its tag: `pt-BR`. */
export function vocabularyOf(language: string): Vocabulary {
  const vocabulary = vocabularies[language.replace(/-.*/, '')];
  if (!vocabulary) throw new Error(`There are no words for the mutators in ${language}.`);
  return vocabulary;
}

/** A pattern, global, for one of these words as a whole; where words have no spaces, anywhere. */
export function wordPattern(words: readonly string[], language: string): RegExp {
  const anywhere = /^(zh|ja)/.test(language);
  const [before, after] = anywhere ? ['', ''] : ['(?<![\\p{L}\\p{N}-])', '(?![\\p{L}\\p{N}])'];
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  return new RegExp(`${before}(?:${longestFirst.join('|')})${after}`, 'gu');
}
