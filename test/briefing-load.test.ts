import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ContentError, loadBriefings, parseBriefing } from '../src/briefing/load.ts';

const article = 'content/briefings/2024-05-17-putin-harbin.yaml';

describe('the content of the repository', () => {
  test('loads without a problem', async () => {
    const briefings = await loadBriefings('content');
    expect(briefings.map((briefing) => briefing.slug)).toContain('2024-05-17-putin-harbin');
  });
});

describe('a bad briefing', () => {
  test('shows all its problems at once, each with line, column, path, what was expected and what was found', async () => {
    const good = await readFile(article, 'utf8');
    const bad = good
      .replace('stance: warns', 'stance: hates')
      .replace('urgency: 4', 'urgency: urgent')
      .replace('located:', 'locatd:')
      .replace('source: [1, 3, 5, 6]', 'source: [1, 99]')
      .replace('- who: philippines', '- who: atlantis');
    expect(parseBriefing(bad, 'x.yaml').problems).toMatchInlineSnapshot(`
      [
        "x.yaml:4:10 urgency: expected number, found "urgent"",
        "x.yaml:9:1 locatd: expected no such key; is it misspelt?",
        "x.yaml:23:17 descriptions[0].source[1]: expected a paragraph of the article, 1 to 7, found 99",
        "x.yaml:341:17 topics[1].reactions[0].stance: expected one of "supports", "opposes", "warns", "worries", "plans", "denies", "calls-for", "neutral", found "hates"",
        "x.yaml:348:14 topics[1].reactions[2].who: expected the id of an entry in people, organisations or places, found "atlantis"",
      ]
    `);
  });

  test('with broken YAML shows where', () => {
    expect(parseBriefing('headline: "a\nversion: [1', 'x.yaml').problems).toMatchInlineSnapshot(`
      [
        "x.yaml:2:12 YAML: Missing closing "quote",
      ]
    `);
  });
});

test('two files with one slug, and an empty folder, are refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-content-'));
  await cp('content', folder, { recursive: true });
  await cp(article, join(folder, 'briefings', '2024-05-17-putin-harbin.yml'));
  await expect(loadBriefings(folder)).rejects.toThrow(/expected a slug of its own, found "2024-05-17-putin-harbin"/);

  const empty = await mkdtemp(join(tmpdir(), 'dateline-content-'));
  await expect(loadBriefings(empty)).rejects.toThrow(ContentError);
  await writeFile(join(empty, 'briefings'), '');
  await expect(loadBriefings(empty)).rejects.toThrow(/CONTENT_DIR/);
});
