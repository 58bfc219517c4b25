import type { Within } from '../drawing.ts';
import { cssColor, element } from '../element.ts';
import { icons } from '../icons.ts';

/** A mention that leads nowhere. */
export function mention(text: string): HTMLElement {
  return element('span', { class: 'mention' }, text);
}

/** A channel, or a message in it; opens the channel. */
export function channelMention(id: string, toMessage: boolean, { names, openChannel }: Within): HTMLElement {
  const name = names.channel(id)?.name;
  if (name === undefined) return element('span', { class: 'mention unknown' }, '# unknown');
  const button = element('button', { type: 'button', class: 'mention channel' }, `#${name}`);
  if (toMessage) button.append(' › ', icons.message(), element('span', { class: 'unseen' }, 'message'));
  button.addEventListener('click', () => openChannel(id));
  return button;
}

/**
 * A command; one that is clicked says so by an event `message-command` that bubbles and has the command's name as its
 * detail.
 */
export function commandMention(name: string): HTMLElement {
  const button = element('button', { type: 'button', class: 'mention' }, `/${name}`);
  button.addEventListener('click', () =>
    button.dispatchEvent(new CustomEvent('message-command', { bubbles: true, detail: name })),
  );
  return button;
}

/** A member, by their name. */
export function userMention(id: string, { names }: Within): HTMLElement {
  return mention(`@${names.user(id)?.name ?? 'unknown-user'}`);
}

/** A role in its colour, where it has one. */
export function roleMention(id: string, { names }: Within): HTMLElement {
  const { name = 'unknown-role', color } = names.role(id) ?? {};
  const made = mention(name.startsWith('@') ? name : `@${name}`);
  if (color) {
    made.classList.add('colored');
    made.style.setProperty('--role', cssColor(color));
  }
  return made;
}
