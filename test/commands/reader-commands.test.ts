import { join } from 'node:path';
import { ApplicationCommandOptionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { createLog } from '../../src/app/log.ts';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { loadBriefings } from '../../src/briefing/file/load.ts';
import { depths } from '../../src/briefing/file/schema.ts';
import { takenCommandNames } from '../../src/briefing/file/topic-problems.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { composeDigest } from '../../src/digest/compose/compose.ts';
import type { Database } from '../../src/store/schema.ts';
import { language } from '../../src/text/language.ts';
import { digestOf } from '../../src/view/briefing-reply.ts';
import { phoneHeight, phoneScreenPx } from '../../src/view/phone-height.ts';
import { asking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { violations } from '../support/message-limits.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const person = (id: string, name: string) => ({ id, name, description: { text: `Known as ${name}`, source: [1] } });

let db: Database;
let library: Library;
let bot: ReturnType<typeof asking>;

beforeEach(async () => {
  db = await openTestDatabase();
  library = new Library([
    briefing(),
    briefing({
      slug: 'ferry',
      headline: 'Ferry runs again',
      contentCreated: '2026-02-01',
      people: [
        { ...person('mina-oz', 'Mina Öz'), did: [{ text: 'Took the first ferry.', source: [1] }] },
        person('jan-dekker', 'Jan Dekker'),
        person('jana-dekker', 'Jana Dekker'),
      ],
      topics: [],
    }),
  ]);
  bot = asking({ db, library, now: () => now });
});

afterEach(() => db.destroy());

const buttons = (message: object) =>
  [...JSON.stringify(message).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id ?? '');

describe('/summary', () => {
  test('without a briefing tells the latest one', async () => {
    const { text, ephemeral } = await bot.use('summary');
    expect(text).toContain('Harbour bridge closes for repairs');
    expect(text).toContain('March 1, 2026 · Rotterdam, Netherlands');
    expect(text).toContain('The harbour bridge is closed (standard)');
    expect(text).toContain('Source: Harbour Gazette');
    expect(ephemeral).toBe(false);
  });

  test('takes a briefing by its slug or its headline, a depth, and who may read the answer', async () => {
    expect((await bot.use('summary', { briefing: 'ferry' })).text).toContain('Ferry runs again');
    expect((await bot.use('summary', { briefing: 'ferry runs AGAIN' })).text).toContain('Ferry runs again');
    const full = await bot.use('summary', { depth: 'full', private: true });
    expect(full.text).toContain('is closed (full).\u00a0`¶1`');
    expect(full.ephemeral).toBe(true);
    const none = await bot.use('summary', { briefing: 'zzzz' });
    expect(none.text).toContain('No briefing matches “zzzz”');
    expect(none.ephemeral).toBe(true);
  });

  test('has buttons to who, topics, timeline, full depth and sources; each answers the one who clicks', async () => {
    const { message } = await bot.use('summary');
    const titles: string[] = [];
    for (const id of buttons(message)) {
      const { text, ephemeral, message: opened } = await bot.click(id);
      expect(ephemeral).toBe(true);
      expect(violations(opened)).toEqual([]);
      titles.push(text.split('\n')[0] ?? '');
    }
    expect(titles).toEqual([
      '## Harbour bridge closes for repairs',
      '## Who is in it',
      '## Topics',
      '## Timeline',
      '## Sources',
    ]);
  });

  test('completes what is typed by the words of briefings, the newest first for nothing', async () => {
    expect((await bot.complete('summary', { briefing: '' }, 'briefing')).map(({ value }) => value)).toEqual([
      'harbour-bridge',
      'ferry',
    ]);
    expect((await bot.complete('summary', { briefing: 'fery' }, 'briefing')).map(({ value }) => value)).toEqual([
      'ferry',
    ]);
  });

  test('shows nothing that is embargoed, expired, withheld or canceled', async () => {
    for (const [slug, changes] of Object.entries({
      embargoed: { embargoedUntil: '2026-11-25T00:00:00Z' },
      expired: { expires: '2026-11-24T00:00:00Z' },
      withheld: { pubStatus: 'withheld' as const },
      canceled: { pubStatus: 'canceled' as const },
    }))
      library.put(briefing({ slug, contentCreated: '2026-11-20', headline: `The ${slug} bridge`, ...changes }));
    expect((await bot.use('summary')).text).toContain('Harbour bridge closes');
    for (const slug of ['embargoed', 'expired', 'withheld', 'canceled']) {
      const said = { expired: 'no longer available', canceled: 'It was withdrawn on <t:' }[slug];
      expect((await bot.use('summary', { briefing: slug })).text).toContain(said ?? 'No briefing matches');
      expect((await bot.click(`summary:${slug}:full:0`)).text).toContain(said ?? 'no longer available');
      expect((await bot.use('search', { query: slug })).text).toContain('No briefing mentions');
      expect(await bot.complete('summary', { briefing: slug }, 'briefing')).toEqual([]);
    }
    expect((await bot.use('latest')).text).not.toContain('embargoed');
  });
});

describe('a briefing that may not be shown', () => {
  const instant = Date.parse('2026-11-24T12:00:00Z');
  const topicCommand = { description: 'All of the secret' };
  const secret = (changes: Partial<Briefing>): Briefing =>
    briefing({
      slug: 'secret',
      headline: 'Quokka vault opens',
      contentCreated: '2026-11-20',
      located: 'Quokkaville',
      people: [person('quokka-quin', 'Quokka Quin'), { ...person('mina-oz', 'Mina Öz'), aliases: ['Quokka Queen'] }],
      organisations: [],
      topics: [
        {
          slug: 'quokka',
          name: 'The quokka',
          command: topicCommand,
          sections: [{ heading: 'Why', statements: [{ text: 'Quokkas.', source: [1] }] }],
        },
      ],
      corrections: [{ version: 2, date: '2026-11-21T10:00:00Z', text: 'Quokka, not wombat.' }],
      version: 3,
      ...changes,
    });

  /** Everything that a reader can ask, and what the answers show of the briefing. */
  async function shownAnywhere(at: number): Promise<string[]> {
    const { use, click, complete, context } = asking({ db, library, now: () => at });
    const message = async (asked: Promise<{ message: object }>) =>
      JSON.stringify((await asked).message).replaceAll(/“[^”]*”/g, '');
    const answers: Record<string, () => Promise<string>> = {
      commands: async () => JSON.stringify(context.commands().map(({ definition }) => definition)),
      'the command of its topic': () => message(use('quokka')),
    };
    for (const command of ['summary', 'who', 'timeline', 'latest', 'corrections', 'help'])
      answers[`/${command}`] = () => message(use(command));
    for (const command of ['summary', 'who', 'timeline', 'corrections'])
      for (const asked of ['secret', 'quokka vault'])
        answers[`/${command} briefing:${asked}`] = () => message(use(command, { briefing: asked }));
    for (const name of ['quokka-quin', 'Quokka Quin', 'quokka', 'quokka queen', 'mina'])
      answers[`/who name:${name}`] = () => message(use('who', { name }));
    for (const name of ['quokka', 'zzz']) answers[`/topic name:${name}`] = () => message(use('topic', { name }));
    answers['/search'] = () => message(use('search', { query: 'quokka' }));
    for (const typed of ['', 'quok', 'secret'])
      for (const [command, option] of [
        ['summary', 'briefing'],
        ['who', 'briefing'],
        ['timeline', 'briefing'],
        ['corrections', 'briefing'],
        ['who', 'name'],
        ['topic', 'name'],
        ['digest add', 'topic'],
      ] as const)
        answers[`${command} ${option}:${typed}…`] = async () =>
          JSON.stringify(await complete(command ?? '', { [option ?? '']: typed }, option ?? ''));
    for (const id of [
      ...['summary:secret:full:0', 'people:secret:0', 'topics:secret:0', 'timeline:secret:0', 'sources:secret:0'],
      ...['who:quokka-quin:0', 'who:mina-oz:0', 'topic:quokka:0', 'latest:0', 'search:0:quokka', 'help:0'],
      ...['corrections:0:', 'corrections:0:secret'],
    ])
      answers[id] = () => message(click(id));
    const shown: string[] = [];
    for (const [asked, answer] of Object.entries(answers)) if (/quokka/i.test(await answer())) shown.push(asked);
    return shown;
  }

  test.each([
    ['withheld', { pubStatus: 'withheld' }, instant],
    ['canceled', { pubStatus: 'canceled' }, instant],
    ['embargoed, until the instant', { embargoedUntil: '2026-11-24T12:00:00Z' }, instant - 1],
    ['expired, from the instant', { expires: '2026-11-24T12:00:00Z' }, instant],
  ] as const)('%s: no command, completion, button or topic shows any of it', async (_, changes, at) => {
    library.put(secret(changes));
    expect(await shownAnywhere(at)).toEqual([]);
  });

  test.each([
    ['no longer embargoed, from the instant', { embargoedUntil: '2026-11-24T12:00:00Z' }, instant],
    ['not yet expired, until the instant', { expires: '2026-11-24T12:00:00Z' }, instant - 1],
  ])('%s: it is shown by all of them', async (_, changes, at) => {
    library.put(secret(changes));
    const shown = await shownAnywhere(at);
    expect(shown).toEqual(
      expect.arrayContaining(['commands', 'the command of its topic', '/summary', '/corrections', '/help', '/search']),
    );
    expect(shown.length).toBeGreaterThan(35);
  });

  test.each([
    ['withheld', { pubStatus: 'withheld' }],
    ['canceled', { pubStatus: 'canceled' }],
    ['embargoed', { embargoedUntil: '2026-11-24T12:00:00.001Z' }],
    ['expired', { expires: '2026-11-24T12:00:00Z' }],
  ] as const)('%s: no digest has it, not even to repeat it', (_, changes) => {
    const at = Temporal.Instant.fromEpochMilliseconds(instant);
    const made = { topic: null, depth: 'full', mentionRoleId: null, whenEmpty: 'repeat', zone: 'UTC' } as const;
    for (const topic of [null, 'quokka'])
      for (const posted of [
        new Map<string, number>(),
        new Map([
          ['secret', 3],
          ['harbour-bridge', 1],
        ]),
      ])
        expect(
          JSON.stringify(
            composeDigest({ ...made, topic }, posted, new Library([briefing(), secret(changes)]), at, language()),
          )
            .replaceAll('"topic":"quokka"', '')
            .replaceAll('quokka ·', ''),
        ).not.toMatch(/quokka/i);
  });
});

describe('/who', () => {
  test('without a name lists everyone in the briefing', async () => {
    const { text } = await bot.use('who');
    expect(text).toContain('Mina Öz');
    expect(text).toContain('Port Authority');
  });

  test.each(['Mina Öz', 'mina', 'oz', 'MINA OZ', 'mayor oz', 'mina-oz'])(
    'finds %s, and tells of every briefing they are in',
    async (name) => {
      const { text, ephemeral } = await bot.use('who', { name });
      expect(text).toContain('## Mina Öz');
      expect(text).toContain('The news as of March 1, 2026');
      expect(text).toContain('- Called the closure too long.\u00a0`¶2`');
      expect(text).toContain('**Port Authority**');
      expect((await bot.click('who:mina-oz:1')).text).toContain('Took the first ferry.');
      expect(ephemeral).toBe(false);
    },
  );

  test('asks whom one means where several have the name, and keeps to the briefing that is named', async () => {
    const { text, ephemeral, message } = await bot.use('who', { name: 'dekker' });
    expect(text).toContain('Who do you mean by “dekker”?');
    expect(ephemeral).toBe(true);
    expect(JSON.stringify(message)).toContain('who:jana-dekker:0');
    expect((await bot.use('who', { name: 'Jan Dekker' })).text).toContain('## Jan Dekker');
    expect((await bot.use('who', { name: 'Jan Dekker', briefing: 'harbour-bridge' })).text).toContain(
      '“Harbour bridge closes for repairs” does not mention “Jan Dekker”',
    );
  });

  test('completes names of the briefing that is named alone, whether or not something is typed', async () => {
    const names = async (name: string, slug: string) =>
      (await bot.complete('who', { name, briefing: slug }, 'name')).map(({ value }) => value);
    expect(await names('', 'harbour-bridge')).not.toContain('jan-dekker');
    expect(await names('', 'ferry')).toContain('jan-dekker');
    expect(await names('dekker', 'harbour-bridge')).toEqual([]);
    expect((await names('dekker', 'ferry')).toSorted()).toEqual(['jan-dekker', 'jana-dekker']);
  });

  test('offers each of those who share a name, with what tells them apart', async () => {
    const janVos = { id: 'jan-vos', name: 'Jan Vos' };
    const teacher = { id: 'jan-vos-2', name: 'Jan Vos', description: { text: 'Teacher', source: [1] } };
    library.put(briefing({ slug: 'dyke', headline: 'The dyke holds', people: [janVos], topics: [] }));
    library.put(briefing({ slug: 'school', headline: 'A school opens', people: [teacher], topics: [] }));
    const { text, message } = await bot.use('who', { name: 'jan vos' });
    expect(text).toContain('- **Jan Vos**: Teacher\n-# A school opens');
    expect(text).toContain('- **Jan Vos**\n-# The dyke holds');
    expect(JSON.stringify(message)).toContain('"description":"Teacher · A school opens"');
    expect((await bot.complete('who', { name: 'vos' }, 'name')).map(({ name }) => name)).toEqual([
      'Jan Vos · The dyke holds',
      'Jan Vos · Teacher · A school opens',
    ]);
  });

  test('completes each name with who it is, unless that is somebody’s claim', async () => {
    const people = [
      person('jana-dekker', 'Jana Dekker'),
      { id: 'jo-dekker', name: 'Jo Dekker', description: { text: 'A liar', source: [1], by: ['jana-dekker'] } },
    ];
    library.put(briefing({ slug: 'ferry', people, topics: [] }));
    expect((await bot.complete('who', { name: 'dekker' }, 'name')).map(({ name }) => name).toSorted()).toEqual([
      'Jana Dekker · Known as Jana Dekker',
      'Jo Dekker',
    ]);
  });

  test('answers kindly for someone unknown, with the nearest names, to the one who asked', async () => {
    const near = await bot.use('who', { name: 'Mena Oz' });
    expect(near.text).toMatch(/^## Did you mean one of these\?\n### Names like “Mena Oz”\n- \*\*Mina Öz\*\*/);
    expect(near.text).not.toContain('No briefing');
    expect(near.ephemeral).toBe(true);
    const far = await bot.use('who', { name: 'Quetzalcoatl **@everyone**' });
    expect(far.text).toContain('Who is in the latest briefing');
    expect(far.text).not.toContain('**@everyone**');
  });

  test('names those in the latest briefing in a menu only for a name that nobody has, on one screen of a phone', async () => {
    const people = Array.from({ length: 12 }, (_, i) => person(`jana-${i}`, `Jana Dekker the ${i}th of the Harbour`));
    library.put(briefing({ slug: 'ferry', people, contentCreated: '2026-03-09', topics: [] }));
    const { text, message } = await bot.use('who', { name: 'Quetzalcoatl' });
    expect(text).toBe('## No briefing mentions “Quetzalcoatl”\nWho is in the latest briefing');
    expect(JSON.stringify(message)).toContain('"value":"who:jana-11:0"');
    expect(phoneHeight(message)).toBeLessThanOrEqual(phoneScreenPx);
    expect(violations(message)).toEqual([]);
  });
});

test('/topic tells a topic by its slug or a part of its name, and names those there are for another', async () => {
  expect((await bot.use('topic', { name: 'closure' })).text).toContain('The cables are worn.');
  expect((await bot.use('topic', { name: 'The clos' })).text).toContain('The cables are worn.');
  const unknown = await bot.use('topic', { name: 'volcano' });
  expect(unknown.text).toContain('No topic is called “volcano”');
  expect(JSON.stringify(unknown.message)).toContain('"value":"topic:closure:0"');
});

test('a topic that asks for a command gets one while its briefing may be shown', async () => {
  const [topic] = briefing().topics;
  if (!topic) throw new Error('no topic');
  const command = { description: 'Why the bridge is closed' };
  library.put(briefing({ topics: [{ ...topic, command }] }));
  const { text } = await bot.use('closure');
  expect(text).toContain('The cables are worn.');
  expect(bot.context.commands().find(({ definition }) => definition.name === 'closure')?.definition).toMatchObject(
    command,
  );
  library.remove('harbour-bridge');
  expect((await bot.use('closure')).text).toContain('That command no longer exists');
});

test('no topic can take the name of a command that there is: the content check knows them all', () => {
  expect(takenCommandNames.toSorted()).toEqual(commands.map(({ definition }) => definition.name).toSorted());
});

test('/timeline, /search and /latest', async () => {
  expect((await bot.use('timeline')).text).toContain('The bridge closes.');
  const found = await bot.use('search', { query: 'cabels worn' });
  expect(found.text).toContain('**Showing the only result for “cables”**\nThe **cables** are **worn**.');
  expect(found.text).toContain('## Harbour bridge closes for repairs');
  expect((await bot.use('search', { query: 'zzzz' })).text).toContain('No briefing mentions “zzzz”');
  const { text } = await bot.use('latest');
  expect(text.indexOf('Harbour bridge')).toBeLessThan(text.indexOf('Ferry runs'));
});

describe('/search', () => {
  const topics = [
    {
      slug: 'tunnels',
      name: 'Tunnels',
      sections: [{ heading: 'Why', statements: [{ text: 'They leak.', source: [1] }] }],
    },
  ];
  const statement = (text: string) => [{ role: 'brief' as const, value: text, source: [1], by: ['mina-oz'] }];

  beforeEach(() => {
    library.put(
      briefing({ slug: 'a', headline: 'The council meets', descriptions: statement('Reactors are safe.'), topics }),
    );
    library.put(
      briefing({ slug: 'b', headline: 'A plan is made', descriptions: statement('No reactors here.'), topics: [] }),
    );
    library.put(
      briefing({ slug: 'c', headline: 'Old tunnels open', descriptions: statement('It is done.'), topics: [] }),
    );
  });

  test('what somebody rejects, quotes or reports is found as such, wherever it stands in a briefing', async () => {
    const by = ['mina-oz'];
    const [mayor] = briefing().people;
    if (!mayor) throw new Error('the briefing has nobody');
    const told = { source: [1], by, stance: 'denies' as const };
    const made = briefing({
      slug: 'a',
      people: [{ ...mayor, did: [{ ...told, text: '“Zebras lie.”' }] }],
      events: [{ id: 'march', name: 'The march', description: { ...told, text: 'Giraffes marched.' } }],
      topics: topics.map((topic) => ({
        ...topic,
        reactions: [{ who: by, stance: 'warns', said: 'Wolves come.', reportedBy: 'the Gazette', source: [1] }],
      })),
    });
    const people = made.people.map((each) => ({
      ...each,
      did: each.did?.map((deed) => ({ ...deed, quote: true })) ?? [],
    }));
    library.put({ ...made, people });
    const found = async (query: string) => (await bot.use('search', { query })).text;
    expect(await found('zebras')).toContain('Mina Öz says: “**Zebras** lie.”');
    expect(await found('giraffes')).toContain('Mina Öz denies this: **Giraffes** marched.');
    expect(await found('wolves')).toContain('Mina Öz warns: **Wolves** come. *(as reported by the Gazette)*');
  });

  test('shows what each briefing was found by, the words in bold, and whose claim it is', async () => {
    const { text } = await bot.use('search', { query: 'reactors' });
    expect(text).toContain('2 briefings, the best match first');
    expect(text).toMatch(/\*\*The council meets\*\*\n-# March 1, 2026 .*\nMina Öz says: \*\*Reactors\*\* are safe\./);
    expect(text).toContain('no **reactors** here');
    const tunnels = (await bot.use('search', { query: 'tunnels' })).text;
    expect(tunnels).toContain('Topic: **Tunnels**');
    // The headline itself is in bold as a whole: below it stands the news.
    expect(tunnels).toMatch(/\*\*Old tunnels open\*\*\n-# .*\nMina Öz says: It is done\./);
  });

  test('shows figures as they are written, and whom a statement is about', async () => {
    expect((await bot.use('search', { query: 'length closure' })).text).toContain(
      '**Length** of the **closure**: 6 weeks',
    );
    expect((await bot.use('search', { query: 'runs the port' })).text).toContain(
      '**Port** Authority: **Runs the port**',
    );
  });

  test('shows a single result at once', async () => {
    const { text } = await bot.use('search', { query: 'leak' });
    expect(text).toMatch(/^\*\*Found in one briefing\*\*\nThey \*\*leak\*\*\.\n## The council meets/);
    expect((await bot.use('search', { query: 'council' })).text).toMatch(/^## The council meets/);
    const told = (await bot.use('search', { query: 'done' })).text;
    expect(told, 'what stands in the summary stands there once').toMatch(/^## Old tunnels open/);
    expect(told.match(/It is done/g)).toHaveLength(1);
    expect((await bot.use('search', { query: 'cuoncil' })).text).toMatch(
      /^Showing results for “council”\n## The council meets/,
    );
  });

  test('says which words it took for others, but not where some briefing has the word itself', async () => {
    const { text } = await bot.use('search', { query: 'reaktors' });
    expect(text).toMatch(/Showing results for “[Rr]eactors” · 2 briefings/);
    library.put(briefing({ slug: 'd', headline: 'Reaktors' }));
    expect((await bot.use('search', { query: 'reaktors' })).text).not.toContain('Showing results');
  });

  test('offers the nearest words that there are where nothing is found, to the one who asked', async () => {
    const { text, message, ephemeral } = await bot.use('search', { query: 'raectrs' });
    expect(ephemeral).toBe(true);
    expect(text).toContain('No briefing has “raectrs” in it. Did you mean:');
    expect(buttons(message)).toContain('search:0:Reactors');
    expect((await bot.click('search:0:Reactors')).text).toContain('2 briefings');
    expect(buttons((await bot.use('search', { query: 'cuoncill maats' })).message)).toContain('search:0:council meets');
  });

  test('offers no word that stands only where nobody may read it', async () => {
    library.put(briefing({ slug: 'secret', headline: 'Zeppelins', embargoedUntil: '2026-12-01T00:00:00Z' }));
    const { text } = await bot.use('search', { query: 'zaeppelinz' });
    expect(text).toContain('Nothing found');
    expect(text).not.toMatch(/zeppelins/i);
  });
});

describe('what a reader typed', () => {
  const invite = 'bridge discord.gg/abcdef https://evil.example';

  test('is not repeated in public, and to themselves without a link', async () => {
    const all = await bot.use('search', { query: invite });
    expect(all.ephemeral).toBe(false);
    expect(all.text).toContain('## Search results');
    expect(all.text).not.toMatch(/discord|evil/);
    const one = await bot.use('search', { query: invite, private: true });
    expect(one.text).toContain('## Results for “bridge discord gg abcdef https evil example”');
  });

  test.each(commands.map(({ definition }) => definition.name))('stands in no public answer of /%s', async (command) => {
    const options = commands.find(({ definition }) => definition.name === command)?.definition.options ?? [];
    for (const { name, type } of options) {
      if (type !== ApplicationCommandOptionType.String) continue;
      const { text, ephemeral } = await bot.use(command, { [name]: invite });
      if (!ephemeral) expect(text).not.toMatch(/discord|evil/);
    }
  });

  test('is searched for as it is on each page, in any script, and fits into the buttons', async () => {
    const value = 'The bridge of '.repeat(40);
    const descriptions = depths.map((role) => ({ role, value, source: [1] }));
    for (let i = 0; i < 30; i++) library.put(briefing({ slug: `bridge-${i}`, descriptions: descriptions }));
    for (const query of [`${'🌉'.repeat(50)} bridge`, `bridge ${'𞤀'.repeat(73)}`, '橋'.repeat(73).concat(' bridge')]) {
      const { message, text } = await bot.use('search', { query, private: true });
      expect(text).toContain('The 24 best matches');
      expect(violations(message)).toEqual([]);
      const next = buttons(message).find((id) => id.startsWith('search:1:')) ?? '';
      expect(next.length).toBeLessThanOrEqual(100);
      expect(next.isWellFormed()).toBe(true);
      expect((await bot.click(next)).text).toContain('Page 2 of');
    }
  });

  test('may have as many characters as Discord counts, and is told what is wrong with an option', async () => {
    const fits = `bridge ${'🌉'.repeat(73)}`;
    expect((await bot.use('search', { query: fits })).text).toContain('2 briefings');
    expect((await bot.use('search', { query: `${fits}🌉` })).text).toContain(
      'The option `query` takes at most 80 characters',
    );
    expect((await bot.use('search', {})).text).toContain('with the option `query`, which it needs');
    expect((await bot.use('summary', { depth: 'endless' })).text).toContain('Choose one of those that Discord lists');
  });

  test.each(['Mi\u00adna Öz', 'Mina\u200b Öz', 'Mi\u200dna\ufeff O\u0308z', '\u2060mayor oz'])(
    'is found whatever stands in it unseen: %j',
    async (name) => {
      expect((await bot.use('who', { name })).text).toContain('## Mina Öz');
      expect((await bot.use('search', { query: name })).text).toContain('Harbour bridge closes for repairs');
    },
  );

  test('is found where the briefing has what is unseen', async () => {
    library.put(
      briefing({ slug: 'hyphens', headline: 'Prime min\u00adis\u00adter vis\u200bits Med\u00adve\u00addev' }),
    );
    expect((await bot.use('search', { query: 'medvedev minister visits' })).text).toContain('## Prime min');
    expect((await bot.use('summary', { briefing: 'hyphens\u200b' })).text).toContain('Prime min');
  });
});

test('/help has an example of each command that works now, and shows moderators theirs', async () => {
  const allPages = async (moderator: boolean) => {
    const [first, ...others] = await Promise.all([0, 1, 2, 3].map((page) => bot.click(`help:${page}`, { moderator })));
    expect((await bot.use('help', {}, { moderator })).text).toBe(first?.text);
    return [first, ...others].map((page) => page?.text.split(' · Page ')[0]);
  };
  const text = [...new Set(await allPages(false))].join('\n');
  expect(text).not.toContain('/digest');
  const examples = [...text.matchAll(/`\/(\w+) (\w+):([^`]+)`/g)];
  expect(examples.map(([, command]) => command)).toEqual(['summary', 'who', 'topic', 'compare', 'search']);
  // A choice is shown by its name.
  for (const [, command = '', option = '', value = ''] of examples)
    expect((await bot.use(command, { [option]: value === 'Full' ? 'full' : value })).text).not.toMatch(
      /did not work|No briefing/,
    );
  expect((await allPages(true)).join('\n')).toContain('/digest add');
});

test('/help has examples as readers of a translation type them, and they work', async () => {
  const translated = new Library(await loadBriefings(join(import.meta.dirname, '../../content')));
  const reader = asking({ db, library: translated, now: () => Date.parse('2026-11-28T12:00:00Z') });
  const locale = 'zh-CN';
  const pages = await Promise.all([0, 1, 2].map((page) => reader.click(`help:${page}`, { locale, moderator: false })));
  const text = pages.map((page) => page.text).join('\n');
  expect(text).toContain('`/谁是谁 名称:弗拉基米尔·普京`');
  expect(text).toContain('`/话题 名称:中俄关系`');
  expect(text).toContain('`/各方说法 话题:中俄关系`');
  expect((await reader.use('who', { name: '弗拉基米尔·普京' }, { locale })).text).toContain('## 弗拉基米尔·普京');
  expect((await reader.use('topic', { name: '中俄关系' }, { locale })).text).toContain('## 中俄关系');
  expect((await reader.use('compare', { topic: '中俄关系' }, { locale })).text).toContain('中俄关系');
  const [, query = ''] = /`\/搜索 关键词:([^`]+)`/.exec(text) ?? [];
  expect((await reader.use('search', { query }, { locale })).text).toContain('找到一份简报');
});

test('with no briefing to show, every command says so', async () => {
  library.remove('harbour-bridge');
  library.remove('ferry');
  for (const command of ['summary', 'who', 'timeline', 'latest'])
    expect((await bot.use(command)).text).toContain('There are no briefings at present');
});

test('a command that fails answers with an apology, and its reference is in the log', async () => {
  const lines: string[] = [];
  const log = createLog('info', 'a.b.c', { write: (line) => lines.push(line) });
  const failing = asking({ db, library, now: () => Number.NaN, access: () => Promise.reject(new Error('boom')) }, log);
  const { text, ephemeral } = await failing.use('digest add', { channel: '500' }, { channels: { '500': 0 } });
  const reference = /error code `([0-9a-f]{8})`/.exec(text)?.[1];
  expect(ephemeral).toBe(true);
  expect(text).toContain('Sorry');
  expect(lines.join('')).toContain(`"reference":"${reference}"`);
});

describe('/compare', () => {
  test('says who says what on a topic, with the way to the topic and the summary', async () => {
    const { text, message } = await bot.use('compare', { topic: 'closure' });
    expect(text).toContain('## Who says what: The closure');
    expect(text).toContain('### Against\n**Mina Öz**\nSix weeks are too long.');
    expect(buttons(message)).toEqual(['topic:closure:0', 'summary:harbour-bridge']);
    expect((await bot.click('compare:closure:0')).text).toBe(text);
  });

  test('asks which topic is meant, and opens what is chosen', async () => {
    const { text, message } = await bot.use('compare', { topic: 'nothing like it' });
    expect(text).toContain('No topic is called “nothing like it”');
    expect(JSON.stringify(message)).toContain('"compare:closure:0"');
    expect((await bot.click('which-compared:0:nothing:like it')).text).toContain('“nothing:like it”');
  });
});

describe('a briefing of which one saw an earlier version', () => {
  const updates = [
    { version: 2, text: 'The date is set.' },
    { version: 3, text: 'The ferry runs.' },
  ];
  const opened = async (id: string, changes: Partial<Briefing>) => {
    library.put(briefing({ version: 3, versionCreated: '2026-03-05T10:00:00Z', ...changes }));
    return bot.click(id);
  };

  test('says above the text what is new since then, the newest first', async () => {
    const { text } = await opened('summary:harbour-bridge:brief:0:1', { updates });
    expect(text).toContain('### What has changed\n- The ferry runs.\n- The date is set.');
    expect((await opened('summary:harbour-bridge:brief:0:2', { updates })).text).not.toContain('The date is set.');
  });

  test.each(['summary:harbour-bridge:brief:0', 'summary:harbour-bridge:brief:0:3', 'summary:harbour-bridge:brief:0:4'])(
    'but not by %s, whose message had this version, or did not say',
    async (id) => {
      expect((await opened(id, { updates })).text).not.toContain('What has changed');
    },
  );

  test('says when it was revised, where the editors say no more', async () => {
    const { text } = await opened('summary:harbour-bridge:brief:0:1', {});
    expect(text).toContain('### What has changed\n- The text was revised on March 5, 2026.');
  });

  test('leaves that to the correction, where there is one', async () => {
    const corrections = [{ version: 3, date: '2026-03-05T10:00:00Z', text: 'Six weeks.' }];
    const { text } = await opened('summary:harbour-bridge:brief:0:1', { corrections });
    expect(text).toContain('Six weeks.');
    expect(text).not.toContain('What has changed');
  });

  test('its buttons and those of posts carry the version that they stand below', async () => {
    const one = briefing({ version: 3, updates });
    library.put(one);
    const { message } = await bot.use('summary', { briefing: 'harbour-bridge', depth: 'brief' });
    expect(buttons(message)).toContain('summary:harbour-bridge:full:0:3');
    expect(JSON.stringify(digestOf(one, 'brief', '2026-03-05', language()))).toMatch(/summary:harbour-bridge:\w+:0:3"/);
  });

  test('keeps what is new on its page while one turns to another', async () => {
    const long = Array.from({ length: 16 }, (_, i) => ({
      role: 'brief' as const,
      value: `Sentence ${i} of a story that goes on for a good while, as they do.`,
      source: [1],
    }));
    const first = await opened('summary:harbour-bridge:brief:0:1', { updates, descriptions: long });
    const turned = buttons(first.message).find((id) => id.includes(':brief:1:'));
    expect(turned).toMatch(/:brief:1:1$/);
    const second = await bot.click(turned ?? '');
    const told = `${first.text}\n${second.text}`;
    for (let i = 0; i < 16; i++) expect(told.split(`Sentence ${i} of`)).toHaveLength(2);
  });
});
