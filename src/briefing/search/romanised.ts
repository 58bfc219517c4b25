/*
 * Cyrillic letters in Latin ones as English news writes Russian names (BGN/PCGN), so that Путин and Putin are one word
 * of the index. Diacritics are gone before: й is и here, and ё is е. The letters of other languages follow in the same
 * spirit. Spellings that differ more, as Poutine, are aliases.
 */
const latin: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  є: 'ye',
  і: 'i',
  ґ: 'g',
  ђ: 'dj',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  џ: 'dz',
  ѕ: 'dz',
};
const cyrillic = /[\u0400-\u04ff]/g;

/** Lower-case Cyrillic letters without diacritics in Latin letters; everything else stays. */
export function romanised(text: string): string {
  return text.replace(cyrillic, (letter) => latin[letter] ?? letter);
}
