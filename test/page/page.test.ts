import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasBrowser, type OpenPlayground, openPlayground } from '../support/shared-browser.ts';

/* The playground's page in real Chromium, with the real bot behind it. */

describe.skipIf(!hasBrowser)('the page', () => {
  let folder: string;
  let opened: OpenPlayground;
  let page: Page;
  const wrong: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-page-'));
    await cp('content', folder, { recursive: true });
    opened = await openPlayground({
      env: { CONTENT_DIR: folder },
      viewport: { width: 1280, height: 900 },
      listen: (opening) => {
        opening.on('pageerror', (error) => wrong.push(error.message));
        opening.on('console', (message) => {
          if (message.type() === 'error') wrong.push(message.text());
        });
      },
    });
    page = opened.page;
  }, 60_000);

  afterAll(async () => {
    await opened?.close();
    await rm(folder, { recursive: true });
  }, 30_000);

  // Nothing goes wrong in the page itself, whatever is done on it.
  afterEach(() => expect(wrong.splice(0)).toEqual([]));

  const box = () => page.locator('#composer-input');
  const log = () => page.getByRole('log');
  const last = () => log().locator('article').last();
  const sees = (text: string | RegExp) => page.getByText(text).first().waitFor();
  const type = async (text: string) => {
    await box().click();
    await box().pressSequentially(text);
  };

  test('offers the commands as they are typed, takes one by keyboard, and shows the reply', async () => {
    await type('/rea');
    await page.getByRole('option', { name: /reactors/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await last().getByText('What they are').waitFor();
    expect(await last().textContent()).toContain('Source:');
  }, 30_000);

  test('a click on a button of a message is answered to the one who clicked', async () => {
    await last().getByRole('button', { name: 'Timeline' }).click();
    await sees('Only you can see this');
    expect(await last().textContent()).toContain('May 17, 2024');
  }, 30_000);

  test('completes an option with what the bot offers', async () => {
    await type('/who name:put');
    await page.getByRole('option', { name: /Vladimir Putin/ }).click();
    await page.keyboard.press('Enter');
    await last().getByText('Vladimir Putin').first().waitFor();
  }, 30_000);

  test('a moderator sets a digest up, sets the clock ahead, and sees it posted', async () => {
    await type('/digest add channel:#news time:09:00 when-empty:say');
    // One takes what is offered, one sends.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await last().getByText('Digest 1 is set up').waitFor();
    await page.getByRole('navigation', { name: 'Channels' }).getByText('news', { exact: true }).click();
    await page
      .getByRole('button', { name: /^(Clock|.*\d\d:\d\d)/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Tomorrow 09:00' }).click();
    await log().getByText('Putin tours Harbin institute').first().waitFor({ timeout: 90_000 });
  }, 120_000);

  test('a bad file is shown with its problems, and the last good version stays', async () => {
    const file = join(folder, 'briefings', '2024-05-17-putin-harbin.yaml');
    const good = await readFile(file, 'utf8');
    await writeFile(file, good.replace(/^urgency: .*/m, 'urgency: 12'));
    await page.getByRole('button', { name: /^Editor/ }).click();
    await sees(/expected at most 9/);
    await sees(/putin-harbin\.yaml/);
    await type('/latest');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await last().getByText('Putin tours Harbin institute').first().waitFor();
    await writeFile(file, good);
  }, 60_000);

  test('every language can be tried: the server’s in public replies, one’s own in private ones and in dates', async () => {
    await page.getByRole('button', { name: 'Settings' }).click();
    const server = page.getByRole('combobox', { name: 'The server’s language' });
    const translated = await server.locator('optgroup[label="Dateline’s languages"]').textContent();
    for (const name of ['Deutsch', 'British', 'Español', 'Français', 'Português', 'Русский', '中文', '日本語'])
      expect(translated).toContain(name);
    await server.selectOption('ru');
    await page
      .locator('.panel select[data-key=settings-server-language] option:checked[value=ru]')
      .waitFor({ state: 'attached' });
    await type('/summary');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await last().getByRole('button', { name: 'Хронология' }).waitFor();
    await page.getByRole('combobox', { name: 'Your language' }).selectOption('zh-CN');
    await last().getByRole('button', { name: 'Хронология' }).click();
    await last().getByRole('heading', { name: '时间线' }).waitFor();
    expect(await page.locator('.day').last().textContent()).toMatch(/^\d+年\d+月\d+日$/);
    expect(await page.locator('#tool-clock .words').textContent()).toMatch(/^\d+月\d+日/);
  }, 30_000);

  test('fits a phone: nothing is wider than 360 pixels', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });
});
