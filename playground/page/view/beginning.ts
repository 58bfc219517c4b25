import type { PageTip } from '../../src/page/api.ts';
import { usables } from '../composer/options.ts';
import { byId, h, redraw } from '../dom.ts';
import { icon } from '../icons.ts';
import { channelName, direct, type Model, self } from '../model.ts';
import { signOf } from './channels.ts';
import { isFirst } from './messages.ts';

// So many of the bot's own commands are offered where nothing else is known of it.
const mostTips = 3;

/**
 * Draws the beginning of the channel; in the first one what can be tried, with a button for each that fills the
 * message box.
 */
export function createBeginning(model: Model, fill: (line: string) => void): void {
  const place = byId('beginning', HTMLElement);
  const draw = () => {
    const { viewer, state, closed } = model;
    const channel = state.channels.find(({ id }) => id === viewer.channelId);
    const name = channelName(model, viewer.channelId);
    const why = closed.get(viewer.channelId);
    const sign = h('div', { class: 'beginning-sign' }, icon(why === undefined ? signOf(channel) : 'lock'));
    if (why !== undefined) return redraw(place, sign, h('h2', {}, `#${name}`), h('p', {}, why));
    if (viewer.channelId === direct)
      return redraw(
        place,
        sign,
        h('h2', {}, name),
        h('p', {}, `This is the beginning of your direct messages with ${name}.`),
      );
    if (!isFirst(model))
      return redraw(
        place,
        sign,
        h('h2', {}, `Welcome to #${name}!`),
        h('p', {}, `This is the start of the #${name} channel.`),
      );
    return redraw(
      place,
      sign,
      h('h2', {}, `Welcome to ${state.guild.name}!`),
      h(
        'p',
        {},
        `This is a Discord of its own on this machine: no account, no token, and nothing leaves it. You are ${self(model)?.name ?? 'someone'} in #${name}, and ${state.bot.name} is the bot. Type / for its commands, or try`,
      ),
      h(
        'div',
        { class: 'tries' },
        ...tipsOf(model).map(({ line, meaning }) =>
          h(
            'button',
            { type: 'button', class: 'try', 'data-key': `try-${line}`, click: () => fill(line) },
            h('strong', {}, line.trim()),
            h('span', {}, meaning),
          ),
        ),
      ),
    );
  };
  for (const change of ['state', 'viewer', 'commands', 'feed'] as const) model.on(change, draw);
  draw();
}

/** What can be tried: what the bot's plug-in says of the commands that are offered, or else the first of these. */
function tipsOf({ state, viewer, commands }: Model): readonly Omit<PageTip, 'command'>[] {
  const { tips } = state.words;
  if (tips.length > 0) return tips.filter(({ command }) => commands.some(({ name }) => name === command));
  return usables(commands, viewer.locale)
    .slice(0, mostTips)
    .map(({ shown, description }) => ({ line: `/${shown} `, meaning: description }));
}
