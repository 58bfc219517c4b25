import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentCommands } from '../../commands/content-commands.ts';
import { loadBriefings } from '../../src/briefing/file/load.ts';
import { Library } from '../../src/briefing/library/library.ts';

test('a topic’s command has one name, and is described in each language that its briefing is translated into', async () => {
  const folder = join(import.meta.dirname, '..', '..', 'content');
  const library = new Library(await loadBriefings(folder));
  const [reactors] = contentCommands({ library, now: () => Date.parse('2026-11-28T12:00:00Z') });
  const { name, name_localizations, description, description_localizations: described } = reactors?.definition ?? {};
  expect([name, name_localizations]).toEqual(['reactors', {}]);
  expect(description).toMatch(/^The floating nuclear reactors/);
  expect(described).toMatchObject({
    'es-ES': expect.stringMatching(/^Los reactores/),
    'es-419': expect.stringMatching(/^Los reactores/),
    ru: expect.stringMatching(/^Плавучие/),
    'zh-CN': expect.stringMatching(/^浮动/),
  });
  expect(Object.keys(described ?? {})).not.toContain('en-US');
});
