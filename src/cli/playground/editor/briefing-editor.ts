import type { FileChange, FileCheck, FileEditor, FileProblem } from 'discord-playground';
import type { Briefing } from '../../../briefing/briefing.ts';
import { addUpdate } from '../../../briefing/file/add-update.ts';
import { largestFileBytes } from '../../../briefing/file/check-file.ts';
import { derive } from '../../../briefing/file/derive.ts';
import { readFileName } from '../../../briefing/file/file-name.ts';
import { parseBriefing, parseShape } from '../../../briefing/file/parse.ts';
import { type FileProblem as BriefingProblem, fileError, problemWords } from '../../../briefing/file/problem.ts';
import { problemsOf } from '../../../briefing/file/problems.ts';
import { raiseVersion } from '../../../briefing/file/raise-version.ts';
import { briefingTemplate } from '../../../briefing/file/template.ts';
import { toldText } from '../../../briefing/file/told-text.ts';
import { readTranslation } from '../../../briefing/file/translation-file.ts';
import { staleTranslation, translationWarnings, warningsOf } from '../../../briefing/file/warnings.ts';
import { type BriefingFolder, createBriefingFolder, exampleSlug, slugOf } from './briefing-folder.ts';
import { previewOf, repliesOf } from './previews.ts';

/** What readers have had of a briefing's version. */
type Published = { readonly version: number; readonly told: string };

/** The briefings of a content folder, as files that are edited on the playground's page. `now` is in milliseconds. */
export function createBriefingEditor(contentFolder: string, now: () => number): FileEditor {
  const folder = createBriefingFolder(contentFolder);
  // By file: the first valid text of its version that was found on disk.
  const published = new Map<string, Published>();
  const read: FileEditor['read'] = async (file) => {
    const found = await folder.read(file);
    const briefing = 'refused' in found || isTranslation(file) ? undefined : readBriefing(found.text, file);
    if (briefing && briefing.pubStatus !== 'withheld' && published.get(file)?.version !== briefing.version)
      published.set(file, { version: briefing.version, told: toldText(briefing) });
    return found;
  };

  return {
    list: folder.list,
    read,
    async check(file, text): Promise<FileCheck> {
      if (isTranslation(file)) {
        const { briefing: translated, problems: wrong } = await readTranslated(file, text, folder);
        return { problems: wrong.map(placed), changes: [], replies: translated ? repliesOf(translated) : [] };
      }
      const briefing = readBriefing(text, file);
      const problems = await problemsIn(text, file, now());
      if (!briefing) return { problems, changes: updateChanges(text), replies: [] };
      return {
        problems,
        changes: versionChanges(text, briefing, published.get(file), now()),
        replies: repliesOf(briefing),
      };
    },
    async preview(file, text, reply, locale) {
      const briefing = isTranslation(file)
        ? (await readTranslated(file, text, folder)).briefing
        : readBriefing(text, file);
      if (!briefing) return { refused: 'There is a preview once the errors are mended.' };
      return previewOf(briefing, reply, locale, now());
    },
    async save(text) {
      // Whatever stands there now, readers have had it.
      await read(text.file);
      return folder.save(text);
    },
    newFile: {
      label: 'New briefing',
      nameLabel: 'Slug of a new briefing',
      hint: `Lower-case letters, digits and hyphens, as ${exampleSlug}. Its file is written once you save it.`,
      async create(slug) {
        const named = await folder.nameFor(slug);
        return 'refused' in named ? named : { file: named.file, text: briefingTemplate(now()), revision: null };
      },
    },
  };
}

const isTranslation = (file: string) => readFileName(file).language !== undefined;

/** A translation laid over its original as that stands on disk, or what is wrong with it, or may be. */
async function readTranslated(file: string, text: string, folder: BriefingFolder) {
  const { slug, language = '' } = readFileName(file);
  const name = (await folder.list()).find((each) => !isTranslation(each) && slugOf(each) === slug);
  const found = name === undefined ? undefined : await folder.read(name);
  const content = found && 'text' in found ? parseBriefing(found.text) : undefined;
  if (!content)
    return { briefing: undefined, problems: [fileError(file, `there is no ${slug}.yaml without errors to translate`)] };
  const original = { briefing: derive(content, slug), file: content };
  const { briefing, staleVersion, problems } = readTranslation(text, file, language, original);
  if (staleVersion === undefined) return { briefing, problems: [...problems, ...translationWarnings(text, file)] };
  return { briefing, problems: staleTranslation(text, file, original.briefing, staleVersion) };
}

function readBriefing(text: string, file: string): Briefing | undefined {
  const content = parseBriefing(text);
  return content && derive(content, slugOf(file));
}

async function problemsIn(text: string, file: string, now: number): Promise<FileProblem[]> {
  const bytes = Buffer.byteLength(text);
  const errors = problemsOf(text, file);
  const tooLarge = `A briefing has at most ${largestFileBytes} bytes; this has ${bytes}.`;
  return [
    ...(bytes > largestFileBytes ? [{ line: 1, column: 1, severity: 'error', message: tooLarge } as const] : []),
    ...(errors.length > 0 ? errors : await allWarnings(text, file, now)).map(placed),
  ];
}

/** What knows languages is loaded by the first file that is checked: it takes a while. */
async function allWarnings(text: string, file: string, now: number): Promise<BriefingProblem[]> {
  const { languageWarnings } = await import('../../../briefing/ground/warnings.ts');
  return [...warningsOf(text, file, now), ...languageWarnings(text, file)];
}

/** A problem as the page shows it; one of the whole file is said of the first line. */
function placed(problem: BriefingProblem): FileProblem {
  const { line = 1, column = 1, severity } = problem;
  return { line, column, severity, message: problemWords(problem) };
}

/** Offers to raise the version of a text that readers have had otherwise. */
function versionChanges(text: string, briefing: Briefing, before: Published | undefined, now: number): FileChange[] {
  if (!before || briefing.version !== before.version || toldText(briefing) === before.told) return [];
  const version = before.version + 1;
  const raised = raiseVersion(text, version, now);
  if (raised === undefined) return [];
  const why = `The text has changed, and version has not. Readers may have had version ${before.version}; only a higher one is posted again.`;
  return [{ label: `Raise version to ${version}`, why, text: raised }];
}

/** Offers to say what is new in a version that does not, so that readers of the one before are told. */
function updateChanges(text: string): FileChange[] {
  const { version = 1, updates = [], corrections = [] } = parseShape(text) ?? {};
  if (version === 1 || [...updates, ...corrections].some((entry) => entry.version === version)) return [];
  const added = addUpdate(text, version);
  if (added === undefined) return [];
  const why = `Those who have had an earlier version are told what is new in version ${version}. If something was wrong, write it into corrections instead.`;
  return [{ label: `Say what is new in version ${version}`, why, text: added }];
}
