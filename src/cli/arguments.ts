import { parseArgs } from 'node:util';

/**
 * What a program of ours takes, in this order: a word for each `NAME`, or for an `[OPTIONAL]` one, and each `word` as
 * it stands.
 */
export type CommandLine = { readonly usage: string; readonly words: readonly string[] };

/**
 * The words of this process's command line. Undefined if there is nothing to be done: it asked for `--help`, and has
 * the usage; or it was wrong, and what is wrong stands on the standard error output, with the usage, and the exit
 * code is 2.
 */
export function readArguments({ usage, words }: CommandLine): readonly string[] | undefined {
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (values.help) {
      process.stdout.write(usage);
      return undefined;
    }
    for (const [i, word] of words.entries()) {
      const given = positionals[i];
      if (given === undefined && !word.startsWith('[')) throw new Error(`${word} is missing.`);
      if (given !== undefined && /^[a-z]/.test(word) && given !== word)
        throw new Error(`“${given}” is not known; expected ${word}.`);
    }
    const unexpected = positionals[words.length];
    if (unexpected !== undefined) throw new Error(`“${unexpected}” is too much.`);
    return positionals;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 2;
    return undefined;
  }
}
