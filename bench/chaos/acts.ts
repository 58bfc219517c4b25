import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Discord } from 'discord-playground';
import type { Closures } from './closures.ts';
import type { Lives } from './lives.ts';
import type { NewsDesk } from './news-desk.ts';
import type { Happening } from './plan.ts';
import type { Scene } from './scene.ts';
import type { SharedClock } from './shared-clock.ts';

/** All that a happening may touch. */
export type Stage = {
  readonly discord: Discord;
  readonly scene: Scene;
  readonly database: string;
  readonly clock: SharedClock;
  readonly lives: Lives;
  readonly desk: NewsDesk;
  readonly closures: Closures;
};

const minute = 60_000;
// A bot that leaps to the next minute is started so long before it.
const startBeforeMinuteMs = 3_500;
const gatewayClosedMs = 3_000;

/** Lets things happen; each resolves when it is over. Restarts come one after the other, and so do outages. */
export function createActs({ discord, scene, database, clock, lives, desk, closures }: Stage) {
  const last = { restart: Promise.resolve(), outage: Promise.resolve() };
  const inTurn = (which: keyof typeof last, act: () => Promise<void>): Promise<void> => {
    last[which] = last[which].then(act);
    return last[which];
  };
  const at = <T>(list: readonly T[], index: number): T => {
    const [found] = list.slice(index % list.length);
    if (found === undefined) throw new Error('there is nothing to choose from');
    return found;
  };

  /** Faults pass, but for requests that hang: Discord keeps their sockets open for longer than the bot waits. */
  async function injectFault({ fault, ms }: Happening & { do: 'fault' }): Promise<void> {
    const { id } = discord.faults.add(fault);
    await sleep(ms);
    const set = discord.faults.list().find((each) => each.id === id);
    if (set && set.holding === 0) discord.faults.remove(id);
  }

  async function gateway(how: (Happening & { do: 'gateway' })['how']): Promise<void> {
    if (how === 'reconnect') discord.gateway.requestReconnect();
    else if (how === 'resumable' || how === 'invalid') discord.gateway.invalidateSessions(how === 'resumable');
    else if (how === 'deaf') {
      discord.gateway.behave({ connections: false });
      discord.gateway.close(1006);
      await sleep(gatewayClosedMs);
      discord.gateway.behave({ connections: true });
    } else discord.gateway.close(how);
  }

  async function lock(milliseconds: number): Promise<void> {
    const other = new DatabaseSync(database, { timeout: 100 });
    try {
      other.exec('begin immediate');
      await sleep(milliseconds);
      other.exec('rollback');
    } catch {
      // The bot was writing just then: it had it first.
    } finally {
      other.close();
    }
  }

  async function restart({ how, away, jump }: Happening & { do: 'restart' }): Promise<void> {
    await lives.end(how);
    await sleep(away);
    clock.leap(jump === 'next-minute' ? toNextMinute(clock.now()) : jump);
    lives.begin();
  }

  /** Asks the bot; whether it can answer is not what is counted here. */
  async function use(command: string, guild: number, options = {}): Promise<void> {
    await discord.use(scene.moderator(at(scene.guilds, guild)), command, options).catch(() => {});
  }

  return async (happening: Happening): Promise<void> => {
    switch (happening.do) {
      case 'fault':
        return injectFault(happening);
      case 'outage':
        return inTurn('outage', async () => {
          await discord.down({ forgetSessions: happening.forgetSessions });
          await sleep(happening.ms);
          await discord.up();
        });
      case 'gateway':
        return gateway(happening.how);
      case 'restart':
        return inTurn('restart', () => restart(happening));
      case 'lock':
        return lock(happening.ms);
      case 'news':
        return desk.write(happening.what, happening.pick);
      case 'close':
        return closures.deny(at(scene.channels, happening.channel), happening.ms);
      case 'refuse':
        return closures.refuse(at(scene.channels, happening.channel), happening.status);
      case 'send': {
        const { guildId, number } = at(scene.digests, happening.digest);
        const guild = scene.guilds.findIndex(({ id }) => id === guildId);
        return use('digest send', guild, { digest: number });
      }
      case 'ask':
        return use(happening.command, happening.guild);
    }
  };
}

function toNextMinute(now: number): number {
  return Math.max(minute - (now % minute) - startBeforeMinuteMs, 0);
}
