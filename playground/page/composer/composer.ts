import type { Option, OptionValue, Usable } from './options.ts';
import { segmentsOf } from './segments.ts';

/** An option that is given, or waits for a value. */
type Pill = {
  readonly option: Option;
  readonly text: string;
  /** What was chosen from a list; gone as soon as the text is changed. */
  readonly value?: OptionValue | undefined;
};

/** What stands in the message box: a line, or a command with its options. */
export type Composer = {
  readonly command?: Usable | undefined;
  readonly pills: readonly Pill[];
  /** The option that is typed; one past the last is the place where further options are named. */
  readonly focus: number;
  /** The line, or with a command what stands after its options. */
  readonly text: string;
  /** Whether what is offered is shown. */
  readonly open: boolean;
  /** What of it is marked; -1 for none. */
  readonly active: number;
  /** What is wrong, as it was said when one tried to send. */
  readonly problem?: string | undefined;
};

/** The empty message box. */
export const empty: Composer = { pills: [], focus: 0, text: '', open: false, active: -1 };

/** The text that the cursor is in. */
export function typedOf({ pills, focus, text }: Composer): string {
  return pills[focus]?.text ?? text;
}

/** Options that are not given yet. */
export function freeOptions({ command, pills }: Composer): readonly Option[] {
  return (command?.options ?? []).filter(({ name }) => !pills.some(({ option }) => option.name === name));
}

/** Marks what Enter is to take: nothing where a command could be sent as it stands. */
export function marked(composer: Composer): Composer {
  const { command, pills, focus, text } = composer;
  const isWhole = pills[focus] ? pills[focus].value !== undefined : command !== undefined && text === '';
  return { ...composer, active: isWhole ? -1 : 0 };
}

/** Goes to an option, or past the last. */
export function focusOn(composer: Composer, focus: number): Composer {
  return marked({ ...composer, focus: Math.max(0, Math.min(focus, composer.pills.length)), open: true });
}

/** Goes to the first option that still needs a value, or past the last. */
export function onward(composer: Composer): Composer {
  const missing = composer.pills.findIndex(({ option, text }) => option.required && text.trim() === '');
  return focusOn(composer, missing < 0 ? composer.pills.length : missing);
}

/** Begins a command, with what is typed after it. */
export function begin(command: Usable, rest = ''): Composer {
  const required = command.options.filter((option) => option.required).map((option) => ({ option, text: '' }));
  const bare = onward({ command, pills: required, focus: 0, text: '', open: true, active: 0 });
  if (rest.trim() === '') return bare;
  const [before, ...named] = segmentsOf(rest, namesOf(command));
  const given = named.length > 0 ? write(bare, named) : bare;
  const free = before.text.trim() === '' ? undefined : optionForText(given, before.text.trim());
  if (!free) return before.text.trim() === '' ? given : { ...focusOn(given, given.pills.length), text: before.text };
  return write(given, [{ name: free.name, text: before.text.trim() }]);
}

/** Takes in that the text at the cursor is now this. */
export function type(composer: Composer, text: string, commands: readonly Usable[]): Composer {
  const { command, pills, focus } = composer;
  const clean = { ...composer, problem: undefined };
  if (!command) {
    const found = commands.find(({ name, shown }) => starts(text, name) || starts(text, shown));
    if (!found) return marked({ ...clean, text, open: text.startsWith('/') });
    return begin(found, text.slice(1 + (starts(text, found.name) ? found.name : found.shown).length));
  }
  const own = pills[focus];
  const taken = new Set(pills.filter((pill) => pill.text !== '').map(({ option }) => option.name));
  if (own) taken.delete(own.option.name);
  const [before, ...named] = segmentsOf(
    text,
    namesOf(command).filter((name) => !taken.has(name)),
  );
  if (named.length === 0) return marked({ ...put(clean, focus, text), open: true });
  return write(put(clean, focus, own ? before.text.trim() : before.text.trimEnd()), named);
}

function starts(line: string, name: string): boolean {
  return line.toLowerCase().startsWith(`/${name.toLowerCase()} `);
}

const namesOf = ({ options }: Usable) => options.map(({ name }) => name);

function put(composer: Composer, at: number, text: string): Composer {
  const { pills } = composer;
  if (at >= pills.length) return { ...composer, text };
  return { ...composer, pills: pills.map((pill, i) => (i === at ? { option: pill.option, text } : pill)) };
}

/** Writes options, and goes to the last of them. */
function write(composer: Composer, named: readonly { readonly name?: string | undefined; readonly text: string }[]) {
  let now = composer;
  for (const { name, text } of named) {
    const option = now.command?.options.find((each) => each.name === name);
    if (!option) continue;
    const there = now.pills.findIndex((pill) => pill.option.name === name);
    const pills = there < 0 ? [...now.pills, { option, text }] : now.pills;
    const at = there < 0 ? now.pills.length : there;
    now = focusOn(put({ ...now, pills }, at, text), at);
  }
  return now;
}

/**
 * The option that text without a name is for: one that has it as a choice, else the first that is needed, else the
 * first text.
 */
export function optionForText({ command, pills }: Composer, text: string): Option | undefined {
  const given = new Set(pills.filter((pill) => pill.text !== '').map(({ option }) => option.name));
  const free = (command?.options ?? []).filter(({ name }) => !given.has(name));
  const isText = (option: Option) => option.type === 3 && option.choices.length === 0;
  return (
    free.find(({ choices }) => choices.some(({ value }) => String(value).toLowerCase() === text.toLowerCase())) ??
    free.find(({ required }) => required) ??
    free.find(isText)
  );
}
