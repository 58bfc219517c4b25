import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import type { Within } from '../drawing.ts';
import { cssColor, element } from '../element.ts';
import { isoTime } from '../live-time.ts';
import { outLink } from '../markdown/draw-inline.ts';
import { drawMarkdown } from '../markdown/draw-markdown.ts';
import { sentText } from '../timestamp.ts';
import { picture } from './media.ts';

/** An embed of an old-style message. */
export function drawEmbed(embed: APIEmbed, context: Within): HTMLElement {
  const { author, title, url, description, fields = [], image, thumbnail, color } = embed;
  const texts = element('div', { class: 'texts' });
  if (author) texts.append(element('div', { class: 'embed-author' }, linked(author.name, author.url)));
  if (title) {
    const text = drawMarkdown(title, context);
    texts.append(element('div', { class: 'embed-title' }, url ? linked(title, url) : text));
  }
  if (description) texts.append(drawMarkdown(description, context));
  if (fields.length > 0)
    texts.append(element('div', { class: 'fields' }, ...fields.map((field) => drawField(field, context))));
  const box = element('div', { class: 'embed' }, texts);
  if (thumbnail) {
    const drawn = picture(thumbnail.url, undefined);
    drawn.classList.add('thumbnail');
    box.append(drawn);
  }
  if (image) box.append(element('div', { class: 'image' }, picture(image.url, undefined)));
  const end = drawFooter(embed, context);
  if (end) box.append(end);
  if (color) box.style.setProperty('--accent', cssColor(color));
  return box;
}

function drawField({ name, value, inline }: APIEmbedField, context: Within): HTMLElement {
  const title = element('div', { class: 'embed-title' }, drawMarkdown(name, context));
  return element('div', { class: inline ? 'field inline' : 'field' }, title, drawMarkdown(value, context));
}

function drawFooter({ footer, timestamp }: APIEmbed, context: Within): HTMLElement | undefined {
  if (!footer && !timestamp) return undefined;
  const made = element('div', { class: 'embed-footer' }, footer?.text ?? '');
  if (footer && timestamp) made.append(' • ');
  const at = Date.parse(timestamp ?? '');
  if (timestamp) made.append(element('time', { datetime: isoTime(at) }, sentText(at, context.now(), context)));
  return made;
}

function linked(text: string, url: string | undefined): Node {
  const web = url !== undefined && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return web ? outLink(url, [text]) : document.createTextNode(text);
}
