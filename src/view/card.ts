import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APISelectMenuOption,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { Language } from '../text/language.ts';
import { shorten, shortenToSize, sizeOf } from './markdown.ts';
import { type Action, type Choice, type LinkAction, type Page, paginate, type Section } from './pages.ts';
import { phoneHeight, phoneScreenPx } from './phone-height.ts';

/** A message for Discord. It pings nobody but the roles in `allowed_mentions`. */
export type Message = {
  flags: number;
  components: (
    | APIContainerComponent
    | APITextDisplayComponent
    | APIActionRowComponent<APIComponentInMessageActionRow>
  )[];
  allowed_mentions: { parse: []; roles?: string[] };
};

/** A message of one container. All texts are Markdown, except for the plain labels of actions and choices. */
type Card = {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly sections: readonly Section[];
  readonly footer?: string | undefined;
  readonly page?: number | undefined;
  /** How many pages there are, where the sections are those of the one page alone, which must have room for them. */
  readonly pages?: number | undefined;
  /** How many screens of a phone a page takes at most; 1 unless it is said. */
  readonly screens?: number | undefined;
  /** The custom id of another page of the same card; without it, the card has no buttons to turn pages. */
  readonly pageCustomId?: ((page: number) => string) | undefined;
  /** What the menu of each page offers beside what its paragraphs do. */
  readonly choices?: readonly Choice[] | undefined;
  /** The text in the menu while nothing is chosen. */
  readonly menuPlaceholder?: string | undefined;
  /** At most 5 are shown. */
  readonly actions?: readonly Action[] | undefined;
  /** The button below the others, to the article. */
  readonly article?: LinkAction | undefined;
  readonly accent?: number | undefined;
};

/** The colours of a card's edge. */
export const accents = { brand: 0x2f6f9f, warning: 0xc4841d } as const;

/** Discord's limits (https://docs.discord.com/developers/components/reference). */
export const limits = {
  text: 4000,
  /** Our own, within which a text of 4,000 units of `sizeOf` has no more bytes than Discord stores. */
  texts: 14,
  components: 40,
  label: 80,
  option: 100,
  options: 25,
  buttons: 5,
  customId: 100,
} as const;

/** The room of the small line at the end of a card, in units of `sizeOf`. */
export const footerSize = 500;

// Below Discord's limits: longer pages are tiring on a phone.
const pageLimits = { size: 2400, texts: 12, choices: limits.options };
// However much stands around it, a page has room for some text.
const leastTextPx = 200;

/** The custom id of every menu; the chosen value is the custom id of what is opened. */
export const menuCustomId = 'open';

/** A card as a message within Discord's limits, however long its texts are; shows the nearest page that exists. */
export function card(content: Card, language: Language): Message {
  const pages = content.pages === undefined ? pagesOf(content, language) : pagesAround(content, content.pages);
  return cardPage(content, Math.min(Math.max(content.page ?? 0, 0), pages.length - 1), pages, language);
}

/** The pages of a card, each as high as its screens; one that turns no pages has a single one, as high as it needs. */
function pagesOf(content: Card, language: Language): readonly Page[] {
  const { sections, pageCustomId, screens = 1 } = content;
  const laidOut = (around: readonly Page[]) => {
    const roomPx = screens * phoneScreenPx - phoneHeight(cardPage(content, 0, around, language));
    const heightPx = pageCustomId ? Math.max(roomPx, leastTextPx) : Number.POSITIVE_INFINITY;
    return paginate(sections, { ...pageLimits, heightPx });
  };
  const hasMenu = sections.some(({ paragraphs }) => paragraphs.some((each) => typeof each !== 'string'));
  const empty: Page = { texts: [], choices: hasMenu ? [{ label: menuCustomId, customId: menuCustomId }] : [] };
  const whole = laidOut([empty]);
  return whole.length === 1 ? whole : laidOut([empty, empty]);
}

/** The one page that is known, among as many as there are. */
function pagesAround({ sections, page: shown }: Card, pages: number): readonly Page[] {
  const noLimit = Number.POSITIVE_INFINITY;
  const [page] = paginate(sections, { size: noLimit, texts: noLimit, choices: noLimit, heightPx: noLimit });
  const others: Page = { texts: [], choices: [] };
  return Array.from({ length: pages }, (_, i) => (i === shown && page ? page : others));
}

