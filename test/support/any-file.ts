import fc from 'fast-check';
import { stances, type WrittenFile } from '../../src/briefing/file/schema.ts';

/* Valid briefing files of all that a file may say. Each fits itself: ids, paragraphs and versions exist. */

const oddWords = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.constantFrom(
    ' — ',
    ', ',
    '“so”',
    '</script>',
    '**bold**',
    '# x',
    'a: b # c',
    '新聞',
    'x\ny',
    '1.10',
    'null',
    '- a',
  ),
);

/** A text that the schema takes, of at most so many characters. */
function anyText(mostCharacters: number): fc.Arbitrary<string> {
  return fc
    .array(oddWords, { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(' ').slice(0, mostCharacters).toWellFormed().trim())
    .filter((joined) => joined !== '');
}

const name = anyText(60);
const period = fc.constantFrom('2012', '2012-05', '2012-05-17', '2013-Q2', '2013-H1', '2012-autumn');
const instant = fc.constantFrom('2026-03-02T10:00:00Z', '2026-03-02T10:00:00+01:00');
const maybe = <T>(each: fc.Arbitrary<T>) => fc.option(each, { nil: undefined });
const source = fc.constantFrom(1, [1, 2], 'ap:5', [3, 'ap:1']);
const ids = ['ann', 'ben', 'the-port', 'rotterdam'] as const;
const by = fc.oneof(
  fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }),
  fc.tuple(fc.record({ as: name }), fc.constantFrom(...ids)).map((both) => [...both]),
);
const spoken = fc.oneof(fc.record({ text: anyText(200), by: maybe(by) }), fc.record({ quote: anyText(200), by }));
const when = fc.oneof(
  fc.constant({}),
  fc.record({ on: period }),
  fc.record({ before: period }),
  fc.record({ after: period }),
  fc.record({ from: period, to: fc.constantFrom('2014', '2014-Q3', undefined) }),
);
const statement = fc.tuple(spoken, when).map(([said, date]) => ({ ...said, ...date, source: 1 }));
const description = fc
  .tuple(statement, fc.subarray(['standard', 'full'] as const), maybe(fc.constantFrom(...stances)))
  .map(([said, role, stance]) => {
    const { by: speakers, source: paragraph, ...rest } = said;
    const { text, ...date } = { text: undefined, ...rest };
    return {
      ...(text === undefined ? {} : { value: text }),
      ...date,
      ...(role.length > 0 ? { role: [...role] } : {}),
      ...(speakers ? { by: speakers, stance } : {}),
      source: paragraph,
    };
  });

const topic = fc.record({
  name,
  statements: fc.array(fc.oneof(statement, fc.constant('said')), { minLength: 1, maxLength: 3 }),
  sections: maybe(
    fc.array(fc.record({ heading: name, statements: fc.array(statement, { minLength: 1, maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 2,
    }),
  ),
  reactions: maybe(
    fc.array(
      fc.record({
        who: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }),
        stance: fc.constantFrom(...stances),
        said: anyText(100),
        reportedBy: maybe(name),
        source,
      }),
      { minLength: 1, maxLength: 2 },
    ),
  ),
  open: maybe(fc.array(statement, { minLength: 1, maxLength: 2 })),
});

/** Briefing files of all kinds. */
export const anyFile: fc.Arbitrary<WrittenFile> = fc
  .record({
    headline: anyText(200),
    contentCreated: maybe(fc.constantFrom('2012-05-17', '2012-05', '2012')),
    located: maybe(name),
    language: fc.constantFrom('en', 'de', 'fr', 'ja', 'pt-BR'),
    urgency: fc.integer({ min: 1, max: 9 }),
    firstCreated: maybe(instant),
    embargoedUntil: maybe(instant),
    expires: maybe(fc.constant('2027-03-02T10:00:00Z')),
    names: fc.uniqueArray(name, { minLength: 4, maxLength: 4, selector: (each) => each.replace(/\s+/g, ' ') }),
    sourceDate: maybe(fc.constantFrom('2012-05-17', '2012-05')),
    sourceText: fc.record({ publisher: maybe(name), author: maybe(name), literal: maybe(name) }),
    descriptions: fc.array(description, { minLength: 1, maxLength: 5 }),
    brief: maybe(fc.record({ value: anyText(200), role: fc.constant('brief' as const), source })),
    why: maybe(statement),
    next: maybe(statement),
    events: fc.array(fc.record({ name, date: maybe(period), description: maybe(statement) }), { maxLength: 2 }),
    subjects: fc.array(name, { maxLength: 3 }),
    topics: fc.array(topic, { maxLength: 2 }),
    timeline: maybe(
      fc.array(
        fc.tuple(statement, period).map(([{ source: paragraph, ...said }, date]) => ({
          date,
          text: 'text' in said ? said.text : said.quote,
          source: paragraph,
          ...(said.by ? { by: said.by } : {}),
        })),
        { maxLength: 3 },
      ),
    ),
    updateText: anyText(100),
    picture: fc.record({ alt: anyText(100), credit: maybe(name) }),
  })
  .map(({ names, sourceDate, sourceText, brief, updateText, picture, descriptions, topics, events, ...rest }) => {
    const [ann = '', ben = '', port = '', rotterdam = ''] = names;
    return {
      ...rest,
      version: 3,
      infoSources: [
        { name: ann, date: sourceDate, ...sourceText },
        { id: 'ap', name: ben, uri: 'https://ap.example/a?b=1&c=%20' },
      ],
      descriptions: [...(brief ? [brief] : []), { id: 'said', value: 'It was said.', source: 1 }, ...descriptions],
      people: [
        { id: 'ann', name: ann },
        { id: 'ben', name: ben },
      ],
      organisations: [{ id: 'the-port', name: port }],
      places: [{ id: 'rotterdam', name: rotterdam }],
      events: events.map((each, i) => ({ ...each, id: `event-${i}` })),
      topics: topics.map((each, i) => ({ ...each, slug: `topic-${i}` })),
      updates: [{ version: 2, text: updateText }],
      corrections: [
        { version: 2, date: '2026-03-03T10:00:00Z', text: updateText },
        { version: 3, date: '2026-03-04T10:00:00+02:00', text: `${updateText}!` },
      ],
      pictures: [
        { ...picture, uri: 'https://ap.example/a.jpg' },
        { ...picture, file: 'map.png' },
      ],
    };
  });
