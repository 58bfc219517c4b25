import type { Briefing } from '../briefing/file/schema.ts';
import type { TopicAppearance } from '../briefing/library/library.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { open } from './custom-ids.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { Section } from './pages.ts';
import { headlineLine, nameOf, reaction, sourceLine, statement } from './statement.ts';

/** A topic as each briefing tells of it, newest first; `appearances` has at least one. */
export function topicMessage(
  appearances: readonly [TopicAppearance, ...TopicAppearance[]],
  page: number,
  language: Language,
): Message {
  const { t } = language;
  const [{ briefing, topic }] = appearances;
  const several = appearances.length > 1;
  return card(
    {
      title: escapeMarkdown(topic.name),
      subtitle: several ? t('view:inBriefings', { count: appearances.length }) : headlineLine(briefing, language),
      sections: appearances.flatMap((appearance) => [
        ...(several ? [heading(appearance, language)] : []),
        ...sections(appearance, language),
      ]),
      footer: several ? t('view:sourcesIn') : sourceLine(briefing, language),
      page,
      open: (page) => open.topic(topic.slug, page),
      actions: [
        { label: t('view:buttons.summary'), open: open.summary(briefing.slug, 'standard') },
        { label: t('view:buttons.who'), open: open.people(briefing.slug) },
        { label: t('view:buttons.timeline'), open: open.timeline(briefing.slug) },
        { label: t('view:buttons.sources'), open: open.sources(briefing.slug) },
      ],
    },
    language,
  );
}

function heading({ briefing }: TopicAppearance, language: Language): Section {
  return { paragraphs: [language.t('view:strong', { text: headlineLine(briefing, language) })] };
}

function sections({ briefing, topic }: TopicAppearance, language: Language): Section[] {
  const { t } = language;
  const bullet = (text: string) => t('view:bullet', { text });
  return [
    ...topic.sections.map(({ heading, statements }) => ({
      title: escapeMarkdown(heading),
      tight: true,
      paragraphs: statements.map((said) => bullet(statement(briefing, said, language))),
    })),
    {
      title: t('view:reactions'),
      tight: true,
      paragraphs: (topic.reactions ?? []).map((said) =>
        bullet(t('view:who', { name: nameOf(briefing, said.who), text: reaction(briefing, said, language) })),
      ),
    },
    {
      title: t('view:open'),
      tight: true,
      paragraphs: (topic.open ?? []).map((said) => bullet(statement(briefing, said, language))),
    },
  ];
}

/** The topics of a briefing, with a menu to choose one. */
export function topicsMessage(briefing: Briefing, page: number, language: Language): Message {
  const { t } = language;
  return card(
    {
      title: t('view:topicsTitle'),
      subtitle: headlineLine(briefing, language),
      sections: [
        {
          paragraphs: briefing.topics.map((topic) => ({
            text: t('view:titled', {
              title: escapeMarkdown(topic.name),
              text: escapeMarkdown(shorten(topic.sections.map(({ heading }) => heading).join(' · '), 300)),
            }),
            choice: { label: topic.name, open: open.topic(topic.slug) },
          })),
        },
      ],
      footer: sourceLine(briefing, language),
      page,
      open: (page) => open.topics(briefing.slug, page),
      choose: t('view:chooseTopic'),
      actions: [{ label: t('view:buttons.summary'), open: open.summary(briefing.slug, 'standard') }],
    },
    language,
  );
}
