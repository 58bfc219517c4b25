import type { PageEvent, Seen } from '../src/page/api.ts';

/** What Discord refused of the bot's. */
export type RefusedEvent = Extract<PageEvent, { type: 'refused' }>;
/** A line of the bot's log, and when it came, in milliseconds by the playground's clock. */
export type LogEvent = Extract<PageEvent, { type: 'log' }> & { readonly at: number };

/**
 * Something in a channel: a message, or what only the page knows of. `at` is in milliseconds by the playground's
 * clock.
 */
export type Entry =
  | { readonly kind: 'message'; readonly key: string; readonly at: number; readonly seen: Seen }
  | { readonly kind: 'refused'; readonly key: string; readonly at: number; readonly event: RefusedEvent }
  /** What Discord tells the person, and only them. */
  | {
      readonly kind: 'notice';
      readonly key: string;
      readonly at: number;
      readonly text: string;
      readonly about: string;
    }
  | { readonly kind: 'thinking'; readonly key: string; readonly at: number; readonly name: string };

/** What a channel shows, oldest first. */
export type Feed = readonly Entry[];

/** A message as an entry. */
export function entryOf(seen: Seen): Entry {
  return { kind: 'message', key: seen.message.id, at: Date.parse(seen.message.timestamp), seen };
}

/** Adds an entry, or puts it in the place of the one with its key; one that is the same stays. */
export function withEntry(feed: Feed, entry: Entry): Feed {
  const there = feed.find(({ key }) => key === entry.key);
  if (there && JSON.stringify(there) === JSON.stringify(entry)) return feed;
  if (there) return feed.map((each) => (each === there ? entry : each));
  const after = feed.findLastIndex(({ at }) => at <= entry.at) + 1;
  return feed.toSpliced(after, 0, entry);
}

/** Takes an entry away. */
export function without(feed: Feed, key: string): Feed {
  return feed.filter((entry) => entry.key !== key);
}

/** The messages as the server has them, among what only the page knows of. */
export function reread(feed: Feed, messages: readonly Seen[]): Feed {
  const there = new Set(messages.map(({ message }) => message.id));
  const kept = feed.filter(({ kind, key }) => kind !== 'message' || there.has(key));
  return kept.reduce<Feed>(withEntry, messages.map(entryOf));
}

/** The earliest instant after `now` that a message names, as a reminder's does; milliseconds. */
export function nextNamed(feeds: Iterable<Feed>, now: number): number | undefined {
  const instants = [...feeds].flatMap((feed) =>
    feed.flatMap((entry) =>
      entry.kind === 'message'
        ? [...JSON.stringify(entry.seen.message).matchAll(/<t:(\d{9,11})(?::\w)?>/g)].map(([, s]) => Number(s) * 1000)
        : [],
    ),
  );
  const ahead = instants.filter((instant) => instant > now);
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}
