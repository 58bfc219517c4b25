import { expect, test } from 'vitest';
import { checkDates } from '../../../src/briefing/ground/check-dates.ts';
import { articleOf, findingsOf } from './holding.ts';

// The article is of Friday, 17 May 2024.
function check(article: string | readonly string[], claim: string, date: string | undefined = '2024-05-17') {
  const { date: _, ...undated } = articleOf([article].flat());
  return findingsOf(checkDates, claim, date ? { ...undated, date } : undated);
}

test.each([
  ['Putin came on Friday.', 'Putin came on 17 May 2024.'],
  ['Putin came on May 17, 2024.', 'Putin came on Friday.'],
  ['Putin came on Friday.', 'Putin came in May.'],
  ['Putin came on Thursday.', 'Putin came on 16 May.'],
  ['Putin came yesterday.', 'Putin came on Thursday, 16 May 2024.'],
  ['He was elected last year.', 'He was elected in 2023.'],
  ['He was elected two years ago.', 'He was elected in 2022.'],
  ['They met last week.', 'They met last week.'],
  ['They met on 8 May.', 'They met last week.'],
  ['They met this month.', 'They met in May 2024.'],
  ['It grew in the first quarter of 2023.', 'It grew in Q1 2023.'],
  ['It grew in the first quarter.', 'It grew in the first quarter of 2024.'],
  ['The war of the 1990s.', 'The war of the nineteen-nineties was in the 1990s.'],
  ['The war was in 1994.', 'The war was in the 1990s.'],
  ['It lasted from 2010 to 2015.', 'It lasted in 2010–15.'],
  ['It opened in autumn 2012.', 'It opened in 2012.'],
  ['He said so.', 'He said so on 17 May 2024.'],
  ['The woman is in her thirties.', 'The woman is in her 30s.'],
  ['It began at 5 p.m.', 'It began at 17:00.'],
  // A stretch of time, and not a time of day.
  ['It went on for nine hours from 4:17 a.m.', 'It went on for 9 hours.'],
])('%j bears %j', (article, claim) => {
  expect(check(article, claim)).toEqual([]);
});

test.each([
  ['Putin came on Friday.', 'Putin came on 18 May 2024.', '18 May 2024', 'Friday'],
  ['Putin came on May 17, 2024.', 'Putin came on Thursday.', 'Thursday', 'May 17, 2024'],
  ['Putin came on May 17, 2024.', 'Putin came on 17 March 2024.', '17 March 2024', 'May 17, 2024'],
  ['Putin came on May 17, 2024.', 'Putin came on 17 May 2023.', '17 May 2023', 'May 17, 2024'],
  ['Putin came on May 17, 2024.', 'Putin came on Monday, 17 May 2024.', 'Monday, 17 May 2024', 'May 17, 2024'],
  ['Trade grew in 2023.', 'Trade grew in 2022.', '2022', '2023'],
  ['He was elected last year.', 'He was elected in 2022.', '2022', 'last year'],
  ['They met last week.', 'They met this week.', 'this week', 'last week'],
  [
    'It grew in the first quarter of 2023.',
    'It grew in the second quarter of 2023.',
    'second quarter of 2023',
    'first quarter of 2023',
  ],
  ['The war was in the 1990s.', 'The war was in the 1980s.', '1980s', '1990s'],
  ['They met in May.', 'They met on 12 May.', '12 May', 'May'],
  ['It opened in autumn 2012.', 'It opened in spring 2012.', 'spring 2012', 'autumn 2012'],
  ['It began at 5 p.m.', 'It began at 17:30.', '17:30', '5 p.m.'],
])('of %j, %j is found', (article, claim, text, says) => {
  expect(check(article, claim)).toEqual([{ kind: 'date', text, says, paragraph: 1 }]);
});

test('without the article’s day, weekdays and days are held against each other as they are written', () => {
  expect(check('Putin came on Friday.', 'Putin came on 17 May 2024.', undefined)).toEqual([]);
  expect(check('Putin came on May 17.', 'Putin came on 17 May 2024.', undefined)).toEqual([]);
  expect(check('Putin came on Friday.', 'Putin came on 18 May 2024.', undefined)).toMatchObject([{ says: 'Friday' }]);
  expect(check('Putin came on Friday.', 'Putin came on Monday.', undefined)).toMatchObject([{ says: 'Friday' }]);
});

test('a date of another paragraph is said to be there', () => {
  const article = ['Trade reached a record.', 'Putin came in 2023.'];
  expect(check(article, 'Trade reached a record in 2023.')).toEqual([
    { kind: 'paragraph', text: '2023', paragraph: 2 },
  ]);
});
