import { findChromium } from 'discord-playground/testing';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the browser that all test files share; empty where there is none. */
    browser: string;
  }
}

/** Starts one Chromium for all tests of the page: each opens pages of its own in it, which know nothing of others. */
export default async function setUp({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const executablePath = findChromium();
  if (!executablePath) {
    provide('browser', '');
    return undefined;
  }
  const server = await chromium.launchServer({ executablePath, args: ['--no-sandbox'] });
  provide('browser', server.wsEndpoint());
  return () => server.close();
}
