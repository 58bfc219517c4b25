import type { Modal } from '../../src/model/modal.ts';
import { client, Refusal } from '../client.ts';
import { h } from '../dom.ts';
import { icon } from '../icons.ts';
import type { Model } from '../model.ts';
import { drawModal } from './draw-modal.ts';

/** Shows the modal that is open for the person, over the page, for as long as it is. */
export function showModals(model: Model): void {
  let shown: { readonly id: string; readonly dialog: HTMLDialogElement } | undefined;
  model.on('modal', () => {
    const { modal } = model;
    if (modal?.id === shown?.id) return;
    shown?.dialog.close();
    shown?.dialog.remove();
    shown = modal && { id: modal.id, dialog: open(modal, model) };
  });
}

function open(modal: Modal, model: Model): HTMLDialogElement {
  const { userId } = model.viewer;
  const { fields, parts } = drawModal(modal, model);
  const bot = model.state.bot.name;
  const dismiss = () => void client.do('/api/dismiss', { userId, modalId: modal.id }).catch(() => undefined);
  const problem = h('p', { class: 'modal-problem', role: 'alert' });
  const submit = h('button', { type: 'submit', class: 'push main' }, 'Submit');
  const send = async (event: Event) => {
    event.preventDefault();
    if (form.getAttribute('aria-busy')) return;
    form.setAttribute('aria-busy', 'true');
    problem.textContent = '';
    for (const field of fields) field.say(undefined);
    try {
      const values = Object.fromEntries(fields.map(({ customId, value }) => [customId, value()]));
      await client.do('/api/submit', { userId, modalId: modal.id, values });
    } catch (error) {
      const wrong = error instanceof Refusal ? error.fields : {};
      for (const field of fields) field.say(wrong[field.customId]);
      const first = fields.find(({ customId }) => customId in wrong);
      if (first) first.focus();
      else problem.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      form.removeAttribute('aria-busy');
    }
  };
  const title = h('h2', { id: `modal-${modal.id}` }, modal.title);
  const form = h(
    'form',
    { novalidate: true, submit: (event) => void send(event) },
    h(
      'header',
      {},
      title,
      h('button', { type: 'button', class: 'tool', 'aria-label': 'Close', click: dismiss }, icon('close')),
    ),
    h('div', { class: 'modal-body' }, ...parts, notice(bot)),
    h('footer', {}, problem, h('button', { type: 'button', class: 'push', click: dismiss }, 'Cancel'), submit),
  );
  const dialog = h('dialog', { class: 'modal', 'aria-labelledby': title.id }, form);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    dismiss();
  });
  document.body.append(dialog);
  dialog.showModal();
  fields[0]?.focus();
  return dialog;
}

function notice(bot: string): HTMLElement {
  return h(
    'p',
    { class: 'modal-notice' },
    icon('warning'),
    h('span', {}, `This form will be submitted to ${bot}. Do not share passwords or other sensitive information.`),
  );
}
