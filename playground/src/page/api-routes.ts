import type { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { z } from 'zod';
import { ModalOpened } from '../interactions/open-modal.ts';
import { ControlError, checked } from '../model/control-error.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { Choices, Commands, Done, Messages, PageEvent } from './api.ts';
import { bodies, queries } from './bodies.ts';
import { addFiles } from './file-routes.ts';
import { type Addressed, createPageNews, modalEvent } from './page-events.ts';
import type { PageOptions } from './page-options.ts';
import { followPlanned, pageState } from './page-state.ts';
import { readJson } from './read-json.ts';
import { createSeeing } from './seeing.ts';
import { createWalks } from './walks.ts';

// The clock can be set so far ahead at once.
const farthestAheadMs = 31 * 24 * 3_600_000;
// A stream of events says so often that it is there.
const keepAliveEveryMs = 15_000;

const done: Done = { ok: true };

/** Does what a person asks for; a modal that opens instead of an answer is told as an event. */
async function acted(act: Promise<unknown>): Promise<Done> {
  await act.catch((error: unknown) => {
    if (!(error instanceof ModalOpened)) throw error;
  });
  return done;
}

/** Adds what api.ts says. @returns what ends it. */
export function addApi(app: Hono, options: PageOptions): () => void {
  const { discord, guild, runner, clock, plugin } = options;
  const seeing = createSeeing(discord, guild.id);
  const walks = createWalks(clock);
  const news = createPageNews(discord, runner, seeing, walks.now);
  const files = plugin?.followFiles?.(runner, news.stateChanged);
  const isPlanned = followPlanned(discord, guild.id);
  const ending = new AbortController();
  let connected = false;
  void discord.connected().then(() => {
    connected = true;
  });
  discord.events.on('session', (state) => {
    connected = state !== 'closed';
  });
  const unfollow = clock.follow(() => void news.clockChanged());
  const post = <T extends z.ZodType>(name: string, body: T, act: (body: z.output<T>) => Promise<object>) =>
    app.post(`/api/${name}`, async (c) => c.json(await act(checked(body, readJson(await c.req.text())))));

  app.get('/api/state', async (c) =>
    c.json(
      await pageState(options, walks.now(), files, connected, isPlanned, checked(queries.state, c.req.query()).userId),
    ),
  );
  app.get('/api/messages', (c) => {
    const { userId, channelId } = checked(queries.messages, c.req.query());
    return c.json({ messages: seeing.messages(userId, channelId) } satisfies Messages);
  });
  app.get('/api/commands', (c) =>
    c.json({ commands: discord.commands(seeing.actor(checked(queries.commands, c.req.query()))) } satisfies Commands),
  );
  app.get('/api/events', (c) => {
    const { userId } = checked(queries.events, c.req.query());
    return streamSSE(c, async (stream) => {
      const send = (event: PageEvent) => stream.writeSSE({ data: JSON.stringify(event) });
      const tell = ({ event, hears }: Addressed) => hears(userId) && void send(event);
      const { promise, resolve } = Promise.withResolvers<void>();
      const beat = setInterval(() => void stream.write(':\n\n'), keepAliveEveryMs);
      stream.onAbort(resolve);
      ending.signal.addEventListener('abort', () => resolve());
      news.events.on('event', tell);
      await send({ type: 'state' });
      await send(modalEvent(discord.modal(userId)));
      await promise;
      news.events.off('event', tell);
      clearInterval(beat);
    });
  });

  post('use', bodies.use, (body) => acted(discord.use(seeing.actor(body.viewer), body.name, body.options)));
  post('complete', bodies.complete, async (body) => {
    const { viewer, name, focused } = body;
    const choices = await discord.complete(seeing.actor(viewer), name, body.options, focused);
    return { choices } satisfies Choices;
  });
  post('click', bodies.click, ({ viewer, messageId, customId }) =>
    acted(discord.click(seeing.actor(viewer), messageId, customId)),
  );
  post('select', bodies.select, ({ viewer, messageId, customId, values }) =>
    acted(discord.select(seeing.actor(viewer), messageId, customId, values)),
  );
  post('submit', bodies.submit, ({ userId, modalId, values }) => acted(discord.submit(userId, modalId, values)));
  post('dismiss', bodies.dismiss, async ({ userId, modalId }) => {
    discord.dismiss(userId, modalId);
    return done;
  });
  post('control', bodies.control, async ({ action, body }) =>
    toAnswer(await discord.control(action, body ?? {}), action),
  );
  post('clock', bodies.clock, async ({ to }) => {
    if (to < clock.now()) throw new ControlError(['to: the clock cannot be set back']);
    if (to > clock.now() + farthestAheadMs) throw new ControlError(['to: at most 31 days at once']);
    await walks.go(to, ending.signal);
    news.clockChanged();
    return walks.now();
  });
  post('bot', bodies.bot, async ({ do: how }) => {
    if (await runner.restart(how === 'kill' ? 'kill' : 'stop')) return done;
    throw new DiscordRefusal('The bot does not come up; its log says why.');
  });

  if (plugin?.editor) addFiles(app, plugin.editor, discord, news.stateChanged);

  return () => {
    unfollow();
    ending.abort();
  };
}

function toAnswer(answer: unknown, action: string): object {
  return typeof answer === 'object' && answer !== null ? answer : { done: action };
}
