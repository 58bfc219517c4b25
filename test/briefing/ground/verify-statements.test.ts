import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../src/briefing/ground/article.ts';
import { StatementsError, verifyStatements } from '../../../src/briefing/ground/verify-statements.ts';

const article = readArticle(
  new TextEncoder().encode(`Lighthouse at Carn Head to go dark

The lighthouse at Carn Head will be switched off in October after 140 years, the harbour board said on Tuesday.

Fishermen in nearby Polmear protested against the decision. Satellite navigation fails in heavy fog, they argued.`),
  'lighthouse.txt',
);

function verdictsOf(...lines: string[]) {
  return verifyStatements(lines.join('\n'), [{ article }], 'statements.jsonl');
}

describe('statements of a JSONL file', () => {
  it('are answered in the same order, each with its id', () => {
    const verdicts = verdictsOf(
      '{"id": "off", "text": "The lighthouse at Carn Head will be switched off in October, the harbour board said."}',
      '',
      '{"id": 7, "text": "A supermarket chain hired bakers near the airport."}',
      '{"text": "Fishermen in Polmear protested against the decision.", "source": [2]}',
    );
    expect(verdicts.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['off', 'supported'],
      [7, 'unsupported'],
      [undefined, 'supported'],
    ]);
    expect(verdicts[1]?.findings).toEqual([
      { kind: 'unsupported', text: 'A supermarket chain hired bakers near the airport.' },
    ]);
  });

  it('score more, the more of them the article says', () => {
    const [all, half, none] = verdictsOf(
      '{"text": "Fishermen in nearby Polmear protested against the decision."}',
      '{"text": "Fishermen in Polmear sank two boats."}',
      '{"text": "Bakers went on strike over pay."}',
    ).map(({ score }) => score);
    expect(all).toBe(1);
    expect(half).toBeGreaterThan(none ?? 1);
    expect(half).toBeLessThan(all ?? 0);
  });

  it('that cite another paragraph than the one that tells them are told which', () => {
    const [verdict] = verdictsOf('{"text": "Fishermen in Polmear protested against the decision.", "source": [1]}');
    expect(verdict?.verdict).toBe('supported');
    expect(verdict?.findings).toEqual([
      {
        kind: 'paragraph',
        text: 'Fishermen in Polmear protested against the decision.',
        says: 'Fishermen in nearby Polmear protested against the decision.',
        paragraph: 2,
      },
    ]);
  });

  it('in another language than the article are unclear and not wrong', () => {
    const verdicts = verdictsOf(
      '{"text": "Fishermen protested.", "language": "en"}',
      '{"text": "Die Fischer aus Polmear protestierten gegen die Entscheidung.", "language": "de"}',
    );
    expect(verdicts[1]).toMatchObject({ verdict: 'unclear', findings: [] });
  });

  it('are refused with the number of each line that is wrong', () => {
    const lines = [
      '{"text": "Fishermen protested."}',
      '{"text": ',
      '{"text": "  "}',
      '{"text": "A", "sources": [1]}',
      '{"text": "A", "source": [0]}',
      '{"text": "A", "source": [9]}',
      '[1]',
      '{"text": "A", "by": 7, "source": {}}',
    ];
    expect(() => verdictsOf(...lines)).toThrow(StatementsError);
    expect(() => verdictsOf(...lines)).toThrowErrorMatchingInlineSnapshot(`
      [StatementsError: statements.jsonl, line 2: not JSON. Each line is one object: {"text": "…"}
      statements.jsonl, line 3: text: is empty; write the statement
      statements.jsonl, line 4: a statement has only id, text, source, by and language
      statements.jsonl, line 5: source.0: paragraphs are counted from 1
      statements.jsonl, line 7: Invalid input: expected object, received array
      statements.jsonl, line 8: source: is no paragraph, or list of them; write it as 4, or [4, "ap:2"]; by: is no name, or list of names; write it as "Name"]
    `);
    expect(() => verdictsOf('', ' ')).toThrow('statements.jsonl: no statement in it');
  });

  it('name one paragraph or one person without brackets too', () => {
    const [listed, single] = verdictsOf(
      '{"text": "Fishermen protested.", "source": [1], "by": ["Fishermen"]}',
      '{"text": "Fishermen protested.", "source": 1, "by": "Fishermen"}',
    );
    expect(single).toEqual(listed);
  });

  it('are read whatever their line endings are', () => {
    const jsonl = '\uFEFF{"text": "Fishermen protested."}\r\n{"text": "Fishermen argued."}\r\n';
    expect(verifyStatements(jsonl, [{ article }], 'windows.jsonl')).toHaveLength(2);
  });
});
