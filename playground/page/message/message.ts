import type { Seen } from '../../src/page/api.ts';
import { avatar } from './avatar.ts';
import { drawComponents } from './components/draw-components.ts';
import { drawEmbed } from './components/embed.ts';
import { waitingDots } from './components/waiting.ts';
import type { Drawing, Within } from './drawing.ts';
import { element } from './element.ts';
import { icons } from './icons.ts';
import { drawMarkdown } from './markdown/draw-markdown.ts';
import { messageHead, messageOrigin } from './message-head.ts';
import { fullTime } from './timestamp.ts';

export type { Drawing } from './drawing.ts';

// MessageFlags.Loading
const loading = 1 << 7;

/**
 * Draws a message as one person sees it. Dismissing an ephemeral one removes the element, after an event
 * `message-dismiss` that bubbles and has the message's id as its detail.
 */
export function drawMessage(seen: Seen, context: Drawing): HTMLElement {
  const { message, ephemeral } = seen;
  const { id, author } = message;
  const head = messageHead(seen, context);
  const body = element(
    'div',
    { class: 'body' },
    ...drawContent(seen, { ...context, pingsEveryone: message.mention_everyone === true }),
  );
  const article = element('article', { class: 'message', 'data-message-id': id });
  const origin = messageOrigin(message, context);
  if (origin) article.append(origin);
  article.append(avatar(author.id, author.username, Boolean(author.bot)), head, body);
  const named = [...head.querySelectorAll('.author, .sent')];
  for (const each of named) each.id = `${each.className}-${id}`;
  body.id = `body-${id}`;
  article.setAttribute('aria-labelledby', named.map((each) => each.id).join(' '));
  article.setAttribute('aria-describedby', body.id);
  if (ephemeral) {
    article.classList.add('ephemeral');
    body.append(onlyYou(article, id));
  }
  return article;
}

function drawContent({ message }: Seen, context: Within): HTMLElement[] {
  const { content, embeds = [], components = [], flags = 0, edited_timestamp: edited } = message;
  if (flags & loading) return [thinking(message.author.username)];
  const parts = [
    ...(content ? [drawMarkdown(content, context)] : []),
    ...embeds.map((embed) => drawEmbed(embed, context)),
    ...drawComponents(components, context),
  ];
  if (edited) {
    const title = fullTime(Date.parse(edited) / 1000, context);
    parts.push(element('div', { class: 'edited' }, element('span', { title }, '(edited)')));
  }
  return parts;
}

function thinking(name: string): HTMLElement {
  return element('div', { class: 'thinking', 'aria-busy': 'true' }, waitingDots(), `${name} is thinking…`);
}

function onlyYou(article: HTMLElement, id: string): HTMLElement {
  const dismiss = element('button', { type: 'button', class: 'dismiss' }, 'Dismiss message');
  dismiss.addEventListener('click', () => {
    article.dispatchEvent(new CustomEvent('message-dismiss', { bubbles: true, detail: id }));
    article.remove();
  });
  return element('div', { class: 'only-you' }, icons.eye(), 'Only you can see this •', dismiss);
}
