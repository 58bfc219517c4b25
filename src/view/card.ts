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
import { shorten } from './markdown.ts';
import { type Action, type Choice, paginate, type Section } from './pages.ts';

/** What the bot says, as Discord takes it. It pings nobody but the roles that `allowed_mentions` names. */
export type Message = {
  flags: number;
  components: (APIContainerComponent | APITextDisplayComponent)[];
  allowed_mentions: { parse: []; roles?: string[] };
};

/** A message of one container: all of its texts are Markdown; labels of actions and choices are plain. */
export type Card = {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly sections: readonly Section[];
  readonly footer?: string | undefined;
  readonly page?: number | undefined;
  /** The custom id that asks for another page of the same card. */
  readonly open?: ((page: number) => string) | undefined;
  /** What the menu of the page's choices says before one is chosen. */
  readonly choose?: string | undefined;
  /** At most 5 are shown. */
  readonly actions?: readonly Action[] | undefined;
  readonly accent?: number | undefined;
};

/** The colours of a card's edge: what the bot tells, and what went wrong. */
export const accents = { brand: 0x2f6f9f, warning: 0xc4841d } as const;

/** Discord's limits (https://docs.discord.com/developers/components/reference). */
export const limits = {
  text: 4000,
  components: 40,
  label: 80,
  option: 100,
  options: 25,
  buttons: 5,
  customId: 100,
} as const;

// A page is shorter than Discord's limit: more is tiring on a phone.
const pageLimits = { length: 2400, texts: 12, choices: 12 };

/** Puts this before a custom id: a page turned in a message that only its reader sees changes that message itself. */
export const turn = 'turn/';
/** The custom id of a menu; what is asked for is the chosen value. */
export const menu = 'open';

/** A card as a message, within Discord's limits whatever its texts are; its page is the nearest one that exists. */
export function card(content: Card, { t }: Language): Message {
  const title = shorten(content.title, 500);
  const subtitle = content.subtitle && shorten(content.subtitle, 400);
  const footer = content.footer && shorten(content.footer, 500);
  const pages = paginate(content.sections, pageLimits);
  const page = Math.min(Math.max(content.page ?? 0, 0), pages.length - 1);
  const { texts = [], choices = [] } = pages[page] ?? {};
  const components: APIComponentInContainer[] = [text(subtitle ? `## ${title}\n-# ${subtitle}` : `## ${title}`)];
  for (const part of texts) components.push(separator(), text(part));
  const number = content.open && pages.length > 1 ? t('view:page', { page: page + 1, pages: pages.length }) : '';
  const end = [footer, number].filter(Boolean).join(' · ');
  if (end) components.push(separator(), text(`-# ${end}`));
  if (choices.length > 0) components.push(row([select(content.choose ?? t('view:choose'), choices)]));
  if (content.open && pages.length > 1) {
    const { open } = content;
    components.push(
      row([
        button({ label: t('view:back'), open: turn + open(Math.max(page - 1, 0)) }, page === 0),
        // The last page's own number, so that no two buttons of a message have one custom id.
        button({ label: t('view:next'), open: turn + open(page + 1) }, page === pages.length - 1),
      ]),
    );
  }
  const actions = (content.actions ?? []).slice(0, limits.buttons);
  if (actions.length > 0) components.push(row(actions.map((action) => button(action))));
  return message([{ type: ComponentType.Container, accent_color: content.accent ?? accents.brand, components }]);
}

/** Containers as a message that pings nobody. */
export function message(components: Message['components']): Message {
  return { flags: MessageFlags.IsComponentsV2, components, allowed_mentions: { parse: [] } };
}

/** A text of Markdown. */
export function text(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** A line between two texts. */
export function separator(): APIComponentInContainer {
  return { type: ComponentType.Separator };
}

/** A button that asks for its custom id. */
export function button({ label, open }: Action, disabled = false): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: shorten(label, limits.label),
    custom_id: open,
    ...(disabled ? { disabled } : {}),
  };
}

function select(placeholder: string, choices: readonly Choice[]): APIComponentInMessageActionRow {
  const options = new Map<string, APISelectMenuOption>();
  for (const { label, open, description } of choices)
    options.set(open, {
      label: shorten(label, limits.option),
      value: open,
      ...(description ? { description: shorten(description, limits.option) } : {}),
    });
  return {
    type: ComponentType.StringSelect,
    custom_id: menu,
    placeholder: shorten(placeholder, 150),
    options: [...options.values()].slice(0, limits.options),
  };
}

/** Buttons beside each other, or one menu. */
export function row(
  components: APIComponentInMessageActionRow[],
): APIActionRowComponent<APIComponentInMessageActionRow> {
  return { type: ComponentType.ActionRow, components };
}
