import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { jsonText } from '../../src/exchange/json.ts';
import { newsArticleOf } from '../../src/exchange/schema-org.ts';
import { briefing } from '../support/briefings.ts';
import { connectBrowser, hasBrowser } from '../support/shared-browser.ts';

/** What a page with this in a script element has become of. */
async function embed(page: Page, json: string) {
  await page.setContent(`<script type="application/ld+json">${json}</script><p>below</p>`);
  return page.evaluate<{ scripts: string[]; below: string | null; ran: boolean }>(`({
    scripts: [...document.scripts].map((script) => script.textContent),
    below: document.querySelector('p')?.textContent ?? null,
    ran: 'ran' in window,
  })`);
}

test.skipIf(!hasBrowser)('an article of hostile texts stands in a page’s script element and does nothing', async () => {
  const browser = await connectBrowser();
  try {
    const page = await browser.newPage();
    const headline = '</script><script>window.ran = true</script><!-- <script> " \' \\ \u2028 \ud800 ]]> &lt;';
    const article = newsArticleOf({ ...briefing(), headline });
    const { scripts, below, ran } = await embed(page, jsonText(article));
    expect({ scripts: scripts.length, below, ran }).toEqual({ scripts: 1, below: 'below', ran: false });
    expect(JSON.parse(scripts[0] ?? '').headline).toBe(headline.toWellFormed());

    // The same as JSON alone would have it: so the page does run what it is given.
    expect((await embed(page, JSON.stringify(article))).ran).toBe(true);
  } finally {
    await browser.close();
  }
});
