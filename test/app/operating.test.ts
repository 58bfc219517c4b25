import { globSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { createMetrics } from '../../src/http/metrics.ts';
import { envNames } from '../support/env-names.ts';
import { methodCallsOf } from '../support/syntax.ts';

/* What those who host the bot read and load, held against the bot. */

const read = (path: string) => readFileSync(path, 'utf8');
const page = read('docs/operating.md');
const alerts = read('deploy/prometheus-alerts.yaml');
const dashboard = read('deploy/grafana-dashboard.json');

/** What the bot logs as a warning or worse, or at a level that it decides on then. */
function troubles(): string[] {
  return globSync('src/**/*.ts').flatMap((path) =>
    methodCallsOf(path)
      .filter(({ object, method = 'error' }) => object === 'log' && ['warn', 'error', 'fatal'].includes(method))
      .map(({ lastText }) => {
        if (lastText === undefined) throw new Error(`${path} logs without a constant message`);
        return lastText;
      }),
  );
}

test('docs/operating.md tells what each warning and error means', () => {
  const messages = new Set(troubles());
  expect(messages.size).toBeGreaterThan(30);
  expect([...messages].filter((message) => !page.includes(`| \`${message}\` |`))).toEqual([]);
});

test('docs/operating.md has no message that the bot does not log', () => {
  const told = [...page.matchAll(/^\| `([a-zA-Z][^`]+ [^`]+)` \|/gm)].map(([, message]) => message);
  expect(told.length).toBeGreaterThan(30);
  expect(troubles()).toEqual(expect.arrayContaining(told));
});

test('docs/hosting.md tells of each variable', () => {
  expect(envNames.length).toBeGreaterThan(10);
  const hosting = read('docs/hosting.md');
  expect(envNames.filter((name) => !hosting.includes(`\`${name}\``))).toEqual([]);
});

test('docs/operating.md tells what to do about each alert', () => {
  const { groups } = load(alerts) as { groups: { rules: { alert: string }[] }[] };
  const names = groups.flatMap(({ rules }) => rules);
  expect(names.length).toBeGreaterThan(5);
  for (const { alert } of names) expect(page).toContain(`| \`${alert}\` |`);
});

test('alerts and the dashboard ask for metrics that the bot has', async () => {
  const none = { count: 0, oldestMs: 0 };
  const { route } = createMetrics({
    shards: () => [],
    sessionStartsLeft: () => 7,
    briefings: () => 0,
    contentProblems: () => ({ problems: 0, badFiles: 0 }),
    contentVersion: () => '',
    due: async () => ({ post: none, edit: none, publishing: none }),
  });
  let text = '';
  await route.run({ headers: {}, body: Buffer.alloc(0) }, async (_, content) => {
    text = content?.text ?? '';
  });
  const exported = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const asked = [...`${alerts}${dashboard}`.matchAll(/\b(?:dateline|nodejs|process)_\w+/g)].map(([name]) =>
    name.replace(/_(?:bucket|sum|count)$/, ''),
  );
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((name) => !exported.has(name))).toEqual([]);
});

test.each([
  ['fails', () => Promise.reject(new Error('the disk is full'))],
  ['does not answer', () => new Promise<never>(() => {})],
])('metrics are there without what is due while the database %s', async (_, due) => {
  const { route } = createMetrics({
    shards: () => [],
    sessionStartsLeft: () => undefined,
    briefings: () => 7,
    contentProblems: () => ({ problems: 0, badFiles: 0 }),
    contentVersion: () => '',
    due,
  });
  let text = '';
  await route.run({ headers: {}, body: Buffer.alloc(0) }, async (__, content) => {
    text = content?.text ?? '';
  });
  expect(text).toContain('dateline_content_briefings 7');
  expect(text).not.toMatch(/^dateline_due/m);
});
