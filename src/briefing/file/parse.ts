import { load } from 'js-yaml';
import { referenceProblems } from './references.ts';
import { type BriefingFile, briefingSchema } from './schema.ts';

/** What the text of a briefing's file says; undefined if anything is wrong with it, which `problemsOf` then tells. */
export function parseBriefing(text: string): BriefingFile | undefined {
  try {
    const value = readYaml(text);
    const { success, data } = briefingSchema.safeParse(value);
    return success && referenceProblems(value).length === 0 ? data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * One document of YAML 1.2, without aliases; throws for whatever is not that. No other reader decides what a file
 * says.
 */
export function readYaml(text: string): unknown {
  return load(text, { maxAliases: 0 });
}
