import { describe, expect, test } from 'vitest';
import { evidenceOf, sentencesOf } from '../../../src/briefing/ground/sentences.ts';

describe('the sentences of a paragraph', () => {
  // Each | is where a sentence ends.
  test.for([
    [
      'en',
      'U.S. military officials warned.| The Philippines did too.| Mr. Li went to St. Petersburg in the U.S.| The end.',
    ],
    ['en', '“Why now?” Putin asked.| “We will win!” he said.| No. 5 of J. Smith Inc. is here at 5 p.m. Monday.'],
    [
      'en',
      'He said: “We will.| We must.”| Then he left.| It said no.| George W. Bush came.| I think so.| He gave 12.| Li left.',
    ],
    ['de', 'Am 17. Mai kamen z. B. Dr. Müller und 95.000 Leute.| „Nein!“, sagte er.| Es sind 5 Mio. Euro.'],
    ['de', '„Warum?“ fragte Scholz.| Die Wahl ist am 5. Juni.| Er ging.'],
    ['es', 'El Sr. López de EE. UU. habló.| ¿Por qué? preguntó.| El Dr. J. Pérez llegó.'],
    ['fr', '« Pourquoi ? » a demandé M. Macron.| Il part.| « Oui. »| Elle part.'],
    ['pt-BR', 'O Sr. Silva dos E.U.A. falou.| A Dra. Ana saiu.'],
    [
      'ru',
      'В 2023 г. В. В. Путин сказал.| «Почему?» — спросил он.| Рост 5 млн. руб.| Он уехал в 2023 г.| Он вернулся.',
    ],
    ['ja', '「行く。」と述べた。|「来る。」|彼は言った。'],
    ['zh-CN', '他说：“我们会赢。”|然后离开。|“好！”他说。|中国2023年贸易额为2400亿美元。|俄罗斯。'],
  ] as const)('in %s: %s', ([language, marked]) => {
    const expected = marked.split('|').map((sentence) => sentence.trim());
    expect(sentencesOf(marked.replaceAll('|', ''), language)).toEqual(expected);
  });

  test('are found in time that grows with the text, whatever the text is', () => {
    for (const hostile of ['J. ', 'A.', '“', '」', ' ', 'a'])
      expect(sentencesOf(hostile.repeat(200_000), 'en').length).toBeLessThan(200_001);
  });
});

test('evidence has the sentences of all articles, each with its paragraph, and titles as paragraph 0', () => {
  const first = { title: 'One', paragraphs: ['It is. It was.', 'So it goes.'] };
  const second = { title: 'Two', paragraphs: ['It may be.'] };
  const { sentences } = evidenceOf([{ article: first }, { article: second, id: 'ap' }], { language: 'en' });
  expect(sentences).toEqual([
    { text: 'One', paragraph: 0 },
    { text: 'It is.', paragraph: 1 },
    { text: 'It was.', paragraph: 1 },
    { text: 'So it goes.', paragraph: 2 },
    { text: 'Two', paragraph: 'ap:0' },
    { text: 'It may be.', paragraph: 'ap:1' },
  ]);
});
