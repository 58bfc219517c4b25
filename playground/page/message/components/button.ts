import type { APIButtonComponent, APIMessageComponentEmoji } from 'discord-api-types/v10';
import type { Within } from '../drawing.ts';
import { element } from '../element.ts';
import { icons } from '../icons.ts';
import { buttonStyles } from './kinds.ts';
import { ask, waitingDots } from './waiting.ts';

const looks: Readonly<Record<number, string>> = {
  [buttonStyles.Primary]: 'primary',
  [buttonStyles.Secondary]: 'secondary',
  [buttonStyles.Success]: 'success',
  [buttonStyles.Danger]: 'danger',
};

/** A button; one that leads elsewhere opens a new tab. */
export function drawButton(button: APIButtonComponent, { click }: Within): HTMLElement {
  if (button.style === buttonStyles.Link) return linkButton(button);
  if (button.style === buttonStyles.Premium)
    return element('button', { type: 'button', class: 'button primary', disabled: true }, 'Premium');
  const { label = '', emoji, style, custom_id, disabled } = button;
  const made = element(
    'button',
    {
      type: 'button',
      class: `button ${looks[style] ?? 'secondary'}`,
      disabled: disabled === true,
      'data-custom-id': custom_id,
    },
    element('span', { class: 'label' }, ...labelOf(label, emoji)),
    waitingDots(),
  );
  made.addEventListener('click', () => ask(made, () => click(custom_id)));
  return made;
}

type LinkButton = Extract<APIButtonComponent, { style: typeof buttonStyles.Link }>;

function linkButton({ url, label = '', emoji, disabled }: LinkButton): HTMLElement {
  const inside = [element('span', { class: 'label' }, ...labelOf(label, emoji)), icons.out()];
  const web = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  if (disabled || !web)
    return element('button', { type: 'button', class: 'button secondary', disabled: true }, ...inside);
  const attributes = { class: 'button secondary', href: url, title: url, target: '_blank', rel: 'noopener noreferrer' };
  return element('a', attributes, ...inside);
}

/** A label with its emoji before it; a custom emoji is shown by its name. */
export function labelOf(label: string, emoji: APIMessageComponentEmoji | undefined): Node[] {
  const sign = emoji?.id ? `:${emoji.name ?? 'emoji'}:` : emoji?.name;
  return [
    ...(sign ? [element('span', { class: 'emoji' }, sign)] : []),
    ...(label ? [document.createTextNode(label)] : []),
  ];
}
