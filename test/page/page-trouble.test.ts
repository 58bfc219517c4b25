import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visit } from '../support/page-browser.ts';
import { hasBrowser, type OpenPlayground, openPlayground } from '../support/shared-browser.ts';

/* What a moderator can break from the page, and what the bot makes of it, in real Chromium. */

describe.skipIf(!hasBrowser)('the panel of troubles', () => {
  let opened: OpenPlayground;
  let page: Page;

  beforeAll(async () => {
    opened = await openPlayground();
    page = opened.page;
    await visit(page).use('/digest add channel:#general', 'Digest 1 is set up');
    await visit(page).tool(/^Trouble/);
  }, 60_000);

  afterAll(() => opened?.close(), 30_000);

  const trouble = () => visit(page).panel('Trouble');
  const press = (name: string) => trouble().getByRole('button', { name }).click();
  const says = (words: string | RegExp) => trouble().getByText(words).waitFor();
  const badge = () => page.locator('#tool-trouble .count').count();

  test('a permission that is taken away is what /digest check finds missing, until it is given again', async () => {
    const { use, last } = visit(page);
    await trouble().getByRole('switch', { name: 'Send Messages' }).click();
    await says('Dateline lacks Send Messages in #general.');
    // That it lacks nothing there, which it found when the digest was added, is kept for so long.
    await visit(page).ahead(3_000);
    await use('/digest check digest:1', 'I cannot post in');
    expect(await last().textContent()).toContain('without it I cannot post');
    await press('Give');
    await says('Nothing is wrong at present.');
    await use('/digest check digest:1', 'I can post in');
  }, 40_000);

  test('a denial that the server was made with is no trouble, until someone denies it anew', async () => {
    await visit(page).go('locked');
    expect(await badge()).toBe(0);
    const send = trouble().getByRole('switch', { name: 'Send Messages' });
    for (const isAllowed of [true, false]) {
      await send.click();
      await page.getByRole('switch', { name: 'Send Messages', checked: isAllowed }).waitFor();
    }
    await says('Dateline lacks Send Messages in #locked.');
    expect(await badge()).toBe(1);
    await press('Give');
    await visit(page).go('general');
  }, 30_000);

  test('Discord rate-limits a post, and the bot posts when it may', async () => {
    const { log } = visit(page);
    await press('Too many posts');
    await says('Posts are turned away as too many (429), 2 more times.');
    const refusals = log.getByText('429 · You are being rate limited');
    await visit(page).use('/digest send digest:1', /429 · You are being rate limited/);
    await visit(page).ahead(3_000);
    await refusals.nth(1).waitFor();
    await visit(page).ahead(3_000);
    await log.getByText(/^Briefing for/).waitFor();
    await says('Nothing is wrong at present.');
  }, 40_000);

  test('killed, the bot comes back with its digests', async () => {
    await press('Kill and start');
    await page.getByRole('status').getByText('The bot is back, with its database.').waitFor();
    await says('It runs, and is connected.');
    await visit(page).use('/digest list', 'Digests of this server');
    expect(await visit(page).last().textContent()).toContain('#general');
  }, 40_000);

  test('thrown out of the server, which the page knows after it is loaded again too', async () => {
    await press('Throw out of the server');
    await says('Dateline has been thrown out of the server.');
    await page.reload();
    await page.getByRole('button', { name: 'Trouble (1 at present)' }).click();
    await press('Let it in');
    await says('Nothing is wrong at present.');
  }, 30_000);
});
