import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { ControlAction } from '../control/actions.ts';
import { nearest } from '../control/nearest.ts';
import { readFault } from './fault-line.ts';
import { readGateway } from './gateway-line.ts';
import { LineError } from './line-error.ts';

/** What the control interface is asked for by a line. */
export type Trouble = {
  readonly kind: 'trouble';
  readonly action: ControlAction;
  readonly body: Readonly<Record<string, unknown>>;
};

type Reader = (rest: string, channel: (text: string) => string) => Trouble | { readonly kind: 'faults' };

export const permissionNames: readonly string[] = Object.keys(PermissionFlagsBits);

/** What is meant where no permission is named: to post, there and in the threads. */
export const posting: readonly string[] = ['SendMessages', 'SendMessagesInThreads'];

const trouble = (action: ControlAction, body: Trouble['body'] = {}): Trouble => ({ kind: 'trouble', action, body });

const bare =
  (word: string, action: ControlAction): Reader =>
  (rest) => {
    if (rest !== '') throw new LineError(`“${word}” stands alone.`);
    return trouble(action);
  };

const permit =
  (word: 'allow' | 'deny'): Reader =>
  (rest, channel) => {
    const [name = '', ...names] = rest === '' ? [] : rest.split(/\s+/);
    const permissions = names.map(permission);
    return trouble('permissions', { channel: channel(name), [word]: permissions.length > 0 ? permissions : posting });
  };

/** The words that make this Discord fail; `channel` reads the name of a channel. */
export const troubleWords: Readonly<Record<string, Reader>> = {
  fault(rest) {
    const words = rest === '' ? [] : rest.split(/\s+/);
    const [word, id, ...more] = words.map((each) => each.toLowerCase());
    if (word === 'clear' && id === undefined) return trouble('fault/clear');
    if (word !== 'remove') return trouble('fault', readFault(words));
    if (id === undefined || !/^\d{1,9}$/.test(id) || more.length > 0)
      throw new LineError('Say which: fault remove 1. faults lists them.');
    return trouble('fault/remove', { id: Number(id) });
  },
  faults(rest) {
    if (rest !== '') throw new LineError(`“faults” stands alone. fault ${rest} sets one.`);
    return { kind: 'faults' };
  },
  gateway(rest) {
    const { action, body } = readGateway(rest === '' ? [] : rest.split(/\s+/));
    return trouble(action, body);
  },
  down(rest) {
    if (rest !== '' && rest.toLowerCase() !== 'forget')
      throw new LineError('Say down, or down forget: the bot’s session cannot be resumed then');
    return trouble('down', rest === '' ? {} : { forgetSessions: true });
  },
  up: bare('up', 'up'),
  allow: permit('allow'),
  deny: permit('deny'),
  delete: (rest, channel) => trouble('channel/delete', { channel: channel(rest) }),
  archive: (rest, channel) => trouble('thread', { channel: channel(rest), archived: true }),
  lock: (rest, channel) => trouble('thread', { channel: channel(rest), archived: true, locked: true }),
  reopen: (rest, channel) => trouble('thread', { channel: channel(rest), archived: false, locked: false }),
  timeout(rest) {
    if (rest.toLowerCase() === 'off') return trouble('timeout', { minutes: 0 });
    if (!/^\d{1,5}$/.test(rest))
      throw new LineError('Say for how many minutes the bot is timed out: timeout 10. timeout off ends it.');
    return trouble('timeout', { minutes: Number(rest) });
  },
  kick: bare('kick', 'kick'),
  invite: bare('invite', 'invite'),
};

function permission(word: string): string {
  const found = permissionNames.find((name) => name.toLowerCase() === word.toLowerCase());
  if (found) return found;
  const meant = nearest(word, permissionNames);
  throw new LineError(
    `There is no permission “${word}”.${meant ? ` Do you mean ${meant}?` : ''} They are written as ViewChannel, SendMessages, ReadMessageHistory.`,
  );
}
