import type { Language } from '../text/language.ts';
import { accents, card, type Message } from './card.ts';
import { escapeMarkdown } from './markdown.ts';

/** What holds for all digests of a guild. */
export function guildSettingsMessage(
  settings: { timezone: string; alertsChannelId: string | null },
  warnings: readonly string[],
  language: Language,
): Message {
  const { t } = language;
  return card(
    {
      title: t('digest:guildTitle'),
      sections: [
        ...(warnings.length > 0 ? [{ paragraphs: warnings }] : []),
        {
          tight: true,
          paragraphs: [
            t('digest:guildZone', { zone: escapeMarkdown(settings.timezone) }),
            settings.alertsChannelId === null
              ? t('digest:guildNoAlerts')
              : t('digest:guildAlerts', { channel: settings.alertsChannelId }),
          ],
        },
      ],
      accent: warnings.length > 0 ? accents.warning : accents.brand,
    },
    language,
  );
}
