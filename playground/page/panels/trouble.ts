import type { FaultPlan } from '../../src/faults/fault-plan.ts';
import { client } from '../client.ts';
import { button, h } from '../dom.ts';
import { loadState } from '../loading.ts';
import type { Model } from '../model.ts';
import { say } from '../view/say.ts';
import { toast } from '../view/toast.ts';
import { type Control, drawChannelTrouble } from './channel-trouble.ts';
import { deed } from './deed.ts';
import type { PanelPlace } from './panel-place.ts';
import { posts, wrongs } from './wrongs.ts';

const faults: readonly (readonly [name: string, meaning: string, plan: FaultPlan])[] = [
  [
    'Slow',
    'Whatever the bot asks of Discord takes 2.5 seconds longer. An answer to a person has to come within 3.',
    { do: 'delay', ms: 2500, times: 'always' },
  ],
  [
    'Out of order',
    'Discord answers the bot with an error of its own (500) each time: nothing is posted, and no command is answered.',
    { do: 'status', status: 500, times: 'always' },
  ],
  [
    'Too many posts',
    'Discord turns the bot’s next two posts away, and has it wait for 3 seconds each time (429).',
    { ...posts, do: 'status', status: 429, scope: 'shared', retryAfter: 3, times: 2 },
  ],
  [
    'A lost answer',
    'The bot’s next post stands in its channel, but the bot is not told so. It must not post it again.',
    { ...posts, do: 'drop-after' },
  ],
];

/** Draws what is wrong at present, and how more can go wrong. */
export function drawTrouble({ model, fill, attempt }: PanelPlace): HTMLElement[] {
  const { state } = model;
  const present = wrongs(model);
  const control: Control = (action, body = {}) =>
    attempt(async () => {
      await client.control(action, body);
      await loadState(model);
    });
  return [
    present.length === 0
      ? h('p', { class: 'quiet' }, 'Nothing is wrong at present. Make something go wrong, and see what the bot does.')
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
    ...drawChannelTrouble(model, control),
    h('h3', {}, 'What Discord does'),
    ...faults.map(([name, meaning, plan]) => deed(name, meaning, () => control('fault', plan))),
    ...(state.trouble.up
      ? [
          deed(
            'Unreachable',
            'Every connection is cut, as by a broken cable: the bot hears nothing and can send nothing.',
            () => control('down'),
          ),
        ]
      : []),
    h('h3', {}, `What happens to ${state.bot.name}`),
    h('p', { class: 'quiet' }, botWords(model)),
    deed('Restart', 'It is asked to end, as for an update, and started again.', () =>
      restart(model, 'restart', attempt),
    ),
    deed('Kill and start', 'It ends in the middle of its work, as by a power cut, and is started again.', () =>
      restart(model, 'kill', attempt),
    ),
    state.bot.inServer
      ? deed(
          'Throw out of the server',
          'As a moderator can: it hears nothing of the server, and cannot post there any more.',
          () => control('kick'),
          { key: 'kick' },
        )
      : deed('Let in again', 'As an invitation does.', () => control('invite'), { key: 'kick' }),
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
