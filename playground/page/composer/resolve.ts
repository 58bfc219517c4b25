import { type Option, type OptionValue, optionTypes, type Usable } from './options.ts';
import { unquoted } from './segments.ts';

/** Something that can be mentioned, by its name. */
type Named = { readonly id: string; readonly name: string };

/** What a message box can name, for the person who types. */
export type Scene = {
  readonly commands: readonly Usable[];
  readonly channels: readonly (Named & { readonly type: number })[];
  readonly roles: readonly Named[];
  readonly members: readonly Named[];
};

/** A value that an option may have, as it is shown in a list. */
export type ValueOffer = {
  readonly kind: 'value';
  readonly label: string;
  readonly value: OptionValue;
  readonly hint?: string;
};

/**
 * The values that an option has by itself, without asking the bot: its choices, True and False, channels, roles,
 * people.
 */
export function ownValues(option: Option, scene: Scene): readonly ValueOffer[] {
  if (option.choices.length > 0)
    return option.choices.map(({ name, value }) => ({ kind: 'value', label: name, value }));
  const signed = (sign: string, all: readonly Named[], hint: string): ValueOffer[] =>
    all.map(({ id, name }) => ({ kind: 'value', label: `${sign}${name.replace(/^@/, '')}`, value: id, hint }));
  const channels = scene.channels.filter(({ type }) => option.channelTypes?.includes(type) ?? true);
  switch (option.type) {
    case optionTypes.boolean:
      return [
        { kind: 'value', label: 'True', value: true },
        { kind: 'value', label: 'False', value: false },
      ];
    case optionTypes.channel:
      return channels.map(({ id, name, type }) => ({
        kind: 'value',
        label: `#${name}`,
        value: id,
        hint: channelWords[type] ?? 'Text channel',
      }));
    case optionTypes.role:
      return signed('@', scene.roles, 'Role');
    case optionTypes.user:
      return signed('@', scene.members, 'Member');
    case optionTypes.mentionable:
      return [...signed('@', scene.roles, 'Role'), ...signed('@', scene.members, 'Member')];
    default:
      return [];
  }
}

const channelWords: Readonly<Record<number, string>> = {
  2: 'Voice channel',
  4: 'Category',
  5: 'Announcement channel',
  10: 'Thread',
  11: 'Thread',
  12: 'Private thread',
  15: 'Forum',
};

/** A value, or what is wrong with the text, as Discord says it. */
export type Resolved =
  | { readonly value: OptionValue; readonly label: string }
  | { readonly problem: string }
  | undefined;

/** Reads what is typed for an option; undefined where nothing is, and nothing need be. */
export function resolve(option: Option, typed: string, scene: Scene): Resolved {
  const text = unquoted(typed);
  if (text === '') return option.required ? { problem: 'This option is required. Specify a value.' } : undefined;
  const own = ownValues(option, scene);
  if (own.length > 0) return among(own, option, text);
  switch (option.type) {
    case optionTypes.integer:
    case optionTypes.decimal:
      return numberOf(option, text);
    case optionTypes.text:
      return textOf(option, text);
    case optionTypes.attachment:
      return { problem: 'The playground cannot send files.' };
    default:
      return { problem: 'There is nothing to choose from.' };
  }
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

function among(offers: readonly ValueOffer[], option: Option, text: string): Resolved {
  const bare = (words: string) => words.toLowerCase().replace(/^[#@]/, '');
  const [, id] = /^<?[#@]?[!&]?(\d{15,20})>?$/.exec(text) ?? [];
  const truth = option.type === optionTypes.boolean ? truths[text.toLowerCase()] : undefined;
  const exact = offers.filter(
    ({ label, value }) =>
      bare(label) === bare(text) ||
      String(value).toLowerCase() === text.toLowerCase() ||
      value === id ||
      value === truth,
  );
  const begun = offers.filter(({ label }) => bare(label).startsWith(bare(text)));
  const [found] = exact.length > 0 ? exact : begun.length === 1 ? begun : [];
  if (found) return { value: found.value, label: found.label };
  const some = offers.slice(0, 6).map(({ label }) => label);
  return { problem: `“${text}” is none of ${some.join(', ')}${offers.length > some.length ? ', …' : ''}.` };
}

function numberOf({ type, least, most }: Option, text: string): Resolved {
  const whole = type === optionTypes.integer;
  if (!(whole ? /^[+-]?\d{1,15}$/ : /^[+-]?\d+(\.\d+)?$/).test(text))
    return { problem: `Enter a valid ${whole ? 'integer' : 'number'}.` };
  const value = Number(text);
  if (least !== undefined && value < least) return { problem: `Enter a value greater than or equal to ${least}.` };
  if (most !== undefined && value > most) return { problem: `Enter a value less than or equal to ${most}.` };
  return { value, label: text };
}

function textOf({ shortest = 0, longest = 6000 }: Option, text: string): Resolved {
  // Discord counts code points.
  const { length } = [...text];
  if (length < shortest) return { problem: `Enter a value of at least ${shortest} characters.` };
  if (length > longest) return { problem: `Enter a value of at most ${longest} characters.` };
  return { value: text, label: text };
}
