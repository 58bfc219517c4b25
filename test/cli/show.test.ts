import { describe, expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { briefing } from '../support/briefings.ts';
import { createDesk, createFolder } from './desk.ts';

/** A file of the tests' briefing; JSON is YAML too. */
const fileOf = (changes: Parameters<typeof briefing>[0] = {}) => {
  const { slug: _, ...file } = briefing(changes);
  return JSON.stringify(file);
};

async function show(args: readonly string[], files: Readonly<Record<string, string>>) {
  const desk = createDesk(createFolder(files));
  return { code: await runVerb(['show', ...args], desk), printed: desk.printed(), complaints: desk.complaints() };
}

describe('show', () => {
  const files = { 'briefings/harbour-bridge.yaml': fileOf() };

  test.each([
    [[], /^\/summary briefing:harbour-bridge depth:standard\n\n▌ Harbour bridge closes .*\(standard\)\./s],
    [['--depth', 'full'], /depth:full\n\n.*\(full\)\. ¶1/s],
    [['--as', 'who'], /^\/who briefing:harbour-bridge\n.*\n\/who name:mina-oz briefing:harbour-bridge\n.*Called the/s],
    [['--as', 'topic'], /^\/topic name:closure\n\n▌ The closure\n.*The cables are worn\./s],
    [['--as', 'timeline'], /^\/timeline briefing:harbour-bridge\n\n▌ Timeline\n/],
    [['--as', 'digest'], /^\/digest add depth:brief\n\n▌ .*28 November 2026\n.*\(brief\)\./s],
  ])('draws with %j what readers are answered', async (options, expected) => {
    const { code, printed } = await show(['harbour-bridge', ...options], files);
    expect(printed).toMatch(expected);
    expect(code).toBe(0);
  });

  test('draws every page, once', async () => {
    const people = Array.from({ length: 30 }, (_, i) => ({
      id: `p${i}`,
      name: `Person ${i}`,
      description: { text: `Somebody, number ${i}. ${'Much is known of them. '.repeat(8)}`, source: [1] },
    }));
    const { printed } = await show(['long', '--as', 'who'], {
      'briefings/long.yaml': fileOf({ people, topics: [] }),
    });
    const pages = [...printed.matchAll(/Page (\d+) of (\d+)/g)].map(([, page]) => Number(page));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages).toEqual(pages.map((_, i) => i + 1));
    expect(printed).toContain(`Page ${pages.length} of ${pages.length}`);
  });

  test('draws a briefing that may not be shown yet, though another file cannot be read', async () => {
    const { code, printed } = await show(['secret'], {
      'briefings/secret.yaml': fileOf({ pubStatus: 'withheld', embargoedUntil: '2030-01-01T00:00:00Z' }),
      'briefings/bad.yaml': 'headline: [',
    });
    expect([code, printed]).toEqual([0, expect.stringContaining('Harbour bridge closes')]);
  });

  test.each([
    [['harbor-bridge'], /^No briefing in .*briefings is called “harbor-bridge”\. Did you mean harbour-bridge\?$/, 1],
    [['bridge'], /Did you mean harbour-bridge\?$/, 1],
    [['nonsense'], /is called “nonsense”\. `npm run content -- list` shows what there is\.$/, 1],
    [['bad'], /bad\.yaml:1:\d+ .+/, 1],
    [[], /^SLUG is missing\.\n\nUsage: npm run content -- show SLUG/, 2],
    [['harbour-bridge', '--as', 'poem'], /^“poem” is not known; --as takes summary, who, topic, timeline, digest\./, 2],
    [['harbour-bridge', '--as', 'who', '--depth', 'full'], /^--depth is for the summary and a digest/, 2],
    [['harbour-bridge', '--lang', 'xx'], /^“xx” is not known; --lang takes .*\ben\b/, 2],
  ])('of %j says what is wrong', async (args, expected, exitCode) => {
    const { code, printed, complaints } = await show(args, { ...files, 'briefings/bad.yaml': 'headline: [' });
    expect(complaints).toMatch(expected);
    expect([code, printed]).toEqual([exitCode, '']);
  });
});
