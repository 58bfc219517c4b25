import { expect, test } from 'vitest';
import { checkCopied } from '../../../src/briefing/ground/check-copied.ts';
import { evidenceOf } from '../../../src/briefing/ground/sentences.ts';

const article = {
  title: 'Leaders meet',
  paragraphs: [
    'Putin attended a trade fair and toured the Harbin Institute of Technology, which focuses on rocket science. “We will not step back from the reactors, and nobody should expect it,” he said.',
    'The deal was signed by the United States, the United Kingdom, Japan and South Korea on 5 May 2024.',
  ],
};
const evidence = evidenceOf([{ article }], { language: 'en' });
const copied = (text: string) =>
  checkCopied({ text, language: 'en' }, evidence, evidence.sentences).map((finding) => finding.text);

test('eight words in a row as the article has them are copied', () => {
  expect(copied('On Friday, Putin attended a trade fair and toured the institute.')).toEqual([
    'Putin attended a trade fair and toured the',
  ]);
});

test('seven are not, nor are more that are told otherwise', () => {
  expect(copied('Putin attended a trade fair and toured an institute.')).toEqual([]);
  expect(copied('At a trade fair that Putin attended, and on a tour of the institute, he spoke.')).toEqual([]);
});

test('a quotation is not copied', () => {
  expect(copied('He said: “We will not step back from the reactors, and nobody should expect it.”')).toEqual([]);
});

test('names and numbers in a row are not copied', () => {
  expect(copied('Signed by the United States, the United Kingdom, Japan and South Korea on 5 May 2024.')).toEqual([]);
});

test('Chinese is counted in characters', () => {
  const chinese = evidenceOf(
    [{ article: { title: '会晤', paragraphs: ['中国计划在南海建造漂浮式核反应堆，以支持有争议的领土。'] } }],
    { language: 'zh-CN' },
  );
  const check = (text: string) => checkCopied({ text, language: 'zh-CN' }, chinese, chinese.sentences);
  expect(check('据报道，中国计划在南海建造漂浮式核反应堆。')).toMatchObject([
    { text: '中国计划在南海建造漂浮式核反应堆' },
  ]);
  expect(check('中国计划在南海建核电站。')).toEqual([]);
});
