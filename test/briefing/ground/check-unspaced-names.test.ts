import { describe, expect, test } from 'vitest';
import { checkUnspacedNames } from '../../../src/briefing/ground/check-unspaced-names.ts';
import type { KnownName } from '../../../src/briefing/ground/claim.ts';
import { evidenceOf } from '../../../src/briefing/ground/sentences.ts';

const articles: Readonly<Record<string, readonly string[]>> = {
  zh: [
    '俄罗斯总统弗拉基米尔·普京周五访问了位于黑龙江省的哈尔滨工业大学。此前，他在北京与中国国家主席习近平会晤，双方批评了美国。',
    '外交部长王毅表示，两国贸易额去年达到创纪录的2400亿美元。菲律宾对中国在南海建造浮动核反应堆的计划表示担忧。',
  ],
  ja: [
    'ロシアのウラジーミル・プーチン大統領は金曜日、ハルビン工業大学を訪れた。北京では中国の習近平国家主席と会談し、共同声明で米国を批判した。',
    '岸田首相は懸念を示し、フィリピン政府も南シナ海の原子炉計画を批判した。',
  ],
  en: ['Russian President Vladimir Putin met Xi Jinping in China.'],
};

function check(
  text: string,
  language: string,
  { names = [], of = language }: { names?: KnownName[]; of?: string } = {},
) {
  const paragraphs = articles[of.slice(0, 2)] ?? [];
  const evidence = evidenceOf([{ article: { title: '-', paragraphs } }], { language: of, names });
  return checkUnspacedNames({ text, language }, evidence, evidence.sentences).map(({ text: name, says }) =>
    says === undefined ? name : `${name} > ${says}`,
  );
}

describe('what is in the article, told in other words, passes', () => {
  test.for([
    ['zh-CN', '普京到访哈尔滨的一所大学，并在首都见了习近平。'],
    ['zh-CN', '去年中俄双边贸易创下新高，约为2400亿美元。'],
    ['zh-CN', '马尼拉方面担心北京打算在有争议的海域兴建漂浮核电站。'.replace('马尼拉', '菲律宾')],
    ['zh-CN', '王毅说，两国之间的生意做得比以往任何一年都多。'],
    ['zh-CN', '双方在会谈后发表声明，对美国提出批评，并承诺加强合作。'],
    ['zh-CN', '这位俄罗斯领导人参观了校园，与学生交谈，随后离开。'],
    ['ja', 'プーチン大統領は中国を訪問し、大学を視察した。'],
    ['ja', '習近平氏との首脳会談の後、両国はアメリカに批判的な声明を出した。'],
    ['ja', '岸田氏とフィリピンは、エネルギー計画に不安を示している。'],
    ['ja', '同国大統領はホテルに泊まり、ニュースに登場した。'],
  ] as const)('%s: %s', ([language, text]) => {
    expect(check(text, language)).toEqual([]);
  });
});

describe('names that the article does not have are found', () => {
  test.for([
    ['zh-CN', '日本批评了这一计划。', ['日本']],
    ['zh-CN', '美国总统拜登访问了哈尔滨。', ['拜登']],
    ['zh-CN', '泽连斯基在北京发言。', ['泽连斯基']],
    ['zh-CN', '李强总理表示欢迎。', ['李强']],
    ['zh-CN', '他访问了广东省。', ['广东省']],
    ['ja', 'ゼレンスキー大統領は中国を訪問した。', ['ゼレンスキー']],
    ['ja', 'プーチソ大統領は中国を訪問した。', ['プーチソ > プーチン']],
    ['ja', '石破首相は懸念を示した。', ['石破']],
    ['ja', 'ドイツは批判した。', ['ドイツ']],
  ] as const)('%s: %s', ([language, text, expected]) => {
    expect(check(text, language)).toEqual(expected);
  });
});

test('a name of the briefing with one other character is found, also in a translation', () => {
  const names = [{ name: 'Xi Jinping', aliases: ['习近平'] }];
  expect(check('习近乎在北京会晤普京。', 'zh-CN', { names })).toEqual(['习近乎 > 习近平']);
  expect(check('习近乎会晤普京。', 'zh-CN', { names, of: 'en' })).toEqual(['习近乎 > 习近平']);
  expect(check('习近平会晤普京。', 'zh-CN', { names, of: 'en' })).toEqual([]);
});
