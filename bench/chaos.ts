import { setTimeout as sleep } from 'node:timers/promises';
import { startDiscord } from 'discord-playground';
import { openDatabase } from '../src/store/database.ts';
import { startRealBot } from './bot.ts';
import { settle } from './chaos/accounts.ts';
import { createActs, type Stage } from './chaos/acts.ts';
import { readBooks, unfinished } from './chaos/books.ts';
import { createClosures } from './chaos/closures.ts';
import { createLives } from './chaos/lives.ts';
import { createNewsDesk } from './chaos/news-desk.ts';
import { type Planned, planChaos } from './chaos/plan.ts';
import { createProgress } from './chaos/progress.ts';
import { report } from './chaos/report.ts';
import { setScene, sizes } from './chaos/scene.ts';
import { createSharedClock } from './chaos/shared-clock.ts';
import { stopwatch } from './measuring.ts';
import { openWorkplace } from './workplace.ts';

// A nonce is known for "the past few minutes", Discord says; few is three here.
const nonceMs = 180_000;
// Longer than the bot waits before it tries anything again.
const maxBackoffMs = 6 * 60_000;
// For what is left to do once all is well.
const recoveryTimeoutMs = 120_000;

/**
 * Runs the real bot through a mix of faults, and accounts for every slot; gives the tables, and whether all of it is
 * sound.
 */
export async function chaos(seed: number, minutes: number): Promise<{ text: string; sound: boolean }> {
  const again = `npm run bench -- chaos --seed ${seed} --minutes ${minutes}`;
  console.log(
    `chaos: seed ${seed}, ${minutes} minutes, then up to two for the bot to finish.\nThe same again: ${again}`,
  );
  const place = await openWorkplace();
  const clock = createSharedClock();
  const discord = await startDiscord({ now: clock.now, nonceMs, seed });
  const { database } = place;
  const scene = await setScene(discord, database, seed, clock.now());
  const lives = createLives((onLine) => startRealBot({ discord, place, onLine, ahead: clock.ahead, logLevel: 'warn' }));
  const closures = createClosures(discord, scene, database, clock);
  const desk = createNewsDesk(place.content, clock.now);
  const stage: Stage = { discord, scene, database, clock, lives, desk, closures };
  try {
    lives.begin();
    const counts = await play(planChaos(seed, minutes * 60_000, sizes), stage);
    const end = await recover(stage);
    const books = await readBooks(database, { discord, scene, closures: closures.all, end });
    const accounts = settle(books);
    return report({ accounts, lives, counts, again, books });
  } finally {
    await lives.end('stop');
    await discord.close();
    await place.close();
  }
}

/** Lets it all happen; gives how often each kind of thing did. */
async function play(planned: readonly Planned[], stage: Stage): Promise<ReadonlyMap<string, number>> {
  const act = createActs(stage);
  const progress = createProgress(stage);
  const elapsed = stopwatch();
  const going: Promise<void>[] = [];
  for (const happening of planned) {
    await sleep(Math.max(happening.at - elapsed(), 0));
    progress.tell(happening);
    const over = act(happening);
    over.catch(() => {});
    going.push(over);
  }
  stage.discord.faults.clear();
  await Promise.all(going);
  return progress.stop();
}

/** Makes all well again, and lets the bot finish; gives the instant up to which slots count. */
async function recover({ discord, database, clock, lives, closures }: Stage): Promise<number> {
  console.log('  all is well again; the bot finishes');
  discord.faults.clear();
  await closures.over();
  await lives.end('stop');
  clock.leap(maxBackoffMs);
  lives.begin();
  const end = clock.now();
  const elapsed = stopwatch();
  const db = await openDatabase(`sqlite:${database}`);
  try {
    while (elapsed() < recoveryTimeoutMs && (await unfinished(db, end)) > 0) await sleep(500);
  } finally {
    await db.destroy();
  }
  await lives.end('stop');
  return end;
}
