// @module-tag slow
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder } from './desk.ts';

/* The editors' tool as the process that `npm run content` starts. */

const program = resolve('src/cli/content.ts');
const briefing = `headline: The harbour bridge is closed
infoSources: [{ name: Harbour Gazette }]
descriptions: [{ value: The bridge is closed., source: 1 }]
`;

/** Runs it in an empty folder; what it reads is named by the environment. */
function run(files: Readonly<Record<string, string>>, ...args: string[]) {
  const folder = createFolder(files);
  const env = { CONTENT_DIR: join(folder, 'desk'), ARTICLES_DIR: join(folder, 'texts') };
  return new Promise<{ code: unknown; out: string; err: string }>((done) =>
    execFile(process.execPath, [program, ...args], { env, cwd: folder }, (error, out, err) =>
      done({ code: error?.code ?? 0, out, err: err.replaceAll(folder, '.') }),
    ),
  );
}

test('finds content and articles where the environment says, and ends with 0 or 1', async () => {
  const files = {
    'desk/briefings/bridge.yaml': briefing,
    'texts/bridge.txt': 'Closed\n\nThe harbour bridge is closed.\n',
  };
  expect(await run(files, 'verify', 'bridge')).toEqual({
    code: 0,
    out: '2 claims held against 1 article: no findings.\n',
    err: '',
  });
  const wrong = { ...files, 'desk/briefings/bridge.yaml': briefing.replace('source: 1', 'source: 2') };
  expect(await run(wrong, 'verify', 'bridge')).toMatchObject({
    code: 1,
    out: expect.stringContaining('paragraph: “2”'),
  });
  const without = { 'desk/briefings/bridge.yaml': briefing };
  expect(await run(without, 'verify', 'bridge')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('It was looked for at ./texts/bridge.txt.'),
  });
});

test('draws a reply where there is no Discord and no terminal', async () => {
  const { code, out, err } = await run({ 'desk/briefings/bridge.yaml': briefing }, 'show', 'bridge');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('▌ The harbour bridge is closed');
  expect(out).not.toContain('\u001b');
});

test('is not troubled by a reader that ends before it does', async () => {
  const child = spawn(process.execPath, [program, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let complained = '';
  child.stderr.on('data', (text) => (complained += text));
  const [code] = await once(child, 'close');
  expect([code, complained]).toEqual([0, '']);
});
