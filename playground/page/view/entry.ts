import { h } from '../dom.ts';
import type { Entry, RefusedEvent } from '../feed.ts';
import { icon } from '../icons.ts';
import { avatar } from '../message/avatar.ts';
import { drawMessage } from '../message/message.ts';
import type { Model } from '../model.ts';
import { drawingOf } from './drawing.ts';

/** Draws something that stands in a channel; `dismiss` takes it away. */
export function drawEntry(model: Model, entry: Entry, dismiss: () => void): HTMLElement {
  switch (entry.kind) {
    case 'message': {
      const drawn = drawMessage(entry.seen, drawingOf(model, entry.seen));
      drawn.addEventListener('message-dismiss', dismiss);
      return drawn;
    }
    case 'thinking':
      return thinking(model, entry.name);
    case 'notice':
      return h(
        'div',
        { class: 'local notice', role: 'alert' },
        icon('warning'),
        h(
          'div',
          {},
          h('p', { class: 'red' }, entry.text),
          h('p', { class: 'quiet' }, `Only you can see this · ${entry.about}`),
        ),
        dismissButton(dismiss),
      );
    case 'refused':
      return refused(entry.event, model.state.bot.name, dismiss);
  }
}

function thinking({ state: { bot } }: Model, name: string): HTMLElement {
  return h(
    'article',
    { class: 'message' },
    avatar(bot.id, bot.name, true),
    h('header', {}, h('h3', { class: 'author' }, bot.name), h('span', { class: 'sent' }, `/${name}`)),
    h('div', { class: 'body' }, h('p', { class: 'pondering' }, `${bot.name} is thinking`)),
  );
}

function refused(event: RefusedEvent, bot: string, dismiss: () => void): HTMLElement {
  const { status, code, message, method, path, details, byFault } = event;
  const what = byFault ? 'Discord failed, as you told it to' : `Discord refused what ${bot} sent`;
  const answer = status === 0 ? 'No answer' : `${status}${code ? ` · ${code}` : ''}`;
  // Discord's message of an error without a code of its own begins with the status.
  const words = message.startsWith(`${status}:`) ? message.slice(`${status}:`.length).trim() : message;
  return h(
    'div',
    { class: 'local refused', role: 'group', 'aria-label': what },
    icon('warning'),
    h(
      'div',
      {},
      h('p', { class: 'red' }, words === '' || words === answer ? answer : `${answer} · ${words}`),
      details.length > 0 && h('ul', {}, ...details.map((detail) => h('li', {}, h('code', {}, detail)))),
      h('p', { class: 'quiet' }, `${what}: `, h('code', {}, `${method} ${path}`)),
    ),
    dismissButton(dismiss),
  );
}

function dismissButton(dismiss: () => void): HTMLElement {
  return h('button', { type: 'button', class: 'dismiss', 'aria-label': 'Dismiss', click: dismiss }, icon('close'));
}
