import type { Briefing } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown, link } from './markdown.ts';
import { claimPieces, headlineLine, nameOf, statementText } from './statement-text.ts';
import { correctionSections } from './summary.ts';

/** Where a briefing's facts come from, whose claims it reports, and its corrections. */
export function sourcesMessage(briefing: Briefing, page: number, language: Language): Message {
  const { t, date, number } = language;
  const [first, last] = [date(briefing.firstCreated.slice(0, 10)), date(briefing.versionCreated.slice(0, 10))];
  return card(
    {
      title: t('view:sourcesTitle'),
      subtitle: headlineLine(briefing, language),
      sections: [
        {
          paragraphs: briefing.infoSources.map(({ name, literal, uri, paragraphs }) =>
            [
              escapeMarkdown(name),
              t('view:paragraphs', { count: paragraphs }),
              literal && t('view:literal', { literal: escapeMarkdown(literal) }),
              uri && link(t('view:article'), uri),
            ]
              .filter(Boolean)
              .join(' · '),
          ),
        },
        { paragraphs: [t('view:sourcesHow')] },
        { title: t('view:claims'), tight: true, paragraphs: claims(briefing, language) },
        ...correctionSections(briefing, language),
        {
          paragraphs: [
            t(first === last ? 'view:version' : 'view:versions', { version: number(briefing.version), first, last }),
          ],
        },
      ],
      page,
      pageCustomId: (other) => customIds.sources(briefing.slug, other),
      actions: [
        { label: t('view:buttons.summary'), customId: customIds.summary(briefing.slug, 'standard') },
        { label: t('view:buttons.full'), customId: customIds.summary(briefing.slug, 'full') },
      ],
    },
    language,
  );
}

/** The attributed statements of the full description, each after the names of those who say it. */
function claims(briefing: Briefing, language: Language): string[] {
  const { t, list } = language;
  return briefing.descriptions
    .filter(({ role }) => role === 'full')
    .flatMap(({ value, by, source }) =>
      by
        ? claimPieces(value).map((text) =>
            t('view:entry', {
              name: list(by.map((id) => nameOf(briefing, id))),
              text: statementText(briefing, { text, source }, language),
            }),
          )
        : [],
    );
}
