import { client } from '../client.ts';
import { aheadWords, fieldValue, instantWords, tomorrowAtNine } from '../clock-words.ts';
import { button, h } from '../dom.ts';
import { nextNamed } from '../feed.ts';
import { loadState } from '../loading.ts';
import type { Model } from '../model.ts';
import { say } from '../view/say.ts';
import type { PanelPlace } from './panel-place.ts';

const minute = 60_000;

/** Draws the playground's clock, and what sets it ahead. */
export function drawClock({ model, attempt }: PanelPlace): HTMLElement[] {
  const now = model.now();
  const next = nextInstant(model, now);
  const set = (to: () => number) => model.walking || attempt(() => setClock(model, to()));
  const field = h('input', {
    type: 'datetime-local',
    'data-key': 'clock-field',
    value: fieldValue(now + minute),
    min: fieldValue(now),
  });
  const form = h(
    'form',
    { class: 'field' },
    h('label', { class: 'field' }, 'Or an instant', field),
    h('button', { type: 'submit', class: 'push main', 'data-key': 'clock-set' }, 'Set ahead'),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const to = new Date(field.value).getTime();
    if (Number.isFinite(to)) set(() => to);
  });
  return [
    h('p', { class: 'big-time' }, instantWords(now, model.viewer)),
    h('p', { class: 'quiet' }, walkWords(model) ?? aheadOf(model)),
    h(
      'p',
      { class: 'quiet' },
      model.state.bot.takesClock
        ? 'The bot’s own scheduler runs on it: what is due on the way is posted. Time only goes ahead, as it does elsewhere.'
        : 'This Discord goes by it. The bot stays at the machine’s clock: it would take this one if it were started as “node …”.',
    ),
    h(
      'div',
      { class: 'row' },
      button('Next minute', () => set(() => Math.floor(model.now() / minute + 1) * minute), {
        'data-key': 'next-minute',
      }),
      button('Next hour', () => set(() => Math.floor(model.now() / (60 * minute) + 1) * 60 * minute), {
        'data-key': 'next-hour',
      }),
      button('Tomorrow 09:00', () => set(() => tomorrowAtNine(model.now())), { 'data-key': 'tomorrow' }),
      next !== undefined &&
        button(`${model.state.words.nextInstant}, ${instantWords(next, model.viewer)}`, () => set(() => next), {
          'data-key': 'next-instant',
        }),
    ),
    form,
  ];
}

/** The instant that a button offers; undefined if there is none ahead. */
function nextInstant({ state, feeds }: Model, now: number): number | undefined {
  if (state.nextInstant === undefined) return nextNamed(feeds.values(), now);
  return state.nextInstant !== null && state.nextInstant > now ? state.nextInstant : undefined;
}

async function setClock(model: Model, to: number): Promise<void> {
  model.walking = true;
  say('The clock goes ahead.');
  model.changed('panel');
  try {
    await client.clock(to);
  } finally {
    model.walking = false;
    await loadState(model);
    say(`The clock is at ${instantWords(model.now(), model.viewer)}.`);
  }
}

/** While the clock is being set ahead, by whomever. */
function walkWords({ walking, state, viewer }: Model): string | undefined {
  const { to } = state.clock;
  if (to !== undefined) return `It goes ahead, step by step, to ${instantWords(to, viewer)} …`;
  return walking ? 'It goes ahead, step by step …' : undefined;
}

function aheadOf({ state }: Model): string {
  const ahead = aheadWords(state.clock.ahead);
  return ahead ? `${ahead[0]?.toUpperCase()}${ahead.slice(1)} of this machine’s.` : 'As this machine’s.';
}
