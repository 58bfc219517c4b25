import type { Viewer } from '../src/page/api.ts';
import { client, Refusal } from './client.ts';
import { entryOf, reread, withEntry } from './feed.ts';
import { direct, type Model } from './model.ts';
import { applySettings, type Settings } from './settings.ts';

/** Reads the state anew, and goes to the first channel if the one that is shown is gone. */
export async function loadState(model: Model): Promise<void> {
  const { viewer } = model;
  const state = await client.state(viewer.userId);
  model.state = state;
  const isThere = viewer.channelId === direct || state.channels.some(({ id }) => id === viewer.channelId);
  if (!isThere) await move(model, { channelId: state.channels[0]?.id ?? direct });
  model.changed('state');
}

/** Reads what the person is offered where they are. */
export async function loadCommands(model: Model): Promise<void> {
  const { viewer } = model;
  const commands = await client
    .commands(viewer.userId, viewer.channelId, viewer.locale)
    .then((answer) => answer.commands)
    .catch((error: unknown) => (error instanceof Refusal ? [] : Promise.reject(error)));
  if (viewer !== model.viewer) return;
  model.commands = commands;
  model.changed('commands');
}

/** Reads the messages of a channel; one that the person has no access to is kept as closed. */
export async function loadMessages(model: Model, channelId = model.viewer.channelId): Promise<void> {
  const { userId } = model.viewer;
  try {
    const { messages } = await client.messages(userId, channelId);
    if (userId !== model.viewer.userId) return;
    model.closed.delete(channelId);
    model.feeds.set(channelId, reread(model.feeds.get(channelId) ?? [], messages));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (userId === model.viewer.userId && model.linked) model.closed.set(channelId, error.message);
  }
  model.changed('feed', 'unread');
}

/** Reads everything: the state, what is offered, and the messages of every channel. */
export async function loadAll(model: Model): Promise<void> {
  await loadState(model);
  await Promise.all([
    loadCommands(model),
    ...[...model.state.channels.map(({ id }) => id), direct].map((id) => loadMessages(model, id)),
  ]);
}

/** Goes elsewhere, becomes someone else, or speaks another language. */
export async function move(model: Model, to: Partial<Viewer>): Promise<void> {
  const someoneElse = to.userId !== undefined && to.userId !== model.viewer.userId;
  model.viewer = { ...model.viewer, ...to };
  model.unread.delete(model.viewer.channelId);
  if (someoneElse) {
    model.feeds.clear();
    model.closed.clear();
    model.unread.clear();
  }
  keep(model, { user: model.viewer.userId, locale: model.viewer.locale });
  model.changed('viewer', 'feed', 'unread');
  if (someoneElse) await loadAll(model);
  else await Promise.all([loadCommands(model), loadMessages(model)]);
}

/** Changes settings, and keeps them. */
export function keep(model: Model, settings: Partial<Settings>): void {
  model.settings = { ...model.settings, ...settings };
  applySettings(model.settings);
  model.changed('settings');
}

let notices = 0;

/** Says something to the person in a channel, as Discord does: in red, and only to them. */
export function notice(model: Model, channelId: string, about: string, text: string): void {
  notices += 1;
  const entry = { kind: 'notice' as const, key: `notice-${notices}`, at: model.now(), text, about };
  model.feeds.set(channelId, withEntry(model.feeds.get(channelId) ?? [], entry));
  model.changed('feed');
}

/** Takes in a message of a channel; marks the channel unread where it is not the one that is shown. */
export function takeMessage(model: Model, seen: Parameters<typeof entryOf>[0], isNew: boolean): void {
  const place = model.placeOf(seen.message.channel_id);
  model.feeds.set(place, withEntry(model.feeds.get(place) ?? [], entryOf(seen)));
  if (isNew && place !== model.viewer.channelId) model.unread.add(place);
  model.changed('feed', 'unread');
}
