import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { wrongWith } from '../support/axe.ts';
import { visit } from '../support/page-browser.ts';
import { hasBrowser, type OpenPlayground, openPlayground } from '../support/shared-browser.ts';

/* The playground's panel Editor in real Chromium, with the real bot behind it. Each test goes on where the last ended. */

const file = 'briefings/2026-03-02-bridge.yaml';

describe.skipIf(!hasBrowser)('the panel Editor', () => {
  let folder: string;
  let opened: OpenPlayground;
  let page: Page;
  let original = '';
  const wrong: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-editor-page-'));
    await cp('content', folder, { recursive: true });
    await cp('test/support/bridge.yaml', join(folder, file));
    original = await readFile(join(folder, file), 'utf8');
    const options = { bypassCSP: true, reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } } as const;
    opened = await openPlayground({ env: { CONTENT_DIR: folder }, ...options });
    page = opened.page;
    page.on('pageerror', (error) => wrong.push(error.message));
  }, 60_000);

  afterAll(async () => {
    await opened?.close();
    await rm(folder, { recursive: true });
  }, 30_000);

  afterEach(() => expect(wrong.splice(0)).toEqual([]));

  const onDisk = (name = file) => readFile(join(folder, name), 'utf8');
  const panel = () => page.locator('#panel');
  const area = () => page.getByRole('textbox', { name: 'Text of the file' });
  const preview = () => panel().getByRole('region', { name: 'Preview' });
  const sees = (words: string | RegExp) => panel().getByText(words).first().waitFor();
  const press = (name: string | RegExp) => panel().getByRole('button', { name }).first().click();
  const lineAt = (words: string) => original.split('\n').findIndex((line) => line.startsWith(words)) + 1;
  /** True if a line is seen in the text box. */
  const isWithin = async (line: Locator) => {
    const [box, row] = [await area().boundingBox(), await line.boundingBox()];
    return box !== null && row !== null && row.y >= box.y && row.y + row.height <= box.y + box.height;
  };
  /** The line of the cursor, counted from 1. */
  const cursorLine = () =>
    area().evaluate((box: { value: string; selectionStart: number }) => {
      return box.value.slice(0, box.selectionStart).split('\n').length;
    });

  test('opens a file, with the reply that it is', async () => {
    await visit(page).tool(/^Editor/);
    await press(file);
    await preview().getByText('The old bridge closes').first().waitFor();
    expect(await area().inputValue()).toBe(original);
    await sees('No problems.');
    expect(await wrongWith(page)).toEqual([]);
  }, 30_000);

  test('shows another reply, and what its buttons open', async () => {
    await preview().getByRole('combobox', { name: 'Preview' }).selectOption('Timeline');
    await preview().getByText('The bridge opened in 1931.').waitFor();
    await preview().getByRole('button', { name: 'Sources' }).click();
    await preview().getByRole('heading', { name: 'Sources' }).waitFor();
    await preview().getByRole('combobox', { name: 'Preview' }).selectOption('Summary, standard');
  }, 20_000);

  test('says what is wrong while one types, marks the line, and leads there', async () => {
    await area().fill(original.replace(/^urgency: .*/m, 'urgency: 12'));
    await sees(/at most 9/);
    await sees('There is a preview once the errors are mended. Below is what it was before.');
    expect(await panel().locator('.text-line.error').count()).toBe(1);
    await area().fill(original.replace(/^urgency: .*/m, 'urgency: 12').replace('[bolts]', '[nuts]'));
    await area().press('Control+Home');
    const last = panel().locator('.text-line.error').nth(1);
    await last.waitFor();
    expect(await isWithin(last)).toBe(false);
    await press(`Line ${original.trimEnd().split('\n').length}`);
    expect(await isWithin(last)).toBe(true);
    await area().fill(original.replace(/^urgency: .*/m, 'urgency: 12'));
    await last.waitFor({ state: 'detached' });
    await press(`Line ${lineAt('urgency')}`);
    expect(await cursorLine()).toBe(lineAt('urgency'));
    expect(await area().evaluate((box) => box.ownerDocument.activeElement === box)).toBe(true);
    expect(await area().getAttribute('aria-invalid')).toBe('true');
    expect(await wrongWith(page)).toEqual([]);
  }, 30_000);

  test('keeps what is typed while it is closed, and asks before the page is left', async () => {
    await page.keyboard.type('3');
    await panel().getByRole('button', { name: 'Close' }).click();
    await visit(page).tool(/^Editor/);
    expect(await area().inputValue()).toContain('urgency: 312');
    await press('All files');
    await sees('unsaved changes');
    await press(file);
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', async (dialog) => {
        await dialog.dismiss();
        resolve(dialog.type());
      });
    });
    await page.evaluate('location.reload()');
    expect(await asked).toBe('beforeunload');
    expect(await area().inputValue()).toContain('urgency: 312');
  }, 20_000);

  test('saves a text with errors, and says that the bot goes on with the last good one', async () => {
    await page.keyboard.press('Control+s');
    await sees('Saved with an error: the bot goes on with the last good version.');
    expect(await onDisk()).toContain('urgency: 312');
    await press('All files');
    await sees('There is a problem; the last good version stays.');
    await press('Open it there');
    await expect.poll(cursorLine).toBe(lineAt('urgency'));
  }, 20_000);

  test('raises the version of a text that has changed, and the bot takes it', async () => {
    await area().fill(original.replace(/^headline: .*/m, 'headline: The bridge stays open'));
    await preview().getByText('The bridge stays open').waitFor();
    await press('Raise version to 2');
    await panel().getByRole('button', { name: 'Raise version to 2' }).waitFor({ state: 'detached' });
    expect(await area().inputValue()).toMatch(/^version: 2$/m);
    await press('Say what is new in version 2');
    await page.keyboard.type('It stays open after all.');
    await sees('No problems.');
    await press('Save');
    await sees('Saved.');
    const saved = await onDisk();
    expect(saved).toMatch(/^version: 2$[\s\S]*^headline: The bridge stays open$/m);
    expect(saved).toMatch(/\nupdates:\n {2}- version: 2\n {4}text: It stays open after all\.\n$/);
    expect(original.split('\n').filter((line) => !saved.includes(line))).toHaveLength(3);
    await panel().getByRole('button', { name: 'Close' }).click();
    await visit(page).use('/latest', 'The bridge stays open');
    await visit(page).tool(/^Editor/);
  }, 30_000);

  test('does not write over what someone else has saved; nothing of both is lost', async () => {
    const before = await area().inputValue();
    await area().press('End');
    await page.keyboard.type('!');
    const mine = await area().inputValue();
    expect(mine).not.toBe(before);
    const other = before.replace('stays open', 'stays closed');
    await writeFile(join(folder, file), other);
    await page.keyboard.press('Control+s');
    await sees(/changed .*since you opened it.* Your text is still here/);
    expect(await onDisk()).toBe(other);
    expect(await area().inputValue()).toBe(mine);
    expect(await wrongWith(page)).toEqual([]);
    await press('Take what is on disk');
    expect(await area().inputValue()).toBe(other);
    await area().press('Control+z');
    expect(await area().inputValue()).toBe(mine);
    await area().press('Control+y');
    expect(await area().inputValue()).toBe(other);
  }, 40_000);

  test('takes what someone else has saved where nothing is typed', async () => {
    await writeFile(join(folder, file), original);
    await expect.poll(() => area().inputValue(), { timeout: 10_000 }).toBe(original);
    await sees('It was changed elsewhere: this is what it is now.');
  }, 20_000);

  test('is used by keys: Tab indents once one types, Escape and Tab leave', async () => {
    await press('All files');
    await panel().getByRole('button', { name: file }).focus();
    await page.keyboard.press('Enter');
    // Whoever only passes through leaves it.
    await area().focus();
    await page.keyboard.press('Tab');
    expect(await area().inputValue()).toBe(original);
    await area().focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('a:');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('- b');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- c');
    expect(await area().inputValue()).toBe(`a:\n  - b\n  - c${original}`);
    await page.keyboard.press('Shift+Tab');
    expect(await area().inputValue()).toBe(`a:\n  - b\n- c${original}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await area().evaluate((box) => box.ownerDocument.activeElement === box)).toBe(false);
    expect(await panel().isVisible()).toBe(true);
    await area().fill(original);
  }, 20_000);

  test('begins a new briefing, on a phone too', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await press('All files');
    await panel().getByRole('textbox', { name: 'Slug of a new briefing' }).fill('../evil');
    await press('New briefing');
    await sees(/at most 64 lower-case letters/);
    await panel().getByRole('textbox', { name: 'Slug of a new briefing' }).fill('2026-11-28-bridge');
    await press('New briefing');
    await sees('New, not saved yet');
    await preview().getByText('The first statement.').waitFor();
    await sees(/pubStatus is withheld/);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await wrongWith(page)).toEqual([]);
    await press('Save');
    await sees('Saved.');
    expect(await onDisk('briefings/2026-11-28-bridge.yaml')).toBe(await area().inputValue());
    await press('All files');
    await panel().getByRole('button', { name: 'briefings/2026-11-28-bridge.yaml' }).waitFor();
    expect(await wrongWith(page)).toEqual([]);
  }, 40_000);
});
