import type { ControlAction } from '../control/actions.ts';
import { nearest } from '../control/nearest.ts';
import { LineError } from './line-error.ts';

/** What can be done to the gateway, with what each means. */
export const gatewayWords = {
  reconnect: 'asks the bot to reconnect (op 7)',
  invalidate: 'ends its session (op 9); invalidate resumable lets it resume',
  close: 'closes its connection with a code, as 4000',
  drop: 'breaks its connection off without a word',
  acks: 'off: heartbeats are not acknowledged',
  hello: 'off: new connections are not greeted',
  sessions: 'off: no session begins, each is invalid (op 9)',
  connections: 'off: new connections are refused with 503',
} as const;

type Control = { readonly action: ControlAction; readonly body: Record<string, unknown> };

/** Reads what follows `gateway`. @throws {LineError} */
export function readGateway(words: readonly string[]): Control {
  const [word = '', value = '', ...more] = words.map((each) => each.toLowerCase());
  const alone = (control: Control) => {
    if (value !== '') throw new LineError(`gateway ${word} stands alone.`);
    return control;
  };
  if (more.length > 0) throw new LineError(`“${more.join(' ')}” is too much: gateway ${word} ${value}`);
  switch (word) {
    case 'reconnect':
      return alone({ action: 'gateway/reconnect', body: {} });
    case 'drop':
      return alone({ action: 'gateway/close', body: { code: 1006 } });
    case 'invalidate':
      if (value !== '' && value !== 'resumable')
        throw new LineError('Say gateway invalidate, or gateway invalidate resumable');
      return { action: 'gateway/invalidate', body: { resumable: value === 'resumable' } };
    case 'close':
      if (!/^\d{4}$/.test(value)) throw new LineError('Say with which code: gateway close 4000');
      return { action: 'gateway/close', body: { code: Number(value) } };
    case 'acks':
    case 'hello':
    case 'sessions':
    case 'connections':
      if (value !== 'on' && value !== 'off') throw new LineError(`Say gateway ${word} off, or gateway ${word} on`);
      return { action: 'gateway', body: { [word]: value === 'on' } };
    default: {
      const names = Object.keys(gatewayWords);
      const meant = nearest(word, names);
      const unknown = word === '' ? 'Say what the gateway is to do' : `The gateway has no “${word}”`;
      throw new LineError(`${unknown}: ${names.join(', ')}.${meant ? ` Do you mean gateway ${meant}?` : ''}`);
    }
  }
}
