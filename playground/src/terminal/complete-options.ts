import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { OptionValues } from '../interactions/actor.ts';
import { type Ask, type Candidate, type Completion, starting } from './candidates.ts';
import { choicesOf, optionOfText, readValue } from './options.ts';
import { type Scene, signed, type Usable } from './scene.ts';
import { quote, type Segment, segmentsOf } from './segments.ts';

const {
  Boolean: Flag,
  Channel,
  Integer,
  Number: Decimal,
  Role,
  String: Text,
  User,
  Mentionable,
} = ApplicationCommandOptionType;

/** What the options of a command can go on with. */
export async function completeOptions(rest: string, command: Usable, scene: Scene, ask: Ask): Promise<Completion> {
  const segments = segmentsOf(
    rest,
    command.options.map(({ name }) => name),
  );
  const last = segments.at(-1);
  const given = new Set(segments.map(({ name }) => name));
  const tail = /\S*$/.exec(rest)?.[0] ?? '';
  const options = { typed: tail, candidates: starting(optionNames(command, given), tail) };
  if (!last) return options;
  const before = last.typed.slice(0, last.typed.length - tail.length).trim();
  const whole = last.typed.trimStart();
  const option = last.name
    ? command.options.find(({ name }) => name === last.name)
    : optionOfText(last.value, command, given);
  if (!option || (before !== '' && isWhole(option, unquoted(before), command, scene))) return options;
  const candidates = await values(option, whole, command, others(segments, last, command, scene), scene, ask);
  const own = { typed: whole, candidates };
  if (last.name) return candidates.length > 0 || before === '' ? own : options;
  if (options.candidates.length === 0 || before !== '') return candidates.length > 0 ? own : options;
  return { typed: tail, candidates: [...options.candidates, ...candidates] };
}

/** Options that are not given yet; only those that are needed while there are such, as Discord has it. */
function optionNames(command: Usable, given: ReadonlySet<string | undefined>): Candidate[] {
  const free = command.options.filter(({ name }) => !given.has(name));
  const needed = free.filter(({ required }) => required);
  return (needed.length > 0 && !given.has(undefined) ? needed : free).map(({ name, description }) => ({
    insert: `${name}:`,
    hint: description,
  }));
}

/** True if a value can be followed by another option: it needs no more words. */
function isWhole(option: APIApplicationCommandBasicOption, value: string, command: Usable, scene: Scene): boolean {
  if (option.type === Text && choicesOf(option).length === 0)
    return !option.autocomplete || scene.offered(command.name, option.name, value) !== undefined;
  try {
    readValue(option, value, command, scene);
    return true;
  } catch {
    return false;
  }
}

async function values(
  option: APIApplicationCommandBasicOption,
  typed: string,
  command: Usable,
  given: OptionValues,
  scene: Scene,
  ask: Ask,
): Promise<Candidate[]> {
  const choices = choicesOf(option);
  if (choices.length > 0)
    return starting(
      choices.map(({ name, value }) => ({ insert: `${value} `, hint: name })),
      typed,
    );
  if (option.type === Text || option.type === Integer || option.type === Decimal) {
    if (!('autocomplete' in option) || !option.autocomplete) return [];
    const offered = await ask(command.name, given, { name: option.name, value: unquoted(typed) });
    return offered.map(({ name, value }) =>
      typeof value === 'number' ? { insert: `${value} `, hint: name } : { insert: `${quote(name)} ` },
    );
  }
  const fixed = {
    [Flag]: ['yes', 'no'],
    [Channel]: signed('#', scene.channels),
    [Role]: signed('@', scene.roles),
    [User]: signed('@', scene.members),
    [Mentionable]: signed('@', new Map([...scene.roles, ...scene.members])),
  }[option.type as number];
  const candidates = (fixed ?? []).map((name) => ({ insert: `${name} ` }));
  const found = starting(candidates, typed);
  return found.length > 0
    ? found
    : candidates.filter(({ insert }) => insert.slice(1).toLowerCase().startsWith(typed.toLowerCase()));
}

/** The other options, as far as they can be read. */
function others(segments: readonly Segment[], focused: Segment, command: Usable, scene: Scene): OptionValues {
  const read: Record<string, string | number | boolean> = {};
  for (const segment of segments) {
    const option = command.options.find(({ name }) => name === segment.name);
    if (!option || segment === focused) continue;
    try {
      read[option.name] = readValue(option, segment.value, command, scene);
    } catch {
      // It is said when the line is entered.
    }
  }
  return read;
}

function unquoted(typed: string): string {
  return typed.trim().replace(/^"([^"]*)"?$/, '$1');
}
