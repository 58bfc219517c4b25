import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { FilesNews, Runner } from 'discord-playground';
import { z } from 'zod';
import { briefingFolder, listFiles } from '../../briefing/file/folder.ts';

type Problem = { readonly words: string; readonly changedAt: Promise<number | undefined> };

const logLine = z.object({ msg: z.string(), time: z.number(), problems: z.array(z.string()).optional() });
// `file:line:column path: what is wrong`, or `file: what is wrong`.
const place = /^(\S.*?\.ya?ml)(:\d+:\d+\b|:)\s/;

/**
 * Follows what the bot's log says of the briefings' files in a folder, named as the bot names it; `changed` is called
 * when there is something new.
 */
export function followBriefingFiles(folder: string, { events }: Runner, changed: () => void): FilesNews {
  let problems: Problem[] = [];
  let reloadedAt: number | undefined;
  const fileOf = (words: string) => place.exec(words)?.[1] ?? words.split(': ')[0] ?? '';
  const changedAt = (file: string) =>
    stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
  const add = (found: readonly string[]) => {
    const files = new Set(found.map(fileOf));
    const others = problems.filter(({ words }) => !files.has(fileOf(words)));
    problems = [...others, ...found.map((words) => ({ words, changedAt: changedAt(fileOf(words)) }))];
  };

  events.on('start', () => {
    problems = [];
    changed();
  });
  events.on('line', (text) => {
    const { data: logged } = logLine.safeParse(parse(text));
    if (logged?.msg === 'content reloaded') reloadedAt = logged.time;
    else if (logged?.problems && logged.msg.startsWith('content has problems')) add(logged.problems);
    // The reason why it cannot start is no line of its log.
    else if (!text.startsWith('{') && place.test(text)) add([...problems.map(({ words }) => words), text]);
    else return;
    changed();
  });

  return {
    async now() {
      // The bot says nothing of a problem that is gone: it is, once the file is another one.
      const files = await Promise.all(
        problems.map(async ({ words, changedAt: before }) => (await before) === (await changedAt(fileOf(words)))),
      );
      const standing = problems.filter((_, index) => files[index]);
      return {
        folder,
        files: await briefingFiles(folder),
        problems: standing.map(({ words }) => words),
        ...(reloadedAt === undefined ? {} : { reloadedAt }),
      };
    },
  };
}

async function briefingFiles(folder: string): Promise<string[]> {
  const { files } = await listFiles(briefingFolder(folder)).catch(() => ({ files: [] }));
  return files.map((file) => relative(folder, file));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
