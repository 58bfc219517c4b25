import { type CorpusArticle, corpusFolder, holdoutFolder, readCorpus } from './grounding/corpus.ts';
import { readFirstBriefing } from './grounding/first-briefing.ts';
import { tryAll } from './grounding/measuring-findings.ts';
import { humanJudgements } from './grounding/qags.ts';
import { linesOf, listOf, sectionOf } from './grounding/report.ts';
import { groundingSpeed } from './grounding/speed.ts';
import type { Section } from './table.ts';

/** What is to be listed case by case. */
export type GroundingOptions = { readonly list: boolean; readonly holdoutCases: boolean };

/**
 * How many planted errors `verify` finds, how many true statements it calls wrong, and how long it takes. The first
 * briefing counts where `ARTICLES_DIR` has its article.
 */
export async function grounding({ list, holdoutCases }: GroundingOptions): Promise<Section[]> {
  const [corpus, holdout] = [await readCorpus(corpusFolder), await readCorpus(holdoutFolder)];
  const english = corpus.filter(({ language }) => language === 'en');
  const results = measured('English', english, list);
  const heldOut = measured('English, held out', holdout, holdoutCases);
  const others = [...Map.groupBy(corpus, ({ language }) => language)].filter(([language]) => language !== 'en');
  const otherRows = others.flatMap(([language, articles]) => {
    const ofLanguage = tryAll(articles);
    if (list) console.log(`${language}\n${listOf(ofLanguage)}`);
    return linesOf(language, ofLanguage);
  });
  return [
    results,
    heldOut,
    { title: 'grounding, other languages', rows: otherRows },
    ...(await firstBriefing(list)),
    groundingSpeed(english),
    // People's judgements are not ours to hand on: the file is named from outside.
    ...(process.env.QAGS ? [await humanJudgements(process.env.QAGS)] : []),
  ];
}

function measured(title: string, articles: readonly CorpusArticle[], list: boolean): Section {
  const results = tryAll(articles);
  if (list) console.log(`${title}\n${listOf(results)}`);
  return sectionOf(title, results);
}

async function firstBriefing(list: boolean): Promise<Section[]> {
  const folder = process.env.ARTICLES_DIR;
  if (!folder) return [];
  const results = tryAll([await readFirstBriefing(folder)]);
  if (list) console.log(`the first briefing\n${listOf(results)}`);
  return [{ title: 'grounding, the first briefing', rows: linesOf('first briefing', results) }];
}
