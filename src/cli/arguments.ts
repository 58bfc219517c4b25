import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * What a program of ours takes, in this order: a word for each `NAME`, or for an `[OPTIONAL]` one, and each `word` as
 * it stands.
 */
export type CommandLine = { readonly usage: string; readonly words: readonly string[] };

/** Options by name, as Node's `parseArgs` describes them. */
type Options = NonNullable<ParseArgsConfig['options']>;

/** The command line is wrong, and the message says in what. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * The words of this process's command line. Undefined if there is nothing to be done: it asked for `--help`, and has
 * the usage; or it was wrong, and what is wrong stands on the standard error output, with the usage, and the exit
 * code is 2.
 */
export function readArguments({ usage, words }: CommandLine): readonly string[] | undefined {
  try {
    const read = parseArguments(process.argv.slice(2), words, { help: { type: 'boolean', short: 'h' } }, 'help');
    if (!read.options.help) return read.words;
    process.stdout.write(usage);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exitCode = 2;
  }
  return undefined;
}

/**
 * Splits arguments into the words and the options that are expected; with the option `unless`, words may be missing.
 * @throws {UsageError}
 */
export function parseArguments<const T extends Options>(
  args: readonly string[],
  words: readonly string[],
  options: T,
  unless?: keyof T & string,
) {
  const { values, positionals } = parse(args, options);
  const given: Readonly<Record<string, unknown>> = values;
  if (unless !== undefined && given[unless]) return { words: positionals, options: values };
  for (const [i, word] of words.entries()) {
    const found = positionals[i];
    if (found === undefined && !word.startsWith('[')) throw new UsageError(`${word} is missing.`);
    if (found !== undefined && /^[a-z]/.test(word) && found !== word)
      throw new UsageError(`“${found}” is not known; expected ${word}.`);
  }
  const unexpected = positionals[words.length];
  if (unexpected !== undefined) throw new UsageError(`“${unexpected}” is too much.`);
  return { words: positionals, options: values };
}

function parse<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
