import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';

/** One command in the help, in Markdown; the example works with the present content. */
export type HelpEntry = {
  readonly mention: string;
  readonly description: string;
  readonly example?: string | undefined;
};

/** The commands that the person may use. */
export function helpMessage(
  entries: { readers: readonly HelpEntry[]; moderators: readonly HelpEntry[] },
  page: number,
  language: Language,
): Message {
  const { t } = language;
  const line = ({ mention, description, example }: HelpEntry) =>
    t(example ? 'help:entryExample' : 'help:entry', { mention, description, example: example ?? '' });
  return card(
    {
      title: t('help:title'),
      subtitle: t('help:subtitle'),
      sections: [
        { paragraphs: [t('help:how')] },
        { title: t('help:readers'), tight: true, paragraphs: entries.readers.map(line) },
        { title: t('help:moderators'), tight: true, paragraphs: entries.moderators.map(line) },
      ],
      page,
      pageCustomId: customIds.help,
    },
    language,
  );
}
