import type { Briefing } from '../briefing/briefing.ts';
import { appearanceIn, inLanguage, topicIn } from '../briefing/in-language.ts';
import type { Appearance, TopicAppearance } from '../briefing/library/visible.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { entityLine } from './entity-line.ts';
import { escapeMarkdown } from './markdown.ts';
import { withDetails } from './namesakes.ts';
import type { Paragraph } from './pages.ts';
import { headlineLine } from './statement-text.ts';

/* Messages that ask which one a person means, where what they typed is not the name of one. */

/** The custom ids of what can be opened of a briefing that was chosen: its summary at a depth, or another view. */
export const briefingViews = {
  summary: (slug: string) => customIds.summary(slug),
  brief: (slug: string) => customIds.summary(slug, 'brief'),
  standard: (slug: string) => customIds.summary(slug, 'standard'),
  full: (slug: string) => customIds.summary(slug, 'full'),
  people: (slug: string) => customIds.people(slug),
  timeline: (slug: string) => customIds.timeline(slug),
  corrections: (slug: string) => customIds.corrections(0, slug),
} as const;
/** What can be opened of a briefing. */
export type BriefingView = keyof typeof briefingViews;

/** So many choices are offered, on pages; of more it is said that there are others. */
export const mostChoices = 100;

type Asking = Omit<Parameters<typeof card>[0], 'subtitle' | 'sections'> & {
  /** What stands above the choices. */
  readonly heading: string;
};

/** A card that lists choices, with a menu of them; of more than a hundred it says that there are others. */
function choiceCard<T>(
  { heading, ...content }: Asking,
  choices: readonly T[],
  entryOf: (choice: T) => Paragraph,
  language: Language,
): Message {
  return card(
    {
      ...content,
      subtitle: choices.length > mostChoices ? language.t('view:which.cut', { count: mostChoices }) : undefined,
      sections: [{ title: heading, tight: true, paragraphs: choices.slice(0, mostChoices).map(entryOf) }],
    },
    language,
  );
}

/** Asks which briefing the person means; what they choose opens as `view`. */
export function whichBriefingMessage(
  asked: string,
  briefings: readonly Briefing[],
  view: BriefingView,
  page: number,
  language: Language,
): Message {
  const { t } = language;
  return choiceCard(
    {
      title: t('view:which.briefing', { asked: escapeMarkdown(asked) }),
      heading: t('view:which.didYouMean'),
      page,
      pageCustomId: (other) => customIds.whichBriefing(asked, view, other),
      menuPlaceholder: t('view:chooseBriefing'),
    },
    briefings.map((each) => inLanguage(each, language)),
    (briefing) => ({
      text: t('view:bullet', { text: headlineLine(briefing, language) }),
      choice: { label: briefing.headline, customId: briefingViews[view](briefing.slug) },
    }),
    language,
  );
}

/** The custom ids of what can be opened of a topic that was chosen, and of the pages that ask which one is meant. */
const topicViews = {
  topic: { open: (slug: string) => customIds.topic(slug), which: customIds.whichTopic },
  compare: { open: (slug: string) => customIds.compare(slug), which: customIds.whichCompared },
} as const;
/** What can be opened of a topic. */
export type TopicView = keyof typeof topicViews;

/** Asks which topic the person means: those that are like it, or all there are. It opens as `view`. */
export function whichTopicMessage(
  asked: string,
  topics: readonly TopicAppearance[],
  view: TopicView,
  page: number,
  language: Language,
): Message {
  const { t } = language;
  return choiceCard(
    {
      title: t('view:which.topic', { asked: escapeMarkdown(asked) }),
      heading: t('view:which.topics'),
      page,
      pageCustomId: (other) => topicViews[view].which(asked, other),
      menuPlaceholder: t('view:chooseTopic'),
    },
    topics.map((each) => topicIn(each, language)),
    ({ topic: { name, slug } }) => ({
      text: t('view:bullet', { text: escapeMarkdown(name) }),
      choice: { label: name, customId: topicViews[view].open(slug) },
    }),
    language,
  );
}

/**
 * Who is offered: several of the name, those with similar names, those of the name in other briefings than the one that
 * was asked for, or, where nobody has the name, everyone in that one or in the latest.
 */
export type WhoOffered = 'several' | 'similar' | 'elsewhere' | 'here' | 'latest';

/** Asks whom the person means, `within` one briefing or in all of them. */
export function whichMessage(
  asked: string,
  choices: readonly Appearance[],
  offered: WhoOffered,
  { within, page }: { readonly within?: Briefing | undefined; readonly page: number },
  language: Language,
): Message {
  const { t } = language;
  const ofOneBriefing = offered === 'latest' || (within !== undefined && offered !== 'elsewhere');
  const [first] = choices;
  const heading = t(`view:which.${offered}`, { asked: escapeMarkdown(asked) });
  const asking = {
    title: t(`view:which.${titleOf(offered, within !== undefined)}`, {
      asked: escapeMarkdown(asked),
      headline: escapeMarkdown(within ? inLanguage(within, language).headline : ''),
    }),
    // Of one briefing, the way to the rest is everyone in it: its slug and a name are too long for a custom id.
    ...(ofOneBriefing
      ? { actions: first ? [{ label: t('view:buttons.who'), customId: customIds.people(first.briefing.slug) }] : [] }
      : { page, pageCustomId: (other: number) => customIds.whichWho(asked, other) }),
    menuPlaceholder: t('view:chooseWho'),
  };
  const people = withDetails(choices.map((each) => appearanceIn(each, language)));
  const choiceOf = ({ who: { briefing, entity }, details }: (typeof people)[number]) => ({
    label: entity.name,
    description: details,
    customId: briefing.slug === within?.slug ? customIds.whoWithin(briefing.slug, entity.id) : customIds.who(entity.id),
  });
  // Nobody in it was asked for: a list of them all would only be in the way.
  if (offered === 'here' || offered === 'latest')
    return card(
      { ...asking, sections: [{ paragraphs: first ? [heading] : [] }], choices: people.map(choiceOf) },
      language,
    );
  return choiceCard(
    { ...asking, heading },
    people,
    (person) => ({
      text: [
        entityLine(person.who.briefing, person.who.entity, false, language),
        ...(person.shares ? [`-# ${headlineLine(person.who.briefing, language)}`] : []),
      ].join('\n'),
      choice: choiceOf(person),
    }),
    language,
  );
}

function titleOf(offered: WhoOffered, isWithin: boolean): string {
  if (offered === 'several') return 'whom';
  if (offered === 'similar') return 'near';
  return isWithin ? 'notHere' : 'nobody';
}
