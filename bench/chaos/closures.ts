import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Discord } from 'discord-playground';
import { stopwatch } from '../measuring.ts';
import type { Closure } from './accounts.ts';
import type { NewsChannel, Scene } from './scene.ts';
import type { SharedClock } from './shared-clock.ts';

/** Channels that the bot cannot post in for a while, and the moderators who give them back to it by `/digest check`. */
export type Closures = {
  /** Takes from the bot the permission to post in a channel for a while. */
  deny(channel: NewsChannel, milliseconds: number): Promise<void>;
  /** Lets Discord refuse a post there once, with this status. */
  refuse(channel: NewsChannel, status: 403 | 404): Promise<void>;
  /** Resolves when all channels are given back and no digest is paused. */
  over(): Promise<void>;
  readonly all: readonly Closure[];
};

type Open = { readonly channel: NewsChannel; readonly from: number; back: (() => number) | undefined };

// A slot of the minute before may not have been claimed yet when its digest is paused.
const claimDelayMs = 75_000;
// An answer of Discord may reach the bot so much later.
const answerDelayMs = 20_000;
const faultTimeoutMs = 15_000;

export function createClosures(discord: Discord, scene: Scene, database: string, clock: SharedClock): Closures {
  const open = new Set<Open>();
  const all: Closure[] = [];
  const close = (channel: NewsChannel): Open => {
    const closure = { channel, from: clock.now() - claimDelayMs, back: undefined };
    open.add(closure);
    return closure;
  };

  async function giveBack(closure: Open): Promise<void> {
    closure.back = stopwatch();
    const { id, guild } = closure.channel;
    for (;;) {
      await sleep(3_000);
      const paused = pausedIn(database, id);
      for (const number of paused)
        await discord.use(scene.moderator(guild), 'digest check', { digest: number }).catch(() => {});
      if (paused.length === 0 && closure.back() > answerDelayMs) break;
    }
    all.push({ channelId: id, from: closure.from, until: clock.now() });
    open.delete(closure);
  }

  return {
    all,
    async deny(channel, milliseconds) {
      const closure = close(channel);
      const { guild, name } = channel;
      discord.amendOverwrite(guild.id, name, { target: '@bot', deny: ['SendMessages'] });
      await sleep(milliseconds);
      discord.overwrite(guild.id, name, { target: '@bot' });
      await giveBack(closure);
    },
    async refuse(channel, status) {
      const closure = close(channel);
      const path = `channels/${channel.id}/messages`;
      const { id } = discord.faults.add({ do: 'status', status, method: 'POST', path });
      const elapsed = stopwatch();
      const isSet = () => discord.faults.list().some((fault) => fault.id === id);
      while (isSet() && elapsed() < faultTimeoutMs) await sleep(200);
      if (isSet()) discord.faults.remove(id);
      await giveBack(closure);
    },
    async over() {
      while (open.size > 0) await sleep(200);
    },
  };
}

function pausedIn(database: string, channelId: string): number[] {
  const db = new DatabaseSync(database, { readOnly: true, timeout: 1_000 });
  try {
    const rows = db.prepare('select number from digests where channel_id = ? and paused is not null').all(channelId);
    return rows.map(({ number }) => Number(number));
  } finally {
    db.close();
  }
}
