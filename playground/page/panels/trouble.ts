import { client } from '../client.ts';
import { button, h } from '../dom.ts';
import { loadState } from '../loading.ts';
import { channelName, direct, type Model } from '../model.ts';
import { isThreadType } from '../view/channels.ts';
import { say } from '../view/say.ts';
import { toast } from '../view/toast.ts';
import type { PanelPlace } from './panel-place.ts';
import { permissionWords, wrongs } from './wrongs.ts';

const posts = { method: 'POST', path: '/channels/:id/messages' } as const;

const faults = [
  ['Slow', { do: 'delay', ms: 2500, times: 'always' }],
  ['Answers 500', { do: 'status', status: 500, times: 'always' }],
  ['Rate-limits posts (429)', { ...posts, do: 'status', status: 429, scope: 'shared', retryAfter: 3, times: 2 }],
  ['Breaks off after it has the post', { ...posts, do: 'drop-after' }],
] as const;

/** Draws what is wrong at present, and how more can go wrong. */
export function drawTrouble({ model, fill, attempt }: PanelPlace): HTMLElement[] {
  const { viewer, state } = model;
  const present = wrongs(model);
  const control = (action: string, body: unknown = {}) =>
    attempt(async () => {
      await client.control(action, body);
      await loadState(model);
    });
  return [
    present.length === 0
      ? h(
          'p',
          { class: 'quiet' },
          'Nothing is wrong at present. Take something away, and see what the bot makes of it.',
        )
      : h(
          'ul',
          { class: 'plain wrongs', 'aria-label': 'Wrong at present' },
          ...present.map(({ key, what, label, end }) =>
            h(
              'li',
              {},
              h('span', {}, what),
              button(label, () => attempt(end), { 'data-key': key }),
            ),
          ),
        ),
    ...(present.length > 0 ? [suggestion(model, fill)] : []),
    h('h3', {}, viewer.channelId === direct ? 'A channel' : `#${channelName(model, viewer.channelId)}`),
    ...(viewer.channelId === direct
      ? [h('p', { class: 'quiet' }, 'Go to a channel of the server to take permissions away there.')]
      : channelTrouble(model, control)),
    h('h3', {}, 'Discord'),
    h(
      'div',
      { class: 'row' },
      ...faults.map(([label, plan]) => button(label, () => control('fault', plan), { 'data-key': label })),
      state.trouble.up && button('Unreachable', () => control('down'), { 'data-key': 'unreachable' }),
    ),
    h('h3', {}, state.bot.name),
    h('p', { class: 'quiet' }, botWords(model)),
    h(
      'div',
      { class: 'row' },
      button('Restart', () => restart(model, 'restart', attempt), { 'data-key': 'restart' }),
      button('Kill and start', () => restart(model, 'kill', attempt), { 'data-key': 'kill' }),
      state.bot.inServer
        ? button('Throw out of the server', () => control('kick'), { 'data-key': 'kick' })
        : button('Let in again', () => control('invite'), { 'data-key': 'kick' }),
    ),
  ];
}

/** Tells those who do not see it when the bot comes or goes. */
export function sayBot(model: Model): void {
  let before = botWords(model);
  model.on('state', () => {
    const now = botWords(model);
    if (now !== before) say(`${model.state.bot.name}: ${now}`);
    before = now;
  });
}

function botWords({ state }: Model): string {
  if (!state.bot.running) return 'It does not run.';
  return state.bot.connected ? 'It runs, and is connected.' : 'It runs, and is not connected.';
}

function channelTrouble(model: Model, control: (action: string, body: unknown) => void): HTMLElement[] {
  const { channelId } = model.viewer;
  const name = channelName(model, channelId);
  const channel = model.state.channels.find(({ id }) => id === channelId);
  // A thread has the permissions of its channel, and one of its own for posting.
  const isThread = channel?.parentId !== undefined && isThreadType(channel.type);
  const holders = isThread ? [channelId, channel.parentId] : [channelId];
  const permissions = ['ViewChannel', isThread ? 'SendMessagesInThreads' : 'SendMessages', 'ReadMessageHistory'];
  const isDenied = (permission: string) =>
    model.state.trouble.denied.some((denial) => holders.includes(denial.channelId) && denial.permission === permission);
  const confirm = () => {
    if (window.confirm(`Delete #${name} with its messages? Only a new playground brings it back.`))
      control('channel/delete', { channel: channelId });
  };
  return [
    h(
      'div',
      { class: 'switches', role: 'group', 'aria-label': `What ${model.state.bot.name} may do in #${name}` },
      ...permissions.map((permission) =>
        h(
          'label',
          { class: 'switch' },
          permissionWords(permission),
          h('input', {
            type: 'checkbox',
            role: 'switch',
            checked: !isDenied(permission),
            'data-key': `permission-${permission}`,
            change: ({ target }) =>
              control('permissions', {
                channel: channelId,
                [target instanceof HTMLInputElement && target.checked ? 'allow' : 'deny']: [permission],
              }),
          }),
        ),
      ),
    ),
    h('div', { class: 'row' }, button(`Delete #${name}`, confirm, { class: 'push danger', 'data-key': 'delete' })),
  ];
}

function suggestion({ state }: Model, fill: (line: string) => void): HTMLElement {
  const { text, lines } = state.words.troubleTip;
  return h(
    'div',
    { class: 'suggestion' },
    h('p', {}, text),
    h('div', { class: 'row' }, ...lines.map((line) => button(line.trim(), () => fill(line), { 'data-key': line }))),
  );
}

function restart(model: Model, how: 'restart' | 'kill', attempt: PanelPlace['attempt']): void {
  attempt(async () => {
    toast(how === 'kill' ? 'The bot is killed, and started again …' : 'The bot is stopped, and started again …');
    await client.do('/api/bot', { do: how });
    await loadState(model);
    toast(`The bot is ${model.state.words.back}.`);
  });
}
