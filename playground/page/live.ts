import type { PageEvent } from '../src/page/api.ts';
import { withEntry, without } from './feed.ts';
import { loadAll, loadCommands, loadState, takeMessage } from './loading.ts';
import type { Model } from './model.ts';

const retryAfterMs = 2000;
// Lines of the bot's log that are kept.
const longestLog = 200;

/** Follows what happens for the person who looks, for as long as the page is there. */
export function follow(model: Model): void {
  let source: EventSource | undefined;
  let followed = '';
  const open = () => {
    source?.close();
    followed = model.viewer.userId;
    const stream = new EventSource(`/api/events?userId=${encodeURIComponent(followed)}`);
    source = stream;
    stream.onopen = () => {
      if (!model.linked) void loadAll(model).catch(() => undefined);
      setLinked(model, true);
    };
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      const event: unknown = JSON.parse(data);
      if (isEvent(event)) void take(model, event);
    };
    stream.onerror = () => {
      if (source !== stream) return;
      setLinked(model, false);
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => source === stream && open(), retryAfterMs);
    };
  };
  model.on('viewer', () => model.viewer.userId !== followed && open());
  open();
}

function setLinked(model: Model, linked: boolean): void {
  if (model.linked === linked) return;
  model.linked = linked;
  model.changed('link');
}

const types: readonly unknown[] = ['message', 'edit', 'remove', 'refused', 'log', 'clock', 'state', 'modal'];

function isEvent(value: unknown): value is PageEvent {
  return typeof value === 'object' && value !== null && 'type' in value && types.includes(value.type);
}

let refusals = 0;

async function take(model: Model, event: PageEvent): Promise<void> {
  switch (event.type) {
    case 'message':
    case 'edit':
      // It may be the first in a new channel, or tell that something else comes next.
      if (model.placeOf(event.seen.message.channel_id) === 'dm' || model.panel === 'clock')
        await loadState(model).catch(() => undefined);
      return takeMessage(model, event.seen, event.type === 'message');
    case 'remove': {
      const place = model.placeOf(event.channelId);
      model.feeds.set(place, without(model.feeds.get(place) ?? [], event.messageId));
      return model.changed('feed');
    }
    case 'refused': {
      refusals += 1;
      const place = event.channelId === undefined ? model.viewer.channelId : model.placeOf(event.channelId);
      const entry = { kind: 'refused' as const, key: `refused-${refusals}`, at: model.now(), event };
      model.feeds.set(place, withEntry(model.feeds.get(place) ?? [], entry));
      if (place !== model.viewer.channelId) model.unread.add(place);
      return model.changed('feed', 'unread');
    }
    case 'log':
      model.log.push({ ...event, at: model.now() });
      model.log.splice(0, model.log.length - longestLog);
      if (model.panel !== 'log') model.unseenLog += 1;
      return model.changed('log');
    case 'clock':
      model.state = { ...model.state, clock: event.clock };
      return model.changed('clock');
    case 'modal':
      model.modal = event.modal;
      return model.changed('modal');
    case 'state':
      await Promise.all([loadState(model), loadCommands(model)]).catch(() => undefined);
  }
}
