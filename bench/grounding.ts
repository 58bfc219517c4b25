import { corpusFolder, holdoutFolder, readCorpus } from './grounding/corpus.ts';
import { tryAll } from './grounding/measuring-findings.ts';
import { linesOf, listOf, sectionOf } from './grounding/report.ts';
import type { Section } from './table.ts';

/** What is to be listed case by case. */
export type GroundingOptions = { readonly list: boolean; readonly holdoutCases: boolean };

/** How many planted errors are found in briefings, and how many true statements are called wrong. */
export async function grounding({ list, holdoutCases }: GroundingOptions): Promise<Section[]> {
  const [corpus, holdout] = [await readCorpus(corpusFolder), await readCorpus(holdoutFolder)];
  const english = tryAll(corpus.filter(({ language }) => language === 'en'));
  const heldOut = tryAll(holdout);
  const others = Map.groupBy(
    corpus.filter(({ language }) => language !== 'en'),
    ({ language }) => language,
  );
  const otherResults = [...others].map(([language, articles]) => ({ language, results: tryAll(articles) }));
  if (list)
    for (const results of [english, ...otherResults.map((other) => other.results)]) console.log(listOf(results));
  if (holdoutCases) console.log(listOf(heldOut));
  return [
    sectionOf('English', english),
    sectionOf('English, held out', heldOut),
    {
      title: 'grounding, other languages',
      rows: otherResults.flatMap(({ language, results }) => linesOf(language, results)),
    },
  ];
}
