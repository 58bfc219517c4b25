import type { Briefing } from '../briefing.ts';
import { parseTranslation } from './parse.ts';
import type { FileProblem } from './problem.ts';
import { located, problemsIn, schemaProblems } from './problems.ts';
import type { BriefingFile } from './schema.ts';
import { translate } from './translate.ts';
import { translationSchema } from './translation-schema.ts';
import { withTexts } from './translation-texts.ts';

/** A briefing, and the content of its file. */
export type Original = { readonly briefing: Briefing; readonly file: BriefingFile };

/**
 * What a translation file comes to: the briefing in its language, or what is wrong with it. With neither, it translates
 * an earlier version (`staleVersion`): readers then get the original rather than facts of before.
 */
export type ReadTranslation = {
  readonly briefing?: Briefing;
  readonly staleVersion?: number;
  readonly problems: readonly FileProblem[];
};

/** Reads the text of a translation file into a language, and lays it over its original. `path` is only named. */
export function readTranslation(text: string, path: string, language: string, original: Original): ReadTranslation {
  const translation = parseTranslation(text);
  if (!translation)
    return { problems: problemsIn(text, path, (value) => schemaProblems(translationSchema, value, text)) };
  const { version } = original.briefing;
  if (translation.version < version) return { staleVersion: translation.version, problems: [] };
  const merged = withTexts(original.file, translation, language);
  const problems = [
    ...(translation.version > version
      ? [
          {
            path: ['version'],
            message: `expected at most the version of the original, ${version}, found ${translation.version}`,
          },
        ]
      : []),
    ...merged.problems,
  ];
  if (problems.length > 0) return { problems: located(problems, 'error', text, path) };
  return { briefing: translate(original.briefing, original.file, merged.file), problems: [] };
}
