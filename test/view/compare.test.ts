import { expect, test } from 'vitest';
import type { Topic } from '../../src/briefing/briefing.ts';
import { language } from '../../src/text/language.ts';
import { compareMessage } from '../../src/view/compare.ts';
import { briefing } from '../support/briefings.ts';
import { texts } from '../support/message-limits.ts';

const nbsp = '\u00a0';
const english = language('en-GB');
const topic = (changes: Partial<Topic>) => ({ slug: 'closure', name: 'The closure', sections: [], ...changes });
/** A topic of a briefing whose article is of a day. */
const on = (contentCreated: string, one: Topic) => ({
  briefing: { ...briefing({ contentCreated }), topics: [one] },
  topic: one,
});
const shown = (appearances: Parameters<typeof compareMessage>[0]) =>
  texts(compareMessage(appearances, 0, english)).join('\n');

test('who says what stands by stance, each claim below its speakers, with the day of its article where there are several', () => {
  const reaction = { source: [2], stance: 'warns' as const };
  const older = topic({
    reactions: [
      { ...reaction, who: ['port-authority'], said: 'The cables are worn.' },
      { ...reaction, who: ['port-authority'], said: 'The deck leaks.' },
    ],
  });
  const newer = topic({
    sections: [{ statements: [{ text: 'The bridge is shut.', source: [1] }] }],
    reactions: [
      { ...reaction, who: ['mina-oz', 'port-authority'], said: 'Traffic will queue.' },
      { ...reaction, who: ['mina-oz'], said: 'Six weeks are too long.', stance: 'opposes' },
      { ...reaction, who: ['mina-oz'], said: 'Mina Öz denies that it is safe.', stance: 'denies', reportedBy: 'AP' },
    ],
  });
  const text = shown([on('2026-03-02', newer), on('2026-03-01', older)]);
  expect(text).toContain(`## Who says what: The closure
-# In 2 briefings
### Against
**Mina Öz**
Six weeks are too long.${nbsp}\`¶2\` *(2 March 2026)*
### Warnings
**Mina Öz and Port Authority**
Traffic will queue.${nbsp}\`¶2\` *(2 March 2026)*

**Port Authority**
- The cables are worn.${nbsp}\`¶2\` *(1 March 2026)*
- The deck leaks.${nbsp}\`¶2\` *(1 March 2026)*
### Denials
Mina Öz denies that it is safe. *(as reported by AP)*${nbsp}\`¶2\` *(2 March 2026)*`);
  expect(text).not.toContain('The bridge is shut');
});

test('a claim that is on several pages stands below its speakers on each', () => {
  const said = 'It must open sooner. '.repeat(200).trim();
  const long = topic({ reactions: [{ who: ['mina-oz'], stance: 'opposes', said, source: [2] }] });
  const pages = [0, 1, 2].map((page) => texts(compareMessage([on('2026-03-01', long)], page, english)));
  const told = new Set(pages.flat().filter((each) => each.includes('must open')));
  expect(told.size).toBeGreaterThan(1);
  for (const text of told) for (const paragraph of text.split('\n\n')) expect(paragraph).toContain('**Mina Öz**\n');
});

test('a topic on which nobody says anything says so', () => {
  const none = topic({ sections: [{ statements: [{ text: 'The bridge is shut.', source: [1] }] }] });
  expect(shown([on('2026-03-01', none)])).toContain('no briefing reports anyone’s own view');
});
