import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { createDesk, createFolder } from './desk.ts';

/* What `npm run content -- check` says of changes since the last commit. */

const before = `headline: The bridge closes for six weeks
version: 2
updates: [{ version: 2, text: The day is known. }]
contentCreated: 2026-03-02
infoSources: [{ name: Harbour Gazette }]
descriptions: [{ value: The bridge closes for six weeks., source: 1 }]
`;

async function check(after: string | undefined, committed = before) {
  const folder = createFolder({ 'briefings/bridge.yaml': committed, 'briefings/other.yaml': before });
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], { cwd: folder, stdio: 'pipe' });
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'first');
  const path = join(folder, 'briefings', 'bridge.yaml');
  if (after === undefined) rmSync(path);
  else writeFileSync(path, after);
  const desk = createDesk(folder);
  await runVerb(['check'], desk);
  return desk.complaints().replaceAll(folder, 'c');
}

test.each([
  [
    'a text that has changed, and its version has not',
    before.replaceAll('six', 'seven'),
    /^c\/briefings\/bridge\.yaml:2:10 warning: version: the text has changed .* raise version to 3, and say in updates/,
  ],
  [
    'a lowered version',
    before.replace(/version: 2\nupdates.*/, 'version: 1'),
    /warning: version: 1 is lower than the committed 2; write 3/,
  ],
  [
    'a file that is gone',
    undefined,
    /^c\/briefings\/bridge\.yaml: warning: the committed briefing is gone, .*canceled$/,
  ],
])('%s is warned of', async (_, after, expected) => {
  expect(await check(after)).toMatch(expected);
});

test('a raised version, a comment, and what readers never had are not warned of', async () => {
  const raised = before
    .replaceAll('six', 'seven')
    .replace('version: 2\nupdates: [', 'version: 3\nupdates: [')
    .replace('known. }', 'known. }, { version: 3, text: It is seven. }');
  expect(await check(raised)).toBe('');
  expect(await check(`# A note.\n${before}`)).toBe('');
  const withheld = `${before}pubStatus: withheld\n`;
  expect(await check(withheld.replaceAll('six', 'seven'), withheld)).toBe('');
});
