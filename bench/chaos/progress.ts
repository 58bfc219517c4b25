import { DatabaseSync } from 'node:sqlite';
import { stopwatch } from '../measuring.ts';
import type { Stage } from './acts.ts';
import type { Happening } from './plan.ts';

const printEveryMs = 10_000;
const lastHappenings = 5;

/** Prints every ten seconds how far it is, and what happened last; counts what happens. */
export function createProgress({ database, lives, discord }: Pick<Stage, 'database' | 'lives' | 'discord'>) {
  const elapsed = stopwatch();
  const counts = new Map<string, number>();
  const last: string[] = [];
  let posts = 0;
  discord.events.on('message', () => {
    posts += 1;
  });
  const timer = setInterval(() => {
    const seconds = String(Math.round(elapsed() / 1000)).padStart(4);
    const { lives: born } = lives.count;
    console.log(`${seconds} s  life ${born}, ${posts} messages, ${pending(database)} pending; ${last.join(', ')}`);
  }, printEveryMs);
  return {
    tell(happening: Happening): void {
      const kind = kindOf(happening);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      last.push(kind);
      if (last.length > lastHappenings) last.shift();
    },
    /** Prints no more; gives the counts, by kind. */
    stop(): ReadonlyMap<string, number> {
      clearInterval(timer);
      return counts;
    },
  };
}

function kindOf(happening: Happening): string {
  switch (happening.do) {
    case 'fault': {
      const { fault } = happening;
      return fault.do === 'status' ? String(fault.status) : fault.do;
    }
    case 'gateway':
      return `gateway ${happening.how}`;
    case 'restart':
      return happening.how;
    case 'news':
      return `news ${happening.what}`;
    default:
      return happening.do;
  }
}

function pending(database: string): string {
  const db = new DatabaseSync(database, { readOnly: true, timeout: 100 });
  try {
    return String(db.prepare(`select count(*) as count from deliveries where status = 'pending'`).get()?.count);
  } catch {
    return '?';
  } finally {
    db.close();
  }
}
