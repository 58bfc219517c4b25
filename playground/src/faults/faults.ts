import { ControlError, checked } from '../model/control-error.ts';
import type { World } from '../model/world.ts';
import { type Fault, type FaultPlan, type Faults, faultPlan } from './fault-plan.ts';
import { pathPattern } from './path-pattern.ts';
import { seededRandom } from './seeded-random.ts';

/** A fault that strikes a request. */
type Strike = {
  readonly id: number;
  readonly plan: FaultPlan;
  /** Resolves when so many milliseconds are over (true), or this Discord goes down (false). */
  pause(ms: number): Promise<boolean>;
  /** Resolves when the fault is removed, this Discord goes down, or the other side has given up. */
  hold(gone: Promise<unknown>): Promise<void>;
};

export type StrikingFaults = Faults & {
  /** The fault that strikes this request, if one does; counts it. */
  strike(method: string, path: string): Strike | undefined;
  /** Lets go of every request that is delayed or held. */
  release(): void;
};

type Standing = {
  readonly id: number;
  readonly plan: FaultPlan;
  readonly matches: (method: string, path: string) => boolean;
  readonly random: () => number;
  seen: number;
  struck: number;
  readonly held: Set<() => void>;
};

/** The faults of a Discord; those with a chance and no seed of their own draw from `seed`. */
export function createFaults(world: World, seed: number): StrikingFaults {
  const standing: Standing[] = [];
  const pauses = new Set<() => void>();
  const random = seededRandom(seed);
  let last = 0;

  const leftOf = ({ plan: { times = 1 }, struck }: Standing) => (times === 'always' ? times : times - struck);
  const told = (fault: Standing): Fault => ({
    id: fault.id,
    plan: fault.plan,
    struck: fault.struck,
    left: leftOf(fault),
    holding: fault.held.size,
  });
  const isOver = (fault: Standing) => leftOf(fault) === 0 && fault.held.size === 0;
  const forget = (fault: Standing) => {
    const index = standing.indexOf(fault);
    if (index >= 0) standing.splice(index, 1);
  };
  const remove = (fault: Standing) => {
    forget(fault);
    for (const letGo of fault.held) letGo();
  };

  const pause = (ms: number) =>
    new Promise<boolean>((resolve) => {
      const end = (done: boolean) => {
        clearTimeout(timer);
        pauses.delete(cut);
        resolve(done);
      };
      const cut = () => end(false);
      const timer = setTimeout(end, ms, true);
      pauses.add(cut);
    });
  const hold = (fault: Standing) => async (gone: Promise<unknown>) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    fault.held.add(resolve);
    await Promise.race([promise, gone]);
    fault.held.delete(resolve);
    if (isOver(fault)) forget(fault);
  };

  return {
    add(given) {
      const plan = checked(faultPlan, given);
      const matchesPath = plan.path === undefined ? () => true : pathPattern(plan.path, (name) => named(world, name));
      const fault: Standing = {
        id: ++last,
        plan,
        matches: (method, path) => (plan.method ?? method) === method && matchesPath(path),
        random: seededRandom(plan.seed ?? Math.floor(random() * 2 ** 32)),
        seen: 0,
        struck: 0,
        held: new Set(),
      };
      standing.push(fault);
      return told(fault);
    },
    list: () => standing.map(told),
    remove(id) {
      const fault = standing.find((each) => each.id === id);
      if (!fault) throw new ControlError([`id: there is no fault ${id}${among(standing)}`]);
      remove(fault);
    },
    clear() {
      for (const fault of [...standing]) remove(fault);
    },
    strike(method, path) {
      for (const fault of standing) {
        const { id, plan } = fault;
        if (leftOf(fault) === 0 || !fault.matches(method, path)) continue;
        fault.seen += 1;
        if (fault.seen <= (plan.skip ?? 0) || fault.random() >= (plan.chance ?? 1)) continue;
        fault.struck += 1;
        // One that hangs is over when it has let go of its sockets.
        if (plan.do !== 'hang' && isOver(fault)) forget(fault);
        return { id, plan, pause, hold: hold(fault) };
      }
      return undefined;
    },
    release() {
      for (const cut of pauses) cut();
      for (const { held } of [...standing]) for (const letGo of held) letGo();
    },
  };
}

function named(world: World, name: string): string[] {
  const channels = [...world.channels.values()].filter((channel) => channel.guildId !== undefined);
  const ids = channels.filter((channel) => channel.name === name).map(({ id }) => id);
  if (ids.length > 0) return ids;
  const names = [...new Set(channels.map((channel) => `#${channel.name}`))];
  throw new ControlError([`path: there is no channel #${name}; there are ${names.join(', ')}`]);
}

function among(standing: readonly Standing[]): string {
  return standing.length === 0 ? '; none is set' : `; there are ${standing.map(({ id }) => id).join(', ')}`;
}
