import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Desk } from '../../src/cli/content/verb.ts';

/** A desk at a folder of content, which keeps what is written on it. */
export function createDesk(contentFolder = 'content', changes: Partial<Desk> = {}) {
  const out: string[] = [];
  const complained: string[] = [];
  return {
    contentFolder,
    articlesFolder: join(contentFolder, 'articles'),
    screen: { width: 80, colourDepth: 1 },
    print: (text: string) => void out.push(text),
    complain: (text: string) => void complained.push(text),
    now: () => Date.parse('2026-11-28T12:00:00Z'),
    ...changes,
    printed: () => out.join('\n'),
    complaints: () => complained.join('\n'),
  };
}

/** A folder with these files, by their paths in it, until the test ends. */
export function createFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
