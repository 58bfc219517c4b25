import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startPlayground } from '../support/playground-process.ts';
import { createHand, type Hand } from './hand.ts';
import { createNewsroom } from './newsroom.ts';
import { steps } from './steps.ts';

const widths = [360, 1600];
// Milliseconds until a channel is drawn, and pixels that its top and its message box take.
const [moving, shell] = [500, 200];
const schemes = ['dark', 'light'] as const;

type View = { readonly name: string; readonly page: Page };

/**
 * Takes a picture of every reply at both widths, dark and light, into a folder: `who.360.dark.png` of the message, and
 * `who.360.dark.page.png` of the page with it.
 */
export async function takeGallery(browser: Browser, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const newsroom = await createNewsroom();
  const playground = await startPlayground({ CONTENT_DIR: newsroom.folder });
  try {
    const views = await openViews(browser, playground.url);
    const hand = createHand(playground.url);
    const earlier = new Map<string, string>();
    for (const { picture, act } of steps) {
      const id = await act(hand, earlier, newsroom).catch((error: unknown) => {
        console.error(`${picture}: ${error}`);
        process.exitCode = 1;
        return undefined;
      });
      if (!picture || !id) continue;
      earlier.set(picture, id);
      for (const view of views) await take(view, hand, id, join(folder, `${picture}.${view.name}`));
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

async function take({ page }: View, { viewer }: Hand, id: string, path: string): Promise<void> {
  await show(page, viewer);
  const message = page.locator(`[data-message-id="${id}"]`);
  await message.evaluate('(element) => element.scrollIntoView({ block: "end" })');
  await page.screenshot({ path: `${path}.page.png`, animations: 'disabled' });
  await page.evaluate('document.getElementById("toasts").replaceChildren()');
  // A message that is higher than the page would be cut off.
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const box = await message.boundingBox();
  if (box && box.height > height - shell) await page.setViewportSize({ width, height: Math.ceil(box.height) + shell });
  await message.screenshot({ path: `${path}.png`, animations: 'disabled' });
  await page.setViewportSize({ width, height });
}

/** Has the page be someone, in a channel; what stands in its drawer is clicked even where that is closed. */
async function show(page: Page, { userId, channelId }: Hand['viewer']): Promise<void> {
  const isSelf = (await page.locator('.me select').inputValue()) === userId;
  const channel = page.locator(`[data-key="channel-${channelId}"]`);
  if (isSelf && (await channel.getAttribute('aria-current'))) return;
  if (!isSelf) {
    await page.evaluate(`localStorage.setItem('dateline-playground', '${JSON.stringify({ user: userId })}')`);
    await page.reload();
  }
  await channel.dispatchEvent('click');
  // All that is drawn anew once its messages are read again.
  await page.waitForTimeout(moving);
}
