import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { derive } from '../../src/briefing/file/derive.ts';
import { parseBriefing } from '../../src/briefing/file/parse.ts';
import { warningsOf } from '../../src/briefing/file/warnings.ts';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { language } from '../../src/text/language.ts';
import { sourcesMessage } from '../../src/view/sources.ts';
import { createDesk, createFolder } from './desk.ts';

const bridge = `headline: The harbour bridge is closed
contentCreated: 2026-03-01
infoSources: [{ name: Harbour Gazette }]
descriptions:
  - { value: The harbour bridge is closed., source: 1 }
`;
const article = 'The harbour bridge is closed\n\nThe harbour bridge is closed, as it was in the year before.\n';

async function run(folder: string, ...args: string[]) {
  const desk = createDesk(folder);
  await runVerb(args, desk);
  return desk.printed() + desk.complaints();
}

test('list has every briefing, the newest article first, and what is wrong', async () => {
  const folder = createFolder({
    'briefings/bridge.yaml': bridge,
    'briefings/undated.yaml': bridge.replace(/contentCreated.*\n/, 'pubStatus: withheld\n'),
    'briefings/newer.yaml': `${bridge.replace('03-01', '03-02').replace('closed\n', 'closed for a very long time\n')}version: 2\nupdates: [{ version: 2, text: Longer }]\n`,
    'briefings/bad.yaml': 'headline: Only this\n',
  });
  expect(await run(folder, 'list')).toBe(
    [
      'newer    2026-03-02  usable    v2  en  not checked',
      '    The harbour bridge is closed for a very long time',
      'bridge   2026-03-01  usable    v1  en  not checked  The harbour bridge is closed',
      'bad                  wrong             2 problems',
      'undated              withheld  v1  en  not checked  The harbour bridge is closed',
    ].join('\n'),
  );
});

test('a check is told of until the text, the version or the article changes', async () => {
  const folder = createFolder({ 'briefings/bridge.yaml': bridge, 'articles/bridge.txt': article });
  const path = join(folder, 'briefings/bridge.yaml');
  await run(folder, 'verify', 'bridge', '--write');
  const checked = readFileSync(path, 'utf8');
  const told = async (text: string) => {
    writeFileSync(path, text);
    const file = parseBriefing(text);
    if (!file) throw new Error('the briefing of the test is not valid');
    return {
      list: await run(folder, 'list'),
      warnings: warningsOf(text, 'bridge.yaml', Date.parse('2026-11-28T12:00:00Z')).map(({ message }) => message),
      sources: JSON.stringify(sourcesMessage(derive(file, 'bridge'), 0, language('en'))),
    };
  };

  const fresh = await told(checked);
  expect(fresh.list).toContain('checked 2026-11-28');
  expect(fresh.warnings).toEqual([]);
  expect(fresh.sources).toContain('Checked against the article on 28 November 2026.');

  // What is no statement of the article's does not count.
  expect((await told(`urgency: 2\n${checked}`)).list).toContain('checked 2026-11-28');

  for (const [text, why] of [
    [checked.replace('value: The', 'value: Today the'), 'the text has changed since'],
    [`version: 2\nupdates: [{ version: 2, text: Longer }]\n${checked}`, 'this is another version'],
  ] as const) {
    const stale = await told(text);
    expect(stale.list).toContain(`check is stale: ${why}`);
    expect(stale.warnings).toEqual([`what verify checked on 2026-11-28 tells nothing any more: ${why}`]);
    expect(stale.sources).not.toContain('Checked');
  }

  writeFileSync(join(folder, 'articles/bridge.txt'), article.replace('year', 'summer'));
  expect((await told(checked)).list).toContain('check is stale: the article has changed since');
});
