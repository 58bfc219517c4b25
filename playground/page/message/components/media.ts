import type {
  APIFileComponent,
  APIMediaGalleryComponent,
  APIMediaGalleryItem,
  APIThumbnailComponent,
  APIUnfurledMediaItem,
} from 'discord-api-types/v10';
import { element } from '../element.ts';
import { icons } from '../icons.ts';
import { spoilerBox } from '../spoiler.ts';

/** A gallery, in Discord's grid. */
export function drawGallery({ items }: APIMediaGalleryComponent): HTMLElement {
  return element('div', { class: 'gallery', 'data-count': items.length }, ...items.map(drawItem));
}

/** The small picture beside a section's text. */
export function drawThumbnail({ media, description, spoiler }: APIThumbnailComponent): HTMLElement {
  const drawn = picture(media.url, description ?? undefined);
  drawn.classList.add('thumbnail');
  return spoiler ? spoilerBox(drawn) : drawn;
}

/** A file with its size. */
export function drawFile({ file, name, size, spoiler }: APIFileComponent): HTMLElement {
  const title = element('span', { class: 'name' }, name ?? nameIn(file.url));
  const texts = element('span', { class: 'texts' }, title);
  if (typeof size === 'number') texts.append(element('span', { class: 'size' }, sizeText(size)));
  const drawn = element('div', { class: 'file' }, icons.file(), texts);
  return spoiler ? spoilerBox(drawn) : drawn;
}

function drawItem({ media, description, spoiler }: APIMediaGalleryItem): HTMLElement {
  const drawn = picture(media.url, description ?? undefined);
  const proportions = proportionsOf(media);
  if (proportions) drawn.style.setProperty('--proportions', proportions);
  return spoiler ? spoilerBox(drawn) : drawn;
}

/** As CSS has them, where Discord says how large a picture is. */
function proportionsOf({ width, height }: APIUnfurledMediaItem): string | undefined {
  return width && height ? `${width} / ${height}` : undefined;
}

/**
 * A picture with its alt text. What is not the page's own is not loaded: its alt text and its name stand in its
 * place.
 */
export function picture(url: string, alt: string | undefined): HTMLElement {
  if (URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin)
    return element('img', { class: 'picture', src: url, alt: alt ?? '', title: alt, loading: 'lazy' });
  const name = nameIn(url);
  const texts = [...(alt ? [element('span', { class: 'alt' }, alt)] : []), element('span', { class: 'name' }, name)];
  return element(
    'figure',
    { class: 'picture stand-in', role: 'img', 'aria-label': alt ?? name, title: alt ? `${alt}\n${url}` : url },
    icons.image(),
    ...texts,
  );
}

function nameIn(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, host } = new URL(url);
  return pathname.split('/').at(-1) || host || url;
}

function sizeText(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  return `${Number((bytes / 1024 ** step).toFixed(2))} ${units[step]}`;
}
