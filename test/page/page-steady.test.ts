// @module-tag slow

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/page-browser.ts';
import { hasBrowser, type OpenPlayground, openPlayground } from '../support/shared-browser.ts';

/* What stays where it is on the page while something else of it changes. */

describe.skipIf(!hasBrowser)('on the page', () => {
  let opened: OpenPlayground;
  let page: Page;

  beforeAll(async () => {
    opened = await openPlayground({ viewport: { width: 1280, height: 900 } });
    page = opened.page;
  }, 60_000);
  afterAll(() => opened?.close(), 30_000);

  const focused = () => page.evaluate('document.activeElement.tagName + document.activeElement.textContent');
  // At one moment, since the bar is drawn anew now and then. The time on the clock's button has not always the same
  // width, which moves the button's left edge.
  const places = () =>
    page.evaluate<number[][]>(`[...document.querySelectorAll('#top .tool')].map((tool) => {
      const { left, right, top, bottom } = tool.getBoundingClientRect();
      return [tool.id === 'tool-clock' ? 0 : left, right, top, bottom];
    })`);

  test('a panel that opens moves nothing in the bar above it', async () => {
    for (const phone of [false, true]) {
      await visit(page).tool('Settings');
      await page.getByRole('switch', { name: 'A phone’s width' }).setChecked(phone);
      await visit(page).tool('Settings');
      const before = await places();
      for (const name of ['Clock', 'Trouble', 'Editor', 'Bot’s log', 'Settings']) {
        await visit(page).tool(new RegExp(name));
        await visit(page).panel(name).waitFor();
        expect(await places()).toEqual(before);
      }
      await visit(page).tool('Settings');
      expect(await places()).toEqual(before);
    }
    await visit(page).tool('Settings');
    await page.getByRole('switch', { name: 'A phone’s width' }).setChecked(false);
    await visit(page).tool('Settings');
  }, 60_000);

  test('on a phone each tool has its name, for the eye below it and for a screen reader whole', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const [name, seen] of [
      [/^Clock: /, 'Clock'],
      [/^Trouble$/, 'Trouble'],
      [/^Editor$/, 'Editor'],
      [/^Bot’s log$/, 'Log'],
      [/^Settings$/, 'Settings'],
    ] as const) {
      const tool = page.locator('#top').getByRole('button', { name });
      const [box, label] = [await tool.boundingBox(), await tool.getByText(seen, { exact: true }).last().boundingBox()];
      if (!box || !label) throw new Error(`${seen} is not seen`);
      expect([label.x >= box.x, label.x + label.width <= box.x + box.width]).toEqual([true, true]);
      expect([box.width >= 40, box.height >= 44, box.x + box.width <= 360]).toEqual([true, true, true]);
    }
    await page.getByRole('heading', { level: 1, name: 'general' }).waitFor();
    await page.setViewportSize({ width: 1280, height: 900 });
  }, 30_000);

  test('a page that is the last keeps the focus in its message', async () => {
    await visit(page).use('/summary depth:full private:yes', 'Page 1 of');
    const next = () => visit(page).last().getByRole('button', { name: /Next/ });
    await next().focus();
    while (await next().isEnabled()) {
      const before = await visit(page).last().textContent();
      await page.keyboard.press('Enter');
      await expect.poll(() => visit(page).last().textContent()).not.toBe(before);
    }
    expect(await focused()).toContain('Previous');
  }, 60_000);

  test('the next digest is one that is there: none after it was removed', async () => {
    await visit(page).use('/digest add channel:#news time:09:00', 'Digest 1 is set up');
    await visit(page).tool(/Clock/);
    await page.getByRole('button', { name: /Next digest/ }).waitFor();
    await visit(page).use('/digest remove digest:1', 'Remove digest 1?');
    await visit(page).last().getByRole('button', { name: 'Remove' }).click();
    await visit(page).last().getByText('Digest 1 is removed').waitFor();
    await page.getByRole('button', { name: /Next digest/ }).waitFor({ state: 'detached' });
    await visit(page).last().getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: /Next digest/ }).waitFor();
    await visit(page).tool(/Clock/);
  }, 60_000);

  test('the sign of the bot’s log covers none of its words, and goes once they are read', async () => {
    await visit(page).use('/digest add channel:#locked', 'Digest 2 is set up');
    await visit(page).use('/digest send digest:2', 'I was not allowed to post there');
    await page.locator('#tool-log .count').waitFor();
    const [signEnd = 0, wordsBegin = 0] = await page.evaluate<number[]>(`[
      document.querySelector('#tool-log .count').getBoundingClientRect().right,
      document.querySelector('#tool-log .words').getBoundingClientRect().left,
    ]`);
    expect(signEnd).toBeGreaterThan(0);
    expect(signEnd).toBeLessThanOrEqual(wordsBegin);
    await visit(page).tool(/Bot’s log/);
    await page.locator('#tool-log .count').waitFor({ state: 'detached' });
    expect(await visit(page).panel('Bot’s log').textContent()).toContain('digest paused');
    await page.getByRole('button', { name: 'Clear' }).press('Enter');
    expect(await focused()).not.toMatch(/^BODY/);
    await visit(page).tool(/Bot’s log/);
  }, 60_000);
});
