import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { expect, test } from 'vitest';

/*
 * The layers: what each part of the source may import of ours, type imports counted. Nothing points back, and no file
 * is in a circle with another. Everyone in the bot may import src/text, which imports nothing of ours.
 */
const bot: Record<string, readonly string[]> = {
  'src/start.js': ['src/main.ts'],
  'src/main.ts': ['src/app/', 'src/cli/arguments.ts'],
  'src/app/': [
    'commands/',
    'src/command/',
    'src/discord/',
    'src/digest/',
    'src/view/',
    'src/briefing/',
    'src/store/',
    'src/http/',
  ],
  // What the playground is told of the bot; it imports the playground by its package name.
  'src/cli/playground/': ['src/app/settings.ts', 'src/briefing/', 'src/view/'],
  'src/cli/': ['src/app/settings.ts', 'src/exchange/', 'src/view/', 'src/briefing/', 'src/store/'],
  'commands/': ['src/command/', 'src/digest/', 'src/view/', 'src/briefing/', 'src/store/'],
  'src/discord/': ['src/command/', 'src/digest/edges.ts', 'src/view/', 'src/http/'],
  'src/command/': ['src/digest/', 'src/view/', 'src/briefing/', 'src/store/'],
  'src/digest/': ['src/view/', 'src/briefing/', 'src/store/'],
  // Briefings as documents that others read, and back.
  'src/exchange/': ['src/view/', 'src/briefing/'],
  'src/view/': ['src/briefing/'],
  'src/briefing/': [],
  // A digest's depth is a briefing's.
  'src/store/': ['src/briefing/file/schema.ts'],
  'src/http/': [],
  'src/text/': [],
};
const asPeopleSeeIt = [
  'playground/src/model/',
  'playground/src/faults/',
  'playground/src/interactions/',
  'playground/src/control/',
  'playground/src/discord-types.ts',
  'playground/src/runner.ts',
  'playground/src/plugin.ts',
  'playground/src/file-editor.ts',
  'playground/src/neutral-words.ts',
];
const playground: Record<string, readonly string[]> = {
  'playground/src/model/': [],
  'playground/src/forms/': ['playground/src/model/'],
  'playground/src/messages/': ['playground/src/model/', 'playground/src/forms/'],
  'playground/src/gateway/': ['playground/src/model/'],
  'playground/src/faults/': ['playground/src/model/', 'playground/src/forms/'],
  'playground/src/interactions/': ['playground/src/model/', 'playground/src/forms/', 'playground/src/messages/'],
  'playground/src/rest/': [
    'playground/src/model/',
    'playground/src/forms/',
    'playground/src/messages/',
    'playground/src/gateway/',
    'playground/src/faults/',
    'playground/src/interactions/',
  ],
  'playground/src/clock/': [],
  'playground/src/control/': [
    'playground/src/model/',
    'playground/src/gateway/',
    'playground/src/faults/',
    'playground/src/discord-types.ts',
  ],
  // What a Discord is from outside.
  'playground/src/discord-types.ts': [
    'playground/src/model/',
    'playground/src/gateway/',
    'playground/src/faults/',
    'playground/src/interactions/',
    'playground/src/control/',
  ],
  // A bot as a process beside it.
  'playground/src/bot-process.ts': ['playground/src/clock/'],
  'playground/src/runner.ts': [
    'playground/src/model/',
    'playground/src/clock/',
    'playground/src/bot-process.ts',
    'playground/src/discord-types.ts',
  ],
  'playground/src/file-editor.ts': ['playground/src/page/api.ts'],
  'playground/src/plugin.ts': [
    'playground/src/model/',
    'playground/src/discord-types.ts',
    'playground/src/file-editor.ts',
    'playground/src/runner.ts',
    'playground/src/page/api.ts',
  ],
  'playground/src/terminal/': [...asPeopleSeeIt, 'playground/src/bot-process.ts'],
  // A line of the log, and what Discord refuses, are told on the page in the terminal's words.
  'playground/src/page/': [
    ...asPeopleSeeIt,
    'playground/src/clock/',
    'playground/src/listener.ts',
    'playground/src/terminal/bot-log.ts',
    'playground/src/terminal/refusal.ts',
  ],
  // What all of it is put together from: a Discord, the playground, the program and what the package exports.
  'playground/src/': ['playground/src/'],
  'playground/page/': ['playground/src/'],
  'playground/test/': ['playground/src/', 'playground/page/'],
};
// Dateline's tests and benchmarks know the playground by its package name.
const tests: Record<string, readonly string[]> = {
  'test/': ['src/', 'commands/', 'bench/'],
  'bench/': ['src/', 'commands/', 'test/'],
};

