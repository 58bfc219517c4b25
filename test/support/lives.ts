import type { REST } from 'discord.js';
import type { Discord } from 'discord-playground';
import type { KyselyPlugin } from 'kysely';
import pino from 'pino';
import { createPosting } from '../../src/app/posting.ts';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { createRest } from '../../src/discord/rest/rest.ts';
import { openDatabase } from '../../src/store/database.ts';

/** Thrown by all that a bot does once it is dead. */
class Dead extends Error {
  override readonly name = 'Dead';
}

/** How the life of a bot went: how many instants it had at which it could have died, and whether it did. */
export type Life = { readonly instants: number; readonly died: boolean };

export type LifeOptions = {
  readonly discord: Discord;
  /** The database's file. */
  readonly path: string;
  readonly briefings: readonly Briefing[];
  readonly now: () => number;
  /** The instant at which it dies, from 1; it lives to the end without one. */
  readonly diesAt?: number;
};

/**
 * A bot without its gateway that posts what is due until nothing is left, or dies at an instant: before or after a
 * query, before a request, when it has left, or when it is answered. From then on nothing that it does reaches the
 * database or Discord, and what it had not committed is gone, as by SIGKILL; a request that has left arrives all the
 * same.
 */
export async function live({ discord, path, briefings, now, diesAt }: LifeOptions): Promise<Life> {
  let instants = 0;
  let dead = false;
  const instant = () => {
    if (dead) throw new Dead();
    instants += 1;
    dead = instants === diesAt;
    if (dead) throw new Dead();
  };
  const onItsWay = new Set<Promise<unknown>>();
  const db = await openDatabase(`sqlite:${path}`);
  const mortal: KyselyPlugin = {
    transformQuery({ node }) {
      instant();
      return node;
    },
    async transformResult({ result }) {
      instant();
      return result;
    },
  };
  const rest = createRest({ token: discord.token, apiUrl: discord.apiUrl, requestsPerSecond: 50 });
  haunt(rest, instant, onItsWay);
  const posting = createPosting({
    db: db.withPlugin(mortal),
    library: new Library(briefings),
    now,
    rest,
    botId: discord.botId,
    log: pino({ level: 'silent' }),
  });
  await posting.tick();
  await posting.queueEdits().catch(mustBeDead);
  while (!dead && (await isPending())) await new Promise((done) => setTimeout(done, 1));
  await posting.stop(0);
  await Promise.allSettled(onItsWay);
  await db.destroy();
  return { instants, died: dead };

  async function isPending() {
    await posting.idle();
    const counts = ['deliveries', 'edits'] as const;
    const waiting = counts.map((table) => db.selectFrom(table).select('id').where('status', '=', 'pending').execute());
    return (await Promise.all(waiting)).flat().length > 0;
  }

  function mustBeDead(error: unknown): void {
    if (!dead) throw error;
  }
}

function haunt(rest: REST, instant: () => void, onItsWay: Set<Promise<unknown>>): void {
  const request = rest.options.makeRequest;
  rest.options.makeRequest = async (...sent) => {
    instant();
    const answered = request(...sent);
    onItsWay.add(answered);
    answered.catch(() => {}).finally(() => onItsWay.delete(answered));
    instant();
    const answer = await answered;
    instant();
    return answer;
  };
}
