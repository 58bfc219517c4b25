import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Briefing } from '../../briefing/briefing.ts';
import { derive } from '../../briefing/file/derive.ts';
import { parseBriefing } from '../../briefing/file/parse.ts';
import { type Changes, compareBriefings } from './compare-briefings.ts';
import { findBriefing } from './find-briefing.ts';
import { committedText } from './git.ts';
import type { Told } from './told-statements.ts';
import { type Desk, DeskError, type ExitCode } from './verb.ts';

/**
 * Prints what readers will see change in a briefing since the committed file, or since another file.
 * @throws {DeskError} if there is nothing to compare it with. @throws {ContentError}
 */
export async function diffBriefing(slug: string, file: string | undefined, desk: Desk): Promise<ExitCode> {
  const { path, slug: found, briefing } = await findBriefing(slug, desk);
  const text = file === undefined ? await committed(path) : await readText(file);
  const before = parseBriefing(text);
  const name = file ?? `the committed ${basename(path)}`;
  if (!before) throw new DeskError(`${name} is no valid briefing, so that nothing can be compared with it.`);
  desk.print(changesText(derive(before, found), briefing, name));
  return 0;
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DeskError(`${file}: cannot be read (${error.code}).`);
  });
}

async function committed(path: string): Promise<string> {
  const answer = await committedText(path);
  if ('text' in answer) return answer.text;
  const why = `There is no committed ${path} (${answer.unknown}).`;
  throw new DeskError(`${why} Name a file to compare it with: diff SLUG FILE`);
}

function changesText(before: Briefing, after: Briefing, name: string): string {
  const changes = compareBriefings(before, after);
  const { changed, added, removed, moved } = changes;
  const blocks = [
    ...changed.map(({ before: old, after: now, facts }) =>
      [
        placesOf(now),
        `  - ${old.text}`,
        `  + ${now.text}`,
        ...(facts.length > 0 ? [`  facts: ${facts.join(' ')}`] : []),
      ].join('\n'),
    ),
    ...removed.map((told) => `${placesOf(told)}\n  - ${told.text}`),
    ...added.map((told) => `${placesOf(told)}\n  + ${told.text}`),
    ...moved.map(({ told, from }) => `${placesOf(told)} (before: ${from.join('; ')})\n    ${told.text}`),
  ];
  return [...blocks, verdict(before, after, changes, name)].join('\n\n');
}

const placesOf = ({ places }: Told) => places.join('; ');

/** What is to be done about it. */
function verdict(before: Briefing, after: Briefing, { changed, added, removed, moved }: Changes, name: string): string {
  const versions = `version ${before.version} → ${after.version}, status ${before.pubStatus} → ${after.pubStatus}`;
  const count = changed.length + added.length + removed.length + moved.length;
  if (count === 0) return `Readers are told the same as by ${name}: ${versions}.`;
  const facts = changed.flatMap((change) => change.facts);
  const isRaised = after.version > before.version;
  const isCorrected = (after.corrections ?? []).some(({ version }) => version > before.version);
  const counts = `${changed.length} changed, ${added.length} new, ${removed.length} gone, ${moved.length} in other places`;
  return [
    `Compared with ${name}: ${counts}; ${versions}.`,
    ...(isRaised
      ? []
      : [
          `version is not raised: posts stay as they are, and no digest tells of it. Raise it to ${before.version + 1}.`,
        ]),
    facts.length === 0
      ? 'No number, date, name or speaker is another: a new version will do, with a line in updates.'
      : isCorrected
        ? 'Numbers, dates, names or speakers are others, and corrections says so.'
        : 'Numbers, dates, names or speakers are others: if they were wrong before, say so in corrections; if the story has moved on, in updates.',
  ].join('\n');
}
