import type { OptionValues } from '../interactions/actor.ts';

/** What can stand at the end of a line, in place of what is typed there. */
export type Candidate = { readonly insert: string; readonly hint?: string };

/** `typed` is the end of the line that each candidate stands for. */
export type Completion = { readonly typed: string; readonly candidates: readonly Candidate[] };

/** Asks the bot for the choices of an option. */
export type Ask = (
  command: string,
  options: OptionValues,
  focused: { readonly name: string; readonly value: string },
) => Promise<readonly { readonly name: string; readonly value: string | number }[]>;

/** Those candidates that begin with what is typed, case aside. */
export function starting(candidates: readonly Candidate[], typed: string): Candidate[] {
  return candidates.filter(({ insert }) => insert.toLowerCase().startsWith(typed.toLowerCase()));
}
