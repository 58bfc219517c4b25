import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Opens real Chromium. */
export function openBrowser(executablePath: string | undefined): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
}

/** Opens the playground's page, and has `listen` hear all of it; resolves when the bot's commands are there. */
export async function openPage(
  browser: Browser,
  url: string,
  { listen, ...options }: BrowserContextOptions & { readonly listen?: ((page: Page) => void) | undefined } = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 800 }, ...options });
  page.setDefaultTimeout(20_000);
  listen?.(page);
  await page.goto(url);
  await page.getByRole('button', { name: /digest add/ }).waitFor();
  return page;
}

/** What one does on the playground's page, as a person would. */
export function visit(page: Page) {
  const box = page.locator('#composer-input');
  const log = page.getByRole('log');
  const channels = page.getByRole('navigation', { name: 'Channels' });
  return {
    box,
    log,
    channels,
    /** The newest message. */
    last: () => log.getByRole('article').last(),
    /** Uses a command that is typed as a whole, and waits until something that has come since has these words. */
    async use(line: string, words: string | RegExp) {
      // That the bot is thinking is said only until it answers.
      const entries = log.locator('[data-entry]:not([data-entry^=thinking])');
      const before = (await entries.count()) > 0 ? await entries.last().getAttribute('data-entry') : undefined;
      const since = before
        ? log.locator(`[data-entry="${before}"] ~ [data-entry]:not([data-entry^=thinking])`)
        : entries;
      await box.click();
      await box.pressSequentially(line);
      // What is offered goes, so that Enter sends.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await since.getByText(words).filter({ visible: true }).last().waitFor();
    },
    /** Goes to a channel by the list. */
    async go(name: string) {
      await channels.getByText(name, { exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
    },
    /** Sets the clock of the playground ahead by so many milliseconds, instead of waiting for as long. */
    async ahead(ms: number) {
      const { origin } = new URL(page.url());
      const { clock } = await (await page.request.get(`${origin}/api/state`)).json();
      const data = { to: Date.now() + clock.ahead + ms };
      const answer = await page.request.post(`${origin}/api/clock`, { headers: { origin }, data });
      if (!answer.ok()) throw new Error(await answer.text());
    },
    /** Presses what opens a panel, or closes it. */
    tool: (name: string | RegExp) => page.locator('#top').getByRole('button', { name }).click(),
    panel: (name: string) => page.getByRole('complementary', { name }),
  };
}
