import { useCommand } from '../acting.ts';
import { client } from '../client.ts';
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import { channelName, direct, type Model } from '../model.ts';
import { createAsking } from './asking.ts';
import { type Composer, empty, focusOn, type, typedOf } from './composer.ts';
import { close, erase, move, others, submission, tab, take } from './keys.ts';
import { drawHeading, drawOffers, saidOf } from './list.ts';
import { askFor, offersOf } from './offers.ts';
import { usables } from './options.ts';
import { drawPills } from './pills.ts';
import type { Scene } from './resolve.ts';

/** The message box. */
export type MessageBox = {
  /** Puts a line into it, as if it was pasted. */
  fill(line: string): void;
  focus(): void;
};

/** Draws the message box into a place of the page. */
export function createMessageBox(place: HTMLElement, model: Model): MessageBox {
  let composer = empty;
  // What the list was drawn from.
  let listed = '';
  const input = h('input', {
    id: 'composer-input',
    class: 'composer-input',
    role: 'combobox',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'send',
    'aria-autocomplete': 'list',
    'aria-controls': 'offers',
    'aria-describedby': 'composer-problem',
  });
  const line = h('div', { class: 'composer-line' });
  const heading = h('div', { class: 'offers-heading' });
  const list = h('ul', { id: 'offers', role: 'listbox', 'aria-label': 'Offered' });
  const popup = h('div', { class: 'offers', hidden: true }, heading, list);
  const problem = h('p', { id: 'composer-problem', class: 'composer-problem', role: 'alert' });
  const said = h('div', { class: 'unseen', role: 'status' });
  const send = h('button', { type: 'submit', class: 'composer-send', 'aria-label': 'Send' }, icon('send'));
  const bar = h('div', { class: 'composer-bar' }, line, send);
  const form = h('form', { class: 'composer', 'aria-label': 'Message box' }, popup, bar, problem, said);
  const scene = (): Scene => ({ commands: usables(model.commands, model.viewer.locale), ...model.state });
  const asking = createAsking(
    async ({ command, option, text }) => {
      const options = others(composer, scene());
      const body = { viewer: model.viewer, name: command, options, focused: { name: option, value: text } };
      return (await client.complete(body)).choices;
    },
    () => draw(),
  );
  const offers = () => offersOf(composer, scene(), asking.answer);

  const set = (next: Composer) => {
    composer = next;
    asking.ask(askFor(composer));
    draw();
  };
  const draw = () => {
    const offered = offers();
    const shown = composer.open && (offered.length > 0 || composer.command !== undefined);
    const active = Math.min(composer.active, offered.length - 1);
    if (composer.active !== active && offered.length > 0) composer = { ...composer, active };
    popup.hidden = !shown;
    heading.replaceChildren(...drawHeading(composer, offered, asking.waiting));
    const words = JSON.stringify([offered, composer.pills[composer.focus]]);
    if (words !== listed) {
      list.replaceChildren(...drawOffers(composer, offered, { bot: model.state.bot.name, take: (i) => takeAt(i) }));
      listed = words;
    }
    for (const [i, item] of [...list.children].entries()) item.setAttribute('aria-selected', String(i === active));
    drawPills(line, input, composer, scene(), (i) => {
      set(focusOn(composer, i));
      input.focus();
    });
    input.setAttribute('aria-expanded', String(shown && offered.length > 0));
    const marked = shown ? list.children[active] : undefined;
    if (marked) input.setAttribute('aria-activedescendant', marked.id);
    else input.removeAttribute('aria-activedescendant');
    marked?.scrollIntoView({ block: 'nearest' });
    const here = model.viewer.channelId;
    const sign = here === direct ? '@' : '#';
    const closed = closedWords(model);
    input.readOnly = closed !== undefined;
    send.disabled = input.readOnly;
    bar.classList.toggle('closed', input.readOnly);
    const hint = closed ?? `Message ${sign}${channelName(model, here)} — type / for commands`;
    input.placeholder = composer.command ? '' : hint;
    input.setAttribute('aria-invalid', String(composer.problem !== undefined));
    if (problem.textContent !== (composer.problem ?? '')) problem.textContent = composer.problem ?? '';
    bar.classList.toggle('wrong', composer.problem !== undefined);
    const news = saidOf(composer, offered);
    if (said.textContent !== news) said.textContent = news;
  };
  const takeAt = (index: number) => {
    const offer = offers()[index];
    if (offer) set(take(composer, offer));
    input.focus();
  };
  const submit = () => {
    const sending = submission(composer, scene());
    if ('composer' in sending) return set(sending.composer);
    set(empty);
    void useCommand(model, sending.name, sending.options);
  };
  const pressed = (event: KeyboardEvent): Composer | 'take' | undefined => {
    const offered = offers();
    const isOpen = composer.open && offered.length > 0;
    switch (event.key) {
      case 'ArrowDown':
        return offered.length > 0 ? move(composer, 1, offered.length) : undefined;
      case 'ArrowUp':
        return offered.length > 0 ? move(composer, -1, offered.length) : undefined;
      case 'Enter':
        return isOpen && composer.active >= 0 ? 'take' : undefined;
      case 'Tab':
        if (event.shiftKey) return tab(composer, -1);
        if (!composer.open) return undefined;
        if (isOpen && (composer.active >= 0 || composer.focus >= composer.pills.length)) return 'take';
        return tab(composer, 1);
      case 'Escape':
        return close(composer, composer.open && !popup.hidden);
      case 'Backspace':
        return input.selectionEnd === 0 ? erase(composer) : undefined;
      default:
        return undefined;
    }
  };
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const next = pressed(event);
    if (next === undefined) return;
    event.preventDefault();
    if (next === 'take') takeAt(Math.max(0, composer.active));
    else set(next);
  });
  input.addEventListener('input', () => set(type(composer, input.value, scene().commands)));
  input.addEventListener('blur', () => composer.open && set({ ...composer, open: false }));
  input.addEventListener(
    'focus',
    () => typedOf(composer) !== '' && !composer.problem && set({ ...composer, open: true }),
  );
  bar.addEventListener('click', (event) => event.target === line && input.focus());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  place.replaceChildren(form);
  for (const change of ['commands', 'state', 'feed'] as const) model.on(change, draw);
  model.on('viewer', () => set(empty));
  draw();
  return {
    fill(typed) {
      if (!input.readOnly) set(type(empty, typed, scene().commands));
      input.focus();
    },
    focus: () => input.focus(),
  };
}

/** Why nothing can be written where the person is, as Discord says it; undefined where something can. */
function closedWords({ viewer, state, closed }: Model): string | undefined {
  const channel = state.channels.find(({ id }) => id === viewer.channelId);
  if (closed.has(viewer.channelId)) return 'You do not have access to this channel.';
  return channel?.writable === false ? 'You do not have permission to send messages in this channel.' : undefined;
}
