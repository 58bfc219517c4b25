import { describe, expect, it } from 'vitest';
import { readArticle } from '../../../src/briefing/ground/article.ts';
import type { Claim, KnownName } from '../../../src/briefing/ground/claim.ts';
import { evidenceOf } from '../../../src/briefing/ground/sentences.ts';
import { verify } from '../../../src/briefing/ground/verify.ts';

const article = readArticle(
  new TextEncoder().encode(`Bakers of Tolm argue over sugar rule

Health officials in Tolm warned that cheap cakes could harm children's teeth.

Mayor Ines Calder said the new rule would close small bakeries. "It is a tax on birthdays," she told the council.

Dentist Jakob Munro, who drafted the rule, rejected that. He said most bakers had already changed their recipes.

Two bakers allegedly sold old stock under a new label. Inspectors may fine them next month.`),
  'sugar.txt',
);
const calder: KnownName = { name: 'Ines Calder', aliases: ['Calder'] };
const munro: KnownName = { name: 'Jakob Munro', aliases: ['Munro'] };
const evidence = evidenceOf([{ article }], { language: 'en', names: [calder, munro] });

function attributionOf(text: string, rest: Partial<Claim> = {}) {
  const { findings } = verify({ text, language: 'en', ...rest }, evidence);
  return findings.filter(({ kind }) => kind === 'attribution');
}

describe('who says it', () => {
  it('is found to be another than in the article', () => {
    expect(attributionOf('The rule will make small bakeries close.', { by: [munro], source: [2] })).toEqual([
      {
        kind: 'attribution',
        text: 'The rule will make small bakeries close.',
        says: 'Mayor Ines Calder said the new rule would close small bakeries.',
        paragraph: 2,
      },
    ]);
    expect(attributionOf('Calder said that bakers had changed their recipes.', { source: [3] })).toHaveLength(1);
  });

  it('is right by name, by title, by a pronoun and in other words', () => {
    expect(attributionOf('The rule will make small bakeries close.', { by: [calder], source: [2] })).toEqual([]);
    expect(
      attributionOf('The rule is a tax on birthdays, according to Calder.', { by: [calder], source: [2] }),
    ).toEqual([]);
    expect(attributionOf('Most bakers have changed their recipes, Munro said.', { by: [munro], source: [3] })).toEqual(
      [],
    );
    expect(attributionOf('Officials warn that cheap cakes could harm teeth.', { source: [1] })).toEqual([]);
  });

  it('is found to be left out', () => {
    const [finding] = attributionOf('Cheap cakes harm the teeth of children.', { source: [1] });
    expect(finding?.says).toBe("Health officials in Tolm warned that cheap cakes could harm children's teeth.");
    expect(attributionOf('Small bakeries will close under the new rule.')).toHaveLength(1);
  });

  it('is not asked for where the article tells it itself', () => {
    expect(attributionOf('Munro drafted the rule.', { source: [3] })).toEqual([]);
  });

  it('is found to be surer than the article has it', () => {
    expect(attributionOf('Two bakers sold old stock under a new label.', { source: [4] })).toHaveLength(1);
    expect(attributionOf('Inspectors will fine them next month.', { source: [4] })).toHaveLength(1);
    expect(attributionOf('Two bakers are alleged to have sold old stock.', { source: [4] })).toEqual([]);
    expect(attributionOf('Inspectors could fine them next month.', { source: [4] })).toEqual([]);
  });

  it('is left alone in another language', () => {
    expect(attributionOf('Kleine Bäckereien müssen schließen.', { language: 'de', source: [2] })).toEqual([]);
  });
});

it.each([
  ['The tunnel will be ready by May.', 'Hugo Salas said the tunnel would be finished by May.'],
  ['The law will not be given up.', 'Salas said he would not abandon the law.'],
])('what somebody said would be is what will be: %j of %j', (text, sentence) => {
  const told = readArticle(new TextEncoder().encode(`Tunnel\n\n${sentence}`), 'x.txt');
  const claim = { text, language: 'en', by: [{ name: 'Hugo Salas', aliases: [] }] };
  expect(verify(claim, evidenceOf([{ article: told }], { language: 'en', names: [] })).findings).toEqual([]);
});

it.each([
  [
    'Each day costs exporters 18 million pounds.',
    'Analysts at Corran estimate that each day costs exporters 18 million pounds.',
  ],
  ['The tram carries 52,000 people daily.', 'The transport authority forecasts 52,000 people a day on the tram.'],
  ['The tax on imports will be lowered.', 'Faleafa promised to lower the tax on imports.'],
])('%j needs whoever says so in %j', (text, sentence) => {
  const told = readArticle(new TextEncoder().encode(`News of the day\n\n${sentence}`), 'x.txt');
  const { findings } = verify({ text, language: 'en' }, evidenceOf([{ article: told }], { language: 'en', names: [] }));
  expect(findings.map(({ kind }) => kind)).toContain('attribution');
});
