import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../src/briefing/ground/article.ts';
import type { KnownName } from '../../../src/briefing/ground/claim.ts';
import { evidenceOf } from '../../../src/briefing/ground/sentences.ts';
import { verify } from '../../../src/briefing/ground/verify.ts';

const article = readArticle(
  new TextEncoder().encode(`Orlin buys Tessera

The steel maker Orlin bought its rival Tessera on Monday. Tessera had sued Orlin over a patent in March.

Hanna Brandt will lead the new company. Chairman Pavel Ruiz was dismissed by the board.

The embrace of Brandt by Ruiz was shown on television.

Treasurer Ines Falk told investors of a loss at Orlin.

The new head is Hanna Brandt, analysts say, and no one doubts it.

She said that she wanted Falk to stay.

Orlin beat Norva in the final of the works cup.

Norva bought the plant from Tessera.

There were two interruptions by workers, whom guards led out.

Tessera is a supplier of rolling stock. Its partner is Norva.

Her niece, Ada Moll, spoke for the family.

A woman was hurt.

Falk made the works council no promise of shorter hours.

Brandt blamed the works council for the delay.`),
  'orlin.txt',
);
const names: KnownName[] = ['Orlin', 'Tessera', 'Hanna Brandt', 'Pavel Ruiz'].map((name) => ({
  name,
  aliases: name.split(' ').slice(1),
}));
const evidence = evidenceOf([{ article }], { language: 'en', names });

function rolesOf(text: string, source?: number[]) {
  const { findings } = verify({ text, language: 'en', ...(source && { source }) }, evidence);
  return findings.filter(({ kind }) => kind === 'role');
}

describe('who did what to whom', () => {
  it('is found to be swapped', () => {
    expect(rolesOf('Tessera bought Orlin on Monday.', [1])).toEqual([
      {
        kind: 'role',
        text: 'Tessera',
        says: 'The steel maker Orlin bought its rival Tessera on Monday.',
        paragraph: 1,
      },
    ]);
    expect(rolesOf('The board was dismissed by Ruiz.', [2])).toHaveLength(1);
  });

  it('is found to be told of another name', () => {
    expect(rolesOf('Tessera will lead the new company.', [2])).toHaveLength(1);
  });

  it('is found to be told of somebody whom no paragraph names that it rests on', () => {
    expect(rolesOf('Orlin’s shares fell when Brandt presented its results.', [4])).toEqual([
      { kind: 'role', text: 'Brandt', says: 'Treasurer Ines Falk told investors of a loss at Orlin.', paragraph: 4 },
    ]);
    // “She” is Brandt, of the paragraph before.
    expect(rolesOf('Brandt wants to keep Falk.', [6])).toEqual([]);
  });

  it('is found to be swapped in a word that tells it from the other side', () => {
    expect(rolesOf('Orlin lost to Norva in the final of the works cup.', [7])).toHaveLength(1);
    expect(rolesOf('Norva lost to Orlin in the final of the works cup.', [7])).toEqual([]);
    expect(rolesOf('Tessera sold the plant to Norva.', [8])).toEqual([]);
    expect(rolesOf('Norva sold the plant to Tessera.', [8])).toHaveLength(1);
    expect(rolesOf('Guards interrupted the workers.', [9])).toHaveLength(1);
  });

  it('is found where the words around a name stand with another one', () => {
    expect(rolesOf('Norva works as a supplier of rolling stock.', [10])).toHaveLength(1);
    expect(rolesOf('Tessera works as a supplier of rolling stock.', [10])).toEqual([]);
  });

  it('is found where the counterpart of a noun stands in its place', () => {
    expect(rolesOf('Her aunt, Ada Moll, spoke for the family.', [11])).toMatchObject([{ text: 'aunt' }]);
    expect(rolesOf('A man was hurt.', [12])).toMatchObject([{ text: 'man' }]);
    expect(rolesOf('A woman was hurt.', [12])).toEqual([]);
  });

  it('is found to be turned round in other words', () => {
    expect(rolesOf('The works council made Falk no promise of shorter hours.', [13])).toHaveLength(1);
    expect(rolesOf('Falk made the works council no promise of shorter hours.', [13])).toEqual([]);
    expect(rolesOf('The works council holds Brandt responsible.', [14])).toMatchObject([{ text: 'The works council' }]);
    expect(rolesOf('Brandt holds the works council responsible.', [14])).toEqual([]);
  });

  it('is right in the passive and in other words', () => {
    expect(rolesOf('Tessera was bought by Orlin on Monday.', [1])).toEqual([]);
    expect(rolesOf('Orlin was sued by Tessera in March.', [1])).toEqual([]);
    expect(rolesOf('The board dismissed Ruiz.', [2])).toEqual([]);
    expect(rolesOf('Ruiz embraced Brandt.', [3])).toEqual([]);
  });
});
