import { AsyncLocalStorage } from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';
import nodeTimers from 'node:timers';
import { promisify } from 'node:util';

const real = { setTimeout, clearTimeout, clearInterval };
// What Node takes a delay for that is none, or too long for it.
const [shortest, longest] = [1, 2 ** 31 - 1];
const minute = 60_000;

type Ring = () => void;

/** A timer whose deadline is an instant of a clock that may leap. It has all that a timer of Node's has. */
class ShiftedTimer {
  static readonly live = new Set<ShiftedTimer>();
  static readonly known = new Map<number, ShiftedTimer>();
  due = 0;
  readonly #ring: Ring;
  readonly #delay: number;
  readonly #repeats: boolean;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #refed = true;
  #id: number | undefined;

  constructor(ring: Ring, delay: number, repeats: boolean, now: () => number) {
    this.#ring = AsyncLocalStorage.bind(ring);
    this.#delay = delay >= shortest && delay <= longest ? Math.trunc(delay) : shortest;
    this.#repeats = repeats;
    this.#now = now;
    this.refresh();
  }

  /** Rings after so many milliseconds, whatever the deadline was. */
  arm(after: number): void {
    real.clearTimeout(this.#timer);
    this.#timer = real.setTimeout(() => this.#fire(), after);
    if (!this.#refed) this.#timer.unref();
  }

  /**
   * Until when the clock may leap. One that rings every few seconds does not hold it up each time: it may be late, as
   * after a sleep, by as much as makes a minute of its interval.
   */
  get bound(): number {
    return this.#repeats ? this.due + Math.max(minute - this.#delay, 0) : this.due;
  }

  /** Rings in a turn of its own, unless it is stopped or put off before. */
  come(): void {
    setImmediate(() => {
      if (ShiftedTimer.live.has(this) && this.due <= this.#now()) this.#fire();
    });
  }

  #fire(): void {
    real.clearTimeout(this.#timer);
    if (this.#repeats) this.refresh();
    else ShiftedTimer.live.delete(this);
    try {
      this.#ring();
    } finally {
      if (!ShiftedTimer.live.has(this)) this.#forget();
    }
  }

  #forget(): void {
    if (this.#id !== undefined) ShiftedTimer.known.delete(this.#id);
  }

  refresh(): this {
    this.due = this.#now() + this.#delay;
    ShiftedTimer.live.add(this);
    this.arm(this.#delay);
    return this;
  }

  ref(): this {
    this.#refed = true;
    this.#timer?.ref();
    return this;
  }

  unref(): this {
    this.#refed = false;
    this.#timer?.unref();
    return this;
  }

  hasRef(): boolean {
    return this.#timer?.hasRef() ?? false;
  }

  close(): this {
    ShiftedTimer.live.delete(this);
    real.clearTimeout(this.#timer);
    this.#forget();
    return this;
  }

  [Symbol.toPrimitive](): number {
    this.#id ??= Number(this.#timer?.[Symbol.toPrimitive]());
    ShiftedTimer.known.set(this.#id, this);
    return this.#id;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

/** Timers that go by a clock. */
type ShiftedTimers = {
  /** To be called when the clock has leapt: those that have come due ring at once, in the order in which they did. */
  leapt(): void;
  /**
   * Milliseconds that the clock may leap over, for no timer rings within them that is to be on time; infinite if
   * there is none.
   */
  next(): number;
};

/** Lets `setTimeout` and `setInterval` of this process go by a clock, in milliseconds, that may leap ahead. */
export function shiftTimers(now: () => number): ShiftedTimers {
  const start =
    (repeats: boolean) =>
    (ring: (...given: unknown[]) => void, delay?: unknown, ...given: unknown[]) => {
      // Node says what is wrong with it.
      if (typeof ring !== 'function') return real.setTimeout(ring);
      return new ShiftedTimer(() => ring(...given), Number(delay), repeats, now);
    };
  const stop = (given: unknown) => {
    const timer =
      typeof given === 'number' || typeof given === 'string' ? ShiftedTimer.known.get(Number(given)) : given;
    if (timer instanceof ShiftedTimer) timer.close();
    else real.clearTimeout(given as NodeJS.Timeout);
  };
  const shifted = { setTimeout: start(false), setInterval: start(true), clearTimeout: stop, clearInterval: stop };
  // Read when it is asked for: the shifted one, too, has a promise for whoever promisifies it.
  Object.defineProperty(shifted.setTimeout, promisify.custom, { get: () => nodeTimers.promises.setTimeout });
  Object.assign(globalThis, shifted);
  Object.assign(nodeTimers, shifted);
  syncBuiltinESMExports();
  return {
    next: () => Math.min(...[...ShiftedTimer.live].map(({ bound }) => bound)) - now(),
    leapt() {
      const at = now();
      for (const timer of [...ShiftedTimer.live].sort((a, b) => a.due - b.due))
        if (timer.due <= at) timer.come();
        else timer.arm(Math.ceil(timer.due - at));
    },
  };
}
