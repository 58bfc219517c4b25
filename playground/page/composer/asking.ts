import { type Answer, type Asked, answers } from './offers.ts';
import type { Choice } from './options.ts';

// Milliseconds that typing must rest before the bot is asked.
const rest = 150;

/** Asks the bot for choices while one types. */
export type Asking = {
  /** The last answer. */
  readonly answer: Answer | undefined;
  /** True while one is waited for. */
  readonly waiting: boolean;
  /** Asks, unless this was asked last; undefined where there is nothing to ask. */
  ask(asked: Asked | undefined): void;
};

/** `send` asks, `came` is called when an answer has come; an answer to a question that is past is dropped. */
export function createAsking(send: (asked: Asked) => Promise<readonly Choice[]>, came: () => void): Asking {
  let current: Asked | undefined;
  let answer: Answer | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;
  const run = async (asked: Asked) => {
    const choices = await send(asked).catch(() => []);
    if (current !== asked) return;
    waiting = false;
    answer = { asked, choices };
    came();
  };
  return {
    get answer() {
      return answer;
    },
    get waiting() {
      return waiting;
    },
    ask(asked) {
      if (asked && current && answers(asked, { asked: current, choices: [] })) return;
      clearTimeout(timer);
      // The first question of an option is asked at once, with what is offered before anything is typed.
      const isFirst = asked?.option !== current?.option || asked?.command !== current?.command;
      current = asked;
      waiting = asked !== undefined;
      if (asked) timer = setTimeout(() => void run(asked), isFirst ? 0 : rest);
    },
  };
}
