import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSharedClock } from '../src/clock/shared-clock.ts';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import { exampleGuild } from '../src/example-guild.ts';
import { type Page as PageServer, startPage } from '../src/page/page-server.ts';
import { createRunner } from '../src/runner.ts';
import { findChromium } from './support/chromium.ts';

/* What messages are drawn with, in real Chromium; without a bot. */

const executablePath = findChromium();
const [picture, file] = ['https://pictures.example/harbour.png?size=2', 'https://pictures.example/plan.pdf'];

describe.skipIf(!executablePath)('the drawing of messages', () => {
  let discord: Discord;
  let server: PageServer;
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    const clock = createSharedClock();
    discord = await startDiscord({ now: clock.now, elapsed: clock.elapsed });
    const guild = discord.createGuild(exampleGuild);
    const runner = createRunner({
      discord,
      guild,
      clock,
      bot: { command: ['node', '--version'], folder: '.', env: {} },
      logFile: '/dev/null',
    });
    server = await startPage({ discord, guild, runner, clock });
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(server.url);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await discord?.close();
  });

  // Nothing is fetched from elsewhere.
  afterEach(() => expect(asked.filter((url) => !url.startsWith(server.url))).toEqual([]));

  /** Draws components, and nothing else on the page. */
  async function draw(...components: readonly object[]) {
    await page.evaluate(`import('/message/components/draw-components.ts').then(({ drawComponents }) => {
      const context = { locale: 'en', now: Date.now, names: {} };
      document.body.innerHTML = '<article class="message"><div class="body"></div></article>';
      document.querySelector('.body').append(...drawComponents(${JSON.stringify(components)}, context));
    })`);
  }
  const sizeOf = async (selector: string) => {
    const { width, height } = (await page.locator(selector).first().boundingBox()) ?? { width: 0, height: 0 };
    return { width: Math.round(width), height: Math.round(height) };
  };

  test('a picture is a box in its place: as large as it is, with its description and its name', async () => {
    const media = { url: picture, width: 800, height: 400 };
    await draw({ type: 12, items: [{ media, description: 'A bridge over the harbour' }] });
    const drawn = page.getByRole('img', { name: 'A bridge over the harbour' });
    expect(await drawn.textContent()).toBe('A bridge over the harbourharbour.png');
    expect(await drawn.getAttribute('title')).toContain(picture);
    expect(await sizeOf('.picture')).toEqual({ width: 550, height: 275 });
  });

  test('a picture without a description is called by its name', async () => {
    await draw({ type: 12, items: [{ media: { url: picture } }] });
    expect(await page.getByRole('img', { name: 'harbour.png' }).textContent()).toBe('harbour.png');
  });

  test.each([
    [2, [273, 273]],
    [3, [365, 181, 181]],
    [5, [273, 273, 181, 181, 181]],
    [7, [550, 181, 181, 181, 181, 181, 181]],
    [10, [550, ...Array.from({ length: 9 }, () => 181)]],
  ])('%d pictures stand in a mosaic', async (count, widths) => {
    await draw({ type: 12, items: Array.from({ length: count }, () => ({ media: { url: picture } })) });
    const boxes = await page.locator('.picture').all();
    expect(await Promise.all(boxes.map(async (box) => Math.round((await box.boundingBox())?.width ?? 0)))).toEqual(
      widths,
    );
    expect((await sizeOf('.gallery')).width).toBe(550);
  });

  test('a picture that spoils is hidden until one asks for it', async () => {
    await draw({ type: 12, items: [{ media: { url: picture }, description: 'Who won', spoiler: true }] });
    // What is inert is neither read out nor reached.
    expect(await page.locator('.picture[inert]').count()).toBe(1);
    await page.getByRole('button', { name: /^Spoiler/ }).press('Enter');
    expect(await page.locator('.picture[inert]').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test('a thumbnail is a small square beside the text, and keeps a long description in it', async () => {
    const accessory = {
      type: 11,
      media: { url: picture },
      description: 'A very long description of a bridge. '.repeat(5),
    };
    await draw({ type: 9, components: [{ type: 10, content: 'Text' }], accessory });
    expect(await sizeOf('.picture')).toEqual({ width: 85, height: 85 });
  });

  test('a file is shown by its name and size', async () => {
    await draw({ type: 13, file: { url: file }, size: 1536 });
    expect(await page.locator('.file').textContent()).toBe('plan.pdf1.5 KB');
  });

  test('a command that is mentioned says that it is wanted when it is clicked; where nothing can be clicked, it is named', async () => {
    await draw({ type: 10, content: 'See </digest add:12> and <id:guide>' });
    await page.evaluate(`document.addEventListener('message-command', ({ detail }) => { window.wanted = detail; })`);
    await page.getByRole('button', { name: '/digest add' }).click();
    expect(await page.evaluate('window.wanted')).toBe('digest add');
    expect(await page.locator('.mention').last().textContent()).toBe('Server Guide');
  });
});
