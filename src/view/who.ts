import type { Briefing, Entity, Statement } from '../briefing/briefing.ts';
import { entityKinds } from '../briefing/file/schema.ts';
import { appearanceIn, inLanguage } from '../briefing/in-language.ts';
import { namesOf } from '../briefing/library/entity-name-index.ts';
import type { Appearance } from '../briefing/library/visible.ts';
import type { Language } from '../text/language.ts';
import { sourceLine } from './article-source.ts';
import { namesSpeakers, stanceOf } from './attribution.ts';
import { backTo, briefingButtons } from './briefing-buttons.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { foreignText } from './dateline.ts';
import { entityLine } from './entity-line.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Action, Section } from './pages.ts';
import { nameOf, subjectOf } from './speaker-names.ts';
import {
  bestIn,
  headlineLine,
  paragraphReferences,
  statementOfReaction,
  statementText,
  type Told,
  unattributed,
} from './statement-text.ts';

/** Everyone in a briefing: people, organisations and places, with a menu to choose one. */
export function peopleMessage(original: Briefing, page: number, language: Language): Message {
  const briefing = inLanguage(original, language);
  const { t } = language;
  return card(
    {
      title: t('view:whoTitle'),
      subtitle: headlineLine(briefing, language),
      sections: entityKinds.map((kind) => ({
        title: t(`view:${kind}`),
        tight: true,
        paragraphs: briefing[kind].map((entity) => ({
          text: entityLine(briefing, entity, false, language),
          choice: { label: entity.name, description: entity.description?.text, customId: customIds.who(entity.id) },
        })),
      })),
      page,
      screens: 2,
      pageCustomId: (other) => customIds.people(briefing.slug, other),
      menuPlaceholder: t('view:chooseWho'),
      actions: briefingButtons(briefing, 'who', language),
    },
    language,
  );
}

/**
 * What each briefing says about one person, organisation or place, newest first; or what one of them says, with the way
 * to the `others` that do.
 */
export function whoMessage(
  [first, ...older]: readonly [Appearance, ...Appearance[]],
  page: number,
  language: Language,
  others = 0,
): Message {
  const { t } = language;
  const newest = appearanceIn(first, language);
  const appearances = [newest, ...older.map((each) => appearanceIn(each, language))] as const;
  const { entity, kind, briefing } = bestIn(language, appearances);
  const { id } = newest.entity;
  const aliases = [...new Set(appearances.flatMap((each) => namesOf(each.entity)))]
    .filter((name) => name !== entity.name)
    .map(escapeMarkdown);
  return card(
    {
      title: escapeMarkdown(entity.name),
      subtitle: [t(`view:kind.${kind}`), aliases.length > 0 && t('view:aliases', { aliases: language.list(aliases) })]
        .filter(Boolean)
        .join(' · '),
      sections: appearances.flatMap((appearance) => appearanceSections(appearance, entity.name, language)),
      footer: appearances.length === 1 ? sourceLine(briefing, language) : t('view:sourcesIn'),
      page,
      screens: 2,
      pageCustomId: (other) =>
        others > 0 ? customIds.whoWithin(newest.briefing.slug, id, other) : customIds.who(id, other),
      actions: [
        ...(others > 0 ? [{ label: t('view:inBriefings', { count: others + 1 }), customId: customIds.who(id) }] : []),
        ...actions(appearances, language),
      ],
    },
    language,
  );
}

