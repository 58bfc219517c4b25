import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findChromium } from 'discord-playground/testing';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { takeGallery } from './gallery/take.ts';
import { openBrowser, openPage, visit } from './support/page-browser.ts';
import { startPlayground } from './support/playground-process.ts';

/*
 * Pictures of the playground's page, which want Chromium and an emoji font. `npm run screenshots` takes those in
 * README; `npm run screenshots -- --all FOLDER` takes one of every reply at both widths, dark and light, to look them
 * through.
 */

const folder = 'docs';

async function takeReadme(chromium: Browser): Promise<void> {
  const playground = await startPlayground();
  const take = async (name: string, options: BrowserContextOptions, line: string, words: string) => {
    const page = await openPage(chromium, playground.url, options);
    await visit(page).use(line, words);
    await page.screenshot({ path: `${folder}/${name}.png` });
  };
  try {
    await mkdir(folder, { recursive: true });
    const wide = { viewport: { width: 1100, height: 760 }, colorScheme: 'dark' } as const;
    await take('reactors', wide, '/reactors', 'What stays open');
    const phone = { viewport: { width: 390, height: 760 }, colorScheme: 'light' } as const;
    await take('digest-phone', phone, '/digest add channel:#news time:09:00', 'Digest 1 is set up');
  } finally {
    await playground.stop();
  }
}

/** The folder of `--all`, if it is asked for. */
function readArguments(): string | undefined {
  try {
    return parseArgs({ options: { all: { type: 'string' } } }).values.all;
  } catch {
    console.error('Usage: npm run screenshots [-- --all FOLDER]');
    process.exit(2);
  }
}

const all = readArguments();
const executablePath = findChromium();
if (!executablePath) process.exit(1);
const browser = await openBrowser(executablePath);
try {
  await (all === undefined ? takeReadme(browser) : takeGallery(browser, all));
} finally {
  await browser.close();
}
