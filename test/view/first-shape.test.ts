import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadBriefings } from '../../src/briefing/file/load.ts';
import { depths } from '../../src/briefing/file/schema.ts';
import { entitiesIn } from '../../src/briefing/library/visible.ts';
import { language } from '../../src/text/language.ts';
import { briefingReply, digestOf } from '../../src/view/briefing-reply.ts';
import { customIds } from '../../src/view/custom-ids.ts';

/*
 * A file of the first shape, in which nothing is left out, reads as it did when every fact was written anew at each
 * depth. `replies.txt` has the texts that the bot gave then.
 */

const folder = join(import.meta.dirname, '..', 'support', 'first-shape');
const [briefing] = await loadBriefings(folder);
if (!briefing) throw new Error('no briefing');
const english = language();

/** The pages of a reply, each under its name and number. */
function pages(name: string, customIdOf: (page: number) => string): string[] {
  const found: string[] = [];
  for (let page = 0; ; page++) {
    const text = textOf(briefing && briefingReply(briefing, customIdOf(page), english));
    if (text === found.at(-1)) break;
    found.push(`=== ${name} ${page}`, text);
  }
  return found;
}

function textOf(value: unknown): string {
  const texts: string[] = [];
  JSON.stringify(value, (key, each) => {
    if (key === 'content') texts.push(each);
    return each;
  });
  return texts.join('\n');
}

test('every reply about a briefing of the first shape reads as it always did', async () => {
  const { slug, topics } = briefing;
  const replies = [
    ...depths.flatMap((depth) => [
      ...pages(`summary ${depth}`, (page) => customIds.summary(slug, depth, page)),
      `=== digest ${depth} 0`,
      textOf(digestOf(briefing, depth, '2024-05-18', english)),
    ]),
    ...pages('timeline', (page) => customIds.timeline(slug, page)),
    ...pages('topics', (page) => customIds.topics(slug, page)),
    ...pages('people', (page) => customIds.people(slug, page)),
    ...topics.flatMap((topic) => pages(`topic ${topic.slug}`, (page) => customIds.topic(topic.slug, page))),
    ...entitiesIn(briefing).flatMap(({ entity: { id } }) => pages(`who ${id}`, (page) => customIds.who(id, page))),
  ];
  await expect(`${replies.join('\n')}\n`).toMatchFileSnapshot(join(folder, 'replies.txt'));
});
