import { createSettling } from './settling.ts';
import { shiftDate } from './shifted-date.ts';
import { shiftTimers } from './shifted-timers.ts';
import { shiftWaits } from './shifted-waits.ts';
import { createTurns } from './turns.ts';

/*
 * Preloaded into the bot (`node --import preload.ts?ahead=MILLISECONDS`): its clock runs ahead of the machine's, as
 * far as its parent tells, first by the address of this module and then by messages. All that goes by the present or
 * by the time that passes is shifted alike, so that time which is leapt over has passed. Only what waits for the
 * network goes by real time: `AbortSignal.timeout`, and sockets.
 */

// For so many turns nothing must have been under way: before, so that what was written to it earlier is read first.
const turns = { before: 3, after: 3 };

const elapsed = performance.now.bind(performance);
let ahead = Number(new URL(import.meta.url).searchParams.get('ahead') ?? 0);

shiftDate(() => ahead);
performance.now = () => elapsed() + ahead;
const timers = shiftTimers(() => performance.now());
const settled = createSettling();
const inTurn = createTurns();
shiftWaits();

process.on('message', (message) => {
  if (typeof message !== 'object' || message === null || !('ahead' in message)) return;
  const to = Number(message.ahead);
  void inTurn(async () => {
    // Someone may have asked for something since.
    await settled(turns.before);
    // Time never goes back.
    if (to > ahead) {
      ahead = to;
      timers.leapt();
      await settled(turns.after);
    }
    if (process.connected) process.send?.({ ahead: to, next: timers.next() });
  });
});
// The parent does not keep the bot alive.
process.channel?.unref();
