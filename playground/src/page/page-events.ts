import { EventEmitter } from 'node:events';
import type { APIMessage } from 'discord-api-types/v10';
import type { Discord } from '../discord-types.ts';
import type { AnsweredRequest } from '../model/events.ts';
import type { Modal } from '../model/modal.ts';
import type { Runner } from '../runner.ts';
import { readLog } from '../terminal/bot-log.ts';
import { fieldErrors, withoutToken } from '../terminal/refusal.ts';
import type { Clock, PageEvent } from './api.ts';
import { type Seeing, seen } from './seeing.ts';

/** An event, and who hears of it. */
export type Addressed = { readonly event: PageEvent; readonly hears: (userId: string) => boolean };

/** Where everything that happens is told. */
export type PageNews = {
  readonly events: EventEmitter<{ event: [Addressed] }>;
  /** Tells that the state has changed; what changes in one moment is told once. */
  stateChanged(): void;
  /** Tells where the clock is, as seldom. */
  clockChanged(): void;
};

// What Discord says where nothing is set for a command under Integrations: the bot asks, and it is nobody's fault.
const nothingIsSet = 10066;
const gatherMs = 100;

/** Listens to a Discord and to the bot. */
export function createPageNews(discord: Discord, runner: Runner, seeing: Seeing, clock: () => Clock): PageNews {
  const events: PageNews['events'] = new EventEmitter();
  // Each page that is open listens.
  events.setMaxListeners(0);
  const tell = (event: PageEvent, hears: Addressed['hears'] = () => true) => events.emit('event', { event, hears });
  const tellMessage = (type: 'message' | 'edit') => (message: APIMessage) =>
    tell({ type, seen: seen(message, false) }, (userId) => discord.sees(userId, message.channel_id));
  const soon = (event: () => PageEvent) => {
    let isToBeTold = false;
    return () => {
      if (isToBeTold) return;
      isToBeTold = true;
      setTimeout(() => {
        isToBeTold = false;
        tell(event());
      }, gatherMs).unref();
    };
  };
  const stateChanged = soon(() => ({ type: 'state' }));
  const clockChanged = soon(() => ({ type: 'clock', clock: clock() }));

  discord.events.on('message', tellMessage('message'));
  discord.events.on('edit', tellMessage('edit'));
  discord.events.on('crosspost', tellMessage('edit'));
  discord.events.on('ephemeral', (message, userId) => {
    const type = seeing.keep(message, userId) ? 'message' : 'edit';
    tell({ type, seen: seen(message, true) }, (viewer) => viewer === userId);
  });
  discord.events.on('modal', (modal, userId) => tell(modalEvent(modal), (viewer) => viewer === userId));
  discord.events.on('remove', ({ id, channelId }) => {
    const only = seeing.onlyFor(id);
    seeing.drop(id);
    tell({ type: 'remove', channelId, messageId: id }, (userId) =>
      only === undefined ? discord.sees(userId, channelId) : only === userId,
    );
  });
  discord.events.on('request', (request) => {
    // A fault that strikes may have struck for the last time, and commands may be others than they were.
    if (request.fault || (request.method !== 'GET' && request.path.endsWith('/commands'))) stateChanged();
    if (!isRefused(request)) return;
    const event = refusalOf(request);
    const channelId = discord.channelOf(request.path);
    const seenBy = (userId: string) => channelId !== undefined && discord.sees(userId, channelId);
    tell({ ...event, ...(channelId ? { channelId } : {}) }, seenBy);
    tell(event, (userId) => !seenBy(userId));
  });
  for (const name of ['session', 'change'] as const) discord.events.on(name, stateChanged);
  for (const name of ['start', 'end'] as const) runner.events.on(name, stateChanged);
  runner.events.on('line', (text, output) => {
    const { line, warning, level } = readLog(text, output);
    if (!warning) return;
    const words = line.map((span) => span.text);
    const [message = '', details = ''] = words.length > 1 ? words.slice(2).map((word) => word.trim()) : words;
    tell({ type: 'log', level: level === 'warn' || level === 'fatal' ? level : 'error', message, details });
  });
  return { events, stateChanged, clockChanged };
}

/** Tells of the modal that is open for a person. */
export function modalEvent(modal: Modal | undefined): PageEvent {
  return { type: 'modal', ...(modal ? { modal } : {}) };
}

function isRefused({ status, error, fault }: AnsweredRequest): boolean {
  if (fault) return status === 0 || status >= 400;
  return status >= 400 && !(isRecord(error) && error.code === nothingIsSet);
}

function refusalOf({ method, path, status, error, fault }: AnsweredRequest): Extract<PageEvent, { type: 'refused' }> {
  const { code, message, errors } = isRecord(error) ? error : {};
  return {
    type: 'refused',
    method,
    status,
    path: withoutToken(path),
    ...(typeof code === 'number' ? { code } : {}),
    message: typeof message === 'string' ? message : status === 0 ? 'No answer' : `HTTP status ${status}`,
    details: fieldErrors(errors),
    byFault: fault !== undefined,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
