import { type Composer, freeOptions, typedOf } from './composer.ts';
import type { Choice, Option, Usable } from './options.ts';
import { ownValues, type Scene, type ValueOffer } from './resolve.ts';
import { unquoted } from './segments.ts';

/** Something that can be taken with Enter or Tab. */
export type Offer =
  | { readonly kind: 'command'; readonly command: Usable }
  | { readonly kind: 'option'; readonly option: Option }
  | ValueOffer;

/** What the bot has offered, and for what it was asked. */
export type Answer = { readonly asked: Asked; readonly choices: readonly Choice[] };
export type Asked = { readonly command: string; readonly option: string; readonly text: string };

/** What to ask the bot for; undefined where it has nothing to say. */
export function askFor(composer: Composer): Asked | undefined {
  const { command, pills, focus } = composer;
  const option = pills[focus]?.option;
  if (!command || !option?.autocomplete) return undefined;
  return { command: command.name, option: option.name, text: unquoted(typedOf(composer)) };
}

/** True if an answer is to this question. */
export function answers(asked: Asked | undefined, { asked: other }: Answer): boolean {
  return asked?.command === other.command && asked.option === other.option && asked.text === other.text;
}

/** What is offered at the cursor. */
export function offersOf(composer: Composer, scene: Scene, answer?: Answer): readonly Offer[] {
  const typed = typedOf(composer);
  const { command, pills, focus } = composer;
  if (!command) {
    if (!typed.startsWith('/')) return [];
    const found = matching(scene.commands, typed.slice(1).trim().replace(/\s+/g, ' '), ({ shown, name }) => [
      shown,
      name,
    ]);
    return found.map((each) => ({ kind: 'command', command: each }));
  }
  const option = pills[focus]?.option;
  if (!option) {
    const found = matching(freeOptions(composer), typed.trim(), ({ shown, name }) => [shown, name]);
    return found.map((each) => ({ kind: 'option', option: each }));
  }
  if (option.autocomplete) return offered(composer, answer);
  const own = ownValues(option, scene);
  // A value that was chosen is not looked for again: the others are offered beside it.
  if (pills[focus]?.value !== undefined) return own;
  return matching(own, unquoted(typed).replace(/^[#@]/, ''), ({ label }) => [label.replace(/^[#@]/, ''), label]);
}

/** What the bot offered; while it is asked anew, those of the last answer that fit what is typed. */
function offered(composer: Composer, answer: Answer | undefined): readonly Offer[] {
  const asked = askFor(composer);
  if (!answer || !asked || asked.command !== answer.asked.command || asked.option !== answer.asked.option) return [];
  const all = answer.choices.map(({ name, value }): Offer & ValueOffer => ({ kind: 'value', label: name, value }));
  return answers(asked, answer) ? all : matching(all, asked.text, ({ label }) => [label]);
}

/** Those that begin with the text, then those with a word that does, then those that hold it. */
function matching<T>(all: readonly T[], text: string, words: (each: T) => readonly string[]): readonly T[] {
  if (text === '') return all;
  const sought = text.toLowerCase();
  const rank = (each: T) =>
    Math.min(
      ...words(each).map((word) => {
        const at = word.toLowerCase().indexOf(sought);
        return at === 0 ? 0 : at < 0 ? 3 : /[\s_-]/.test(word[at - 1] ?? '') ? 1 : 2;
      }),
    );
  const ranked = all.map((each) => ({ each, rank: rank(each) })).filter((one) => one.rank < 3);
  return ranked.sort((a, b) => a.rank - b.rank).map(({ each }) => each);
}
