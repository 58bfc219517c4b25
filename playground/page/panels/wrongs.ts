import type { Fault, FaultPlan } from '../../src/faults/fault-plan.ts';
import { client } from '../client.ts';
import { loadState } from '../loading.ts';
import { channelName, type Model } from '../model.ts';

/** The requests by which a bot posts in a channel. */
export const posts = { method: 'POST', path: '/channels/:id/messages' } as const;

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
    ...(up ? [] : [{ key: 'down', what: 'Discord cannot be reached.', label: 'Up again', end: () => control('up') }]),
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

/** A fault in words: what it does to which requests, until when, and how often it has. */
function faultWords({ plan, left, struck, holding }: Fault): string {
  const isPosts = plan.method === posts.method && plan.path === posts.path;
  const which = isPosts ? 'Posts' : 'Requests';
  const narrowed =
    !isPosts && (plan.path || plan.method) ? ` (${[plan.method, plan.path].filter(Boolean).join(' ')})` : '';
  const often =
    left === 'always' ? ' until you end it' : left === 1 ? ', once more' : left > 0 ? `, ${left} more times` : '';
  return [
    `${which}${narrowed} ${whatHappens(plan)}${often}.`,
    struck > 0 && `It has happened ${struck === 1 ? 'once' : `${struck} times`}.`,
    holding > 0 && `${holding} ${holding === 1 ? 'waits' : 'wait'} now.`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** What becomes of requests, after “Requests …”. */
function whatHappens(plan: FaultPlan): string {
  switch (plan.do) {
    case 'drop-before':
      return 'are lost on the way to Discord';
    case 'drop-after':
      return 'arrive, but the answer to the bot is lost';
    case 'hang':
      return 'get no answer';
    case 'delay':
      return `take ${plan.ms / 1000} s longer`;
    case 'status':
      if (plan.status === 429) return `are turned away as too many (${plan.status})`;
      return plan.status < 500 ? `are refused (${plan.status})` : `meet an error of Discord’s own (${plan.status})`;
  }
}
