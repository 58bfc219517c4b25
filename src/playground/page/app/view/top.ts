import { clockWords, localFormat } from '../clock-words.ts';
import { byId, h, redraw } from '../dom.ts';
import { type IconName, icon } from '../icons.ts';
import { channelName, type Model, type PanelName } from '../model.ts';
import { wrongs } from '../panels/wrongs.ts';
import { signOf } from './channels.ts';

/** Draws the bar above the messages: the channel, the clock, and what opens the panels. */
export function createTop(model: Model, openDrawer: () => void, openPanel: (name: PanelName) => void): void {
  const place = byId('top', HTMLElement);
  const tool = (name: PanelName, picture: IconName, words: string, count = 0, counted = '') =>
    h(
      'button',
      {
        type: 'button',
        class: 'tool',
        id: `tool-${name}`,
        'data-key': name,
        title: words,
        'aria-expanded': String(model.panel === name),
        'aria-controls': 'panel',
        'aria-label': count > 0 ? `${words}, ${count} ${counted}` : words,
        click: () => openPanel(name),
      },
      icon(picture),
      h('span', { class: 'words' }, words),
      count > 0 && h('span', { class: 'count', 'aria-hidden': 'true' }, count > 99 ? '99+' : String(count)),
    );
  const draw = () => {
    const { state, viewer, log } = model;
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
          click: openDrawer,
        },
        icon('menu'),
      ),
      h('h1', {}, icon(signOf(channel)), h('span', {}, channelName(model, viewer.channelId))),
      tool('clock', 'clock', clockWords(model.now(), state.clock.ahead, localFormat())),
      tool('trouble', 'trouble', 'Trouble', wrongs(model).length, 'at present'),
      tool('editor', 'editor', 'Editor', state.content.problems.length, 'problems'),
      tool('log', 'log', 'Bot’s log', log.length, 'lines'),
      tool('settings', 'gear', 'Settings'),
    );
  };
  for (const change of ['state', 'viewer', 'log', 'panel', 'settings'] as const) model.on(change, draw);
  // The time goes on.
  const clock = setInterval(() => {
    const words = place.querySelector('#tool-clock .words');
    const now = clockWords(model.now(), model.state.clock.ahead, localFormat());
    if (words && words.textContent !== now) draw();
  }, 1000);
  addEventListener('pagehide', () => clearInterval(clock), { once: true });
  draw();
}
