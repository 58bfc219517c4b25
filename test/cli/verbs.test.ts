import { describe, expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { verbs } from '../../src/cli/content/verbs.ts';
import { createDesk } from './desk.ts';

describe('the editors’ tool', () => {
  test('tells of all verbs when it is asked, and of one', async () => {
    const all = createDesk();
    expect(await runVerb(['--help'], all)).toBe(0);
    for (const name of Object.keys(verbs)) {
      expect(all.printed()).toMatch(new RegExp(`^  ${name} `, 'm'));
      const one = createDesk();
      expect(await runVerb([name, '-h'], one)).toBe(0);
      expect(one.printed()).toMatch(new RegExp(`^Usage: npm run content -- ${name} .*\n(.*\n)?\n${name} .*\\.$`, 'm'));
    }
  });

  test.each([
    [[], /^A verb is missing\.\n\nUsage/],
    [['chekc'], /^“chekc” is not known; did you mean check\?\n/],
    [['nonsense'], /^“nonsense” is not known\.\n/],
    [['constructor'], /^“constructor” is not known\.\n/],
    [['--colour'], /^Unknown option '--colour'\.\n/],
    [['check', '--colour'], /^Unknown option '--colour'/],
    [['check', 'a', 'b'], /^“b” is too much\.\n\nUsage: npm run content -- check /],
  ])('that is called with %j says what is wrong, and ends with 2', async (args, expected) => {
    const desk = createDesk();
    expect(await runVerb(args, desk)).toBe(2);
    expect(desk.complaints()).toMatch(expected);
    expect(desk.printed()).toBe('');
  });

  test('ends with 0 where all is well, and with 1 where there are problems', async () => {
    const good = createDesk('content');
    expect(await runVerb(['check'], good)).toBe(0);
    expect(good.printed()).toMatch(/^\d+ briefings? and \d+ translations? in content: no problems/);
    const bad = createDesk('no-such-folder');
    expect(await runVerb(['check'], bad)).toBe(1);
    expect(bad.complaints()).toMatch(/^no-such-folder\/briefings: cannot be read \(ENOENT\)/);
  });
});
