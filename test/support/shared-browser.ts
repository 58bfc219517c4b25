import { type Browser, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { openPage } from './page-browser.ts';
import { type PlaygroundProcess, startPlayground } from './playground-process.ts';

const endpoint = inject('browser');

/** False where there is no Chromium on this machine. */
export const hasBrowser = endpoint !== '';

/** The browser of this run; closing it closes the pages that were opened by it. */
export function connectBrowser(): Promise<Browser> {
  return chromium.connect(endpoint);
}

/** A playground that runs, and its page in a browser. */
export type OpenPlayground = {
  readonly playground: PlaygroundProcess;
  readonly browser: Browser;
  readonly page: Page;
  close(): Promise<void>;
};

/** Starts a playground, by settings of the bot's, and opens its page. */
export async function openPlayground({
  env,
  ...options
}: Parameters<typeof openPage>[2] & { readonly env?: Readonly<Record<string, string>> } = {}): Promise<OpenPlayground> {
  const [playground, browser] = await Promise.all([startPlayground(env), connectBrowser()]);
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
