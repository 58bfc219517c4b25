import { clearScreenDown, createInterface, cursorTo, moveCursor } from 'node:readline';
import { styleText } from 'node:util';
import type { Completion } from './candidates.ts';
import { type Line, type Paint, paintLine, type Style, widthOf, wrap } from './spans.ts';
import { tab } from './tab.ts';

/** Where lines come from and text goes: a terminal, or a pipe. */
export type Console = {
  /** True in a terminal, with a prompt and completion. */
  readonly interactive: boolean;
  /** Columns for text. */
  readonly width: number;
  /** Prints lines, above the prompt and what is typed; a line that is too long is wrapped. */
  print(lines: readonly Line[]): void;
  /** Reads a line after a prompt; undefined at the end of the input. */
  read(prompt: Line): Promise<string | undefined>;
  /** Waits for `done`, or until the person enters a line or presses Ctrl-C; true if it was `done`. */
  waitFor(done: Promise<unknown>): Promise<boolean>;
  clear(): void;
  /** Ends the input: nothing more is read, and nothing waited for. */
  close(): void;
};

const narrowest = 36;
// Longer lines are hard to read.
const widest = 100;

/** A console on a process's input and output. */
export function createConsole(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  complete: (line: string) => Promise<Completion>,
): Console {
  const interactive = input.isTTY === true && output.isTTY === true;
  const queue: string[] = [];
  let ended = false;
  let wake = () => {};
  const more = () => new Promise<void>((resolve) => (wake = resolve));

  const readline = createInterface({
    input,
    output: interactive ? output : undefined,
    terminal: interactive,
    prompt: '',
    historySize: 500,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: null, result: [string[], string]) => void) => {
      complete(line).then(
        (completion) => done(null, choose(completion)),
        () => done(null, [[], line]),
      );
    },
  });
  readline.on('line', (line) => {
    queue.push(line);
    wake();
  });
  readline.on('close', () => {
    if (interactive) output.write('\n');
    ended = true;
    wake();
  });
  readline.on('SIGINT', () => {
    if (readline.line !== '') {
      readline.write(null, { ctrl: true, name: 'e' });
      readline.write(null, { ctrl: true, name: 'u' });
    } else if (waiting) stopWaiting();
    else readline.close();
  });
  let waiting = false;
  let stopWaiting = () => {};

  const paint = painter(output);
  const console: Console = {
    interactive,
    get width() {
      return Math.min(Math.max(output.columns ?? 80, narrowest), widest);
    },
    print(lines) {
      const text = lines
        .flatMap((line) => (widthOf(line) > console.width ? wrap(line, console.width) : [line]))
        .map((line) => `${paintLine(line, paint)}\n`)
        .join('');
      if (!interactive || ended) {
        output.write(text);
        return;
      }
      const { rows } = readline.getCursorPos();
      moveCursor(output, 0, -rows);
      cursorTo(output, 0);
      clearScreenDown(output);
      // The prompt, and what is typed ahead where there is none, is drawn again from as many rows above as its line
      // has.
      output.write(text + '\n'.repeat(rows));
      readline.prompt(true);
    },
    async read(prompt) {
      if (queue.length === 0 && !ended && interactive) {
        readline.setPrompt(paintLine(prompt, paint));
        readline.prompt(true);
      }
      while (queue.length === 0 && !ended) await more();
      readline.setPrompt('');
      return queue.shift();
    },
    async waitFor(done) {
      const stopped = new Promise<false>((resolve) => {
        stopWaiting = () => resolve(false);
      });
      waiting = true;
      if (interactive) void more().then(stopWaiting);
      const finished = await Promise.race([done.then(() => true), stopped]);
      waiting = false;
      return finished;
    },
    clear() {
      if (!interactive) return;
      cursorTo(output, 0, 0);
      clearScreenDown(output);
    },
    close() {
      queue.splice(0);
      stopWaiting();
      readline.close();
    },
  };

  const choose = (completion: Completion): [string[], string] => {
    const { insert, list } = tab(completion, console.width);
    if (list) console.print(list);
    return [insert === undefined ? [] : [insert], completion.typed];
  };
  return console;
}

/** Colours where the output shows them and the person wants them. */
function painter(output: NodeJS.WriteStream): Paint {
  const trueColour = output.isTTY && output.getColorDepth() >= 24;
  const known = (style: Style): Style => (style.startsWith('#') && !trueColour ? 'cyan' : style);
  return (styles, text) => styleText(styles.map(known), text, { stream: output });
}
