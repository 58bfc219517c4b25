import type { Briefing } from '../src/briefing/briefing.ts';

/*
 * Generated briefings with the variety of a newsroom's: a few thousand words, of which a few are frequent and most are
 * rare; some hundred people and places; topics that many briefings share.
 */

const syllables = [
  'ba',
  'cor',
  'del',
  'fi',
  'gra',
  'hol',
  'is',
  'ka',
  'lun',
  'mor',
  'ne',
  'pol',
  'ra',
  'sel',
  'tor',
  'vi',
];
const common =
  'the of a to in and for on with that by from at as is was said after its over new more than would they'.split(' ');
const sizes = { words: 4_000, actors: 800, topics: 120 };
const dayMs = 24 * 60 * 60_000;

/** Generates briefings, newest first. The same count always gives the same ones. */
export function makeBriefings(count: number): Briefing[] {
  const random = createRandom();
  return Array.from({ length: count }, (_, i) => makeBriefing(i, random));
}

type Random = (below: number) => number;

/** A generator of pseudo-random numbers from a fixed seed. Small ones are far more frequent, as words are (Zipf). */
function createRandom(): Random {
  let state = 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.min(Math.floor(below ** (state / 2_147_483_647)) - 1, below - 1);
  };
}

function makeBriefing(number: number, random: Random): Briefing {
  const at = new Date(Date.UTC(2026, 9, 1) - (number * dayMs) / 20).toISOString();
  const text = (length: number) => `${capital(Array.from({ length }, () => word(random)).join(' '))}.`;
  const statement = (length: number) => ({ text: text(length), source: [1] });
  const actor = (kind: string) => {
    const id = random(sizes.actors);
    return {
      id: `${kind}-${id}`,
      name: `${capital(rare(id * 7))} ${capital(rare(id * 11 + 3))}`,
      description: statement(8),
    };
  };
  const topic = random(sizes.topics);
  const person = actor('person');
  return {
    slug: `${at.slice(0, 10)}-${number}`,
    version: 1,
    pubStatus: 'usable',
    urgency: 4,
    language: 'en',
    firstCreated: at,
    versionCreated: at,
    contentCreated: at.slice(0, 10),
    located: capital(rare(random(200))),
    headline: text(9).slice(0, -1),
    infoSources: [{ name: 'One news article', paragraphs: 6 }],
    descriptions: [
      { role: 'brief', value: text(25), source: [1] },
      { role: 'standard', value: text(40), source: [1] },
      { role: 'full', value: text(60), source: [1] },
    ],
    people: [{ ...person, did: [statement(12)] }],
    organisations: [actor('organisation')],
    places: [actor('place')],
    events: [],
    subjects: [{ name: rare(random(60)) }],
    figures: [{ label: text(4), value: number, unit: 'people', asOf: at.slice(0, 10), source: [1] }],
    topics: [
      {
        slug: `topic-${topic}`,
        name: `${capital(rare(topic * 5))} ${rare(topic * 3 + 1)}`,
        sections: [{ heading: 'What is known', statements: [statement(15), statement(15)] }],
        reactions: [{ who: [person.id], stance: 'warns', said: text(10), source: [1] }],
      },
    ],
    pictures: [],
    updates: [],
    leftOut: [],
    waivers: [],
    timeline: [{ date: at.slice(0, 10), text: text(10), source: [1] }],
  };
}

function word(random: Random): string {
  const rank = random(sizes.words);
  return common[rank] ?? rare(rank);
}

/** An invented word; the same number always gives the same word. */
function rare(number: number): string {
  let rest = number + 17;
  let made = '';
  while (rest > 0) {
    made += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return made;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
