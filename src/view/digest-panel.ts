import type { APIComponentInMessageActionRow } from 'discord.js';
import type { Language } from '../text/language.ts';
import { backTo } from './briefing-buttons.ts';
import { accents, button, card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { backToDigest } from './digest-details.ts';
import { nextPostText } from './digest-schedule.ts';
import { withRows } from './selects.ts';

/** The two steps in which a digest is set up. */
export type PanelStep = 'where' | 'what';

/** A digest as a moderator changes it. */
export type PanelCard = {
  /** 0 for a new one. */
  readonly number: number;
  readonly step: PanelStep;
  readonly channelId: string | undefined;
  /** What is to be known of what was chosen, as Markdown. */
  readonly warnings: readonly string[];
  /** Its next post as it would be, in seconds since 1970; undefined if its times cannot be read. */
  readonly next: number | undefined;
  readonly zone: string;
  /** Why it is paused; null if it is not. */
  readonly paused: string | null;
  /** True if something is changed and not saved. */
  readonly changed: boolean;
};

/** One step of setting up a digest: what is to be known, the menus, and the buttons that save or leave. */
export function panelMessage(
  panel: PanelCard,
  menus: readonly APIComponentInMessageActionRow[],
  language: Language,
): Message {
  const { t } = language;
  const { number, step, warnings, paused, next, zone } = panel;
  const isNew = number === 0;
  const at =
    next === undefined ? [] : [t(isNew ? 'panel:first' : 'panel:next', { post: nextPostText(next, zone, language) })];
  const message = card(
    {
      title: isNew ? t('panel:title.new') : t('panel:title.change', { number }),
      sections: [
        {
          paragraphs: [
            ...warnings,
            ...(paused === null ? at : [t(`panel:paused.${paused === 'moderator' ? paused : 'forced'}`)]),
          ],
        },
      ],
      footer: t(hintOf(panel)),
      accent: warnings.length > 0 ? accents.warning : accents.brand,
    },
    language,
  );
  const other = step === 'where' ? 'what' : 'where';
  const does = (action: string) => ({
    label: t(`panel:buttons.${action}`),
    customId: customIds.panel(number, action),
  });
  const buttons = [
    button(
      isNew
        ? { label: backTo(t('digest:buttons.list'), language), customId: customIds.digests() }
        : backToDigest(number, language),
    ),
    button(does(other)),
    button(does('discard'), !panel.changed),
    button({ ...does('save'), main: true }, !canSave(panel)),
  ];
  return withRows(message, [...menus.map((menu) => [menu]), buttons]);
}

function hintOf(panel: PanelCard): string {
  if (panel.number === 0 && panel.channelId === undefined) return 'panel:chooseFirst';
  return canSave(panel) ? 'panel:unsaved' : 'panel:untouched';
}

function canSave({ channelId, changed }: PanelCard): boolean {
  return channelId !== undefined && changed;
}

/** Asks whether a digest is to be posted at once, which nobody can take back. */
export function askToSend(
  {
    number,
    channelId: channel,
    mentionRoleId: role,
  }: { readonly number: number; readonly channelId: string; readonly mentionRoleId: string | null },
  language: Language,
): Message {
  const { t } = language;
  return card(
    {
      title: t('panel:send.question', { number }),
      sections: [
        {
          paragraphs: [
            role === null ? t('panel:send.pingsNobody', { channel }) : t('panel:send.pings', { channel, role }),
          ],
        },
      ],
      actions: [
        backToDigest(number, language),
        { label: t('panel:buttons.send'), customId: customIds.panel(number, 'send'), main: true },
      ],
    },
    language,
  );
}
