import { type FaultPlan, seededRandom } from 'discord-playground';

/**
 * Something that goes wrong, or that people do; milliseconds are of real time, but for `jump`, which is of the bot's
 * and Discord's clock.
 */
export type Happening =
  | { readonly do: 'fault'; readonly fault: FaultPlan; readonly ms: number }
  | { readonly do: 'outage'; readonly ms: number; readonly forgetSessions: boolean }
  | { readonly do: 'gateway'; readonly how: 'reconnect' | 'resumable' | 'invalid' | 'deaf' | number }
  | {
      readonly do: 'restart';
      readonly how: 'kill' | 'stop';
      readonly away: number;
      readonly jump: 'next-minute' | number;
    }
  | { readonly do: 'lock'; readonly ms: number }
  | { readonly do: 'news'; readonly what: 'new' | 'correct' | 'withdraw'; readonly pick: number }
  | { readonly do: 'close'; readonly channel: number; readonly ms: number }
  | { readonly do: 'refuse'; readonly channel: number; readonly status: 403 | 404 }
  | { readonly do: 'send'; readonly digest: number }
  | { readonly do: 'ask'; readonly command: string; readonly guild: number };

/** What happens, and when, in milliseconds since the beginning. */
export type Planned = Happening & { readonly at: number };

export type Chance = {
  /** One of them. */
  of<T>(choices: readonly T[]): T;
  /** A whole number from `least` up to `most`. */
  from(least: number, most: number): number;
};

/** Chances that are the same for the same seed. */
export function createChance(seed: number): Chance {
  const random = seededRandom(seed);
  const from = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  return {
    from,
    of(choices) {
      const [chosen] = choices.slice(from(0, choices.length - 1));
      if (chosen === undefined) throw new Error('there is nothing to choose from');
      return chosen;
    },
  };
}

const minute = 60_000;
// Time for the bot to start, and for a minute to begin.
const minLifeMs = 7_000;

/** What happens in so many milliseconds among so many channels, digests and guilds; the same for the same seed. */
export function planChaos(
  seed: number,
  milliseconds: number,
  sizes: { readonly channels: number; readonly digests: number; readonly guilds: number },
): Planned[] {
  const chance = createChance(seed);
  const planned: Planned[] = [];
  let nextLife = minLifeMs;
  for (let at = 2_000; at < milliseconds; at += chance.from(200, 1_400)) {
    const ends = at >= nextLife;
    planned.push({ at, ...(ends ? restart(chance) : happening(chance, sizes)) });
    if (ends) nextLife = at + minLifeMs + chance.from(0, 9_000);
  }
  return planned;
}

function restart(chance: Chance): Happening {
  const jump = chance.from(0, 9);
  return {
    do: 'restart',
    how: chance.of(['kill', 'kill', 'stop']),
    away: chance.from(0, 1_500),
    jump: jump < 8 ? 'next-minute' : chance.of([2, 4, 7, 12, 70]) * minute,
  };
}

function happening(
  chance: Chance,
  { channels, digests, guilds }: { readonly channels: number; readonly digests: number; readonly guilds: number },
): Happening {
  const roll = chance.from(0, 99);
  const channel = chance.from(0, channels - 1);
  if (roll < 45) return { do: 'fault', fault: fault(chance), ms: chance.from(500, 4_000) };
  if (roll < 49) return { do: 'outage', ms: chance.from(300, 4_000), forgetSessions: chance.from(0, 1) === 1 };
  if (roll < 55) {
    const how = chance.of(['reconnect', 'resumable', 'invalid', 'deaf', 1001, 1006, 4000, 4009] as const);
    return { do: 'gateway', how };
  }
  if (roll < 59) return { do: 'lock', ms: chance.from(200, 2_500) };
  if (roll < 74)
    return { do: 'news', what: chance.of(['new', 'new', 'correct', 'correct', 'withdraw']), pick: chance.from(0, 999) };
  if (roll < 77) return { do: 'close', channel, ms: chance.from(1_000, 8_000) };
  if (roll < 80) return { do: 'refuse', channel, status: chance.of([403, 404] as const) };
  if (roll < 88) return { do: 'send', digest: chance.from(0, digests - 1) };
  return { do: 'ask', command: chance.of(['latest', 'summary', 'digest list']), guild: chance.from(0, guilds - 1) };
}

function fault(chance: Chance): FaultPlan {
  const where = chance.of<Pick<FaultPlan, 'method' | 'path'>>([
    { method: 'POST', path: 'channels/:id/messages' },
    { method: 'POST', path: 'channels/:id/messages' },
    { method: 'POST', path: 'channels/:id/messages' },
    { method: 'POST', path: 'channels/:id/messages' },
    { method: 'POST', path: 'channels/:id/messages' },
    { method: 'PATCH', path: 'channels/:id/messages/:id' },
    { method: 'GET', path: 'channels/:id/messages' },
    { method: 'POST', path: 'crosspost' },
    {},
  ]);
  const matching = { ...where, times: chance.from(1, 12), chance: chance.of([1, 0.5, 0.5, 0.2]) };
  const when = chance.of(['before', 'after'] as const);
  switch (chance.from(0, 9)) {
    case 0:
    case 1:
      return { do: 'drop-before', ...matching };
    case 2:
    case 3:
      return { do: 'drop-after', ...matching };
    case 4:
    case 5:
      return { do: 'delay', ms: chance.from(50, 3_000), when, ...matching };
    case 6:
      return { do: 'hang', when, ...matching, times: 1 };
    case 7:
    case 8:
      return { do: 'status', status: chance.of([500, 502, 503, 504] as const), when, ...matching };
    default: {
      const scope = chance.of(['user', 'shared', 'global'] as const);
      return { do: 'status', status: 429, scope, retryAfter: chance.from(1, 40) / 10, ...matching, times: 1 };
    }
  }
}
