import { type Stance, stances } from '../briefing/file/schema.ts';
import type { TopicAppearance } from '../briefing/library/visible.ts';
import type { Language } from '../text/language.ts';
import { languageOf, namesSpeakers, stanceOf } from './attribution.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown, sizeOf } from './markdown.ts';
import type { Section } from './pages.ts';
import { capitalized, subjectOf } from './speaker-names.ts';
import {
  claimPieces,
  longestClaim,
  statementOfReaction,
  statementText,
  type Told,
  unattributed,
} from './statement-text.ts';
import { type TopicAppearances, topicForReader } from './topic.ts';

/** Who says what on a topic, by how they stand to it, over all briefings that have it. */
export function compareMessage(found: TopicAppearances, page: number, language: Language): Message {
  const { t } = language;
  const { appearances, briefing, topic, several, name, subtitle, footer } = topicForReader(found, language);
  const claims = appearances.flatMap(claimsOf);
  return card(
    {
      title: t('view:compareTitle', { topic: escapeMarkdown(name) }),
      subtitle,
      sections:
        claims.length > 0 ? stanceSections(claims, several, language) : [{ paragraphs: [t('view:compareNone')] }],
      footer,
      page,
      // What is to be compared is seen together.
      screens: 2,
      pageCustomId: (other) => customIds.compare(topic.slug, other),
      actions: [
        { label: t('view:buttons.topic'), customId: customIds.topic(topic.slug) },
        { label: t('view:buttons.summary'), customId: customIds.summary(briefing.slug) },
      ],
    },
    language,
  );
}

type Claim = Pick<TopicAppearance, 'briefing'> & { readonly claim: Told };

/** What a briefing reports that somebody says on a topic; nothing of what the article says itself. */
function claimsOf({ briefing, topic }: TopicAppearance): Claim[] {
  const told = topic.sections.flatMap(({ statements }) => statements).filter(({ by }) => by !== undefined);
  return [...(topic.reactions ?? []).map(statementOfReaction), ...told].map((claim) => ({ briefing, claim }));
}

/** A section for each stance that somebody takes, with the speakers under it, and below each what they say. */
function stanceSections(claims: readonly Claim[], several: boolean, language: Language): Section[] {
  const byStance = Map.groupBy(claims, ({ claim }) => stanceOf(claim));
  return stances.flatMap((stance: Stance) => {
    const bySpeakers = Map.groupBy(byStance.get(stance) ?? [], ({ claim }) => JSON.stringify(claim.by));
    const paragraphs = [...bySpeakers.values()].flatMap((said) => speakerParagraphs(said, several, language));
    return paragraphs.length > 0 ? [{ title: language.t(`view:stanceTitle.${stance}`), paragraphs }] : [];
  });
}

/**
 * What the same speakers say, below their names; each on its own where all of it is long, so that no page has a claim
 * without them.
 */
function speakerParagraphs(said: readonly Claim[], several: boolean, language: Language): string[] {
  const { t, date } = language;
  const alone: string[] = [];
  const below: string[] = [];
  for (const { briefing, claim } of said) {
    const { contentCreated } = briefing;
    const day = contentCreated === undefined ? t('view:dateUnknown') : date(contentCreated);
    const dated = (text: string) => (several ? t('view:toldOn', { text, date: day }) : text);
    if (namesSpeakers(briefing, claim, language)) alone.push(dated(statementText(briefing, claim, language)));
    else
      for (const text of claimPieces(claim.text))
        below.push(dated(unattributed(briefing, { ...claim, text }, language)));
  }
  const [first] = said;
  if (!first || below.length === 0) return alone;
  const { names } = subjectOf(first.briefing, first.claim.by ?? [], languageOf(first.briefing, language));
  const above = t('view:strong', { text: capitalized(escapeMarkdown(names)) });
  const list = below.map((text) => t('view:bullet', { text })).join('\n');
  const texts = below.length > 1 && sizeOf(list) <= longestClaim ? [list] : below;
  return [...texts.map((text) => t('view:below', { above, text })), ...alone];
}
