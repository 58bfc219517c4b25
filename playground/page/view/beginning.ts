import { byId, h, redraw } from '../dom.ts';
import { icon } from '../icons.ts';
import { channelName, direct, type Model, self } from '../model.ts';
import { signOf } from './channels.ts';
import { isFirst } from './messages.ts';

const tries = [
  ['summary', '/summary ', 'The latest briefing, with buttons to look around in it.'],
  ['who', '/who name:', 'Someone in it: what they did and said. Names complete as you type.'],
  ['digest', '/digest add channel:#news time:09:00', 'A post each day. Then set the clock ahead and see it come.'],
] as const;

/**
 * Draws the beginning of the channel; in the first one what can be tried, with a button for each that fills the
 * message box.
 */
export function createBeginning(model: Model, fill: (line: string) => void): void {
  const place = byId('beginning', HTMLElement);
  const draw = () => {
    const { viewer, state, closed, commands } = model;
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
    const offered = tries.filter(([command]) => commands.some((each) => each.name === command));
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
        ...offered.map(([command, line, meaning]) =>
          h(
            'button',
            { type: 'button', class: 'try', 'data-key': `try-${command}`, click: () => fill(line) },
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
