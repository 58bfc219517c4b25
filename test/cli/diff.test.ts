import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { createDesk, createFolder } from './desk.ts';

const before = `headline: The bridge is closed
contentCreated: 2026-03-01
infoSources: [{ name: Gazette }]
descriptions:
  - { value: The bridge is closed for six weeks., source: 1 }
  - { value: It is too long for her., source: 2, by: mina }
people: [{ id: mina, name: Mina Öz }, { id: ben, name: Ben Li }]
figures: [{ label: Cost, value: 240, unit: billion euros, source: 1 }]
`;

async function diff(
  after: string,
  args: readonly string[] = ['bridge', 'before.yaml'],
  more: Record<string, string> = {},
) {
  const folder = createFolder({ 'briefings/bridge.yaml': after, 'before.yaml': before, ...more });
  const desk = createDesk(folder);
  const code = await runVerb(['diff', ...args.map((arg) => (arg.endsWith('.yaml') ? join(folder, arg) : arg))], desk);
  return {
    code,
    printed: desk.printed().replaceAll(folder, '.'),
    complaints: desk.complaints().replaceAll(folder, '.'),
  };
}

describe('diff', () => {
  test('says that nothing changes for readers where only the file does', async () => {
    const { printed } = await diff(`# A note.\n${before.replace('source: 1 }\n  -', 'source: [1] }\n  -')}`);
    expect(printed).toBe('Readers are told the same as by ./before.yaml: version 1 → 1, status usable → usable.');
  });

  test.each([
    ['six weeks', 'seven weeks', 'facts: −six weeks +seven weeks'],
    ['value: 240', 'value: 204', 'facts: −240 billion euros +204 billion euros'],
    ['by: mina', 'by: ben', 'facts: −by mina +by ben'],
    ['name: Mina Öz', 'name: Mina Oz', 'facts: −Öz +Oz'],
    ['2026-03-01', '2026-03-02', 'facts: −2026-03-01 +2026-03-02'],
  ])('of %s that becomes %s says that it needs a correction', async (was, is, told) => {
    const { code, printed } = await diff(before.replace(was, is));
    expect(printed).toContain(told);
    expect(printed).toMatch(
      /version is not raised: .* Raise it to 2\.\nNumbers, dates, names or speakers are others: /,
    );
    expect(code).toBe(0);
  });

  test('of other words says that a new version will do', async () => {
    const { printed } = await diff(before.replace('is closed for', 'stays closed for'));
    expect(printed).toBe(`summary, brief; summary, standard; summary, full
  - The bridge is closed for six weeks.
  + The bridge stays closed for six weeks.

Compared with ./before.yaml: 1 changed, 0 new, 0 gone, 0 in other places; version 1 → 1, status usable → usable.
version is not raised: posts stay as they are, and no digest tells of it. Raise it to 2.
No number, date, name or speaker is another: a new version will do, with a line in updates.`);
  });

  test('knows a raised version with its correction, what is new, gone, or in another place', async () => {
    const { printed } = await diff(
      `${before.replace('six', 'seven').replace('source: 2,', 'source: 2, role: full,')}version: 2
corrections: [{ version: 2, date: 2026-03-02T10:00:00Z, text: It said six weeks. }]
next: { text: Work begins on Monday., source: 1 }
subjects: [transport]
`,
    );
    expect(printed).toContain('what comes next\n  + Work begins on Monday.');
    expect(printed).toMatch(
      /^summary, full.*\(before: summary, brief; summary, standard; summary, full.*\)\n {4}It is too/m,
    );
    expect(printed).toMatch(
      /2 new, .*; version 1 → 2.*\nNumbers, dates, names or speakers are others, and corrections says so\.$/,
    );
  });

  test('compares with the committed file', async () => {
    const folder = createFolder({ 'briefings/bridge.yaml': before });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
        cwd: folder,
        stdio: 'pipe',
      });
    const desk = createDesk(folder);
    expect(await runVerb(['diff', 'bridge'], desk)).toBe(1);
    expect(desk.complaints()).toMatch(/^There is no committed .*bridge\.yaml \(.+\)\. Name a file to compare it with/);
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    const committed = createDesk(folder);
    expect(await runVerb(['diff', 'bridge'], committed)).toBe(0);
    expect(committed.printed()).toMatch(/^Readers are told the same as by the committed bridge\.yaml/);
  });

  test.each([
    [['brigde'], /Did you mean bridge\?$/],
    [['bridge', 'none.yaml'], /^\.\/none\.yaml: cannot be read \(ENOENT\)\.$/],
    [['bridge', 'bad.yaml'], /^\.\/bad\.yaml is no valid briefing, so that nothing can be compared with it\.$/],
  ])('of %j says what is wrong', async (args, expected) => {
    const { code, complaints } = await diff(before, args, { 'bad.yaml': 'headline: x' });
    expect(complaints).toMatch(expected);
    expect(code).toBe(1);
  });
});
