import { h } from '../dom.ts';
import { freshId } from '../message/element.ts';
import type { Composer } from './composer.ts';
import type { Offer } from './offers.ts';
import { type Option, optionTypes } from './options.ts';

const typeWords: Readonly<Record<number, string>> = {
  [optionTypes.text]: 'text',
  [optionTypes.integer]: 'whole number',
  [optionTypes.boolean]: 'true or false',
  [optionTypes.user]: 'member',
  [optionTypes.channel]: 'channel',
  [optionTypes.role]: 'role',
  [optionTypes.mentionable]: 'member or role',
  [optionTypes.decimal]: 'number',
  [optionTypes.attachment]: 'file',
};

/** What kind of value an option takes, with its bounds. */
function typeOf({ type, least, most, choices }: Option): string {
  const words = choices.length > 0 ? 'choice' : (typeWords[type] ?? 'value');
  if (least !== undefined && most !== undefined) return `${words}, ${least} to ${most}`;
  if (least !== undefined) return `${words}, ${least} or more`;
  return most === undefined ? words : `${words}, up to ${most}`;
}

/** What is offered, as a list above the message box; `take` takes the one of this number. */
export function drawOffers(
  composer: Composer,
  offers: readonly Offer[],
  { bot, take }: { readonly bot: string; readonly take: (index: number) => void },
): HTMLElement[] {
  return offers.map((offer, i) =>
    h(
      'li',
      {
        id: freshId('offer'),
        role: 'option',
        class: `offer ${offer.kind}`,
        // Not to take the focus out of the message box.
        mousedown: (event) => event.preventDefault(),
        click: () => take(i),
      },
      ...wordsOf(offer, composer, bot),
    ),
  );
}

function wordsOf(offer: Offer, composer: Composer, bot: string): HTMLElement[] {
  switch (offer.kind) {
    case 'command': {
      const { shown, description, options } = offer.command;
      const required = options.filter((option) => option.required);
      return [
        h(
          'span',
          { class: 'offer-name' },
          `/${shown}`,
          ...required.map((option) => h('span', { class: 'offer-option' }, option.shown)),
        ),
        h('span', { class: 'offer-more' }, description),
        h('span', { class: 'offer-side' }, bot),
      ];
    }
    case 'option':
      return [
        h('span', { class: 'offer-name' }, offer.option.shown),
        h('span', { class: 'offer-more' }, offer.option.description),
        h('span', { class: 'offer-side' }, offer.option.required ? 'required' : typeOf(offer.option)),
      ];
    case 'value':
      return [
        h('span', { class: 'offer-name' }, offer.label),
        h('span', { class: 'offer-side' }, offer.hint ?? chosenMark(offer.value, composer)),
      ];
  }
}

function chosenMark(value: unknown, { pills, focus }: Composer): string {
  return pills[focus]?.value === value ? 'chosen' : '';
}

/** The line above what is offered: of which option, and what it is for. */
export function drawHeading(
  { command, pills, focus }: Composer,
  offers: readonly Offer[],
  loading: boolean,
): HTMLElement[] {
  const option = pills[focus]?.option;
  if (option)
    return [
      h('strong', {}, option.shown),
      h('span', {}, option.description),
      h(
        'span',
        { class: 'offer-side' },
        loading ? 'asking the bot…' : `${typeOf(option)}${option.required ? ', required' : ''}`,
      ),
    ];
  if (command)
    return [
      h('strong', {}, `/${command.shown}`),
      h('span', {}, offers.length > 0 ? 'Options' : command.description),
      h('span', { class: 'offer-side' }, 'Enter sends'),
    ];
  return [h('strong', {}, 'Commands')];
}

/** What a screen reader is told is offered. */
export function saidOf({ command, pills, focus, open }: Composer, offers: readonly Offer[]): string {
  const count = (one: string, many: string) => (offers.length === 1 ? `1 ${one}` : `${offers.length} ${many}`);
  const option = pills[focus]?.option;
  if (option) {
    const what = `${option.shown}: ${option.description}. ${typeOf(option)}${option.required ? ', required' : ''}.`;
    return open && offers.length > 0 ? `${what} ${count('choice', 'choices')}.` : what;
  }
  if (!open) return '';
  if (command)
    return offers.length > 0
      ? `/${command.shown}: ${count('more option', 'more options')}. Enter sends.`
      : 'Enter sends.';
  return offers.length > 0 ? `${count('command', 'commands')}.` : '';
}
