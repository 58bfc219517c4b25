import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startPlayground } from '../support/playground-process.ts';
import { createNewsroom } from './newsroom.ts';
import { createPageUser, type PageUser } from './page-user.ts';
import { steps } from './steps.ts';

const widths = [360, 1600];
const drawChannelMs = 500;
// The height of the channel's header and message box.
const headerAndBoxPixels = 200;
const schemes = ['dark', 'light'] as const;

type View = { readonly name: string; readonly page: Page };

/**
 * Takes pictures of every reply at both widths, dark and light: `who.360.dark.png` is the message,
 * `who.360.dark.page.png` is the page that shows it.
 */
export async function takeGallery(browser: Browser, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const newsroom = await createNewsroom();
  const playground = await startPlayground({ CONTENT_DIR: newsroom.folder });
  try {
    const views = await openViews(browser, playground.url);
    const user = createPageUser(playground.url);
    const earlier = new Map<string, string>();
    for (const { picture, act } of steps) {
      const id = await act(user, earlier, newsroom).catch((error: unknown) => {
        console.error(`${picture}: ${error}`);
        process.exitCode = 1;
        return undefined;
      });
      if (!picture || !id) continue;
      earlier.set(picture, id);
      for (const view of views) await take(view, user, id, join(folder, `${picture}.${view.name}`));
    }
  } finally {
    await playground.stop();
    await newsroom.remove();
  }
}

function openViews(browser: Browser, url: string): Promise<View[]> {
  const views = widths.flatMap((width) => schemes.map((scheme) => ({ width, scheme })));
  return Promise.all(
    views.map(async ({ width, scheme: colorScheme }) => {
      const page = await browser.newPage({ viewport: { width, height: width < 700 ? 780 : 900 }, colorScheme });
      await page.goto(url);
      return { name: `${width}.${colorScheme}`, page };
    }),
  );
}

async function take({ page }: View, { viewer }: PageUser, id: string, path: string): Promise<void> {
  await show(page, viewer);
  const message = page.locator(`[data-message-id="${id}"]`);
  await message.evaluate('(element) => element.scrollIntoView({ block: "end" })');
  await page.screenshot({ path: `${path}.page.png`, animations: 'disabled' });
  await page.evaluate('document.getElementById("toasts").replaceChildren()');
  // A message higher than the page would be cut off.
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const box = await message.boundingBox();
  if (box && box.height > height - headerAndBoxPixels)
    await page.setViewportSize({ width, height: Math.ceil(box.height) + headerAndBoxPixels });
  await message.screenshot({ path: `${path}.png`, animations: 'disabled' });
  await page.setViewportSize({ width, height });
}

/** Shows a channel as a person sees it. The channel is clicked even if its drawer is closed. */
async function show(page: Page, { userId, channelId }: PageUser['viewer']): Promise<void> {
  const isSelf = (await page.locator('.me select').inputValue()) === userId;
  const channel = page.locator(`[data-key="channel-${channelId}"]`);
  if (isSelf && (await channel.getAttribute('aria-current'))) return;
  if (!isSelf) {
    await page.evaluate(`localStorage.setItem('discord-playground', '${JSON.stringify({ user: userId })}')`);
    await page.reload();
  }
  await channel.dispatchEvent('click');
  // The page draws the channel once it has read its messages.
  await page.waitForTimeout(drawChannelMs);
}
