import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const script = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const everything: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};
// What else can differ between dark and light?
const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

/**
 * Whatever axe finds wrong with a page as it stands: at a phone's width and at a wide screen's, in dark and in light.
 */
export async function wrongWith(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(script);
  const before = page.viewportSize();
  const found: string[] = [];
  for (const width of [360, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    for (const [colorScheme, options] of [
      ['dark', everything],
      ['light', colours],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await violations(page, options)).map((what) => `${width} ${colorScheme}: ${what}`));
    }
  }
  if (before) await page.setViewportSize(before);
  return found;
}

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const given = JSON.stringify({ ...options, resultTypes: ['violations'] });
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${given})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}
