import type { Briefing, Topic } from '../briefing/briefing.ts';
import { inLanguage, topicIn } from '../briefing/in-language.ts';
import type { TopicAppearance } from '../briefing/library/visible.ts';
import type { Language } from '../text/language.ts';
import { sourceLine } from './article-source.ts';
import { briefingButtons } from './briefing-buttons.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { Section } from './pages.ts';
import { bestIn, headlineLine, statementOfReaction, statementParagraphs, statementText } from './statement-text.ts';

/** A topic in each briefing that has it, newest first. */
export type TopicAppearances = readonly [TopicAppearance, ...TopicAppearance[]];

/** What the cards of a topic have in common: it as a reader reads of it, its name, and the lines above and below. */
export function topicForReader([first, ...older]: TopicAppearances, language: Language) {
  const { t } = language;
  const newest = topicIn(first, language);
  const appearances: TopicAppearances = [newest, ...older.map((each) => topicIn(each, language))];
  const several = older.length > 0;
  return {
    ...newest,
    appearances,
    several,
    name: bestIn(language, appearances).topic.name,
    subtitle: several ? t('view:inBriefings', { count: appearances.length }) : headlineLine(newest.briefing, language),
    footer: several ? t('view:sourcesIn') : sourceLine(newest.briefing, language),
  };
}

/** What each briefing says about one topic. */
export function topicMessage(found: TopicAppearances, page: number, language: Language): Message {
  const { appearances, briefing, topic, several, name, subtitle, footer } = topicForReader(found, language);
  return card(
    {
      title: escapeMarkdown(name),
      subtitle,
      sections: appearances.flatMap((appearance) => [
        ...(several ? [briefingHeading(appearance, name, language)] : []),
        ...sections(appearance, language),
      ]),
      footer,
      page,
      screens: 2,
      pageCustomId: (other) => customIds.topic(topic.slug, other),
      actions: briefingButtons(briefing, 'topic', language),
    },
    language,
  );
}

/** A briefing's headline, with the topic's name as it has it where that is not the one in the title. */
function briefingHeading({ briefing, topic }: TopicAppearance, title: string, language: Language): Section {
  const headline = language.t('view:strong', { text: headlineLine(briefing, language) });
  return { paragraphs: [topic.name === title ? headline : `${headline}\n-# ${escapeMarkdown(topic.name)}`] };
}

function sections({ briefing, topic }: TopicAppearance, language: Language): Section[] {
  const { t } = language;
  return [
    ...topic.sections.map(({ heading, statements }) => ({
      title: heading && escapeMarkdown(heading),
      paragraphs: statementParagraphs(briefing, statements, language),
    })),
    {
      title: t('view:reactions'),
      paragraphs: statementParagraphs(briefing, (topic.reactions ?? []).map(statementOfReaction), language),
    },
    {
      title: t('view:open'),
      tight: true,
      paragraphs: (topic.open ?? []).map((statement) =>
        t('view:bullet', { text: statementText(briefing, statement, language) }),
      ),
    },
  ];
}

/** The headings of a topic, or else how it begins. */
function topicOutline(topic: Topic): string {
  const headings = topic.sections.flatMap(({ heading }) => heading ?? []);
  return headings.length > 0
    ? headings.join(' · ')
    : (topic.sections[0]?.statements[0]?.text ?? topic.reactions?.[0]?.said ?? '');
}

/** The topics of a briefing, with a menu to choose one. */
export function topicsMessage(original: Briefing, page: number, language: Language): Message {
  const briefing = inLanguage(original, language);
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
              text: escapeMarkdown(shorten(topicOutline(topic), 300)),
            }),
            choice: { label: topic.name, customId: customIds.topic(topic.slug) },
          })),
        },
      ],
      page,
      pageCustomId: (other) => customIds.topics(briefing.slug, other),
      menuPlaceholder: t('view:chooseTopic'),
      actions: briefingButtons(briefing, 'topics', language),
    },
    language,
  );
}
