import { baseLanguage } from './sentences.ts';
import type { Word } from './words.ts';

/*
 * Names in Chinese and Japanese, which have no capitals. Chinese names are no words of the dictionary that parts a text, so
 * they fall apart into single characters; in Japanese foreign names are in katakana, and most others stand before a title.
 */

/** Where a name stands in its text. */
export type UnspacedName = { readonly text: string; readonly start: number; readonly end: number };

// Characters that are words by themselves and belong to no name beside them.
const chineseWords = new Set([
  ...'的了在是和与與对對将將已也都这這那其并並为為以于於从從到被把有不等及而但或之所一说說会會年月日时時称稱个個两兩上下',
  ...'多新前后後内內外该該此各我他她它你们們更最再还還就又只很因由向至当當比每地得着著过過来來去要能可应應让讓使给給未无無',
  ...'同曾仍则則却即若如像用按据據经經跟与同共约約近超逾达達占升降增减減涨漲跌至起止中间間里裡处處者方面次名位家座艘架项項',
  ...'亿億万萬千百十二三四五六七八九零〇元号號点點分秒天周届屆第半几幾第数數作做成见見看想问問答谈談写寫读讀打开開关關',
]);
const chineseTitles =
  /^(?:总统|總統|主席|总理|總理|首相|外长|外長|防长|部长|部長|先生|女士|市长|市長|省长|省長|发言人|發言人|教授|将军|將軍|司令|议员|議員|大使|董事长|董事長|局长|局長|校长|校長|院长|院長|博士|记者|記者|州长|国王|女王|教练|教練|导演|導演|作家|队长|隊長|书记|書記|秘书长)$/;
const chinesePlaces = /^(?:省|市|县|縣|州|岛|島|湾|灣|港|河|江|湖|山|海|镇|鎮|村|区|區)$/;
const surnames = new Set([
  ...'王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧许許傅沈曾彭吕呂',
  ...'苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万段钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文习習',
]);

/** The names of a Chinese text that no dictionary has as words, and places named by what they are. */
function chineseNames(text: string, words: readonly Word[]): UnspacedName[] {
  const names: UnspacedName[] = [];
  const isPart = (word: Word | undefined) =>
    word !== undefined && /^\p{sc=Han}$/u.test(word.text) && !chineseWords.has(word.text);
  let at = 0;
  while (at < words.length) {
    let end = at;
    while (isPart(words[end]) && isAdjacent(words, at, end)) end += 1;
    const [first, last] = [words[at], words[end - 1]];
    const [before, after] = [words[at - 1], words[end]];
    if (first && last && end > at) {
      const isBesideTitle = [before, after].some((word) => word && chineseTitles.test(word.text));
      // `习近平`: a surname and what happens to be a word.
      const given =
        end === at + 1 && after && after.text.length === 2 && surnames.has(first.text) && isAdjacent(words, at, end);
      const isName = end - at >= 3 || (end - at === 2 && (isBesideTitle || surnames.has(first.text)));
      if (isName) names.push(between(text, first, last));
      else if (given && before && chineseTitles.test(before.text)) names.push(between(text, first, after));
    }
    at = Math.max(end, at + 1);
  }
  for (const [i, word] of words.entries()) {
    const place = words[i - 1];
    if (chinesePlaces.test(word.text) && place && place.text.length >= 2 && place.end === word.start)
      names.push(between(text, place, word));
  }
  return names;
}

const japaneseTitles =
  /^(?:大統領|首相|主席|総書記|氏|さん|外相|国防相|長官|議員|知事|市長|教授|社長|会長|選手|監督|報道官|大使|国王|女王|将軍|記者|容疑者|被告|夫妻)/;
const japanesePlaces = /^(?:州|市|県|国|島|湾|海|人|語|政府|軍|側|共和国|大学|省)/;
// Words that stand before a title and name nobody.
const nobody = /^(?:同国|両国|現職|前職|新任|次期|歴代|女性|男性|同|元|前|新|現|両|副|各|当時|国家|連邦|州)$/;

/** The names of a Japanese text: in katakana before a title or a kind of place or with a dot, in kanji before a title. */
function japaneseNames(text: string, words: readonly Word[]): UnspacedName[] {
  const names: UnspacedName[] = [];
  for (const word of words) {
    const rest = text.slice(word.end, word.end + 4);
    const hasDot = rest.startsWith('・') || text.charAt(word.start - 1) === '・';
    const isForeign = /^\p{sc=Kana}[\p{sc=Kana}ー]+$/u.test(word.text);
    const isKanji = /^\p{sc=Han}{2,4}$/u.test(word.text) && !nobody.test(word.text);
    if (
      isForeign
        ? hasDot || japaneseTitles.test(rest) || japanesePlaces.test(rest)
        : isKanji && japaneseTitles.test(rest)
    )
      names.push({ text: word.text, start: word.start, end: word.end });
  }
  return names;
}

/** The names of a text in Chinese or Japanese, as far as they can be told from words; none in other languages. */
export function unspacedNamesIn(text: string, words: readonly Word[], language: string): UnspacedName[] {
  const base = baseLanguage(language);
  if (base === 'zh') return chineseNames(text, words);
  return base === 'ja' ? japaneseNames(text, words) : [];
}

/** Foreign words in katakana, which may be names or not. */
export function katakanaIn(text: string): string[] {
  return text.match(/\p{sc=Kana}[\p{sc=Kana}ー]+/gu) ?? [];
}

function isAdjacent(words: readonly Word[], first: number, at: number): boolean {
  return at === first || words[at - 1]?.end === words[at]?.start;
}

function between(text: string, first: Word, last: Word): UnspacedName {
  return { text: text.slice(first.start, last.end), start: first.start, end: last.end };
}
