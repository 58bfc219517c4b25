import { begin, type Composer, empty, focusOn, marked, onward, optionForText, typedOf } from './composer.ts';
import type { Offer } from './offers.ts';
import type { OptionValue } from './options.ts';
import { resolve, type Scene } from './resolve.ts';

/** Takes what is offered: a command, one of its options, a value. */
export function take(composer: Composer, offer: Offer): Composer {
  if (offer.kind === 'command') return begin(offer.command);
  const { pills, focus } = composer;
  const clean = { ...composer, problem: undefined };
  if (offer.kind === 'option')
    return focusOn({ ...clean, text: '', pills: [...pills, { option: offer.option, text: '' }] }, pills.length);
  const { label, value } = offer;
  return onward({ ...clean, pills: pills.map((pill, i) => (i === focus ? { ...pill, text: label, value } : pill)) });
}

/** Marks the next or the one before of what is offered, around the end; opens it first. */
export function move(composer: Composer, step: 1 | -1, count: number): Composer {
  if (count === 0) return composer;
  if (!composer.open) return { ...composer, open: true, active: step > 0 ? 0 : count - 1 };
  const from = composer.active < 0 && step < 0 ? 0 : composer.active;
  return { ...composer, active: (from + step + count) % count };
}

/** Goes to the option after or before this one; undefined where there is none, and the cursor may leave. */
export function tab(composer: Composer, step: 1 | -1): Composer | undefined {
  const { command, pills, focus } = composer;
  if (!command || focus + step < 0 || focus + step > pills.length) return undefined;
  return focusOn(composer, focus + step);
}

/** Backspace where nothing stands before the cursor; undefined where it has nothing to do. */
export function erase(composer: Composer): Composer | undefined {
  const { command, pills, focus } = composer;
  if (!command || typedOf(composer) !== '') return undefined;
  const pill = pills[focus];
  if (pill && !pill.option.required)
    return focusOn(
      { ...composer, pills: pills.filter((each) => each !== pill) },
      focus === 0 ? pills.length - 1 : focus - 1,
    );
  if (focus > 0) return focusOn(composer, focus - 1);
  // Nothing is left but the command: it becomes text again.
  return marked({ ...empty, text: `/${command.shown}`, open: true });
}

/** Escape: closes what is offered, then clears; undefined where there is nothing to do. */
export function close(composer: Composer, offering: boolean): Composer | undefined {
  if (offering) return { ...composer, open: false, active: -1 };
  return composer.command || composer.text !== '' ? empty : undefined;
}

/** A command that can be sent, or the message box with what is wrong said in it. */
export type Sending =
  | { readonly name: string; readonly options: Readonly<Record<string, OptionValue>> }
  | { readonly composer: Composer };

/** Reads what is to be sent. */
export function submission(given: Composer, scene: Scene): Sending {
  const composer = withText(given, scene);
  const { command, pills, text } = composer;
  const bad = (problem: string, focus = composer.focus) => ({
    composer: { ...focusOn(composer, focus), problem },
  });
  if (!command) return { composer: { ...composer, open: false, problem: plainProblem(text) } };
  if (text.trim() !== '') {
    const names = command.options.map(({ shown }) => shown).join(', ');
    return bad(`“${text.trim()}” is no option of /${command.shown}.${names && ` It has ${names}.`}`, pills.length);
  }
  const options: Record<string, OptionValue> = {};
  for (const [i, { option, text: typed, value }] of pills.entries()) {
    const read = value === undefined ? resolve(option, typed, scene) : { value };
    if (read && 'problem' in read) return bad(`${option.shown}: ${read.problem}`, i);
    if (read) options[option.name] = read.value;
  }
  return { name: command.name, options };
}

/**
 * The options as far as they can be read, without the one that is typed: what the bot is told when it is asked for
 * choices.
 */
export function others({ pills, focus }: Composer, scene: Scene): Readonly<Record<string, OptionValue>> {
  const options: Record<string, OptionValue> = {};
  for (const [i, { option, text, value }] of pills.entries()) {
    const read = value === undefined ? resolve(option, text, scene) : { value };
    if (i !== focus && read && 'value' in read) options[option.name] = read.value;
  }
  return options;
}

/** A whole command that was typed becomes one; text after its options becomes the option that it is for. */
function withText(composer: Composer, scene: Scene): Composer {
  const { command, text } = composer;
  if (!command) {
    const name = text.slice(1).trim().replace(/\s+/g, ' ').toLowerCase();
    const found = text.startsWith('/')
      ? scene.commands.find((each) => [each.name, each.shown].includes(name))
      : undefined;
    return found ? begin(found) : composer;
  }
  const option = text.trim() === '' ? undefined : optionForText(composer, text.trim());
  if (!option) return composer;
  const pills = composer.pills.filter((pill) => pill.option.name !== option.name);
  return { ...composer, text: '', pills: [...pills, { option, text: text.trim() }] };
}

function plainProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const [word = ''] = text.trim().split(/\s+/);
  if (text.startsWith('/')) return `There is no command ${word} here. Type / to see those that there are.`;
  return 'The people of the playground use commands only. They begin with a slash: type / to see them.';
}
