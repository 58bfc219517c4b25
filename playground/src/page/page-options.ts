import type { SharedClock } from '../clock/shared-clock.ts';
import type { Discord } from '../discord-types.ts';
import type { Guild } from '../model/plan.ts';
import type { PlaygroundPlugin } from '../plugin.ts';
import type { Runner } from '../runner.ts';

/** What the page shows, and where it is served. */
export type PageOptions = {
  readonly discord: Discord;
  readonly guild: Guild;
  readonly runner: Runner;
  readonly clock: SharedClock;
  /** What is known of the bot. */
  readonly plugin?: PlaygroundPlugin | undefined;
  /** When the bot has something to do next; undefined if never. */
  readonly nextInstant?: (() => number | undefined) | undefined;
  /** A free one unless said otherwise. */
  readonly port?: number;
  /** Where the page's own files are. */
  readonly appFolder?: string;
};
