import { choices, given, startModalPage, survey } from 'discord-playground/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { visit } from '../support/page-browser.ts';
import { connectBrowser, hasBrowser } from '../support/shared-browser.ts';

/* Modals on the playground's page in real Chromium, with a bot of this test's own. */

describe.skipIf(!hasBrowser)('a modal on the page', () => {
  let site: Awaited<ReturnType<typeof startModalPage>>;
  let browser: Browser;
  let page: Page;
  const wrong: string[] = [];

  beforeAll(async () => {
    [site, browser] = await Promise.all([startModalPage(), connectBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => {
      // Discord's refusals are answers like others, though the browser writes of them.
      if (message.type() === 'error' && !message.text().includes('409')) wrong.push(message.text());
    });
    await page.goto(site.url);
  }, 60_000);
  beforeEach(() => {
    site.bot.received.length = 0;
  });
  afterEach(() => expect(wrong.splice(0)).toEqual([]));
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  }, 30_000);

  const dialog = () => page.getByRole('dialog');
  const gone = () => dialog().waitFor({ state: 'detached' });
  const field = (name: string) => dialog().getByRole('textbox', { name });
  const submit = () => dialog().getByRole('button', { name: 'Submit' }).click();
  const submissions = () => site.bot.received.filter(({ type }) => type === 5);
  /** Opens a modal by the command /form. */
  const open = async (form: { title: string }) => {
    site.bot.react = (interaction) => site.bot.answer(interaction, 9, form);
    await visit(page).box.click();
    await visit(page).box.pressSequentially('/form');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: form.title }).waitFor();
  };

  test('opens over the page with the focus in its first field, and holds it there', async () => {
    await open(survey);
    await dialog().getByText('It reads every suggestion.').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe(await field('Headline').getAttribute('id'));
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab');
      const isOutside = 'document.activeElement !== document.body && !document.activeElement.closest("dialog")';
      expect(await page.evaluate(isOutside)).toBe(false);
    }
  }, 30_000);

  test('says under each field what is wrong, and keeps what is filled in', async () => {
    await field('Headline').fill('ab');
    await field('What happened').fill('Nothing yet');
    await submit();
    await dialog().getByText('Write at least 3 characters.').waitFor();
    await dialog().getByText('This field is required.').waitFor();
    expect(await field('Headline').getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate('document.activeElement.id')).toBe(await field('Headline').getAttribute('id'));
    expect(await field('What happened').inputValue()).toBe('Nothing yet');
    expect(submissions()).toEqual([]);
  }, 30_000);

  test('is filled in by keyboard, and its answer stands in the channel', async () => {
    await field('Headline').fill('Reactor 3 restarts');
    await dialog().getByRole('combobox', { name: 'Topics' }).focus();
    for (const key of ['Enter', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter', 'Tab']) await page.keyboard.press(key);
    await dialog().getByRole('combobox', { name: 'Where to post it' }).click();
    await dialog().getByRole('option', { name: '#news' }).click();
    site.bot.react = (interaction) => site.bot.answer(interaction, 4, { content: 'Thank you for the story' });
    await submit();
    await gone();
    await page.getByRole('log').getByText('Thank you for the story').waitFor();
    const news = given(site.guild.channels.get('news'));
    expect(submissions()).toMatchObject([
      {
        data: {
          custom_id: 'survey',
          components: [
            { type: 10 },
            { component: { custom_id: 'headline', value: 'Reactor 3 restarts' } },
            { component: { custom_id: 'story', value: 'Nothing yet' } },
            { component: { custom_id: 'topics', values: ['energy', 'trade'] } },
            { component: { custom_id: 'where', values: [news] } },
          ],
          resolved: { channels: { [news]: { name: 'news' } } },
        },
      },
    ]);
  }, 30_000);

  test.each([
    ['Escape', () => page.keyboard.press('Escape')],
    ['Cancel', () => dialog().getByRole('button', { name: 'Cancel' }).click()],
  ])(
    'closes by %s, of which the bot hears nothing, and gives the focus back',
    async (_, close) => {
      await open(survey);
      await close();
      await gone();
      expect(submissions()).toEqual([]);
      expect(await page.evaluate('document.activeElement.id')).toBe('composer-input');
    },
    30_000,
  );

  test('has choices to tick, and is submitted by Enter in a line', async () => {
    await open(choices);
    expect(await dialog().getByRole('radio', { name: 'Full' }).isChecked()).toBe(true);
    await dialog().getByRole('radio', { name: 'Brief' }).check();
    await dialog().getByRole('checkbox', { name: 'Friday' }).check();
    await dialog().getByRole('checkbox', { name: 'Ping me' }).check();
    site.bot.react = (interaction) => site.bot.answer(interaction, 6);
    await field('Time zone').press('Enter');
    await gone();
    expect(submissions()).toMatchObject([
      {
        data: {
          components: [
            { component: { value: 'brief' } },
            { component: { values: ['friday'] } },
            { component: { value: true } },
            { components: [{ value: 'UTC' }] },
            { component: { values: [] } },
          ],
        },
      },
    ]);
  }, 30_000);

  test('stays open where the bot does not answer', async () => {
    await open(choices);
    await dialog().getByRole('checkbox', { name: 'Monday' }).check();
    site.bot.react = () => undefined;
    await submit();
    await dialog().getByRole('alert').getByText('The application did not respond').waitFor();
    await page.keyboard.press('Escape');
    await gone();
  }, 30_000);

  test('opens from a button of a message, which it may change', async () => {
    const button = { type: 2, style: 1, label: 'Suggest', custom_id: 'suggest' };
    site.bot.react = (interaction) =>
      interaction.type === 3
        ? site.bot.answer(interaction, 9, choices)
        : site.bot.answer(interaction, 4, {
            content: 'Nothing chosen',
            components: [{ type: 1, components: [button] }],
          });
    await visit(page).use('/form', 'Nothing chosen');
    await visit(page).last().getByRole('button', { name: 'Suggest' }).click();
    await dialog().getByRole('checkbox', { name: 'Monday' }).check();
    site.bot.react = (interaction) => site.bot.answer(interaction, 7, { content: 'Mondays it is' });
    await submit();
    await gone();
    await visit(page).last().getByText('Mondays it is').waitFor();
  }, 30_000);

  test('fits a phone, and is still there after a reload', async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await open(survey);
    await page.reload();
    await dialog().waitFor();
    const box = given(await dialog().boundingBox());
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(360);
    expect(box.y + box.height).toBeLessThanOrEqual(640);
    await dialog().getByRole('button', { name: 'Submit' }).click({ trial: true });
    await page.keyboard.press('Escape');
    await gone();
  }, 30_000);
});
