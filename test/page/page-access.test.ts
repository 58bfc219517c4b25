import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { wrongWith } from '../support/axe.ts';
import { openPage, visit } from '../support/page-browser.ts';
import { hasBrowser, type OpenPlayground, openPlayground } from '../support/shared-browser.ts';

/* The playground's page for those who use no mouse, see it otherwise, or do not see it, in real Chromium. */

// The contrast of the ring around what has the focus with what is behind it; 0 if there is none of 2 pixels.
const ringContrast = `(() => {
  const held = document.activeElement;
  // After the last thing on the page the focus is at the browser's own.
  if (held === document.body) return 21;
  const ringed = held.id === 'composer-input' ? held.closest('.composer-bar') : held.type === 'radio' ? held.nextElementSibling : held;
  const style = getComputedStyle(ringed);
  const isRinged = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const ring = isRinged ? style.outlineColor : held.id === 'composer-input' ? style.borderTopColor : undefined;
  if (!ring) return 0;
  let behind = ringed.parentElement;
  while (behind.parentElement && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
  const luminance = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const [one, other] = [luminance(ring), luminance(getComputedStyle(behind).backgroundColor)];
  return Math.max(one, other) / Math.min(one, other);
})()`;

let folder: string;
let opened: OpenPlayground;

beforeAll(async () => {
  if (!hasBrowser) return;
  folder = await mkdtemp(join(tmpdir(), 'dateline-access-'));
  await cp('content', folder, { recursive: true });
  opened = await openPlayground({ env: { CONTENT_DIR: folder } });
}, 60_000);

afterAll(async () => {
  if (!hasBrowser) return;
  await opened?.close();
  await rm(folder, { recursive: true });
}, 30_000);