function cardPage(content: Card, page: number, pages: readonly Page[], { t }: Language): Message {
  const title = shortenToSize(content.title, 500);
  const subtitle = content.subtitle && shortenToSize(content.subtitle, 400);
  const footer = content.footer && shortenToSize(content.footer, footerSize);
  const { texts = [], choices: choicesOfTexts = [] } = pages[page] ?? {};
  const choices = [...choicesOfTexts, ...(content.choices ?? [])];
  const components: APIComponentInContainer[] = [text(subtitle ? `## ${title}\n-# ${subtitle}` : `## ${title}`)];
  for (const part of texts) components.push(separator(), text(part));
  const number =
    content.pageCustomId && pages.length > 1 ? t('view:page', { page: page + 1, pages: pages.length }) : '';
  const end = [footer, number].filter(Boolean).join(' · ');
  if (end) components.push(separator(), text(`-# ${end}`));
  if (choices.length > 0) components.push(row([select(content.menuPlaceholder ?? t('view:choose'), choices)]));
  if (content.pageCustomId && pages.length > 1) {
    const { pageCustomId } = content;
    components.push(
      row([
        button({ label: t('view:previous'), customId: pageCustomId(Math.max(page - 1, 0)) }, page === 0),
        // On the last page this is a page that does not exist: the two buttons must not have the same custom id.
        button({ label: t('view:next'), customId: pageCustomId(page + 1) }, page === pages.length - 1),
      ]),
    );
  }
  const actions = (content.actions ?? []).slice(0, limits.buttons);
  if (actions.length > 0) components.push(row(actions.map((action) => button(action))));
  if (content.article) components.push(row([linkButton(content.article)]));
  return message([{ type: ComponentType.Container, accent_color: content.accent ?? accents.brand, components }]);
}

/** Components as a message that pings nobody. */
export function message(components: Message['components']): Message {
  return { flags: MessageFlags.IsComponentsV2, components, allowed_mentions: { parse: [] } };
}

/** A message with a text above it; undefined if Discord would not take so much. */
export function withNotice(original: Message, notice: string): Message | undefined {
  const noticed = { ...original, components: [text(notice), ...original.components] };
  const all = [...flatten(noticed.components)];
  const texts = textsOf(noticed);
  const size = texts.reduce((sum, each) => sum + sizeOf(each), 0);
  return size <= limits.text && texts.length <= limits.texts && all.length <= limits.components ? noticed : undefined;
}

/** All texts of a message, as Markdown. */
export function textsOf({ components }: Message): string[] {
  return [...flatten(components)].flatMap((part) => ('content' in part ? part.content : []));
}

type Component = Message['components'][number] | APIComponentInContainer | APIComponentInMessageActionRow;

function* flatten(components: readonly Component[]): Generator<Component> {
  for (const component of components) {
    yield component;
    if ('components' in component) yield* flatten(component.components);
  }
}

/** A text display of Markdown. */
export function text(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** A separator line. */
export function separator(): APIComponentInContainer {
  return { type: ComponentType.Separator };
}

/** A grey button; a red one that takes something away, a blue one of what is shown, or of what one has come for. */
export function button({ label, customId, danger, current, main }: Action, disabled = false): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: danger ? ButtonStyle.Danger : current || main ? ButtonStyle.Primary : ButtonStyle.Secondary,
    label: shorten(label, limits.label),
    custom_id: customId,
    ...(disabled ? { disabled } : {}),
  };
}

/** A button that opens an address in the browser. */
export function linkButton({ label, url }: LinkAction): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Link, label: shorten(label, limits.label), url };
}

function select(placeholder: string, choices: readonly Choice[]): APIComponentInMessageActionRow {
  const options = new Map<string, APISelectMenuOption>();
  for (const { label, customId, description } of choices)
    options.set(customId, {
      label: shorten(label, limits.option),
      value: customId,
      ...(description ? { description: shorten(description, limits.option) } : {}),
    });
  return {
    type: ComponentType.StringSelect,
    custom_id: menuCustomId,
    placeholder: shorten(placeholder, 150),
    options: [...options.values()].slice(0, limits.options),
  };
}

/** A row of buttons, or of one menu. */
export function row(
  components: APIComponentInMessageActionRow[],
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components };
}
