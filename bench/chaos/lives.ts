import type { BotProcess } from 'discord-playground';
import { z } from 'zod';
import { stopwatch } from '../measuring.ts';

/** The lives of the bot, one after the other. */
export type Lives = {
  begin(): void;
  /** Ends the life by SIGKILL or SIGTERM; resolves when it has. */
  end(how: 'kill' | 'stop'): Promise<void>;
  /** How many lines of the log warn or worse, by their messages. */
  readonly warnings: ReadonlyMap<string, number>;
  /** Those that are errors, in full. */
  readonly errors: readonly string[];
  readonly count: { readonly lives: number; readonly killed: number; readonly stopped: number };
  /** What a life must not do: end by itself, or take longer to stop than it may. */
  readonly misdeeds: readonly string[];
};

// The bot promises to have stopped by then.
const stopTimeoutMs = 5_000;

export function createLives(start: (onLine: (line: string) => void) => BotProcess): Lives {
  const warnings = new Map<string, number>();
  const errors: string[] = [];
  const misdeeds: string[] = [];
  const count = { lives: 0, killed: 0, stopped: 0 };
  let bot: BotProcess | undefined;

  function countLine(written: string): void {
    const line = readLine(written);
    if (line.level < 40) return;
    warnings.set(line.msg, (warnings.get(line.msg) ?? 0) + 1);
    if (line.level >= 50) errors.push(line.whole);
  }

  function begin(): void {
    const begun = start(countLine);
    bot = begun;
    count.lives += 1;
    void begun.exited.then(({ code, signal }) => {
      if (bot !== begun) return;
      misdeeds.push(`ended by itself (${code ?? signal}): ${lastLines(begun)}`);
      begin();
    });
  }

  return {
    begin,
    warnings,
    errors,
    count,
    misdeeds,
    async end(how) {
      const ending = bot;
      bot = undefined;
      if (!ending) return;
      count[how === 'kill' ? 'killed' : 'stopped'] += 1;
      const elapsed = stopwatch();
      const { code, signal } = await (how === 'kill' ? ending.kill() : ending.stop());
      if (how === 'stop' && (code !== 0 || elapsed() > stopTimeoutMs))
        misdeeds.push(`stopped in ${Math.round(elapsed())} ms with ${code ?? signal}: ${lastLines(ending)}`);
    },
  };
}

function lastLines({ output }: BotProcess): string {
  return output
    .slice(-8)
    .map((written) => readLine(written).whole)
    .join(' | ');
}

const logLine = z.object({
  level: z.number(),
  time: z.number(),
  msg: z.string(),
  err: z.object({ message: z.string() }).optional(),
});

function readLine(written: string): { level: number; msg: string; whole: string } {
  try {
    const { level, time, msg, err } = logLine.parse(JSON.parse(written));
    return { level, msg, whole: `${new Date(time).toISOString()} ${msg}${err ? `: ${err.message}` : ''}` };
  } catch {
    // Node's own words, as of an error that nobody caught.
    return { level: 50, msg: written, whole: written };
  }
}
