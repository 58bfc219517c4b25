import type { PageState } from '../../src/page/api.ts';
import { byId, h, redraw } from '../dom.ts';
import { type IconName, icon } from '../icons.ts';
import { move } from '../loading.ts';
import { avatar } from '../message/avatar.ts';
import { channelName, direct, type Model, self } from '../model.ts';
import { permissionWords } from '../panels/wrongs.ts';
import { drawerWidth, lay, lift } from './cover.ts';
import { say } from './say.ts';

type Channel = PageState['channels'][number];

const announcement = 5;
const threads: ReadonlySet<number> = new Set([10, 11, 12]);

/** True for the types of channels that are threads. */
export function isThreadType(type: number): boolean {
  return threads.has(type);
}

/** The picture of a channel's kind. */
export function signOf(channel: Channel | undefined): IconName {
  if (!channel) return 'direct';
  if (threads.has(channel.type)) return 'thread';
  return channel.type === announcement ? 'announcement' : 'text';
}

/** Draws the server, its channels and who one is; on narrow pages a drawer. */
export function createChannels(model: Model): { open(): void } {
  const place = byId('channels', HTMLElement);
  const server = h('h2', { class: 'channels-server' });
  const list = h('div', { class: 'channels-list' });
  const me = h('div', { class: 'me' });
  place.replaceChildren(server, list, me);
  const close = () => {
    if (!place.classList.contains('open')) return;
    place.classList.remove('open');
    lift(place);
    document.getElementById('drawer')?.focus();
  };
  place.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
  const go = (channelId: string) => {
    close();
    void move(model, { channelId });
    say(channelName(model, channelId));
  };
  const draw = () => {
    const { guild, bot } = model.state;
    server.textContent = guild.name;
    redraw(
      list,
      h('h3', { class: 'unseen' }, 'Channels'),
      h('ul', {}, ...ordered(model.state.channels).map((channel) => h('li', {}, entry(model, channel, go)))),
      h('h3', {}, 'Direct messages'),
      h('ul', {}, h('li', {}, directEntry(model, go))),
    );
    redraw(me, ...who(model, bot.name));
    const count = model.unread.size;
    document.title = `${count > 0 ? `(${count}) ` : ''}${guild.name} · ${bot.name}’s playground`;
  };
  model.on('state', draw);
  model.on('viewer', draw);
  model.on('unread', draw);
  draw();
  return {
    open() {
      place.classList.add('open');
      lay({ over: place, where: drawerWidth, close });
      place.querySelector<HTMLElement>('[aria-current]')?.focus();
    },
  };
}

/** Channels in their order, each thread under its channel. */
function ordered(channels: readonly Channel[]): Channel[] {
  const isUnder = ({ parentId, type }: Channel) => threads.has(type) && channels.some(({ id }) => id === parentId);
  return channels
    .filter((channel) => !isUnder(channel))
    .flatMap((channel) => [channel, ...channels.filter((each) => isUnder(each) && each.parentId === channel.id)]);
}

/** More of a button's name, for those who do not see its signs. */
function unseen(words: string | undefined): HTMLElement | undefined {
  return words === undefined ? undefined : h('span', { class: 'unseen' }, ` (${words})`);
}

function kindWords(type: number): string | undefined {
  if (threads.has(type)) return 'thread';
  return type === announcement ? 'announcement channel' : undefined;
}

function entry(model: Model, channel: Channel, go: (id: string) => void): HTMLElement {
  const { id, name, type } = channel;
  const isClosed = model.closed.has(id);
  const isReadOnly = !isClosed && !channel.writable;
  const isUnread = model.unread.has(id);
  const denied = model.state.trouble.denied.filter(({ channelId }) => channelId === id);
  const names = denied.map(({ permission }) => permissionWords(permission)).join(', ');
  const warning = `${model.state.bot.name} lacks ${names} here`;
  return h(
    'button',
    {
      type: 'button',
      class: `channel${threads.has(type) ? ' thread' : ''}${isUnread ? ' unread' : ''}`,
      'data-key': `channel-${id}`,
      'aria-current': model.viewer.channelId === id ? 'page' : undefined,
      click: () => go(id),
    },
    icon(isClosed || isReadOnly ? 'lock' : signOf(channel)),
    h('span', { class: 'channel-name' }, name),
    unseen(kindWords(type)),
    isUnread && unseen('unread'),
    isClosed && unseen('you have no access'),
    isReadOnly && unseen('you can only read here'),
    denied.length > 0 && h('span', { class: 'channel-mark', title: warning }, icon('warning'), unseen(warning)),
  );
}

function directEntry({ state, viewer, unread }: Model, go: (id: string) => void): HTMLElement {
  const isUnread = unread.has(direct);
  const presence = state.bot.connected ? 'online' : state.bot.running ? 'connecting' : 'offline';
  return h(
    'button',
    {
      type: 'button',
      class: `channel${isUnread ? ' unread' : ''}`,
      'data-key': 'channel-dm',
      'aria-current': viewer.channelId === direct ? 'page' : undefined,
      click: () => go(direct),
    },
    avatar(state.bot.id, state.bot.name, true, true),
    h('span', { class: 'channel-name' }, state.bot.name),
    h('span', { class: `presence${state.bot.connected ? ' on' : ''}`, title: presence }, unseen(presence)),
    isUnread && unseen('unread'),
  );
}

function who(model: Model, bot: string): HTMLElement[] {
  const present = self(model);
  const options = model.state.members.map(({ id, name }) =>
    h('option', { value: id, selected: id === present?.id }, name),
  );
  const select = h('select', { 'data-key': 'who', title: `Be someone else towards ${bot}` }, ...options);
  select.addEventListener('change', () => void move(model, { userId: select.value }));
  return [avatar(present?.id ?? '', present?.name ?? '?', false), h('label', {}, 'You are', select)];
}
