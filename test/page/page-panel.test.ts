// @module-tag slow

import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/page-browser.ts';
import { hasBrowser, type OpenPlayground, openPlayground } from '../support/shared-browser.ts';

/* A moderator sets digests up in the panel, on a phone. */

const phone = { width: 360, height: 740 };

describe.skipIf(!hasBrowser)('the panel on a phone', () => {
  let opened: OpenPlayground;
  let page: Page;

  beforeAll(async () => {
    opened = await openPlayground({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    page = opened.page;
    await visit(page).use('/digest panel', 'There are no digests here yet');
    await page.setViewportSize(phone);
  }, 60_000);
  afterAll(() => opened?.close(), 30_000);

  const card = () => visit(page).last();
  const menu = (name: string | RegExp) => card().getByRole('combobox', { name });
  const button = (name: string) => card().getByRole('button', { name, exact: true });
  const entry = (name: string) => page.getByRole('option', { name }).filter({ visible: true }).first();
  const focusedId = () => page.evaluate('document.activeElement.dataset.customId');
  const height = async () => Math.round((await card().boundingBox())?.height ?? 0);

  // Nothing else of a card can be used while it waits.
  const answered = () => card().locator('[aria-busy=true]').waitFor({ state: 'detached' });

  let taps = 0;
  const tap = async (what: Locator) => {
    await what.click();
    taps += 1;
  };
  const choose = async (name: string | RegExp, value: string) => {
    await tap(menu(name));
    await tap(entry(value));
    await answered();
    await menu(name).filter({ hasText: value }).waitFor();
  };

  test('a new digest, 09:00 Berlin on weekdays in #news with a role, takes ten taps and no typing', async () => {
    taps = 0;
    await tap(button('New digest'));
    await card().getByText('A new digest').waitFor();
    await choose('Choose a channel', '#news');
    await choose(/Role to ping/, '@Readers');
    await choose(/Days/, 'Weekdays');
    await choose('Time zone', 'Europe/Berlin');
    // What it would be is in view, and so is the way to save it.
    expect(await height()).toBeLessThanOrEqual(phone.height);
    await tap(button('Save'));
    await card().getByText('Digest 1 is set up').waitFor();
    expect(taps).toBe(10);
    const text = await card().textContent();
    for (const words of ['news', 'weekdays', '09:00', 'Berlin', 'Readers']) expect(text).toContain(words);
    expect(await visit(page).log.getByRole('article').count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
  }, 60_000);

  test('a menu that was used keeps the focus, by keys alone too, and nothing is saved before Save', async () => {
    await button('What it posts').click();
    await menu('Depth').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await menu('Depth').filter({ hasText: 'Full' }).waitFor();
    await card().getByText('Your changes are not saved yet').waitFor();
    await answered();
    expect(await focusedId()).toBe('panel:1:depth');
    expect(await height()).toBeLessThanOrEqual(phone.height);
    await button('◀ Digest 1').click();
    await card().getByText('Depth: Brief').waitFor();
  }, 60_000);

  test('a time that the menu does not have is typed into a form', async () => {
    await button('Where and when').click();
    await menu(/Time:/).click();
    await entry('Another time…').click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Time of day').fill('6:30 pm');
    await form.getByRole('button', { name: 'Submit' }).click();
    await menu(/Time:/).filter({ hasText: '18:30' }).waitFor();
    await answered();
    await button('Save').click();
    await card().getByText('Digest 1 has been changed').waitFor();
    expect(await card().textContent()).toContain('18:30');
  }, 60_000);
});
