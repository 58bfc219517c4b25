import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArticle } from '../../src/briefing/ground/article.ts';
import type { Evidence } from '../../src/briefing/ground/claim.ts';
import { evidenceOf } from '../../src/briefing/ground/sentences.ts';
import { verify } from '../../src/briefing/ground/verify.ts';
import { quantile, stopwatch } from '../measuring.ts';
import { atMost, plain, type Section } from '../table.ts';
import type { CorpusArticle } from './corpus.ts';

const size = { words: 2_000, statements: 40, coldRuns: 5, warming: 10, warmRuns: 31 };
const program = join(import.meta.dirname, '..', '..', 'src', 'cli', 'content.ts');

/** How long it takes to hold 40 statements against an article of 2,000 words, made of those of the corpus. */
export function groundingSpeed(articles: readonly CorpusArticle[]): Section {
  const { article, statements } = longArticle(articles);
  const folder = mkdtempSync(join(tmpdir(), 'dateline-bench-'));
  try {
    const [articleFile, statementsFile] = [join(folder, 'article.txt'), join(folder, 'statements.jsonl')];
    writeFileSync(articleFile, article);
    writeFileSync(statementsFile, statements.map((statement) => JSON.stringify(statement)).join('\n'));
    const args = ['verify', '--article', articleFile, '--statements', statementsFile, '--json'];
    const cold = Array.from({ length: size.coldRuns }, () => timeOf(() => runProgram(args)));
    const warm = Array.from({ length: size.warming + size.warmRuns }, () =>
      timeOf(() => {
        const evidence = evidenceOf([{ article: readArticle(Buffer.from(article), articleFile) }], { language: 'en' });
        verifyAll(statements, evidence);
      }),
    ).slice(size.warming);
    const read = evidenceOf([{ article: readArticle(Buffer.from(article), articleFile) }], { language: 'en' });
    const statementsAlone = Array.from({ length: size.warmRuns + 1 }, () => timeOf(() => verifyAll(statements, read)));
    const what = `${size.statements} statements, ${size.words.toLocaleString('en-US')} words`;
    return {
      title: 'grounding, speed',
      rows: [
        { ...atMost(`${what}: the whole program, median`, quantile(cold, 0.5), 2_000, 'ms'), from: slowest(cold) },
        { ...atMost('  in a process that is warm, median', quantile(warm, 0.5), 100, 'ms'), from: slowest(warm) },
        plain('  in one that has read the article before, median', quantile(statementsAlone.slice(1), 0.5), 'ms'),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Written = { readonly text: string; readonly source: readonly number[]; readonly by?: readonly string[] };

/** Articles put one after the other up to so many words, with what is truly said of them. */
function longArticle(articles: readonly CorpusArticle[]): { article: string; statements: Written[] } {
  const paragraphs: string[] = [];
  const statements: Written[] = [];
  let words = 0;
  for (const one of articles) {
    if (words >= size.words) break;
    const before = paragraphs.length;
    const body = one.paragraphs.slice(1);
    paragraphs.push(...body);
    words += body.join(' ').split(' ').length;
    for (const { claim } of one.statements)
      statements.push({
        text: claim.text,
        source: claim.source.map((paragraph) => paragraph + before),
        ...(claim.by.length === 0 ? {} : { by: claim.by.map(({ name }) => name) }),
      });
  }
  if (words < size.words) throw new Error(`The corpus has ${words} words, fewer than ${size.words}.`);
  // So that they are of the whole article.
  const step = statements.length / size.statements;
  const chosen = Array.from({ length: size.statements }, (_, i) => statements[Math.floor(i * step)]);
  return {
    article: ['A long article', ...paragraphs].join('\n\n'),
    statements: chosen.filter((statement) => statement !== undefined),
  };
}

function verifyAll(statements: readonly Written[], evidence: Evidence): void {
  for (const { text, source, by = [] } of statements)
    verify({ text, source, by: by.map((name) => ({ name, aliases: [] })), language: 'en' }, evidence);
}

function runProgram(args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`content verify ended with ${status}: ${stderr}`);
}

function timeOf(work: () => void): number {
  const elapsed = stopwatch();
  work();
  return elapsed();
}

function slowest(times: readonly number[]): string {
  return `${times.length} runs, the slowest ${Math.max(...times).toFixed(0)} ms`;
}
