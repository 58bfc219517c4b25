import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { Library } from '../../src/briefing/library/library.ts';
import type { Database } from '../../src/store/schema.ts';
import { type Asked, asking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { violations } from '../support/message-limits.ts';

/* Nothing is shown in place of what was asked for, and nothing is left out without a way to it. */

const now = Date.parse('2026-11-24T12:00:00Z');
const person = (id: string, name: string, says = `Known as ${name}`) => ({
  id,
  name,
  description: { text: says, source: [1] },
});

let db: Database;
let library: Library;
let bot: ReturnType<typeof asking>;

beforeEach(async () => {
  db = await openTestDatabase();
  library = new Library([briefing()]);
  bot = asking({ db, library, now: () => now });
});

afterEach(() => db.destroy());

const values = ({ message }: Asked) =>
  [...JSON.stringify(message).matchAll(/"value":"([^"]+)"/g)].map(([, value]) => value ?? '');
const ids = ({ message }: Asked) =>
  [...JSON.stringify(message).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id ?? '');
const nextPage = (asked: Asked) => /Next ▶","custom_id":"([^"]+)"/.exec(JSON.stringify(asked.message))?.[1] ?? '';

/** Every choice that a message and its further pages offer. */
async function allChoices(first: Asked): Promise<string[]> {
  const found = values(first);
  for (let page = first; /Page (\d+) of (\d+)/.test(page.text); ) {
    const [, at, pages] = /Page (\d+) of (\d+)/.exec(page.text) ?? [];
    if (at === pages) break;
    page = await bot.click(nextPage(page));
    expect(violations(page.message)).toEqual([]);
    found.push(...values(page));
  }
  return found;
}

describe('a slug that may not be shown', () => {
  const closed = { slug: 'bridge-closed', headline: 'Bridge closed again', contentCreated: '2026-11-20' };
  const gone: readonly (readonly [string, Partial<Briefing> | undefined, string])[] = [
    ['withdrawn', { pubStatus: 'canceled' }, 'It was withdrawn on <t:'],
    ['expired', { expires: '2026-11-24T12:00:00Z' }, 'That briefing is no longer available.'],
    ['withheld', { pubStatus: 'withheld' }, 'No briefing is called “bridge-closed”'],
    ['embargoed', { embargoedUntil: '2026-11-25T00:00:00Z' }, 'No briefing is called “bridge-closed”'],
    ['deleted, or never was', undefined, 'No briefing is called “bridge-closed”'],
  ];
  const commands = ['summary', 'who', 'timeline', 'corrections'];
  test.each(gone.flatMap(([why, changes, said]) => commands.map((command) => [command, why, changes, said] as const)))(
    '/%s: one that is %s is said to be so, and no other is shown in its place',
    async (command, _, changes, said) => {
      if (changes) library.put(briefing({ ...closed, ...changes }));
      const { text, ephemeral } = await bot.use(command, { briefing: 'bridge-closed' });
      if (command === 'corrections' && changes?.pubStatus === 'canceled') {
        expect(text).toContain('A briefing was withdrawn');
        return;
      }
      expect(text).toContain(said);
      expect(text).not.toContain('again');
      expect(text).not.toContain('is closed (standard)');
      expect(ephemeral).toBe(true);
    },
  );

  test('a withdrawn one is told with its reason, by a button too', async () => {
    const corrections = [{ version: 2, date: '2026-11-21T10:00:00Z', text: 'The source was mistaken.' }];
    library.put(briefing({ ...closed, pubStatus: 'canceled', version: 2, corrections }));
    for (const asked of [bot.use('summary', { briefing: 'bridge-closed' }), bot.click('summary:bridge-closed:full:0')])
      expect((await asked).text).toBe(
        `## That briefing was withdrawn\nIt was withdrawn on <t:${Date.parse('2026-11-21T10:00:00Z') / 1000}:D>. ` +
          'Please do not rely on it. The reason: The source was mistaken.',
      );
  });

  test('of a topic whose briefing was withdrawn it is said that it is gone, and no other is shown', async () => {
    const [topic] = briefing().topics;
    if (!topic) throw new Error('no topic');
    library.put(briefing({ topics: [{ ...topic, slug: 'closure-of-bridge' }] }));
    library.put(briefing({ ...closed, pubStatus: 'canceled', topics: [topic] }));
    const { text } = await bot.use('topic', { name: 'closure' });
    expect(text).toContain('That topic is no longer available.');
    expect(text).not.toContain('cables');
  });
});

describe('what only resembles a briefing', () => {
  test.each([
    ['summary', { depth: 'full' }, 'summary:harbour-bridge:full:0'],
    ['who', {}, 'people:harbour-bridge'],
    ['timeline', {}, 'timeline:harbour-bridge'],
    ['corrections', {}, 'corrections:0:harbour-bridge'],
  ])('/%s offers it to the one who asks, and opens it as it was asked for', async (command, options, opens) => {
    const asked = await bot.use(command, { briefing: 'harbour brigde', ...options });
    expect(asked.text).toContain('No briefing is called “harbour brigde”\n### Did you mean\n- Harbour bridge closes');
    expect(asked.ephemeral).toBe(true);
    expect(values(asked)).toEqual([opens]);
    expect((await bot.click(opens)).text).toContain('Harbour bridge closes for repairs');
  });

  test('all that are like it are offered, on pages, whatever was typed', async () => {
    for (let i = 0; i < 30; i++) library.put(briefing({ slug: `b-${i}`, headline: `Bridge number ${i}` }));
    library.index();
    const typed = `bridge ${'🗞️:'.repeat(20)}`;
    const first = await bot.use('timeline', { briefing: typed });
    expect(violations(first.message)).toEqual([]);
    expect(new Set(await allChoices(first)).size).toBe(31);
  });

  test('one headline that two have is asked about', async () => {
    library.put(briefing({ slug: 'other' }));
    const asked = await bot.use('summary', { briefing: 'Harbour bridge closes for repairs' });
    expect(values(asked).toSorted()).toEqual(['summary:harbour-bridge', 'summary:other']);
  });
});

test('topics that are like what was typed are all offered, on pages', async () => {
  const [topic] = briefing().topics;
  if (!topic) throw new Error('no topic');
  const topics = Array.from({ length: 30 }, (_, i) => ({ ...topic, slug: `strike-${i}`, name: `Strike ${i}` }));
  library.put(briefing({ topics }));
  for (const name of ['strike', 'volcano'])
    expect(new Set(await allChoices(await bot.use('topic', { name }))).size).toBe(30);
});

test('a topic has its name in the language of the reply, and in each briefing its own', async () => {
  const [topic] = briefing().topics;
  if (!topic) throw new Error('no topic');
  const ru = { slug: 'b', language: 'ru', contentCreated: '2026-11-20' };
  library.put(briefing({ ...ru, topics: [{ ...topic, name: 'Закрытие моста' }] }));
  const { text } = await bot.use('topic', { name: 'closure' });
  expect(text).toContain('## The closure');
  expect(text).toContain('-# Закрытие моста');
});

test('the name of a topic in a translation is its name, though others begin with it', async () => {
  const [topic] = briefing().topics;
  if (!topic) throw new Error('no topic');
  const named = (name: string, other: string) => [
    { ...topic, slug: 'one', name },
    { ...topic, slug: 'two', name: other },
  ];
  const original = briefing({ slug: 'b', contentCreated: '2026-11-20', topics: named('Bridge', 'Ferries') });
  library.put({ ...original, translations: [{ ...original, language: 'ru', topics: named('Мост', 'Мост и паром') }] });
  for (const command of ['topic', 'compare'] as const)
    expect((await bot.use(command, { [command === 'topic' ? 'name' : 'topic']: 'мост' })).text).not.toContain(
      'Ferries',
    );
});

describe('/who', () => {
  test('all people who match are offered, on pages', async () => {
    const people = Array.from({ length: 30 }, (_, i) =>
      person(`anna-${i}`, `Anna ${i}`, 'Anna of the docks. '.repeat(9)),
    );
    library.put(briefing({ people }));
    const asked = await bot.use('who', { name: 'anna' });
    expect(asked.text).toContain('Who do you mean by “anna”?');
    expect(new Set(await allChoices(asked)).size).toBe(30);
  });

  test('where more match than are offered, it is said', async () => {
    const people = Array.from({ length: 120 }, (_, i) => person(`anna-${i}`, `Anna ${i}`));
    library.put(briefing({ people }));
    const asked = await bot.use('who', { name: 'anna' });
    expect(asked.text).toContain('The 100 best matches. Type more of the name to find others');
    expect(new Set(await allChoices(asked)).size).toBe(100);
  });

  test('in one briefing, those who have no room are behind the button to everyone in it', async () => {
    const people = Array.from({ length: 30 }, (_, i) => person(`anna-${i}`, `Anna ${i}`));
    library.put(briefing({ people }));
    const asked = await bot.use('who', { name: 'anna', briefing: 'harbour-bridge' });
    expect(ids(asked)).toContain('people:harbour-bridge');
    expect(new Set(await allChoices(await bot.click('people:harbour-bridge'))).size).toBe(31);
  });

  test('finds someone in the briefing that is named, however many others have the name', async () => {
    for (let i = 0; i < 300; i++) library.put(briefing({ slug: `b-${i}`, people: [person(`anna-${i}`, `Anna ${i}`)] }));
    library.put(briefing({ slug: 'target', people: [person('anna-berg', 'Anna Katharina Bergström')] }));
    expect((await bot.use('who', { name: 'anna', briefing: 'target' })).text).toContain('## Anna Katharina Bergström');
    const completed = await bot.complete('who', { name: 'anna', briefing: 'target' }, 'name');
    expect(completed).toEqual([
      { name: 'Anna Katharina Bergström · Known as Anna Katharina Bergström', value: 'anna-berg' },
    ]);
  });

  test('says where someone is told of, if not in the briefing that is named', async () => {
    library.put(briefing({ slug: 'a', headline: 'Speakers meet', people: [person('bagbin', 'Alban Bagbin')] }));
    const asked = await bot.use('who', { name: 'bagbin', briefing: 'harbour-bridge' });
    expect(asked.text).toContain('“Harbour bridge closes for repairs” does not mention “bagbin”');
    expect(asked.text).toContain('### Mentioned in other briefings\n- **Alban Bagbin**');
    expect(values(asked)).toEqual(['who:bagbin:0']);
    const nobody = await bot.use('who', { name: 'zzzz', briefing: 'harbour-bridge' });
    expect(nobody.text).toContain('Who is in it');
    expect(values(nobody)[0]).toMatch(/^who-within:harbour-bridge:/);
  });

  test('two people of one name are both offered', async () => {
    library.put(
      briefing({ slug: 'older', contentCreated: '2020-01-01', people: [person('jan-i', 'Jan Vos', 'Poet')] }),
    );
    library.put(briefing({ slug: 'newer', people: [person('jan-ii', 'Jan Vos', 'Judge')] }));
    const asked = await bot.use('who', { name: 'jan vos' });
    expect(asked.text).toContain('Who do you mean by “jan vos”?');
    expect(values(asked).toSorted()).toEqual(['who:jan-i:0', 'who:jan-ii:0']);
  });

  test('keeps to the briefing that is named on its further pages too, with a way to the others', async () => {
    const did = Array.from({ length: 40 }, (_, i) => ({ text: `Deed ${i} ${'of many '.repeat(10)}`, source: [1] }));
    library.put(briefing({ slug: 'a', people: [{ ...person('jan', 'Jan Vos'), did }] }));
    library.put(
      briefing({ slug: 'b', contentCreated: '2026-11-20', people: [person('jan', 'Jan Vos', 'Elsewhere.')] }),
    );
    const first = await bot.use('who', { name: 'jan', briefing: 'a' });
    expect(ids(first)).toContain('who:jan:0');
    const second = await bot.click(nextPage(first));
    expect(second.text).toContain('Page 2 of');
    expect(`${first.text} ${second.text}`).not.toContain('Elsewhere.');
  });

  test('a name is spelt as the briefing spells it that is shown, and the title is in the language of the reply', async () => {
    library.put(briefing({ slug: 'a', people: [person('putin', 'Vladimir Putin')] }));
    const ru = { slug: 'b', language: 'ru', contentCreated: '2026-11-20' };
    library.put(briefing({ ...ru, people: [person('putin', 'Владимир Путин', 'Президент')] }));
    const all = (await bot.use('who', { name: 'putin' })).text;
    expect(all).toContain('## Vladimir Putin');
    expect(all).toContain('**Владимир Путин**\nПрезидент');
    expect((await bot.use('who', { name: 'putin', briefing: 'b' })).text).toContain('## Владимир Путин');
    const completed = async (name: string) => (await bot.complete('who', { name }, 'name'))[0]?.name;
    expect(await completed('puti')).toBe('Vladimir Putin · Known as Vladimir Putin');
    expect(await completed('Пути')).toBe('Владимир Путин · Президент');
  });
});

test('a briefing of a topic without a command, newer than one with it, takes the command away from nobody', async () => {
  const [topic] = briefing().topics;
  if (!topic) throw new Error('no topic');
  library.put(briefing({ topics: [{ ...topic, command: { description: 'Why the bridge is closed' } }] }));
  library.put(briefing({ slug: 'newer', contentCreated: '2026-11-20', topics: [topic] }));
  expect((await bot.use('closure')).text).toContain('In 2 briefings');
});

test('lists that are cut say so, and how to come to the rest', async () => {
  const whole = await Promise.all(['latest', 'corrections'].map((command) => bot.use(command)));
  expect(whole.map(({ text }) => text).join()).not.toContain('newest;');
  const corrections = [{ version: 2, date: '2026-11-21T10:00:00Z', text: 'Six, not five.' }];
  for (let i = 0; i < 100; i++) library.put(briefing({ slug: `b-${i}`, version: 2, corrections }));
  library.index();
  expect((await bot.use('latest')).text).toContain('The 48 newest. Find older ones with `/search`');
  expect((await bot.use('search', { query: 'bridge' })).text).toContain('The 24 best matches. Add a word');
  expect((await bot.use('corrections')).text).toContain('The 96 newest. For all those of one briefing, name it');
});
