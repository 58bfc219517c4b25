import { readFile } from 'node:fs/promises';
import { parseTranslation } from '../../briefing/file/parse.ts';
import { createPositionFinder } from '../../briefing/file/positions.ts';
import { problemText } from '../../briefing/file/problem.ts';
import { type TranslationFinding, verifyTranslation } from '../../briefing/ground/verify-translation.ts';
import type { FoundBriefing } from './find-briefing.ts';

/** What came of holding a translation against its original: the text that tells it, and how many findings stand. */
export type VerifiedTranslation = { readonly told: string; readonly standing: number };

/** Holds each translation of a briefing against its original. One that has errors, or is of before, is told as such. */
export async function verifyTranslations({ file, translations }: FoundBriefing): Promise<VerifiedTranslation[]> {
  return Promise.all(
    translations.map(async ({ path, translation, problems }) => {
      if (problems.length > 0) return { told: problems.map(problemText).join('\n'), standing: problems.length };
      const { language = '', staleVersion } = translation ?? {};
      if (staleVersion !== undefined)
        return { told: `${path}: not checked, since it translates version ${staleVersion}.`, standing: 0 };
      const text = await readFile(path, 'utf8');
      const content = parseTranslation(text);
      if (!content) return { told: `${path}: it has changed meanwhile. Run it again.`, standing: 1 };
      const { texts, findings } = verifyTranslation(file, content, language);
      const positionOf = createPositionFinder(text);
      const standing = findings.filter(({ waived }) => waived === undefined).length;
      const told = findings.map((finding) => {
        const { line, column } = positionOf(finding.pair.path, false);
        return findingText(finding, `${path}:${line}:${column}`);
      });
      const count = standing === 0 ? 'no findings' : standing === 1 ? '1 finding' : `${standing} findings`;
      return { told: [...told, `${path}: ${texts} texts held against the original: ${count}.`].join('\n'), standing };
    }),
  );
}

function findingText({ pair, kind, words, isMissing, waived }: TranslationFinding, place: string): string {
  const what = isMissing ? 'the original has it, and the translation has not' : 'the original does not have it';
  return [
    `${place} ${kind}: “${words}”: ${waived === undefined ? what : `waived, ${waived}`}`,
    `    in: “${pair.text}”`,
    `    the original: “${pair.original}”`,
  ].join('\n');
}