const files = filesIn('.', [
  'src',
  'commands',
  'playground/src',
  'playground/page',
  'playground/test',
  'test',
  'bench',
]);
const imports = new Map(files.map((file) => [file, importsOf('.', file)]));

/** The code files in some folders below a root, with their paths from there. */
function filesIn(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|js)$/.test(name))
      .map((name) => posix.join(folder, name.replaceAll('\\', '/'))),
  );
}

/** The files of ours that a file imports. */
function importsOf(root: string, file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [
    ...source.matchAll(
      /^\s*(?:import|export)\b[^'"]*?from\s*['"](\.[^'"]+)['"]|import\(['"](\.[^'"]+)['"]\)|^import ['"](\.[^'"]+)['"]/gm,
    ),
  ]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((target) => posix.join(dirname(file), target));
}

/** Each circle of files that import one another, as its files in order (Tarjan's strongly connected components). */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): number => {
    index.set(file, index.size);
    lowest.set(file, index.size - 1);
    stack.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!graph.has(target)) continue;
      if (!index.has(target)) lowest.set(file, Math.min(lowest.get(file) ?? 0, visit(target)));
      else if (stack.includes(target)) lowest.set(file, Math.min(lowest.get(file) ?? 0, index.get(target) ?? 0));
    }
    if (lowest.get(file) === index.get(file)) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1 || graph.get(file)?.includes(file)) circles.push(circle.sort());
    }
    return lowest.get(file) ?? 0;
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return circles;
}

function layerOf(file: string, layers: Record<string, readonly string[]>): string | undefined {
  return Object.keys(layers).find((layer) => file.startsWith(layer));
}

test('every source file belongs to a layer', () => {
  expect(files.filter((file) => !layerOf(file, { ...bot, ...playground, ...tests }))).toEqual([]);
});

test('no import points against the layers, and the playground and the bot know nothing of each other', () => {
  const wrong = files.flatMap((file) => {
    const layers = [playground, tests].find((each) => layerOf(file, each)) ?? bot;
    const layer = layerOf(file, layers) ?? file;
    const allowed = [layer, ...(layers[layer] ?? [])];
    if (layers === bot && layer !== 'src/text/') allowed.push('src/text/');
    return (imports.get(file) ?? [])
      .filter((target) => !allowed.some((prefix) => target.startsWith(prefix)))
      .map((target) => `${file} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('no file is in a circle with another', () => {
  expect(circlesIn(imports)).toEqual([]);
});

test('a circle that is planted is found, one of types alone too', () => {
  const root = mkdtempSync(join(tmpdir(), 'dateline-layers-'));
  try {
    mkdirSync(join(root, 'src/deep'), { recursive: true });
    writeFileSync(join(root, 'src/a.ts'), `import { b } from './deep/b.ts';\nexport const a = b;\n`);
    writeFileSync(join(root, 'src/deep/b.ts'), `export { c as b } from '../c.ts';\n`);
    writeFileSync(join(root, 'src/c.ts'), `import type { a } from './a.ts';\nexport const c: typeof a = 1;\n`);
    writeFileSync(join(root, 'src/d.ts'), `import { a } from './a.ts';\nexport const d = a;\n`);
    const graph = new Map(filesIn(root, ['src']).map((file) => [file, importsOf(root, file)]));
    expect(circlesIn(graph)).toEqual([['src/a.ts', 'src/c.ts', 'src/deep/b.ts']]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('the reading of imports finds them', () => {
  expect(imports.get('src/view/summary.ts')).toContain('src/briefing/file/schema.ts');
  expect(files.length).toBeGreaterThan(300);
});
