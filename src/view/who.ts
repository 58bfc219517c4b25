import type { Briefing } from '../briefing/briefing.ts';
import { entityKinds } from '../briefing/file/schema.ts';
import { appearanceIn, inLanguage } from '../briefing/in-language.ts';
import { namesOf } from '../briefing/library/entity-name-index.ts';
import type { Appearance } from '../briefing/library/visible.ts';
import type { Language } from '../text/language.ts';
import { backTo, briefingButtons } from './briefing-buttons.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { entityLine } from './entity-line.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Action, Section } from './pages.ts';
import {
  bestIn,
  headlineLine,
  nameOf,
  paragraphReferences,
  reactionTexts,
  sourceLine,
  statementText,
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
      footer: sourceLine(briefing, language),
      page,
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
    .map(escapeMarkdown)
    .join(', ');
  return card(
    {
      title: escapeMarkdown(entity.name),
      subtitle: [t(`view:kind.${kind}`), aliases && t('view:aliases', { aliases })].filter(Boolean).join(' · '),
      sections: appearances.flatMap((appearance) => appearanceSections(appearance, entity.name, language)),
      footer: appearances.length === 1 ? sourceLine(briefing, language) : t('view:sourcesIn'),
      page,
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
  const headline = `-# ${escapeMarkdown(briefing.headline)}`;
  const named = entity.name === title ? [] : [t('view:strong', { text: escapeMarkdown(entity.name) })];
  const links = (entity.links ?? []).map(({ to, text, source }) =>
    t('view:link', {
      name: nameOf(briefing, to),
      text: escapeMarkdown(text),
      source: paragraphReferences(briefing, source),
    }),
  );
  const reactions = briefing.topics.flatMap((topic) =>
    (topic.reactions ?? [])
      .filter(({ who }) => who.includes(entity.id))
      .flatMap((each) => reactionTexts(briefing, each, language))
      .map((text) => t('view:bullet', { text: t('view:onTopic', { topic: escapeMarkdown(topic.name), text }) })),
  );
  const did = (entity.did ?? []).map((statement) =>
    t('view:bullet', { text: statementText(briefing, statement, language) }),
  );
  return [
    {
      title: asOf(briefing, language),
      paragraphs: [
        ...named,
        ...(entity.description ? [statementText(briefing, entity.description, language)] : []),
        headline,
      ],
      tight: true,
    },
    { title: t('view:did'), tight: true, paragraphs: did },
    { title: t('view:stands'), tight: true, paragraphs: reactions },
    { title: t('view:links'), tight: true, paragraphs: links },
  ];
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
