import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { createDesk, createFolder } from './desk.ts';

const briefing = `headline: The harbour bridge is closed
infoSources: [{ name: Harbour Gazette }]
descriptions:
  - value: The bridge is closed.   # as of today
    source: 1
leftOut: [{ source: 2, why: It may take longer. }]
`;
const article = `The harbour bridge is closed

The harbour bridge is closed.

It is to open again in six weeks.
`;
const files = { 'briefings/bridge.yaml': briefing, 'articles/bridge.txt': article };

async function verify(args: readonly string[], given: Readonly<Record<string, string | Uint8Array>> = files) {
  const folder = createFolder(given);
  const desk = createDesk(folder);
  const named = args.map((arg) => (/\.(txt|jsonl)$/.test(arg) ? join(folder, arg) : arg));
  const code = await runVerb(['verify', ...named], desk);
  return {
    code,
    folder,
    printed: desk.printed().replaceAll(folder, '.'),
    complaints: desk.complaints().replaceAll(folder, '.'),
    file: () => readFileSync(join(folder, 'briefings/bridge.yaml'), 'utf8'),
  };
}

describe('verify', () => {
  test('finds nothing wrong in what the article bears', async () => {
    const { code, printed, complaints } = await verify(['bridge']);
    expect([code, complaints]).toEqual([0, '']);
    expect(printed).toBe('2 claims held against 1 article: no findings.');
  });

  const wrong = { ...files, 'briefings/bridge.yaml': briefing.replace('source: 1', 'source: [1, 9]') };

  test('tells what the article does not bear, with its place and how to waive it, and ends with 1', async () => {
    const { code, printed } = await verify(['bridge'], wrong);
    expect(code).toBe(1);
    expect(printed).toBe(`./briefings/bridge.yaml:4:12 paragraph: “9”: this is not in the paragraph that is named
    in: “The bridge is closed.”
2 claims held against 1 article: 1 finding (paragraph 1).
If one is right all the same, waive it in the file, with the reason:
waivers:
  - { kind: paragraph, text: "9", why: … }`);
  });

  test('lets one finding stand for each waiver, and tells of one that fits none any more', async () => {
    const waiver = (text: string) => `waivers: [{ kind: paragraph, text: "${text}", why: The print edition has it }]\n`;
    const waived = await verify(['bridge'], {
      ...wrong,
      'briefings/bridge.yaml': wrong['briefings/bridge.yaml'] + waiver('9'),
    });
    expect(waived.code).toBe(0);
    expect(waived.printed).toMatch(
      /paragraph: “9”: waived, The print edition has it\n(.*\n)*.*: no findings, 1 waived\.$/,
    );
    const twice = wrong['briefings/bridge.yaml'].replace(
      'descriptions:\n',
      'descriptions:\n  - { value: It is shut, source: 9 }\n',
    );
    expect(await verify(['bridge'], { ...wrong, 'briefings/bridge.yaml': twice + waiver('9') })).toMatchObject({
      code: 1,
    });
    const idle = await verify(['bridge'], { ...files, 'briefings/bridge.yaml': briefing + waiver('8') });
    expect(idle.code).toBe(0);
    expect(idle.printed).toMatch(
      /bridge\.yaml:7:11 waivers: no paragraph “8” is found any more; take this waiver out\n/,
    );
  });

  test('finds what the article says and nothing tells, unless it is left out on purpose', async () => {
    const untold = { ...files, 'briefings/bridge.yaml': briefing.replace(/leftOut.*\n/, '') };
    const { code, printed } = await verify(['bridge'], untold);
    expect(code).toBe(1);
    expect(printed).toMatch(
      /^\.\/briefings\/bridge\.yaml:2:15 uncovered: “It is to open again in six weeks\.” \(paragraph 2\): nothing tells this/,
    );
  });

  test('tells of findings as the lines of the file come, and shows nothing that a terminal would obey', async () => {
    const given = {
      'briefings/bridge.yaml': `people: [{ name: Ann, description: { text: Mayor, source: 8 } }]\n${briefing.replace('source: 1', 'source: 9').replace(/leftOut.*\n/, '')}`,
      'articles/bridge.txt': article.replace('It is to', 'It is \u001b[31m\u202eto'),
    };
    const { printed } = await verify(['bridge'], given);
    expect([...printed.matchAll(/yaml:\d+:\d+ (\w+: “[^”]*”)/g)].map(([, told]) => told)).toEqual(
      expect.arrayContaining([
        'paragraph: “8”',
        'paragraph: “9”',
        'uncovered: “It is [31m to open again in six weeks.”',
      ]),
    );
    expect(printed.indexOf('“8”')).toBeLessThan(printed.indexOf('“9”'));
    expect(printed.indexOf('“9”')).toBeLessThan(printed.indexOf('uncovered:'));
    for (const obeyed of ['\u001b', '\u202e']) expect(printed).not.toContain(obeyed);
  });

  test('gives the same as JSON', async () => {
    const { code, printed } = await verify(['bridge', '--json'], wrong);
    expect(code).toBe(1);
    expect(JSON.parse(printed)).toEqual({
      slug: 'bridge',
      path: './briefings/bridge.yaml',
      version: 1,
      claims: 2,
      findings: [
        { line: 4, at: 'descriptions.0.value', kind: 'paragraph', text: '9', statement: 'The bridge is closed.' },
      ],
      idleWaivers: [],
    });
  });

  test('--write records what was checked, and leaves every other character as it was', async () => {
    const { code, file, complaints, folder } = await verify(['bridge', '--write']);
    expect([code, complaints]).toEqual([0, 'What was checked is written to ./briefings/bridge.yaml.']);
    expect(file()).toMatch(
      /# as of today\n(.*\n)+\nchecked:\n {2}on: 2026-11-28\n {2}version: 1\n {2}statements: h[0-9a-f]{7}\n {2}articles:\n {4}- paragraphs: \[.*, .*, .*\]\n$/,
    );
    expect(file().startsWith(briefing)).toBe(true);
    expect(readdirSync(join(folder, 'briefings'))).toEqual(['bridge.yaml']);
  });

  test('--write leaves alone what somebody has saved meanwhile', async () => {
    const folder = createFolder(files);
    const path = join(folder, 'briefings/bridge.yaml');
    const saved = `${briefing}urgency: 1\n`;
    const desk = createDesk(folder, {
      // It asks for the day just before it writes.
      now: () => {
        writeFileSync(path, saved);
        return 0;
      },
    });
    expect(await runVerb(['verify', 'bridge', '--write'], desk)).toBe(1);
    expect(desk.complaints()).toMatch(/nothing was written, since the file has changed meanwhile\. Run it again\.$/);
    expect(readFileSync(path, 'utf8')).toBe(saved);
  });

  test('--write writes nothing while findings stand', async () => {
    const { code, file, complaints } = await verify(['bridge', '--write'], wrong);
    expect([code, complaints]).toEqual([1, 'Nothing was written to ./briefings/bridge.yaml: findings stand.']);
    expect(file()).toBe(wrong['briefings/bridge.yaml']);
  });

  test('takes the articles that are named, in the order of the sources', async () => {
    const two = briefing.replace('{ name: Harbour Gazette }', '{ name: Harbour Gazette }, { id: ap, name: AP }');
    const given = {
      'briefings/bridge.yaml': two
        .replace('source: 1', 'source: [1, "ap:3"]')
        .replace('source: 2', 'source: [2, "ap:2"]'),
      'one.txt': article,
      'two.txt': `${article}\nA third paragraph.\n`,
    };
    expect(await verify(['bridge', '--article', 'one.txt', '--article', 'two.txt'], given)).toMatchObject({ code: 0 });
    expect(await verify(['bridge', '--article', 'two.txt', '--article', 'one.txt'], given)).toMatchObject({ code: 1 });
    const looked = await verify(['bridge', '--article', 'one.txt'], given);
    expect([looked.code, looked.complaints]).toEqual([
      1,
      expect.stringMatching(
        /^The article of bridge is not there\. It was looked for at \.\/articles\/bridge\.ap\.txt\.\n/,
      ),
    ]);
    const many = await verify(['bridge', '--article', 'one.txt', '--article', 'one.txt']);
    expect(many.complaints).toBe('bridge has one source, and 2 articles were given.');
  });

  test.each<[string, string | Uint8Array, RegExp]>([
    ['is empty', '', /^\.\/articles\/bridge\.txt: it is empty\./],
    ['is not UTF-8', new Uint8Array([0x54, 0xe9, 0x0a, 0x0a, 0x61]), /bridge\.txt: it is not UTF-8 text\./],
    ['is larger than 5 MB', 'a b\n'.repeat(1_300_000), /bridge\.txt: it is larger than 5 MB\./],
    ['is HTML', '<!doctype html><p>x</p>', /bridge\.txt: it is HTML\./],
    ['is one line', 'Only a title', /bridge\.txt: it has one line, which is taken for the title\./],
  ])('says what is wrong with an article that %s', async (_, bytes, expected) => {
    const { code, printed, complaints } = await verify(['bridge'], { ...files, 'articles/bridge.txt': bytes });
    expect(complaints).toMatch(expected);
    expect([code, printed]).toEqual([1, '']);
  });

  test('takes an article of one paragraph, and one of two thousand', async () => {
    for (const count of [1, 2_000]) {
      const paragraphs = Array.from({ length: count }, () => 'The harbour bridge is closed.').join('\n\n');
      const given = { ...files, 'articles/bridge.txt': `The harbour bridge is closed\n\n${paragraphs}\n` };
      expect(await verify(['bridge'], given)).toMatchObject({ code: 0 });
    }
  });

  test('holds a briefing against an article in another language, whose numbers are written otherwise', async () => {
    const german = `Brücke gesperrt

Die Hafenbrücke ist seit Montag gesperrt, weil mehrere Stahlseile gerissen sind und niemand weiß, wie lange die übrigen noch halten.

Jeden Tag fahren sonst 95.000 Wagen über die Brücke, die vor vierzig Jahren gebaut worden ist.
`;
    const english = (cars: string) => ({
      'briefings/bridge.yaml': `headline: Bridge closed\ninfoSources: [{ name: G }]\ndescriptions: [{ value: "Each day ${cars} cars use it.", source: 2 }]\n`,
      'articles/bridge.txt': german,
    });
    expect(await verify(['bridge'], english('95,000'))).toMatchObject({ code: 0 });
    const { code, printed } = await verify(['bridge'], english('59,000'));
    expect(printed).toMatch(/number: “59,000.*”: the article has another number\n/);
    expect(code).toBe(1);
  });

  test('says where it looked for an article that is not there, and for a briefing', async () => {
    const { 'articles/bridge.txt': _, ...without } = files;
    expect((await verify(['bridge'], without)).complaints).toMatch(
      /^The article of bridge is not there\. It was looked for at \.\/articles\/bridge\.txt\./,
    );
    expect((await verify(['brigde'])).complaints).toMatch(/Did you mean bridge\?$/);
  });

  describe('--statements', () => {
    const lines = [
      { id: 'a', text: 'The harbour bridge is closed.', source: [1] },
      { text: 'The bridge opens again in nine weeks.' },
    ];
    const given = { ...files, 's.jsonl': lines.map((line) => `${JSON.stringify(line)}\n`).join('') };
    const args = ['--article', 'articles/bridge.txt', '--statements', 's.jsonl', '--json'];

    test('prints a verdict for each, in the same order', async () => {
      const { code, printed, complaints } = await verify(args, given);
      expect([code, complaints]).toEqual([0, '']);
      const [first, second] = printed.split('\n').map((line) => JSON.parse(line));
      expect(first).toMatchObject({ id: 'a', verdict: 'supported', score: expect.any(Number) });
      expect(second).toMatchObject({ verdict: 'unsupported', findings: [{ kind: 'number' }] });
    });

    test.each<[readonly string[], Readonly<Record<string, string>>, number, RegExp]>([
      [args, { ...given, 's.jsonl': '{"text": "x"}\n{"txet": "y"}\n' }, 1, /s\.jsonl, line 2: .*\n?/],
      [args, files, 1, /^\.\/s\.jsonl: cannot be read \(ENOENT\)\.$/],
      [['--article', 'none.txt', '--statements', 's.jsonl'], given, 1, /^\.\/none\.txt: there is no such file\.$/],
      [['--statements', 's.jsonl'], given, 2, /^--statements needs --article FILE/],
      [['bridge', ...args], given, 2, /^--statements goes with --article and --json alone\./],
      [[], given, 2, /^SLUG is missing\./],
    ])('of %j with wrong input says what is wrong, and prints no verdict', async (words, has, exitCode, expected) => {
      const { code, printed, complaints } = await verify(words, has);
      expect(complaints).toMatch(expected);
      expect([code, printed]).toEqual([exitCode, '']);
    });
  });
});
