import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import { nearest } from '../control/nearest.ts';
import type { OptionValues } from '../interactions/actor.ts';
import { LineError } from './line-error.ts';
import { type Scene, signed, type Usable } from './scene.ts';
import { optionsLike, type Segment, segmentsOf } from './segments.ts';

const {
  Boolean: Flag,
  Channel,
  Integer,
  Mentionable,
  Number: Decimal,
  Role,
  String: Text,
  User,
} = ApplicationCommandOptionType;

/** Reads what is typed after a command. @throws {LineError} */
export function readOptions(text: string, command: Usable, scene: Scene): OptionValues {
  const values: Record<string, string | number | boolean> = {};
  const segments = segmentsOf(
    text,
    command.options.map(({ name }) => name),
  );
  const given = new Set(segments.map(({ name }) => name));
  for (const segment of segments) {
    refuseUnknown(segment, command, given);
    const option = segment.name
      ? command.options.find(({ name }) => name === segment.name)
      : optionOfText(segment.value, command, given);
    if (!option) throw new LineError(`/${command.name} takes no text here. ${takes(command)}`);
    if (option.name in values) throw new LineError(`${option.name} is given twice.`);
    values[option.name] = readValue(option, segment.value, command, scene);
  }
  const missing = command.options.filter(({ name, required }) => required && !(name in values));
  if (missing.length > 0)
    throw new LineError(
      `/${command.name} needs ${missing.map((option) => example(option, scene)).join(' and ')} as well.`,
    );
  return values;
}

/**
 * The option that text without a name is for: the one that has it as a choice, else the first that is needed, else
 * the first text.
 */
export function optionOfText(text: string, command: Usable, given: ReadonlySet<string | undefined>) {
  const free = command.options.filter(({ name }) => !given.has(name));
  return (
    free.find((option) => choicesOf(option).some(({ value }) => String(value) === text.toLowerCase())) ??
    free.find(({ required }) => required) ??
    free.find((option) => option.type === Text && choicesOf(option).length === 0) ??
    free.find(({ type }) => type === Text)
  );
}

/** The choices that an option is defined with. */
export function choicesOf(
  option: APIApplicationCommandBasicOption,
): readonly { name: string; value: string | number }[] {
  return ('choices' in option && option.choices) || [];
}

function refuseUnknown({ name, typed, value }: Segment, command: Usable, given: ReadonlySet<string | undefined>): void {
  const known = command.options.map((option) => option.name);
  for (const like of optionsLike(typed)) {
    const meant = nearest(
      like,
      known.filter((option) => !given.has(option)),
    );
    // Text of one's own may hold a colon; only where an option stands first, or is nearly one, is it taken for one.
    if (meant === undefined && (name !== undefined || !value.startsWith(`${like}:`))) continue;
    const hint = meant ? ` Do you mean ${meant}?` : '';
    throw new LineError(`/${command.name} has no option “${like}”.${hint} ${takes(command)}`);
  }
}

/** The value of an option from its text. @throws {LineError} */
export function readValue(option: APIApplicationCommandBasicOption, text: string, command: Usable, scene: Scene) {
  const bad = (expected: string) =>
    new LineError(`${option.name}: ${text === '' ? 'a value is missing' : `“${text}” does not fit`}. ${expected}`);
  const choices = choicesOf(option);
  if (choices.length > 0) {
    const typed = text.toLowerCase();
    const named = choices.filter(({ name, value }) =>
      [name.toLowerCase(), String(value).toLowerCase()].includes(typed),
    );
    const begun = typed === '' ? [] : choices.filter(({ name }) => name.toLowerCase().startsWith(typed));
    const [chosen] = named.length > 0 ? named : begun.length === 1 ? begun : [];
    if (chosen) return chosen.value;
    throw bad(`One of ${list(choices.map(({ value }) => String(value)))}.`);
  }
  switch (option.type) {
    case Flag: {
      if (/^(yes|true|on)$/i.test(text)) return true;
      if (/^(no|false|off)$/i.test(text)) return false;
      throw bad('yes or no.');
    }
    case Integer:
    case Decimal: {
      const offered = scene.offered(command.name, option.name, text);
      if (offered !== undefined) return offered;
      const fits = option.type === Integer ? /^[+-]?\d{1,15}$/ : /^[+-]?\d+(\.\d+)?$/;
      if (!fits.test(text)) throw bad(option.type === Integer ? 'A whole number.' : 'A number.');
      return Number(text);
    }
    case Channel:
      return idOf(text, '#', scene.channels) ?? fail(bad(`A channel: ${list(signed('#', scene.channels))}.`));
    case Role:
      return idOf(text, '@', scene.roles) ?? fail(bad(`A role: ${list(signed('@', scene.roles))}.`));
    case User:
      return idOf(text, '@', scene.members) ?? fail(bad(`Someone: ${list(signed('@', scene.members))}.`));
    case Mentionable: {
      const all = new Map([...scene.roles, ...scene.members]);
      return idOf(text, '@', all) ?? fail(bad(`A role or someone: ${list(signed('@', all))}.`));
    }
    case Text:
      if (text === '') throw bad(option.description);
      return scene.offered(command.name, option.name, text) ?? text;
    default:
      throw new LineError(`${option.name}: the playground cannot send files.`);
  }
}

/** The id that a name stands for, case and the sign before it aside; an id stands for itself. */
export function idOf(text: string, sign: '#' | '@', ids: ReadonlyMap<string, string>): string | undefined {
  const [, id] = /^(?:<(?:#|@[!&]?))?(\d{15,20})>?$/.exec(text) ?? [];
  if (id) return id;
  const bare = (name: string) => (name.startsWith(sign) ? name.slice(1) : name).toLowerCase();
  return [...ids].find(([each]) => bare(each) === bare(text))?.[1];
}

/** A command's options as a person is told of them. */
function takes({ options }: Usable): string {
  return options.length === 0 ? 'It has no options.' : `Its options: ${list(options.map(({ name }) => name))}.`;
}

function example({ name, type }: APIApplicationCommandBasicOption, scene: Scene): string {
  const [channel = '#channel'] = signed('#', scene.channels);
  return `${name}:${type === Channel ? channel : type === Role ? '@role' : type === Integer ? '1' : '…'}`;
}

function list(items: readonly string[]): string {
  return items.join(', ');
}

function fail(error: LineError): never {
  throw error;
}
