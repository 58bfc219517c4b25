import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';

/** What a line can name, as the person who types it is offered it. */
export type Scene = {
  readonly commands: readonly APIApplicationCommand[];
  /** Commands that are offered to others, or elsewhere in the server. */
  readonly withheld: readonly string[];
  /** Ids by name. */
  readonly channels: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, string>;
  /** The value of a choice that the bot has offered for an option of a command, by the name it was offered under. */
  readonly offered: (command: string, option: string, name: string) => string | number | undefined;
};

/** A command that can be used: one without subcommands, or a subcommand. */
export type Usable = {
  /** With its subcommand, as `reminder add`. */
  readonly name: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
};

/** Every command that can be used, in the order that Discord lists them. */
export function usables(commands: readonly APIApplicationCommand[]): Usable[] {
  return commands.flatMap(({ name, description, options = [] }) => under({ name, description, options }));
}

type Node = { name: string; description: string; options?: readonly APIApplicationCommandOption[] | undefined };

function under({ name, description, options = [] }: Node): Usable[] {
  const below = options.filter(
    (option) =>
      option.type === ApplicationCommandOptionType.Subcommand ||
      option.type === ApplicationCommandOptionType.SubcommandGroup,
  );
  if (below.length > 0)
    return below.flatMap((option) => under({ ...option, name: `${name} ${option.name}`, options: option.options }));
  return [{ name, description, options: options as readonly APIApplicationCommandBasicOption[] }];
}

/** What of a line names a command, and the rest of it, from `start` on; undefined if no command begins so. */
export function commandOf(
  line: string,
  commands: readonly Usable[],
): { readonly command: Usable; readonly rest: string; readonly start: number } | undefined {
  const typed = line.toLowerCase();
  for (const command of commands) {
    const pattern = new RegExp(`^/${command.name.replaceAll(' ', '\\s+')}(?=\\s|$)`);
    const [start] = pattern.exec(typed) ?? [];
    if (start !== undefined) return { command, rest: line.slice(start.length), start: start.length };
  }
  return undefined;
}

/** Names with the sign that they are written with. */
export function signed(sign: string, ids: ReadonlyMap<string, string>): string[] {
  return [...ids.keys()].map((name) => (name.startsWith(sign) ? name : sign + name));
}
