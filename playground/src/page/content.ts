import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { Runner } from '../runner.ts';
import type { Content } from './api.ts';

/** Follows what the bot says of its briefings' files. */
export type ContentNews = { now(): Promise<Content> };

type Problem = { readonly words: string; readonly changedAt: Promise<number | undefined> };

const reload = z.object({ msg: z.string(), time: z.number(), problems: z.array(z.string()).optional() });
// `file:line:column path: what is wrong`, or `file: what is wrong`.
const place = /^(\S.*?\.ya?ml)(:\d+:\d+\b|:)\s/;

/** Hears it in the bot's log; `changed` is called when there is something new. */
export function followContent(folder: string, { events }: Runner, changed: () => void): ContentNews {
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
    const { data: said } = reload.safeParse(parse(text));
    if (said?.msg === 'content reloaded') reloadedAt = said.time;
    else if (said?.problems && said.msg.startsWith('content has problems')) add(said.problems);
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
  const entries = await readdir(join(folder, 'briefings'), { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
