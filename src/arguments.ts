import { parseArgs } from 'node:util';

/** What a program of ours takes: a word for each of these names, in this order. */
export type CommandLine = { readonly usage: string; readonly words: readonly string[] };

/**
 * The words of this process's command line. Undefined if there is nothing to be done: it asked for `--help`, and has the usage; or it was wrong,
 * and what is wrong stands on the standard error output, with the usage, and the exit code is 2.
 */
export function readArguments({ usage, words }: CommandLine): readonly string[] | undefined {
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.help) {
      process.stdout.write(usage);
      return undefined;
    }
    const [missing, unexpected] = [words[positionals.length], positionals[words.length]];
    if (missing) throw new Error(`${missing} is missing.`);
    if (unexpected !== undefined) throw new Error(`“${unexpected}” is too much.`);
    return positionals;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
    return undefined;
  }
}
