import type { Model } from '../../briefing/ground/second-opinion.ts';

/** What the editors' tool does under one name. */
export type Verb = {
  /** The words and options that it takes, as `SLUG [FILE]`. */
  readonly usage: string;
  /** What it does. Its first line stands in the list of all verbs; all of it in its own `--help`. */
  readonly description: string;
  /**
   * Does it, with what stands after the verb. @throws {UsageError} if that is wrong. @throws {DeskError} or
   * {ContentError} if it cannot be done.
   */
  readonly run: (args: readonly string[], desk: Desk) => Promise<ExitCode>;
};

/** 0: done, and all is well. 1: there are problems. 2: the command line is wrong. */
export type ExitCode = 0 | 1 | 2;

/** Where an editor works: the files, and where a verb writes what it has to say. */
export type Desk = {
  /** The folder that has `briefings` in it. */
  readonly contentFolder: string;
  /** The folder that has the articles which briefings rest on. */
  readonly articlesFolder: string;
  /** What is printed on: its width in columns, and its bits of colour (1 for none, 24 for all). */
  readonly screen: { readonly width: number; readonly colourDepth: number };
  /** Prints a text and ends its line: the result. */
  readonly print: (text: string) => void;
  /** Prints a text and ends its line, beside the result: a problem, or a warning. */
  readonly complain: (text: string) => void;
  /** The present instant, in milliseconds since 1970. */
  readonly now: () => number;
  /** The model that is asked for second opinions; none, or undefined, if the host has set none. */
  readonly model?: () => Model | undefined;
};

/** A verb cannot do what it was asked for. The message, for the editor, says why and what to do. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
}
