import type { Viewer } from '../src/page/api.ts';
import { client, Refusal } from './client.ts';
import { withEntry, without } from './feed.ts';
import { loadMessages, notice } from './loading.ts';
import type { Model } from './model.ts';

// Milliseconds until the bot is said to be thinking: an answer that is at once there needs no such line.
const soon = 150;
// MessageFlags.Loading: the bot has said itself that it is thinking.
const loading = 1 << 7;
let asked = 0;

/**
 * Uses a command where the person is; meanwhile the bot is thinking, and a refusal of Discord's stands in the
 * channel.
 */
export async function useCommand(
  model: Model,
  name: string,
  options: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  const viewer: Viewer = model.viewer;
  const place = viewer.channelId;
  asked += 1;
  const key = `thinking-${asked}`;
  const timer = setTimeout(() => {
    const feed = model.feeds.get(place) ?? [];
    const last = feed.at(-1);
    if (last?.kind === 'message' && (last.seen.message.flags ?? 0) & loading) return;
    const entry = { kind: 'thinking' as const, key, at: Number.POSITIVE_INFINITY, name };
    model.feeds.set(place, withEntry(feed, entry));
    model.changed('feed');
  }, soon);
  try {
    await client.do('/api/use', { viewer, name, options });
  } catch (error) {
    notice(model, place, `/${name}`, error instanceof Refusal ? error.message : 'Something went wrong on the page.');
  } finally {
    clearTimeout(timer);
    model.feeds.set(place, without(model.feeds.get(place) ?? [], key));
    model.changed('feed');
    if (!model.linked) void loadMessages(model, place);
  }
}
