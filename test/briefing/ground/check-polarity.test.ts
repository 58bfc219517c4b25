import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../src/briefing/ground/article.ts';
import { checkPolarity } from '../../../src/briefing/ground/check-polarity.ts';
import { evidenceOf } from '../../../src/briefing/ground/sentences.ts';
import { verify } from '../../../src/briefing/ground/verify.ts';
import { articleOf, findingsOf } from './holding.ts';

const article = readArticle(
  new TextEncoder().encode(`Ferry line trims its timetable

Ticket sales of the Marlow ferry fell 9 percent last year, while the price of fuel rose.

The crew did not accept the new shifts. Passengers support the crew.

Boats left the harbour before the storm reached the bay.`),
  'ferry.txt',
);
const evidence = evidenceOf([{ article }], { language: 'en' });

function polarityOf(text: string) {
  return verify({ text, language: 'en' }, evidence).findings.filter(({ kind }) => kind === 'polarity');
}

describe('an up, a down or a not', () => {
  it('is found where the article has the opposite', () => {
    expect(polarityOf('Ticket sales of the ferry rose 9 percent.')).toEqual([
      {
        kind: 'polarity',
        text: 'rose',
        says: 'Ticket sales of the Marlow ferry fell 9 percent last year, while the price of fuel rose.',
        paragraph: 1,
      },
    ]);
    expect(polarityOf('Passengers oppose the crew.')).toHaveLength(1);
    expect(polarityOf('Boats left the harbour after the storm reached the bay.')).toHaveLength(1);
  });

  it('is found where a not is too many or missing', () => {
    expect(polarityOf('The crew accepted the new shifts.')).toHaveLength(1);
    expect(polarityOf('Passengers do not support the crew.')).toHaveLength(1);
  });

  it('is right in other words', () => {
    expect(polarityOf('Sales of tickets for the ferry dropped by 9 percent.')).toEqual([]);
    expect(polarityOf('The crew rejected the new shifts.')).toEqual([]);
    expect(polarityOf('The crew has the support of passengers.')).toEqual([]);
    expect(polarityOf('The storm reached the bay after boats had left the harbour.')).toEqual([]);
  });
});

describe('the opposite in other words', () => {
  const holds = (told: string, text: string) => findingsOf(checkPolarity, text, articleOf([told]));

  it.each([
    [
      'The quake was the strongest in the area since 2018, officials said.',
      'The area had not seen a stronger quake since 2018.',
    ],
    [
      'The line had a profit of 18 million euros, against a loss of 67 million a year before.',
      'It earned 18 million euros, after losing 67 million a year earlier.',
    ],
    [
      'Its operating margin narrowed to 4.1% from 4.6% on dearer soda ash.',
      'Dearer soda ash pushed the operating margin down from 4.6% to 4.1%.',
    ],
    [
      'The chairman denied that the line was considering a sale of its ships.',
      'The chairman ruled out that the line would sell its ships.',
    ],
  ])('is no finding: %s', (told, text) => {
    expect(holds(told, text)).toEqual([]);
  });

  it.each([
    [
      'Fares have gone up by 22 per cent in two years.',
      'Fares have become 22 percent cheaper in two years.',
      'cheaper',
    ],
    [
      'Some 142,000 tickets were sold, 9 percent more than in 2023.',
      'Ticket sales sank 9 percent, to about 142,000.',
      'sank',
    ],
    [
      'The court sentenced the pilot to four years in prison.',
      'The court spared the pilot four years in prison.',
      'spared',
    ],
    ['Passengers oppose the plan of the company.', 'Passengers are not against the plan of the company.', 'against'],
    ['The work was shot for less than 300,000 euros.', 'The work cost over €300,000 to shoot.', 'over'],
    ['Sales of tickets more than doubled.', 'Sales of tickets less than doubled.', 'less'],
    ['Unity fell from 27 seats to 12.', 'Unity grew from 27 seats to 12.', 'grew'],
    ['The chairman denied that the line sold its ships.', 'The chairman said that the line sold its ships.', 'sold'],
    ['The chairman said that the line sold its ships.', 'The chairman denies that the line sold its ships.', 'sold'],
    ['The pilot accepts his guilt.', 'The pilot denies his guilt.', 'denies'],
  ])('is found: %s', (told, text, word) => {
    expect(holds(told, text)).toMatchObject([{ kind: 'polarity', text: word, says: told }]);
  });
});
