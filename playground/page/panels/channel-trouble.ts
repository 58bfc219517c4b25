import { h } from '../dom.ts';
import { channelName, direct, type Model } from '../model.ts';
import { isThreadType } from '../view/channels.ts';
import { deed } from './deed.ts';
import { permissionWords } from './wrongs.ts';

/** Asks the control interface for something. */
export type Control = (action: string, body?: unknown) => void;

const whatIsLost: Readonly<Record<string, string>> = {
  ViewChannel: 'Without it the bot cannot enter the channel: it can neither read there nor post.',
  SendMessages: 'Without it the bot can read there, but not post. It can still answer commands.',
  SendMessagesInThreads: 'Without it the bot can read there, but not post. It can still answer commands.',
  ReadMessageHistory: 'Without it the bot cannot look at earlier messages there, its own included.',
};

/** Draws what the bot may do in the channel that is shown, and what deletes the channel. */
export function drawChannelTrouble(model: Model, control: Control): HTMLElement[] {
  const { channelId } = model.viewer;
  if (channelId === direct)
    return [
      h('h3', {}, 'A channel'),
      h('p', { class: 'quiet' }, 'Go to a channel of the server to take permissions away there.'),
    ];
  const name = channelName(model, channelId);
  const channel = model.state.channels.find(({ id }) => id === channelId);
  // A thread has the permissions of its channel, and one of its own for posting.
  const isThread = channel?.parentId !== undefined && isThreadType(channel.type);
  const holders = isThread ? [channelId, channel.parentId] : [channelId];
  const permissions = ['ViewChannel', isThread ? 'SendMessagesInThreads' : 'SendMessages', 'ReadMessageHistory'];
  const isDenied = (permission: string) =>
    model.state.trouble.denied.some((denial) => holders.includes(denial.channelId) && denial.permission === permission);
  const setting = (permission: string) => {
    const describedBy = `lost-${permission}`;
    return h(
      'div',
      {},
      h(
        'label',
        { class: 'switch' },
        permissionWords(permission),
        h('input', {
          type: 'checkbox',
          role: 'switch',
          checked: !isDenied(permission),
          'data-key': `permission-${permission}`,
          'aria-describedby': describedBy,
          change: ({ target }) =>
            control('permissions', {
              channel: channelId,
              [target instanceof HTMLInputElement && target.checked ? 'allow' : 'deny']: [permission],
            }),
        }),
      ),
      h('p', { class: 'quiet small', id: describedBy }, whatIsLost[permission] ?? ''),
    );
  };
  const confirm = () => {
    if (window.confirm(`Delete #${name} with its messages? Only a new playground brings it back.`))
      control('channel/delete', { channel: channelId });
  };
  return [
    h('h3', {}, `What ${model.state.bot.name} may do in #${name}`),
    h(
      'div',
      { class: 'switches', role: 'group', 'aria-label': `What ${model.state.bot.name} may do in #${name}` },
      ...permissions.map(setting),
    ),
    deed(`Delete #${name}`, 'The channel goes, with all its messages.', confirm, { isDanger: true, key: 'delete' }),
  ];
}
