import type { APIMessage } from 'discord-api-types/v10';
import type { Seen } from '../../src/page/api.ts';
import { avatar } from './avatar.ts';
import type { Drawing } from './drawing.ts';
import { element } from './element.ts';
import { icons } from './icons.ts';
import { liveTime } from './live-time.ts';
import { fullTime, sentText } from './timestamp.ts';

/** The author's name with the mark of an app, and when the message was sent. */
export function messageHead({ message, crossposted }: Seen, context: Drawing): HTMLElement {
  const { author, timestamp } = message;
  const at = Date.parse(timestamp);
  const head = element('header', {}, element('h3', { class: 'author' }, nameOf(author, context)));
  if (author.bot) head.append(appBadge());
  head.append(liveTime(at, fullTime(at / 1000, context), 'sent', () => sentText(at, context.now(), context)));
  if (crossposted)
    head.append(
      element(
        'span',
        { class: 'published', title: 'Published to the servers that follow this channel' },
        icons.megaphone(),
        'Published',
      ),
    );
  return head;
}

/** Above a message, who used which command, or which message it answers; undefined if nobody asked for it. */
export function messageOrigin(message: APIMessage, context: Drawing): HTMLElement | undefined {
  const { interaction_metadata: asked, referenced_message: replied } = message;
  const name = commandName(message);
  if (asked && name !== undefined) {
    const user = nameOf(asked.user, context);
    const who = element('span', { class: 'who' }, user);
    const what = element('span', { class: 'command' }, `/${name}`);
    return element('div', { class: 'origin' }, avatar(asked.user.id, user, false, true), who, ' used ', what);
  }
  if (!replied) return undefined;
  const author = nameOf(replied.author, context);
  const origin = element(
    'div',
    { class: 'origin' },
    avatar(replied.author.id, author, Boolean(replied.author.bot), true),
  );
  if (replied.author.bot) origin.append(appBadge());
  origin.append(element('span', { class: 'who' }, author), element('span', { class: 'excerpt' }, excerpt(replied)));
  return origin;
}

function appBadge(): HTMLElement {
  return element('span', { class: 'app' }, 'APP');
}

/** Newer messages have it in their metadata, which Discord's types do not say. */
function commandName({ interaction_metadata: asked, interaction }: APIMessage): string | undefined {
  const name = asked && 'name' in asked ? asked.name : interaction?.name;
  return typeof name === 'string' ? name : undefined;
}

function nameOf({ id, global_name, username }: APIMessage['author'], { names }: Drawing): string {
  return names.user(id)?.name ?? global_name ?? username;
}

function excerpt({ content }: APIMessage): string {
  return content === '' ? 'A message with components' : content;
}
