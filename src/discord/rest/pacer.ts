import { NotSentError } from './not-sent.ts';

/** A request that waits for its turn. */
type Request = {
  readonly url: string;
  readonly method: string | undefined;
  /** The guild whose people make the bot ask, where its address does not say so. */
  readonly guildId?: string | undefined;
  readonly signal?: AbortSignal | null | undefined;
};

/** Waits until a request may begin. @throws {NotSentError} if its signal aborts first; it takes no turn then. */
export type Pacer = (request: Request) => Promise<void>;

/** Begins a request. */
type Begin = () => void;

/**
 * Spaces requests evenly, at most `perSecond` of them in any second.
 *
 * People wait for what is read and for answers; posts have a minute. Where both wait, they take turns: neither can keep
 * the other from being sent. What people wait for is taken from one guild after the other, so that many requests of
 * one do not hold up another's.
 */
export function createPacer(perSecond: number, now: () => number = () => performance.now()): Pacer {
  const gap = 1000 / perSecond;
  const posts = new Set<Begin>();
  // By guild, or by channel where none is named; the one that has waited longest for its turn comes first.
  const awaited = new Map<string, Set<Begin>>();
  let wasAwaited = false;
  let nextAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function takeAwaited(): Begin | undefined {
    for (const [place, waiting] of awaited) {
      const begin = take(waiting);
      awaited.delete(place);
      if (waiting.size > 0) awaited.set(place, waiting);
      if (begin) return begin;
    }
    return undefined;
  }

  function takeNext(): Begin | undefined {
    const first = wasAwaited ? take(posts) : undefined;
    if (first) {
      wasAwaited = false;
      return first;
    }
    const begin = takeAwaited();
    wasAwaited = begin !== undefined;
    return begin ?? take(posts);
  }

  function beginDue(): void {
    timer = undefined;
    while (now() >= nextAt) {
      const begin = takeNext();
      if (!begin) return;
      // A late start brings the next one nearer by one gap at most, so that no second has more than two too many.
      nextAt = Math.max(nextAt, now() - gap) + gap;
      begin();
    }
    if (posts.size + awaited.size > 0) timer = setTimeout(beginDue, Math.max(nextAt - now(), 0));
  }

  return ({ url, method, guildId, signal }) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new NotSentError('broken off'));
      const waiting = isAwaited(url, method)
        ? placeIn(awaited, guildId === undefined ? placeOf(url) : `/guilds/${guildId}`)
        : posts;
      const abort = () => {
        waiting.delete(begin);
        reject(new NotSentError('broken off'));
      };
      const begin = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      signal?.addEventListener('abort', abort, { once: true });
      waiting.add(begin);
      if (!timer) beginDue();
    });
}

function take(waiting: Set<Begin>): Begin | undefined {
  const [begin] = waiting;
  if (begin) waiting.delete(begin);
  return begin;
}

function placeIn(awaited: Map<string, Set<Begin>>, place: string): Set<Begin> {
  const known = awaited.get(place);
  if (known) return known;
  const waiting = new Set<Begin>();
  awaited.set(place, waiting);
  return waiting;
}

/** True for what a person waits for: everything that is read, and answers to interactions, which webhooks send. */
function isAwaited(url: string, method = 'GET'): boolean {
  return method === 'GET' || /\/(webhooks|interactions)\//.test(url);
}

/** The channel or guild of a request, or nothing for all others. */
function placeOf(url: string): string {
  return /\/(?:channels|guilds)\/\d+/.exec(url)?.[0] ?? '';
}
