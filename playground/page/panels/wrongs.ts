import type { Fault } from '../../src/faults/fault-plan.ts';
import { client } from '../client.ts';
import { loadState } from '../loading.ts';
import { channelName, type Model } from '../model.ts';

/** Something that is wrong at present, and how it ends. */
export type Wrong = { readonly key: string; readonly what: string; readonly label: string; end(): Promise<unknown> };

/** What is wrong at present. */
export function wrongs(model: Model): Wrong[] {
  const { state } = model;
  const { up, faults, denied } = state.trouble;
  const control = async (action: string, body: unknown = {}) => {
    await client.control(action, body);
    await loadState(model);
  };
  return [
    ...(up ? [] : [{ key: 'down', what: 'Discord is unreachable.', label: 'Up again', end: () => control('up') }]),
    ...(state.bot.inServer
      ? []
      : [
          {
            key: 'kicked',
            what: `${state.bot.name} has been thrown out of the server.`,
            label: 'Let it in',
            end: () => control('invite'),
          },
        ]),
    ...faults.map((fault) => ({
      key: `fault-${fault.id}`,
      what: faultWords(fault),
      label: 'End',
      end: () => control('fault/remove', { id: fault.id }),
    })),
    ...denied
      .filter(({ planned }) => !planned)
      .map(({ channelId, permission }) => ({
        key: `denied-${channelId}-${permission}`,
        what: `${state.bot.name} lacks ${permissionWords(permission)} in #${channelName(model, channelId)}.`,
        label: 'Give',
        end: () => control('permissions', { channel: channelId, allow: [permission] }),
      })),
  ];
}

/** A permission's name as Discord shows it: `Send Messages`. */
export function permissionWords(permission: string): string {
  return permission.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').replace(/\b(In|To|And)\b/g, (word) => word.toLowerCase());
}

/** A fault in words: what it does, to what, how often yet. */
function faultWords({ plan, left, struck, holding }: Fault): string {
  const what = {
    'drop-before': () => 'Discord breaks off before it has the request',
    'drop-after': () => 'Discord breaks off after it has the request',
    hang: () => 'Discord never answers',
    delay: () => `Discord is slow: ${'ms' in plan ? plan.ms / 1000 : ''} s`,
    status: () => `Discord answers ${'status' in plan ? plan.status : ''}`,
  }[plan.do]();
  const which = plan.path || plan.method ? ` (${[plan.method, plan.path].filter(Boolean).join(' ')})` : '';
  const often = left === 'always' ? ', always' : left > 0 ? `, ${left} more ${left === 1 ? 'time' : 'times'}` : '';
  const so = struck > 0 ? `; struck ${struck}` : '';
  return `${what}${which}${often}${so}${holding > 0 ? `; holds ${holding}` : ''}.`;
}
