import { readFile } from 'node:fs/promises';
import type { CheckedFile } from '../../briefing/file/check-file.ts';
import { stalenessOf, stalenessWords } from '../../briefing/file/check-record.ts';
import { readBriefings } from '../../briefing/file/load.ts';
import { parseBriefing } from '../../briefing/file/parse.ts';
import { parseArguments } from '../arguments.ts';
import { readArticles } from './articles.ts';
import { type Desk, DeskError, type Verb } from './verb.ts';

/** A line of the list. */
type Entry = {
  readonly slug: string;
  readonly date: string;
  readonly status: string;
  readonly version: string;
  readonly languages: string;
  readonly check: string;
  readonly headline: string;
};

/** `list`: what there is. */
export const list: Verb = {
  usage: '',
  description: `lists the briefings, the newest article first: slug, date, status, version, languages, last check,
headline
The last check is the day on which verify --write found nothing wrong, and says so if the text, the version or the
article has changed since. Of a file that is wrong, it says how many problems it has. Of the languages, the first is that
of the original; with a translation of an earlier version stands which.`,
  async run(args, desk) {
    parseArguments(args, [], {});
    const files = await readBriefings(desk.contentFolder);
    const originals = files.filter(({ translation }) => !translation);
    const entries = await Promise.all(originals.map((file) => entryOf(file, files, desk)));
    desk.print(table(entries.sort(newestFirst), desk.screen.width));
    return 0;
  },
};

async function entryOf(file: CheckedFile, files: readonly CheckedFile[], desk: Desk): Promise<Entry> {
  const { slug, briefing, problems } = file;
  if (!briefing || problems.length > 0)
    return {
      slug,
      date: '',
      status: 'wrong',
      version: '',
      languages: '',
      check: counted(problems.length, 'problem'),
      headline: '',
    };
  const { contentCreated = '', pubStatus, version, headline } = briefing;
  return {
    slug,
    date: contentCreated,
    status: pubStatus,
    version: `v${version}`,
    languages: [briefing.language, ...translationsOf(slug, files)].join(', '),
    check: await lastCheck(file, desk),
    headline,
  };
}

/** The languages of a briefing's translations, with what keeps readers from one. */
function translationsOf(slug: string, files: readonly CheckedFile[]): string[] {
  return files.flatMap(({ slug: of, translation, problems }) => {
    if (of !== slug || !translation) return [];
    const { language, staleVersion } = translation;
    if (problems.length > 0) return [`${language} (${counted(problems.length, 'problem')})`];
    return [staleVersion === undefined ? language : `${language} (of v${staleVersion})`];
  });
}

function newestFirst(a: Entry, b: Entry): number {
  return Number(a.date < b.date) - Number(a.date > b.date);
}

/** When a briefing was last checked, and what has changed since. */
async function lastCheck({ path, slug, briefing }: CheckedFile, desk: Desk): Promise<string> {
  const file = briefing?.checked && parseBriefing(await readFile(path, 'utf8'));
  if (!file?.checked) return 'not checked';
  const stale = stalenessOf(file, await articlesOf({ slug, file }, desk));
  return stale === undefined ? `checked ${file.checked.on}` : `check is stale: ${stalenessWords[stale]}`;
}

/** The articles of a briefing; undefined if they are not there, or are none. */
async function articlesOf(briefing: Parameters<typeof readArticles>[0], desk: Desk) {
  return readArticles(briefing, [], desk).catch((error: unknown) => {
    if (error instanceof DeskError) return undefined;
    throw error;
  });
}

function table(entries: readonly Entry[], width: number): string {
  const columns = ['slug', 'date', 'status', 'version', 'languages', 'check', 'headline'] as const;
  const widths = columns.map((column) => Math.max(...entries.map((entry) => entry[column].length)));
  return entries
    .map((entry) => {
      const line = columns
        .map((column, i) => entry[column].padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd();
      // A headline that has no room goes on the next line.
      if (line.length <= width) return line;
      return `${line.slice(0, -entry.headline.length).trimEnd()}\n    ${entry.headline}`;
    })
    .join('\n');
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
