import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type BotProcess, startBot } from '../../src/bot-process.ts';
import { createSharedClock, type SharedClock } from '../../src/clock/shared-clock.ts';

/** Programs that are run as the bot is, with a clock that can be set ahead; `folder` says where their sources go. */
export function createPrograms(folder: () => string) {
  const running: BotProcess[] = [];
  return {
    /** Runs a program until it says `up`; `heard` are its other lines. */
    async run(source: string, clock: SharedClock = createSharedClock()) {
      const main = join(folder(), `${crypto.randomUUID()}.mjs`);
      await writeFile(main, source);
      const heard: string[] = [];
      const up = Promise.withResolvers<void>();
      const onLine = (line: string) => void (line === 'up' ? up.resolve() : heard.push(line));
      const bot = startBot({ command: ['node', main], folder: folder(), env: {}, clock, onLine });
      running.push(bot);
      await Promise.race([up.promise, bot.exited.then(({ code }) => Promise.reject(new Error(`${code}: ${heard}`)))]);
      return { bot, clock, heard, says: (line: string) => expect.poll(() => heard, { timeout: 3000 }).toContain(line) };
    },
    /** Ends those that are left. */
    end: () => Promise.all(running.splice(0).map((bot) => bot.kill())),
  };
}
