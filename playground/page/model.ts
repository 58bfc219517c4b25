import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { Modal } from '../src/model/modal.ts';
import type { PageState, Viewer } from '../src/page/api.ts';
import { client, Refusal } from './client.ts';
import type { Feed, LogEvent } from './feed.ts';
import { setBotPicture } from './message/avatar.ts';
import { applySettings, readSettings, type Settings } from './settings.ts';

/** The channel id of the direct message with the bot. */
export const direct = 'dm';

/** What a part of the page draws itself anew for. */
type Change =
  | 'state'
  | 'modal'
  | 'clock'
  | 'viewer'
  | 'feed'
  | 'unread'
  | 'commands'
  | 'log'
  | 'link'
  | 'panel'
  | 'settings';

/** Which panel is open beside the messages. */
export type PanelName = 'clock' | 'trouble' | 'editor' | 'log' | 'settings';

/** All that the page knows; parts of it change it and say so. */
export type Model = {
  state: PageState;
  viewer: Viewer;
  commands: readonly APIApplicationCommand[];
  settings: Settings;
  /** False while the server does not answer. */
  linked: boolean;
  panel: PanelName | undefined;
  /** The modal that is open for the person. */
  modal: Modal | undefined;
  readonly feeds: Map<string, Feed>;
  readonly unread: Set<string>;
  /** Channels that the person has no access to, with what Discord says of it. */
  readonly closed: Map<string, string>;
  readonly log: LogEvent[];
  /** Lines of the log that came since it was last looked at. */
  unseenLog: number;
  /** The clock is being set ahead. */
  walking: boolean;
  on(change: Change, does: () => void): void;
  changed(...changes: readonly Change[]): void;
  /** The present by the playground's clock, in milliseconds. */
  now(): number;
  /** The key of what a channel shows: its id, or `dm` for what is no channel of the server's. */
  placeOf(channelId: string): string;
};

/** The page as it is at first: someone in the first channel. @throws {Refusal} if the server does not answer */
export async function createModel(): Promise<Model> {
  const settings = readSettings();
  applySettings(settings);
  const state = await client.state(settings.user ?? '').catch(() => client.state(''));
  setBotPicture(state.words.botPicture);
  // Whoever has a role is offered more than the others.
  const first = state.members.find(({ roles }) => roles.length > 0) ?? state.members[0];
  if (!first) throw new Refusal('The playground has no one whom one could be.');
  const userId = (state.members.find(({ id }) => id === settings.user) ?? first).id;
  const listeners = new Map<Change, (() => void)[]>();
  const model: Model = {
    state,
    viewer: {
      userId,
      channelId: state.channels[0]?.id ?? direct,
      locale: settings.locale ?? spoken(state.locales),
    },
    commands: [],
    settings,
    linked: true,
    panel: undefined,
    modal: undefined,
    feeds: new Map(),
    unread: new Set(),
    closed: new Map(),
    log: [],
    unseenLog: 0,
    walking: false,
    on: (change, does) => void listeners.set(change, [...(listeners.get(change) ?? []), does]),
    changed(...changes) {
      for (const does of new Set(changes.flatMap((change) => listeners.get(change) ?? []))) does();
    },
    now: () => Date.now() + model.state.clock.ahead,
    placeOf: (channelId) => (model.state.channels.some(({ id }) => id === channelId) ? channelId : direct),
  };
  return model;
}

/** The person who looks at the page. */
export function self({ state, viewer }: Model) {
  return state.members.find(({ id }) => id === viewer.userId);
}

/** The name of a channel, without its sign. */
export function channelName({ state }: Model, id: string): string {
  return state.channels.find((channel) => channel.id === id)?.name ?? state.bot.name;
}

/** The browser's language, if Discord has it. */
function spoken(locales: readonly string[]): string {
  return navigator.languages.find((language) => locales.includes(language)) ?? 'en-US';
}