/** What one briefing says, with the name as it spells it where that is not the one in the title. */
function appearanceSections({ briefing, entity }: Appearance, title: string, language: Language): Section[] {
  const { t } = language;
  const headline = [escapeMarkdown(briefing.headline), foreignText(briefing, language)].filter(Boolean).join(' · ');
  const named = entity.name === title ? [] : [t('view:strong', { text: escapeMarkdown(entity.name) })];
  const links = (entity.links ?? []).map(({ to, text, source }) =>
    t('view:link', {
      name: nameOf(briefing, to),
      text: escapeMarkdown(text),
      source: paragraphReferences(briefing, source),
    }),
  );
  const { own, deeds, others } = told(briefing, entity, language);
  const isNamedOnly = !entity.description && own.length + deeds.length + others.length + links.length === 0;
  return [
    {
      title: asOf(briefing, language),
      paragraphs: [
        ...named,
        ...(entity.description ? [statementText(briefing, entity.description, language)] : []),
        ...(isNamedOnly ? [t('view:onlyNamed')] : []),
        `-# ${headline}`,
      ],
      tight: true,
    },
    ...ownSections(briefing, entity, own, language),
    { title: t('view:did'), tight: true, paragraphs: deeds },
    { title: t('view:inTheStory'), tight: true, paragraphs: others },
    { title: t('view:links'), tight: true, paragraphs: links },
  ];
}

/** What someone says themselves, and what else is told of them. */
function told(briefing: Briefing, { id, did = [] }: Entity, language: Language) {
  const reactions = briefing.topics.flatMap((topic) => topic.reactions ?? []).filter(({ who }) => who.includes(id));
  // What two topics have is told once.
  const once = new Map(
    [...did, ...reactions.map(statementOfReaction)].map((each) => [JSON.stringify([each.text, each.by]), each]),
  );
  const facts = new Set([
    ...briefing.descriptions.map(({ value }) => value),
    ...briefing.topics.flatMap(({ sections }) => sections.flatMap(({ statements }) => statements.map(textOf))),
  ]);
  const {
    own = [],
    deeds = [],
    others = [],
  } = Object.groupBy(once.values(), (each: Told) => {
    if (!(each.by ?? []).includes(id) || namesSpeakers(briefing, each, language)) return 'others';
    // What an editor wrote for this page alone is what they did: “Warned of the plans”.
    return each.stance === undefined && !facts.has(each.text) ? 'deeds' : 'own';
  });
  const bullet = (text: string) => language.t('view:bullet', { text });
  return {
    own,
    deeds: deeds.map((each) => bullet(ownText(briefing, id, each, language))),
    others: others.map((each) => bullet(statementText(briefing, each, language))),
  };
}

const textOf = ({ text }: Statement) => text;

/** What someone says, by how they stand to it. */
function ownSections(briefing: Briefing, { id, plural }: Entity, own: readonly Told[], language: Language) {
  const { t } = language;
  return [...Map.groupBy(own, stanceOf)].map(
    ([stance, statements]): Section => ({
      title: t(`view:own.${stance}`, { count: plural ? 2 : 1 }),
      tight: true,
      paragraphs: statements.map((each) => t('view:bullet', { text: ownText(briefing, id, each, language) })),
    }),
  );
}

/** What someone says, on their page: with the others who say it, and without their own name, which is the title. */
function ownText(briefing: Briefing, id: string, statement: Told, language: Language): string {
  const text = unattributed(briefing, statement, language);
  const others = (statement.by ?? []).filter((speaker) => speaker !== id);
  if (others.length === 0) return text;
  const { names } = subjectOf(briefing, others, language);
  return language.t('view:together', { text, names: escapeMarkdown(names) });
}

function asOf({ contentCreated }: Briefing, { t, date }: Language): string {
  return contentCreated === undefined ? t('view:asOfUnknown') : t('view:asOf', { date: date(contentCreated) });
}

/** Buttons to everyone in the newest briefing and to linked entities; the card shows as many as fit. */
function actions(appearances: readonly [Appearance, ...Appearance[]], language: Language): Action[] {
  const linked = new Map<string, string>();
  for (const { briefing, entity } of appearances)
    for (const { to } of entity.links ?? [])
      for (const kind of entityKinds) {
        const found = briefing[kind].find(({ id }) => id === to);
        if (found && to !== entity.id && !linked.has(to)) linked.set(to, found.name);
      }
  return [
    {
      label: backTo(language.t('view:buttons.who'), language),
      customId: customIds.people(appearances[0].briefing.slug),
    },
    ...[...linked].map(([id, label]) => ({ label, customId: customIds.who(id) })),
  ];
}
