import { CORE_SCHEMA, defineScalarTag, floatCoreTag, load } from 'js-yaml';
import { referenceProblems } from './references.ts';
import { type BriefingFile, briefingSchema } from './schema.ts';
import { type TranslationFile, translationSchema } from './translation-schema.ts';

/** What the text of a briefing file says; undefined if anything is wrong with it, which `problemsOf` then explains. */
export function parseBriefing(text: string): BriefingFile | undefined {
  try {
    const value = readYaml(text);
    const { success, data } = briefingSchema.safeParse(value);
    return success && referenceProblems(value).length === 0 ? data : undefined;
  } catch {
    return undefined;
  }
}

/** The same, though two parts of it may not fit each other, as a version without its reason. */
export function parseShape(text: string): BriefingFile | undefined {
  try {
    return briefingSchema.safeParse(readYaml(text)).data;
  } catch {
    return undefined;
  }
}

/** What the text of a translation file says, whether or not it fits its original; undefined if it is none. */
export function parseTranslation(text: string): TranslationFile | undefined {
  try {
    return translationSchema.safeParse(readYaml(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * One document of YAML 1.2, without aliases; throws for anything else.
 *
 * js-yaml is the only YAML parser. It reads 10,000 briefings of 17 KiB in 4.6 s and 936 MiB; the `yaml` package takes
 * 45 s and 2,350 MiB (Node 26, one cold process each). Since version 5, js-yaml has the positions of values as well.
 */
export function readYaml(text: string): unknown {
  return load(text, { maxAliases: 0, schema });
}

/** A decimal fraction keeps its digits, as a text, where a number would lose some: `1.10`, `95.000`. */
const decimalTag = defineScalarTag<number | string>(floatCoreTag.tagName, {
  ...floatCoreTag,
  resolve(source, isExplicit, tagName) {
    const value = floatCoreTag.resolve(source, isExplicit, tagName);
    return /^[-+]?\d+\.\d+$/.test(source) && String(value) !== source.replace('+', '') ? source : value;
  },
});

const schema = CORE_SCHEMA.withTags(decimalTag);
