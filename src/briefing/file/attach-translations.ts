import type { Briefing } from '../briefing.ts';
import type { CheckedFile } from './check-file.ts';

/**
 * Files whose briefings have their translations. In place of a translation that has problems stands the one of the
 * previous reading, by the path of the original, as long as the original is the same file.
 */
export function attachTranslations(
  files: readonly CheckedFile[],
  previousByPath: ReadonlyMap<string, CheckedFile>,
): CheckedFile[] {
  const bySlug = Map.groupBy(
    files.filter(({ translation }) => translation),
    ({ slug }) => slug,
  );
  return files.map((file) => {
    const { briefing, hash, path } = file;
    if (!briefing) return file;
    const before = previousByPath.get(path);
    const standIns = hash !== '' && before?.hash === hash ? (before.briefing?.translations ?? []) : [];
    const translations = (bySlug.get(file.slug) ?? []).flatMap(({ translation, problems }) =>
      problems.length > 0
        ? standIns.filter(({ language }) => language === translation?.language)
        : (translation?.briefing ?? []),
    );
    return isSame(translations, briefing.translations) ? file : withThese(file, briefing, translations);
  });
}

/** True if nothing is to be changed: who holds a briefing then keeps the same one. */
function isSame(translations: readonly Briefing[], before: readonly Briefing[] = []): boolean {
  return translations.length === before.length && translations.every((each, i) => each === before[i]);
}

function withThese(file: CheckedFile, briefing: Briefing, translations: readonly Briefing[]): CheckedFile {
  const { translations: _, ...original } = briefing;
  return { ...file, briefing: translations.length > 0 ? { ...original, translations } : original };
}
