import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../src/briefing/ground/article.ts';
import { evidenceOf } from '../../../src/briefing/ground/sentences.ts';
import { verify } from '../../../src/briefing/ground/verify.ts';

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
