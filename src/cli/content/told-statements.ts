import type { Briefing, Statement } from '../../briefing/briefing.ts';
import { entityKinds, type Speaker, whenKeys } from '../../briefing/file/schema.ts';
import { figureInWords } from '../../briefing/ground/figure-in-words.ts';

/** One thing that readers are told, and every place where they are. */
export type Told = { readonly text: string; readonly places: readonly string[] };

/** All that a briefing tells its readers, each thing once: its text, with who says it and when it was. */
export function toldStatements(briefing: Briefing): Told[] {
  const places = new Map<string, Set<string>>();
  for (const { text, place } of tellings(briefing)) {
    const known = places.get(text) ?? new Set();
    places.set(text, known.add(place));
  }
  return [...places].map(([text, at]) => ({ text, places: [...at] }));
}

/** Stands before the names of those who say something. */
export const speakerMark = '— ';

type Telling = { readonly text: string; readonly place: string };

function* tellings(briefing: Briefing): Generator<Telling> {
  const { language } = briefing;
  const whole = (statement: Statement) =>
    [statement.text, speakersOf(statement.by), dateOf(statement)].filter(Boolean).join(' ');
  yield { place: 'headline', text: briefing.headline };
  for (const { role, value, ...rest } of briefing.descriptions)
    yield { place: `summary, ${role}`, text: whole({ ...rest, text: value }) };
  if (briefing.why) yield { place: 'why it matters', text: whole(briefing.why) };
  if (briefing.next) yield { place: 'what comes next', text: whole(briefing.next) };
  for (const kind of entityKinds)
    for (const { id, name, aliases = [], description, did = [], links = [] } of briefing[kind]) {
      const place = `who: ${id}`;
      yield { place, text: [name, ...aliases].join(', ') };
      if (description) yield { place, text: `${name}: ${whole(description)}` };
      for (const statement of did) yield { place, text: whole(statement) };
      for (const { text } of links) yield { place, text };
    }
  for (const { name, date, description } of briefing.events)
    yield { place: 'events', text: [name, date, description && whole(description)].filter(Boolean).join(': ') };
  for (const figure of briefing.figures) {
    const { now, was } = figureInWords(figure, language);
    const before = was === undefined ? '' : ` (before: ${was})`;
    const rest = [figure.asOf && `(${figure.asOf})`, figure.note].filter(Boolean).join(' ');
    yield { place: 'figures', text: `${figure.label}: ${now}${before} ${rest}`.trim() };
  }
  for (const { slug, name, sections, reactions = [], open = [] } of briefing.topics) {
    const place = `topic: ${slug}`;
    yield { place, text: name };
    for (const { heading, statements } of sections) {
      if (heading !== undefined) yield { place, text: heading };
      for (const statement of statements) yield { place, text: whole(statement) };
    }
    for (const { who, said } of reactions) yield { place, text: `${said} ${speakersOf(who)}` };
    for (const statement of open) yield { place, text: whole(statement) };
  }
  for (const { text, by, date, ...rest } of briefing.timeline)
    yield { place: 'timeline', text: [text, speakersOf(by), dateOf({ ...rest, on: date })].filter(Boolean).join(' ') };
  for (const { name } of briefing.subjects) yield { place: 'subjects', text: name };
  for (const { alt, credit } of briefing.pictures)
    yield { place: 'pictures', text: [alt, credit].filter(Boolean).join(' · ') };
  for (const { name, publisher, author, date, uri } of briefing.infoSources)
    yield { place: 'sources', text: [name, publisher, author, date, uri].filter(Boolean).join(' · ') };
  const { contentCreated = 'date unknown', located } = briefing;
  yield { place: 'date and place', text: [contentCreated, located].filter(Boolean).join(' · ') };
}

function speakersOf(by: readonly Speaker[] | undefined): string {
  const names = (by ?? []).map((speaker) => (typeof speaker === 'string' ? speaker : speaker.as));
  return names.length === 0 ? '' : speakerMark + names.join(', ');
}

function dateOf(when: Pick<Statement, (typeof whenKeys)[number]>): string {
  const dates = whenKeys.flatMap((key) => (when[key] === undefined ? [] : [`${key} ${when[key]}`]));
  return dates.length === 0 ? '' : `(${dates.join(' ')})`;
}
