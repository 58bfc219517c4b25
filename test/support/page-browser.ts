import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type PlaygroundProcess, startPlayground } from './playground-process.ts';

/** Opens real Chromium. */
export function openBrowser(executablePath: string | undefined): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
}

/** Opens the playground's page; resolves when the bot's commands are there. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1600, height: 800 }, ...options });
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  await page.getByRole('button', { name: /digest add/ }).waitFor();
  return page;
}

/** A playground that runs, and its page in a browser. */
export type OpenPlayground = {
  readonly playground: PlaygroundProcess;
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
};

/** Starts a playground, by settings of the bot's, and opens its page. */
export async function openPlayground(
  executablePath: string | undefined,
  { env, ...options }: BrowserContextOptions & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<OpenPlayground> {
  const playground = await startPlayground(env);
  const browser = await openBrowser(executablePath);
  const page = await openPage(browser, playground.url, options);
  return {
    playground,
    browser,
    page,
    async close() {
      await browser.close();
      await playground.stop();
    },
  };
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
    /** Presses what opens a panel, or closes it. */
    tool: (name: string | RegExp) => page.locator('#top').getByRole('button', { name }).click(),
    panel: (name: string) => page.getByRole('complementary', { name }),
  };
}
