import { expect, test } from 'vitest';
import { checkNumbers } from '../../../src/briefing/ground/check-numbers.ts';
import { articleOf, findingsOf } from './holding.ts';

function check(article: string | readonly string[], claim: string) {
  return findingsOf(checkNumbers, claim, articleOf([article].flat()));
}

test.each([
  // Dress
  ['Trade reached a record $240 billion.', 'Trade came to 240 billion US dollars.'],
  ['Trade reached a record $240bn.', 'Trade came to US$240,000,000,000.'],
  ['Two hundred and forty soldiers left.', '240 troops left.'],
  ['A third of voters stayed at home.', 'About 33 percent of voters stayed at home.'],
  ['48 percent of voters came.', 'Nearly half of voters came.'],
  ['Half a million people fled.', '500,000 people fled.'],
  ['It took 90 minutes.', 'It took an hour and a half, or 1.5 hours.'],
  ['The bank raised its rate by 25 basis points.', 'The bank raised its rate by 0.25 percentage points.'],
  ['The road is 100 km long.', 'The road is 62 miles long.'],
  ['Prices rose 3 to 5 percent.', 'Prices rose by between 3% and 5%.'],
  ['A 45-year-old man was hurt.', 'A man aged 45 was hurt.'],
  ['The woman is in her thirties.', 'The woman is in her 30s.'],
  ['It works at minus 20 degrees Celsius.', 'It works at -20 °C.'],
  ['The cells could halve prices.', 'The cells could cut prices by half.'],
  // Rounded
  ['In all 238 people came.', 'About 240 people came.'],
  ['In all 240 people came.', 'More than 200 people came.'],
  ['In all 240 people came.', 'Hundreds of people came.'],
  ['At least 12 people died.', 'At least a dozen people died.'],
  ['Around 2.8 million people live there.', 'Nearly 3 million people live there.'],
  ['It cost $1.94 billion.', 'It cost almost $2 billion.'],
  // Counted by whoever writes
  ['Putin met Xi in Beijing for a three-day visit.', 'The two leaders met in Beijing.'],
  ['Putin met Xi in Beijing.', 'One of the two was Xi; for the first time, both met.'],
  ['It was the third time that he won.', 'He won for the 3rd time.'],
  // Several
  ['Exports rose 5% and imports fell 3%.', 'Imports were down 3%, while exports rose 5%.'],
  [
    'Turnout was 61 percent in the north and 54 percent in the south.',
    'In the south, 54 percent voted, in the north 61.',
  ],
  ['The club won 3-1, its 12th win in 20 games.', 'It was a 3-1 win, the 12th in 20 games.'],
])('%j bears %j', (article, claim) => {
  expect(check(article, claim)).toEqual([]);
});

test.each([
  [
    'Trade reached a record $240 billion.',
    'Trade came to 204 billion US dollars.',
    '204 billion US dollars',
    '$240 billion',
  ],
  [
    'Trade reached a record $240 billion.',
    'Trade came to 240 million US dollars.',
    '240 million US dollars',
    '$240 billion',
  ],
  ['Trade reached a record $240 billion.', 'Trade came to 240 billion yuan.', '240 billion yuan', '$240 billion'],
  ['The rate rose 0.5 points.', 'The rate rose 0.5 percent.', '0.5 percent', '0.5 points'],
  ['In all 238 people came.', 'In all 240 people came.', '240', '238'],
  ['In all 240 people came.', 'More than 240 people came.', 'More than 240', '240'],
  ['More than 240 people came.', 'Fewer than 240 people came.', 'Fewer than 240', 'More than 240'],
  ['More than 240 people came.', 'More than 204 people came.', '204', '240'],
  ['A third of voters stayed at home.', 'A quarter of voters stayed at home.', 'A quarter', 'A third'],
  ['Three men were arrested.', 'Two men were arrested.', 'Two', 'Three'],
  ['It was the third time that he won.', 'He won for the second time.', 'second', 'third'],
  ['Hundreds of people came.', 'Thousands of people came.', 'Thousands', 'Hundreds'],
  ['Exports rose 5% and imports fell 3%.', 'Imports fell 5%.', '5%', '3%'],
  ['The club won 3-1.', 'The club won 4-1.', '4', '3'],
  ['The men are 10 to 12 years old.', 'The men are 10 to 21 years old.', '21 years', '12 years'],
  ['A 45-year-old man was hurt.', 'A man aged 54 was hurt.', '54', '45-year'],
])('of %j, %j is found', (article, claim, text, says) => {
  expect(check(article, claim)).toEqual([{ kind: 'number', text, says, paragraph: 1 }]);
});

test('a number of another paragraph is said to be there', () => {
  const article = ['Trade reached a record.', 'The port employs 1,200 people.'];
  expect(check(article, 'The port employs 1,200 people.')).toEqual([
    { kind: 'paragraph', text: '1,200', paragraph: 2 },
  ]);
});

test('a number that is nowhere is named with nothing beside it', () => {
  expect(check('The port is old.', 'The port employs 1,200 people.')).toEqual([{ kind: 'number', text: '1,200' }]);
});

test('numbers of a known name are not checked', () => {
  const evidence = articleOf(['The G20 met.'], { names: [{ name: 'Group of 20', aliases: ['G20'] }] });
  expect(findingsOf(checkNumbers, 'The Group of 20 met.', evidence)).toEqual([]);
});
