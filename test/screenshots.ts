import { mkdir } from 'node:fs/promises';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from './support/chromium.ts';
import { startPlayground } from './support/playground-process.ts';

/* The pictures in README, taken of the playground's page: `npm run screenshots`. They want Chromium and an emoji font. */

const folder = 'docs';

/** Uses a command in the message box, typed as a whole. */
async function use(page: Page, line: string, expected: string): Promise<void> {
  await page.locator('#composer-input').click();
  await page.locator('#composer-input').pressSequentially(line);
  await page.keyboard.press('Enter');
  const there = page.getByRole('log').getByText(expected).last();
  // The first Enter may have taken what was offered.
  await there.waitFor({ timeout: 1_500 }).catch(() => page.keyboard.press('Enter'));
  await there.waitFor();
}

const executablePath = findChromium();
if (!executablePath) process.exit(1);
const playground = await startPlayground();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  await mkdir(folder, { recursive: true });
  const wide = await browser.newPage({ viewport: { width: 1100, height: 760 }, colorScheme: 'dark' });
  await wide.goto(playground.url);
  await use(wide, '/reactors', 'What stays open');
  await wide.screenshot({ path: `${folder}/reactors.png` });

  const phone = await browser.newPage({ viewport: { width: 390, height: 760 }, colorScheme: 'light' });
  await phone.goto(playground.url);
  await use(phone, '/digest add channel:#news time:09:00', 'Digest 1 is set up');
  await phone.screenshot({ path: `${folder}/digest-phone.png` });
} finally {
  await browser.close();
  await playground.stop();
}
