import type { Briefing } from '../briefing/briefing.ts';
import { entityKinds } from '../briefing/file/schema.ts';
import { isSeason } from './span.ts';

/** What of a briefing a ninjs document has no property for, in plain English. */
export function lostInNinjs(briefing: Briefing): string[] {
  const { contentCreated, infoSources, events, timeline, figures, topics, leftOut, waivers, checked } = briefing;
  const entities = entityKinds.flatMap((kind) => briefing[kind]);
  const seasons = [
    ...events.map(({ date }) => date),
    ...timeline.flatMap(({ date, before, after, from, to }) => [date, before, after, from, to]),
  ].filter((date) => date !== undefined && isSeason(date));
  const days = [contentCreated, ...infoSources.map(({ date }) => date)];
  const lost: [boolean, string][] = [
    [true, 'the paragraphs that statements rest on'],
    [days.some((date) => date !== undefined && date.length < 10), 'a date of an article that is no full date'],
    [seasons.length > 0, 'seasons'],
    [figures.length > 0, 'figures'],
    [entities.some(({ aliases }) => aliases !== undefined), 'aliases'],
    [
      entities.some(({ inSentence, plural }) => inSentence !== undefined || plural !== undefined),
      'how names stand in a sentence',
    ],
    [entities.some(({ description }) => description !== undefined), 'what someone is'],
    [entities.some(({ did }) => did !== undefined), 'what someone did'],
    [entities.some(({ links }) => links !== undefined), 'how people are linked'],
    [topics.some(({ command }) => command !== undefined), 'commands of topics'],
    [leftOut.length + waivers.length > 0 || checked !== undefined, 'what was verified'],
  ];
  return lost.filter(([is]) => is).map(([, what]) => what);
}
