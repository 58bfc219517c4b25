/** The texts of a language's folder or file: by key, as its JSON has them. */
export type Texts = { readonly [key: string]: string | Texts };

const codeSpan = /`([^`]+)`/g;
const optionWithValue = /^([a-z-]+):(.*)$/s;

/**
 * A command line with English names, as Discord shows it to readers of another language: `/digest edit time:09:00`, one
 * option as `clear:topic`, or only its name. `commands` are that language's texts of `command.json`. Anything else
 * stays as it is.
 */
export function localizeCommandLine(line: string, commands: Texts): string {
  if (!line.startsWith('/')) return localizeOption(line, commands);
  const [command = '', ...words] = line.slice(1).split(' ');
  const subcommand = textAt(commands, [command, 'options', words[0] ?? '', 'name']);
  const options = words.slice(subcommand === undefined ? 0 : 1);
  return [
    `/${textAt(commands, [command, 'name']) ?? command}`,
    ...(subcommand === undefined ? [] : [subcommand]),
    ...options.map((option) => (option.includes(':') ? localizeOption(option, commands) : option)),
  ].join(' ');
}

/** Puts what is a command line or an option in the code of a text into the language whose command texts are given. */
export function localizeCode(text: string, commands: Texts): string {
  return text.replace(codeSpan, (_, code: string) => `\`${localizeCommandLine(code, commands)}\``);
}

/** `clear:topic` or `clear`. Of a choice that explains itself, as “topic: all topics”, only what is before the colon. */
function localizeOption(written: string, commands: Texts): string {
  const [, option = written, value] = optionWithValue.exec(written) ?? [];
  const name = textAt(commands, ['options', option, 'name']) ?? option;
  if (value === undefined) return name;
  const [choice = value] = textAt(commands, ['options', option, 'choices', value])?.split(/\s?[:：]/) ?? [];
  return `${name}:${choice}`;
}

function textAt(texts: Texts, path: readonly string[]): string | undefined {
  let found: string | Texts | undefined = texts;
  for (const key of path) found = typeof found === 'object' && Object.hasOwn(found, key) ? found[key] : undefined;
  return typeof found === 'string' ? found : undefined;
}
