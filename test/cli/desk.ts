import type { Desk } from '../../src/cli/content/verb.ts';

/** A desk in a folder, which keeps what is written on it. */
export function createDesk(contentFolder = 'content', now = Date.parse('2026-11-28T12:00:00Z')) {
  const out: string[] = [];
  const complained: string[] = [];
  return {
    contentFolder,
    print: (text: string) => void out.push(text),
    complain: (text: string) => void complained.push(text),
    now: () => now,
    printed: () => out.join('\n'),
    complaints: () => complained.join('\n'),
  } satisfies Desk & Record<string, unknown>;
}
