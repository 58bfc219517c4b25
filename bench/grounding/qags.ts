import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { evidenceOf } from '../../src/briefing/ground/sentences.ts';
import { verify } from '../../src/briefing/ground/verify.ts';
import { atLeast, type Measured, plain, type Section } from '../table.ts';

/*
 * What people say of the sentences of machines' summaries, beside what verify says of them (QAGS, Wang et al. 2020: CNN and
 * Daily Mail). The file stays out of the repository: QAGS names it.
 */

const articleSchema = z.object({
  id: z.union([z.int(), z.string()]),
  article: z.string(),
  statements: z.array(z.object({ text: z.string(), supported: z.boolean() })),
});

type Judged = {
  readonly half: Half;
  readonly supported: boolean;
  readonly score: number;
  readonly isRefused: boolean;
};
type Half = 'tuned' | 'untouched';

// Chosen on the half for tuning, and on nothing else. Summaries are put together from the article's own sentences, so that
// only what is nearly all there in one piece is right; an editor's own words score less and are right all the same.
const leastScore = 0.86;

// In percent: balanced accuracy on the CNN part of LLM-AggreFact, as published. Other sentences: a neighbourhood, no race.
const published: Readonly<Record<string, number>> = {
  'HHEM-2.1-open': 62.8,
  'Bespoke-MiniCheck-7B': 65.5,
  'MiniCheck-Flan-T5-L': 69.9,
  'FactCG-DeBERTa-L': 70.1,
};
const aimPercent = 65;

/** How often people are agreed with, on both halves of the file at a path: by verify's verdict, and by its score. */
export async function humanJudgements(path: string): Promise<Section> {
  const judged = await readJudged(path);
  const halves = {
    'the half for tuning': judged.filter(({ half }) => half === 'tuned'),
    'the untouched half': judged.filter(({ half }) => half === 'untouched'),
    both: judged,
  };
  const rows = (by: string, isTaken: (statement: Judged) => boolean): Measured[] =>
    Object.entries(halves).map(([half, of]) => ({
      ...atLeast(`${by}, ${half}`, balancedAccuracy(of, isTaken) * 100, aimPercent, '%'),
      from: countsOf(of, isTaken),
    }));
  return {
    title: 'grounding, people’s judgements (QAGS): balanced accuracy, with no model',
    rows: [
      ...rows('verify’s verdict', ({ isRefused }) => !isRefused),
      // What an editor is never shown: it tells what is copied from what is put together, and not what is true.
      ...rows(`its score, cut at ${leastScore}`, ({ score }) => score >= leastScore),
      ...Object.entries(published).map(([model, percent]) => ({
        ...plain(`published: ${model}`, percent, '%'),
        from: 'on other sentences: LLM-AggreFact, CNN',
      })),
    ],
  };
}

async function readJudged(path: string): Promise<Judged[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line) => {
    const { id, article, statements } = articleSchema.parse(JSON.parse(line));
    const evidence = evidenceOf([{ article: { title: '', paragraphs: [article] } }], { language: 'en' });
    return statements.map(({ text, supported }) => {
      const { verdict, score } = verify({ text, language: 'en' }, evidence);
      return { half: halfOf(id), supported, score, isRefused: verdict === 'unsupported' };
    });
  });
}

/** By a hash, so that an article is in the same half for ever. */
function halfOf(id: number | string): Half {
  const [first = 0] = createHash('sha256').update(String(id)).digest();
  return first % 2 === 0 ? 'tuned' : 'untouched';
}

/** The mean of how many right statements, and how many wrong ones, are taken for what they are. */
function balancedAccuracy(judged: readonly Judged[], isTaken: (statement: Judged) => boolean): number {
  const rate = (supported: boolean) => {
    const such = judged.filter((statement) => statement.supported === supported);
    return such.filter((statement) => isTaken(statement) === supported).length / such.length;
  };
  return (rate(true) + rate(false)) / 2;
}

function countsOf(judged: readonly Judged[], isTaken: (statement: Judged) => boolean): string {
  const [right, wrong] = [true, false].map((kind) => judged.filter(({ supported }) => supported === kind));
  const taken = right?.filter(isTaken).length;
  const refused = wrong?.filter((statement) => !isTaken(statement)).length;
  return `${taken} of ${right?.length} supported, ${refused} of ${wrong?.length} unsupported`;
}
