import { clockWords } from '../clock-words.ts';
import { byId, h, redraw } from '../dom.ts';
import { type IconName, icon } from '../icons.ts';
import { channelName, type Model, type PanelName } from '../model.ts';
import { wrongs } from '../panels/wrongs.ts';
import { signOf } from './channels.ts';

/** Draws the bar above the messages: the channel, the clock, and what opens the panels. */
export function createTop(model: Model, openDrawer: () => void, openPanel: (name: PanelName) => void): void {
  const place = byId('top', HTMLElement);
  const tool = (
    name: PanelName,
    picture: IconName,
    title: string,
    {
      words = title,
      short = title,
      count = 0,
      counted = '',
    }: { words?: string; short?: string; count?: number; counted?: string } = {},
  ) =>
    h(
      'button',
      {
        type: 'button',
        class: 'tool',
        id: `tool-${name}`,
        'data-key': name,
        title,
        'aria-expanded': String(model.panel === name),
        'aria-controls': 'panel',
        click: () => openPanel(name),
      },
      icon(picture),
      words !== title && h('span', { class: 'unseen' }, `${title}: `),
      h('span', { class: 'words' }, words),
      // Below the picture where the bar is too narrow for the words.
      h('span', { class: 'short', 'aria-hidden': 'true' }, short),
      count > 0 && h('span', { class: 'count', 'aria-hidden': 'true' }, count > 99 ? '99+' : String(count)),
      count > 0 && h('span', { class: 'unseen' }, ` (${count} ${counted})`),
    );
  const draw = () => {
    const { state, viewer, unseenLog } = model;
    const channel = state.channels.find(({ id }) => id === viewer.channelId);
    redraw(
      place,
      h(
        'button',
        {
          type: 'button',
          class: 'tool drawer-button',
          id: 'drawer',
          'data-key': 'drawer',
          'aria-label': 'Channels',
          'aria-controls': 'channels',
          'aria-expanded': 'false',
          click: openDrawer,
        },
        icon('menu'),
      ),
      h('h1', {}, icon(signOf(channel)), h('span', {}, channelName(model, viewer.channelId))),
      tool('clock', 'clock', 'Clock', { words: clockWords(model.now(), state.clock.ahead, model.viewer) }),
      tool('trouble', 'trouble', 'Trouble', { count: wrongs(model).length, counted: 'at present' }),
      (state.content ?? state.editor) &&
        tool('editor', 'editor', 'Editor', { count: state.content?.problems.length ?? 0, counted: 'problems' }),
      tool('log', 'log', 'Bot’s log', { short: 'Log', count: unseenLog, counted: 'new' }),
      tool('settings', 'gear', 'Settings'),
    );
  };
  for (const change of ['state', 'viewer', 'log', 'panel', 'settings'] as const) model.on(change, draw);
  // The time goes on.
  const clock = setInterval(() => {
    const words = place.querySelector('#tool-clock .words');
    const now = clockWords(model.now(), model.state.clock.ahead, model.viewer);
    if (words && words.textContent !== now) words.textContent = now;
  }, 1000);
  addEventListener('pagehide', () => clearInterval(clock), { once: true });
  draw();
}
