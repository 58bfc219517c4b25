import type { Sentence } from './claim.ts';
import { type Context, contextOf, likeness } from './fact-context.ts';
import type { Facts } from './facts.ts';

/** A number or a date. */
type Place = { readonly start: number; readonly end: number; readonly first: number };

/** A number or a date of an article, and where it stands. */
export type Told<Fact extends Place> = { readonly fact: Fact; readonly facts: Facts; readonly sentence: Sentence };

/** One of a claim, the words around it, and those of the article that bear it. */
export type Said<Fact extends Place> = {
  readonly fact: Fact;
  readonly context: Context;
  readonly bearers: ReadonlySet<Told<Fact>>;
};

// So much better, and so many times as well, the words around another one fit, if one is another thing's.
const alone = { by: 0.7, times: 2 };
// Of two in the claim each fits the other's place so much better, or both together by far.
const each = { by: 0.15, times: 1.25 };
const together = { by: 0.9, times: 2 };

/** How well the words around a number or a date of an article fit those of a claim. */
export function fitsContext<Fact extends Place>(context: Context, { fact, facts }: Told<Fact>): number {
  return likeness(context, contextOf(fact, facts));
}

/**
 * The one that an article has where a claim has another one of the article: `imports fell 5%` of `exports rose 5% and
 * imports fell 3%`. `rivals` are those that could stand in its place.
 */
export function swappedFor<Fact extends Place>(
  one: Said<Fact>,
  others: readonly Said<Fact>[],
  rivals: readonly Told<Fact>[],
): Told<Fact> | undefined {
  const own = bestFit(one.context, one.bearers);
  return rivals.find((rival) => {
    const there = fitsContext(one.context, rival);
    const owner = others.find(({ bearers }) => bearers.has(rival));
    if (!owner) return isBetter(there, own, alone);
    const [ownersOwn, ownersThere] = [bestFit(owner.context, owner.bearers), bestFit(owner.context, one.bearers)];
    if (isBetter(there, own, each) && isBetter(ownersThere, ownersOwn, each)) return true;
    return isBetter(there + ownersThere, own + ownersOwn, together);
  });
}

function isBetter(there: number, own: number, { by, times }: { readonly by: number; readonly times: number }): boolean {
  return there >= own + by && there >= times * own;
}

function bestFit<Fact extends Place>(context: Context, told: Iterable<Told<Fact>>): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const one of told) best = Math.max(best, fitsContext(context, one));
  return best;
}
