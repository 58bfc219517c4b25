import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/*
 * The layers: what each part of the source may import of ours. Nothing points back. Everyone may import src/text, which
 * imports nothing of ours.
 */
const layers: Record<string, readonly string[]> = {
  'src/main.ts': ['src/', 'commands/'],
  'src/bot.ts': ['src/', 'commands/'],
  'src/answering.ts': [
    'commands/',
    'src/discord/',
    'src/http/',
    'src/command.ts',
    'src/env.ts',
    'src/offer.ts',
    'src/persist.ts',
  ],
  'src/posting.ts': ['src/briefing/', 'src/digest/', 'src/discord/', 'src/store/', 'src/view/'],
  'commands/': ['src/view/', 'src/briefing/', 'src/digest/', 'src/store/', 'src/command.ts', 'src/definition.ts'],
  'src/command.ts': ['src/view/', 'src/briefing/', 'src/digest/', 'src/store/'],
  'src/backup.ts': ['src/arguments.ts', 'src/env.ts', 'src/store/'],
  'src/migrate-database.ts': ['src/arguments.ts', 'src/env.ts', 'src/store/'],
  'src/content.ts': ['src/arguments.ts', 'src/briefing/'],
  'src/lock.ts': ['src/store/'],
  'src/arguments.ts': [],
  'src/offer.ts': ['src/command.ts'],
  'src/definition.ts': ['src/command.ts'],
  'src/discord/': ['src/command.ts', 'src/view/', 'src/http/route.ts'],
  'src/http/': [],
  'src/digest/': ['src/view/', 'src/briefing/', 'src/store/'],
  'src/view/': ['src/briefing/'],
  'src/briefing/': [],
  'src/store/': [],
  'src/playground/': [],
  'src/text/': [],
  'src/clock.ts': [],
  'src/persist.ts': [],
  'src/env.ts': [],
  'src/log.ts': [],
};

const root = resolve(import.meta.dirname, '..');
const files = ['src', 'commands'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/')),
);

function importsOf(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [
    ...source.matchAll(
      /^\s*(?:import|export)\b[^'"]*?from\s*['"](\.[^'"]+)['"]|import\(['"](\.[^'"]+)['"]\)|^import ['"](\.[^'"]+)['"]/gm,
    ),
  ]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((target) => relative(root, resolve(root, dirname(file), target)).replaceAll('\\', '/'));
}

test('every source file belongs to a layer', () => {
  const homeless = files.filter((file) => !Object.keys(layers).some((layer) => file.startsWith(layer)));
  expect(homeless).toEqual([]);
});

test('no import points against the layers', () => {
  const wrong = files.flatMap((file) => {
    const layer = Object.keys(layers).find((layer) => file.startsWith(layer)) ?? file;
    const allowed = [layer, 'src/text/', ...(layers[layer] ?? [])];
    if (layer === 'src/text/' || layer === 'src/playground/') allowed.splice(1, 1);
    return importsOf(file)
      .filter((target) => !allowed.some((prefix) => target.startsWith(prefix)))
      .map((target) => `${file} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('the reading of imports finds them', () => {
  expect(importsOf('src/view/summary.ts')).toContain('src/briefing/schema.ts');
  expect(files.length).toBeGreaterThan(30);
});
