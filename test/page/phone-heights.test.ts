import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message } from '../../src/view/card.ts';
import { phoneHeight } from '../../src/view/phone-height.ts';
import { visit } from '../support/page-browser.ts';
import { hasBrowser, type OpenPlayground, openPlayground } from '../support/shared-browser.ts';

/*
 * What a reader sees of each reply on a phone of 360 by 740 pixels. One page is opened, and every reply is measured there.
 */

const screenPx = 740;
const measured = new Map<string, { readonly real: number; readonly estimated: number }>();

const titles = { Who: 'Who is in it', Topics: 'Topics', Timeline: 'Timeline', Sources: 'Sources' };
const replies = [
  ['/summary', 'Sources'],
  ['/summary depth:brief', 'Sources'],
  ['/summary depth:full', 'In brief'],
  ['/who', 'Who is in it'],
  ['/who name:Putin', 'President of Russia'],
  ['/reactors', 'Sources'],
  ['/timeline', 'Timeline'],
  ['/latest', 'Latest briefings'],
  ['/search query:reactors', 'Sources'],
  ['/corrections', 'Corrections'],
  ['/help', 'For everyone'],
] as const;

describe.skipIf(!hasBrowser)('on a phone', () => {
  let opened: OpenPlayground;
  let page: Page;

  beforeAll(async () => {
    opened = await openPlayground({ viewport: { width: 360, height: screenPx } });
    page = opened.page;
    const { use, last } = visit(page);
    const measure = async (name: string) => {
      const real = (await last().boundingBox())?.height ?? 0;
      measured.set(name, {
        real,
        estimated: phoneHeight(await newestMessage(await last().getAttribute('data-message-id'))),
      });
    };
    for (const [line, words] of replies) {
      await use(line, words);
      await measure(line);
    }
    await use('/summary private:true', 'Only you can see this');
    for (const name of ['Who', 'Topics', 'Timeline', 'Sources'] as const) {
      await last().getByRole('button', { name, exact: true }).click();
      await last().getByRole('heading', { name: titles[name] }).first().waitFor();
      await measure(name);
    }
  }, 90_000);

  afterAll(() => opened?.close(), 30_000);

  async function newestMessage(id: string | null): Promise<Message> {
    const { members, channels } = await (await page.request.get(`${opened.playground.url}/api/state`)).json();
    const query = new URLSearchParams({ userId: members[0].id, channelId: channels[0].id });
    for (const { id: userId } of members) {
      query.set('userId', userId);
      const { messages } = await (await page.request.get(`${opened.playground.url}/api/messages?${query}`)).json();
      const found = messages.find(({ message }: { message: { id: string } }) => message.id === id);
      if (found) return found.message;
    }
    throw new Error(`no message ${id}`);
  }

  const most = (name: string) => {
    if (name === '/summary') return 700;
    // What is asked for by its name is read on: two screens are better than pages to turn.
    if (/full|who|reactors|timeline/i.test(name)) return 2 * screenPx;
    // The notice that it is the only result stands above the summary.
    return name.startsWith('/search') ? screenPx + 60 : screenPx;
  };

  test('no reply is higher than a screen, and what is read on no higher than two', () => {
    expect([...measured].filter(([name, { real }]) => real > most(name))).toEqual([]);
    expect(measured.size).toBe(replies.length + Object.keys(titles).length);
  });

  test('what is estimated by lines of text is what is seen, to a tenth or three lines', () => {
    const wrong = [...measured].filter(
      ([, { real, estimated }]) => Math.abs(estimated - real) > Math.max(0.1 * real, 66),
    );
    expect(wrong).toEqual([]);
  });
});