describe.skipIf(!hasBrowser)('the page by keyboard alone', () => {
  let page: Page;

  beforeAll(() => {
    page = opened.page;
  });
  afterAll(() => page.close());

  /** What has the focus, as a screen reader calls it; nothing is said of what is drawn anew while one looks. */
  const focused = () =>
    vi.waitUntil(() => page.locator(':focus').ariaSnapshot({ timeout: 1_000 }), { timeout: 5_000, interval: 20 });
  /** Presses a key until something of this name has the focus. */
  const reach = async (name: RegExp, key: 'Tab' | 'Shift+Tab' | 'ArrowUp' | 'ArrowDown' = 'Tab') => {
    const passed: string[] = [];
    for (let pressed = 0; pressed < 60; pressed += 1) {
      await page.keyboard.press(key);
      const now = (await page.locator(':focus').count()) > 0 ? await focused() : 'nothing';
      if (name.test(now)) return;
      passed.push(now.split('\n')[0] ?? '');
    }
    throw new Error(`${key} never came to ${name}, but to ${passed.join('; ')}`);
  };

  test('from the channels to a reply’s button, and back', async () => {
    const { last, log } = visit(page);
    await reach(/Skip to the message box/);
    await reach(/button "briefings"/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'briefings' }).waitFor();
    // The focus has stayed where it was.
    expect(await focused()).toContain('briefings');
    await reach(/combobox "Message"/);
    await page.keyboard.type('/summ');
    await page.getByRole('option', { name: /summary/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await last().getByRole('button', { name: 'Timeline' }).waitFor();
    await reach(/button "Timeline"/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Only you can see this').waitFor();
    expect(await focused()).toContain('Timeline');
    // In the private card, what is opened takes its place, and the button that was used keeps the focus.
    await page.keyboard.press('Tab');
    await reach(/button "Topics"/);
    await page.keyboard.press('Enter');
    await last().getByRole('heading', { name: 'Topics' }).waitFor();
    expect(await focused()).toContain('Topics');
    await reach(/button "Timeline"/, 'Shift+Tab');
    await reach(/button "Sources"/, 'Shift+Tab');
    // The message that the button is in, then the newer one, then back to the message box.
    await reach(/article "Dateline/, 'ArrowDown');
    expect(await focused()).toContain('Only you can see this');
    await reach(/button "Dismiss/);
    await page.keyboard.press('Enter');
    expect(await focused()).toMatch(/^- article "Dateline/);
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.id')).toBe('composer-input');
    expect(await log.getByRole('article').count()).toBe(1);
  }, 30_000);

  test.each(['Clock', 'Trouble', 'Editor', 'Bot’s log', 'Settings'])(
    'the panel %s gives the focus back',
    async (name) => {
      await reach(new RegExp(`button "${name}`), 'Shift+Tab');
      await page.keyboard.press('Enter');
      expect(await focused()).toContain(`heading "${name}"`);
      await page.keyboard.press('Escape');
      expect(await visit(page).panel(name).isVisible()).toBe(false);
      expect(await focused()).toContain(`button "${name}`);
      // And by its own button.
      await page.keyboard.press('Enter');
      await reach(/button "Close"/);
      await page.keyboard.press('Enter');
      expect(await focused()).toContain(`button "${name}`);
    },
    20_000,
  );

  test('the arrow keys go through the messages', async () => {
    const { log } = visit(page);
    await reach(/combobox "Message"/);
    await page.keyboard.type('/latest');
    for (const key of ['Escape', 'Enter']) await page.keyboard.press(key);
    await log.getByText('Latest briefings').waitFor();
    await reach(/region "Messages"/, 'Shift+Tab');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toContain('Latest briefings');
    await page.keyboard.press('Home');
    expect(await focused()).toContain('used /summary');
    await page.keyboard.press('End');
    expect(await focused()).toContain('Latest briefings');
    await page.keyboard.press('Escape');
    expect(await focused()).toContain('combobox "Message"');
  }, 20_000);

  test('one becomes someone else', async () => {
    await reach(/combobox "You are"/, 'Shift+Tab');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('combobox', { name: 'You are' }).locator('option:checked').textContent()).toBe(
      'reader',
    );
    // What is closed to readers is gone.
    await page.getByRole('button', { name: 'moderators' }).waitFor({ state: 'detached' });
  }, 20_000);

  test('the focus is always seen, and nothing holds it', async () => {
    const rings: string[] = [];
    await reach(/Skip to the message box/);
    for (let pressed = 0; pressed < 80; pressed += 1) {
      const contrast = Number(await page.evaluate(ringContrast));
      if (contrast < 3) rings.push(`${await focused()}: ${contrast}`);
      await page.keyboard.press('Tab');
      if (await page.evaluate('document.activeElement.className === "skip"')) break;
    }
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    expect(rings).toEqual([]);
  }, 30_000);

  test('the channels of a phone are a drawer', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    // The channels slide away: what has the focus in them meanwhile would lose it.
    await visit(page).channels.waitFor({ state: 'hidden' });
    await reach(/button "Channels"/);
    await page.keyboard.press('Enter');
    expect(await focused()).toContain('button "briefings"');
    // What lies under it cannot be reached.
    for (let pressed = 0; pressed < 12; pressed += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.closest("main")')).toBe(null);
    }
    await reach(/button "briefings"/);
    await page.keyboard.press('Escape');
    expect(await focused()).toContain('button "Channels"');
    await page.keyboard.press('Enter');
    await reach(/button "general"/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'general' }).waitFor();
    expect(await focused()).toContain('button "Channels"');
  }, 30_000);
});

describe.skipIf(!hasBrowser)('the page in each of its states, to axe', () => {
  let page: Page;

  beforeAll(async () => {
    const options = { bypassCSP: true, reducedMotion: 'reduce' } as const;
    page = await openPage(opened.browser, opened.playground.url, options);
  }, 30_000);

  test('an empty channel', async () => expect(await wrongWith(page)).toEqual([]), 20_000);

  test('replies with buttons, and one that only one person sees', async () => {
    const { use, last } = visit(page);
    await use('/reactors', 'What they are');
    await last().getByRole('button', { name: 'Timeline' }).click();
    await page.getByText('Only you can see this').waitFor();
    expect(await wrongWith(page)).toEqual([]);
  }, 20_000);

  test('commands, options and values that are offered', async () => {
    const { box } = visit(page);
    for (const [line, offered] of [
      ['/di', /digest add/],
      ['/who name:pu', /Vladimir Putin/],
    ] as const) {
      await box.pressSequentially(line);
      await page.getByRole('option', { name: offered }).waitFor();
      expect(await wrongWith(page)).toEqual([]);
      if (line === '/di') await box.fill('');
    }
  }, 30_000);

  test('a command that there is not', async () => {
    const { box } = visit(page);
    // Closes what is offered, then empties the box.
    for (const key of ['Escape', 'Escape']) await box.press(key);
    await box.pressSequentially('/nothing');
    await box.press('Enter');
    await page.getByText('There is no command /nothing').waitFor();
    expect(await wrongWith(page)).toEqual([]);
    await box.press('Escape');
  }, 20_000);

  test.each(['Clock', 'Trouble', 'Bot’s log', 'Settings'])(
    'the panel %s',
    async (name) => {
      const { tool, panel } = visit(page);
      await tool(new RegExp(`^${name}`));
      await panel(name).waitFor();
      if (name === 'Trouble') {
        await panel(name).getByRole('switch', { name: 'Read Message History' }).click();
        await panel(name).getByText('lacks Read Message History').waitFor();
      }
      expect(await wrongWith(page)).toEqual([]);
      await tool(new RegExp(`^${name}`));
    },
    20_000,
  );

  test('a bad file: what is said of it at the edge, and in the editor’s panel', async () => {
    const { tool } = visit(page);
    const file = join(folder, 'briefings', '2024-05-17-putin-harbin.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^urgency: .*/m, 'urgency: 12'));
    await page.getByRole('alert').getByText('Content has a problem').waitFor();
    // What has the focus does not go by itself.
    await page.getByRole('button', { name: 'Show' }).focus();
    expect(await wrongWith(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show' }).press('Enter');
    await page.getByText(/expected at most 9/).waitFor();
    expect(await wrongWith(page)).toEqual([]);
    await tool(/^Editor/);
  }, 30_000);

  test('nothing moves where less motion is asked for', async () => {
    const moving = `[...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
      return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto';
    }).map((element) => element.outerHTML.slice(0, 80))`;
    expect(await page.evaluate(moving)).toEqual([]);
  });

  test('with the colours that a system forces, buttons and separators are still seen', async () => {
    await visit(page).use('/who name:Putin', 'President of Russia');
    await page.emulateMedia({ forcedColors: 'active' });
    const styles = (selector: string, name: string) =>
      page.evaluate<
        string[]
      >(`[...[...document.querySelectorAll('#messages article')].at(-1).querySelectorAll('${selector}')]
        .map((element) => getComputedStyle(element).${name})`);
    expect(new Set(await styles('button', 'borderTopWidth'))).toEqual(new Set(['1px']));
    expect(new Set(await styles('[role=separator]', 'backgroundColor'))).toEqual(
      new Set([await page.evaluate('getComputedStyle(document.body).color')]),
    );
    await page.emulateMedia({ forcedColors: 'none' });
  }, 20_000);

  test('what is new is read out once, and the day above it not again', async () => {
    // What a screen reader is told to read: what comes into the list while the list is not busy.
    await page.evaluate(`{
      window.readOut = [];
      const log = document.querySelector('[role=log]');
      new MutationObserver((changes) => {
        if (log.getAttribute('aria-busy') === 'true') return;
        for (const { addedNodes } of changes) for (const node of addedNodes) readOut.push(node.textContent);
      }).observe(log.querySelector('ol'), { childList: true, subtree: true });
    }`);
    await visit(page).use('/search query:reactors', '/search');
    const told = (words: RegExp) =>
      page.evaluate<string[]>('readOut').then((texts) => texts.filter((text) => words.test(text)));
    await expect.poll(() => told(/used \/search/), { timeout: 5_000 }).toHaveLength(1);
    expect(await told(/^\d+ \w+ \d{4}$/)).toEqual([]);
  }, 20_000);

  test('each change of a message is said with its new words, and not the whole message again', async () => {
    await visit(page).use('/summary depth:full private:true', 'Page 1 of');
    await page.evaluate(`{
      window.said = [];
      const place = document.getElementById('said');
      new MutationObserver(() => said.push(place.textContent)).observe(place, { childList: true });
      readOut.length = 0;
    }`);
    for (const [button, shown] of [
      ['Next', 'Page 2 of'],
      ['Previous', 'Page 1 of'],
    ] as const) {
      await visit(page).last().getByRole('button', { name: button }).click();
      await visit(page).last().getByText(shown).waitFor();
    }
    const said = await page.evaluate<string[]>('said');
    expect(said).toEqual([expect.stringContaining('Page 2 of'), expect.stringMatching(/^Russia’s president/)]);
    expect(said.join()).not.toContain('Putin tours Harbin');
    expect(await page.evaluate('readOut')).toEqual([]);
  }, 20_000);

  test('what Discord refused, in red', async () => {
    const { go, use } = visit(page);
    await go('locked');
    await use('/digest add channel:#locked', 'Digest 1 is set up');
    await use('/digest send digest:1', /refused what Dateline sent/);
    expect(await wrongWith(page)).toEqual([]);
  }, 20_000);

  test('a channel that one may only read', async () => {
    const { go, channels } = visit(page);
    const body = { channel: 'briefings', target: '@everyone', deny: ['SendMessages'] };
    await page.request.post(`${opened.playground.url}/api/control`, {
      headers: { origin: opened.playground.url },
      data: { action: 'permissions', body },
    });
    await channels.getByRole('button', { name: 'briefings (you can only read here)' }).waitFor();
    await go('briefings');
    await page.getByPlaceholder('You do not have permission to send messages in this channel.').waitFor();
    expect(await wrongWith(page)).toEqual([]);
  }, 20_000);

  test('a direct message, and the channels as a phone’s drawer', async () => {
    const { use, channels } = visit(page);
    await channels.getByRole('button', { name: /^Dateline/ }).click();
    await use('/latest', 'Putin tours Harbin');
    expect(await wrongWith(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.getByRole('button', { name: 'Channels' }).click();
    await channels.getByRole('button', { name: 'general' }).waitFor();
    expect(await wrongWith(page)).toEqual([]);
  }, 20_000);
});
