import type { Language } from '../text/language.ts';
import { languageName } from '../text/language-names.ts';
import { backTo } from './briefing-buttons.ts';
import { accents, card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown } from './markdown.ts';
import { zoneText } from './zone-text.ts';

/** The next post of a digest that is moved, or falls away, in milliseconds since 1970. */
type MovedPost = {
  readonly number: number;
  readonly before: number;
  readonly next: number;
  readonly fallsAway: boolean;
};

type Settings = {
  readonly timezone: string;
  readonly alertsChannelId: string | null;
  readonly language: string | null;
};

type SettingsNotes = {
  readonly warnings: readonly string[];
  /** What was changed just now. */
  readonly changed?: readonly (keyof Settings)[];
  readonly moved?: readonly MovedPost[];
};

/** What holds for all digests of a guild, what of it was changed, and which of their posts that has moved. */
export function guildSettingsMessage(
  settings: Settings,
  { warnings, changed = [], moved = [] }: SettingsNotes,
  language: Language,
): Message {
  const { t, list } = language;
  const names = changed.map((each) => t(`digest:guildSetting.${each}`));
  return card(
    {
      title: names.length > 0 ? t('digest:guildChanged', { settings: list(names) }) : t('digest:guildTitle'),
      sections: [
        ...(warnings.length > 0 ? [{ paragraphs: warnings }] : []),
        {
          tight: true,
          paragraphs: [
            t('digest:guildZone', { zone: escapeMarkdown(zoneText(settings.timezone, language.locale)) }),
            settings.language === null
              ? t('digest:guildDiscordLanguage')
              : t('digest:guildLanguage', { language: languageName(settings.language) }),
            settings.alertsChannelId === null
              ? t('digest:guildNoAlerts')
              : t('digest:guildAlerts', { channel: settings.alertsChannelId }),
            ...movedLines(moved, language),
          ],
        },
      ],
      actions: [{ label: backTo(t('digest:buttons.list'), language), customId: customIds.digests() }],
      accent: warnings.length > 0 ? accents.warning : accents.brand,
    },
    language,
  );
}

function movedLines(moved: readonly MovedPost[], { t, list }: Language): string[] {
  const postOf = ({ number }: MovedPost, instant: number) =>
    t('digest:guildPost', { number, at: Math.floor(instant / 1000) });
  const lost = moved.filter(({ fallsAway }) => fallsAway).map((post) => postOf(post, post.before));
  const kept = moved.filter(({ fallsAway }) => !fallsAway).map((post) => postOf(post, post.next));
  return [
    ...(kept.length > 0 ? [t('digest:guildMoved', { posts: list(kept) })] : []),
    ...(lost.length > 0 ? [t('digest:guildLost', { posts: list(lost) })] : []),
  ];
}
