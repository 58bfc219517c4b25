import type { Discord } from '../discord-types.ts';
import type { Guild } from '../model/plan.ts';
import type { PlaygroundPlugin } from '../plugin.ts';
import type { Runner } from '../runner.ts';
import type { Console } from './console.ts';
import type { Feed } from './feed.ts';
import type { Session } from './session.ts';

/** All that a line can act on. */
export type Stage = {
  readonly discord: Discord;
  readonly guild: Guild;
  readonly session: Session;
  readonly console: Console;
  readonly feed: Feed;
  readonly runner: Runner;
  readonly plugin: PlaygroundPlugin;
};
