import type { SharedClock } from '../clock/shared-clock.ts';
import type { Discord } from '../discord-types.ts';
import type { Guild } from '../model/plan.ts';
import type { Runner } from '../runner.ts';

/** What the page shows, and where it is served. */
export type PageOptions = {
  readonly discord: Discord;
  readonly guild: Guild;
  readonly runner: Runner;
  readonly clock: SharedClock;
  /** Where the bot's briefings are, as it calls the place. */
  readonly contentFolder: string;
  /** A free one unless said otherwise. */
  readonly port?: number;
  /** Where the page's own files are. */
  readonly appFolder?: string;
};
