import { button, h } from '../dom.ts';
import { sentText } from '../message/timestamp.ts';
import type { PanelPlace } from './panel-place.ts';

/** Draws the warnings and errors that the bot has logged, the newest first; each can be opened. */
export function drawLog({ model }: PanelPlace): HTMLElement[] {
  const { log } = model;
  if (log.length === 0) return [h('p', { class: 'quiet' }, 'The bot has logged no warning and no error.')];
  const clear = () => {
    log.length = 0;
    model.changed('log');
  };
  return [
    h('p', { class: 'quiet' }, 'Warnings and errors, the newest first.'),
    ...log.toReversed().map(({ at, level, message, details }) => {
      const line = [h('time', {}, sentText(at, model.now(), model.viewer)), ` ${level}: ${message}`];
      return details === ''
        ? h('div', { class: `log-line ${level}` }, h('pre', {}, ...line))
        : h('details', { class: `log-line ${level}` }, h('summary', {}, ...line), h('pre', {}, details));
    }),
    h('div', { class: 'row' }, button('Clear', clear, { 'data-key': 'clear-log' })),
  ];
}
