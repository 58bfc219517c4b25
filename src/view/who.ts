import { type Briefing, entityKinds } from '../briefing/file/schema.ts';
import { namesOf } from '../briefing/library/entity-name-index.ts';
import type { Appearance } from '../briefing/library/visible.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Action, Section } from './pages.ts';
import {
  headlineLine,
  nameOf,
  paragraphReferences,
  reactionText,
  sourceLine,
  statementText,
} from './statement-text.ts';

/** Everyone in a briefing: people, organisations and places, with a menu to choose one. */
export function peopleMessage(briefing: Briefing, page: number, language: Language): Message {
  const { t } = language;
  return card(
    {
      title: t('view:whoTitle'),
      subtitle: headlineLine(briefing, language),
      sections: entityKinds.map((kind) => ({
        title: t(`view:${kind}`),
        tight: true,
        paragraphs: briefing[kind].map(({ id, name, description: { text, by } }) => ({
          text: t('view:entry', { name: escapeMarkdown(name), text: statementText(briefing, { text, by }, language) }),
          choice: { label: name, description: text, customId: customIds.who(id) },
        })),
      })),
      footer: sourceLine(briefing, language),
      page,
      pageCustomId: (other) => customIds.people(briefing.slug, other),
      menuPlaceholder: t('view:chooseWho'),
      actions: [{ label: t('view:buttons.summary'), customId: customIds.summary(briefing.slug, 'standard') }],
    },
    language,
  );
}

/** Asks whom the person means: several have the name, some have a similar one, or nobody does and all are offered. */
export function whichMessage(
  asked: string,
  choices: readonly Appearance[],
  reason: 'several' | 'similar' | 'others',
  language: Language,
): Message {
  const { t } = language;
  return card(
    {
      title: t(`view:which.${reason}.title`, { asked: escapeMarkdown(asked) }),
      sections: [
        {
          title: t(`view:which.${reason}.heading`),
          tight: true,
          paragraphs: choices.map(({ briefing, entity: { id, name, description } }) => ({
            text: t('view:entry', {
              name: escapeMarkdown(name),
              text: statementText(briefing, { text: description.text, by: description.by }, language),
            }),
            choice: { label: name, description: description.text, customId: customIds.who(id) },
          })),
        },
      ],
      menuPlaceholder: t('view:chooseWho'),
    },
    language,
  );
}

/** What each briefing says about one person, organisation or place, newest first. */
export function whoMessage(
  appearances: readonly [Appearance, ...Appearance[]],
  page: number,
  language: Language,
): Message {
  const { t } = language;
  const [{ entity, kind, briefing }] = appearances;
  const aliases = [...new Set(appearances.flatMap((each) => namesOf(each.entity)))]
    .filter((name) => name !== entity.name)
    .map(escapeMarkdown)
    .join(', ');
  return card(
    {
      title: escapeMarkdown(entity.name),
      subtitle: [t(`view:kind.${kind}`), aliases && t('view:aliases', { aliases })].filter(Boolean).join(' · '),
      sections: appearances.flatMap((appearance) => appearanceSections(appearance, language)),
      footer: appearances.length === 1 ? sourceLine(briefing, language) : t('view:sourcesIn'),
      page,
      pageCustomId: (other) => customIds.who(entity.id, other),
      actions: actions(appearances, language),
    },
    language,
  );
}

function appearanceSections({ briefing, entity }: Appearance, language: Language): Section[] {
  const { t, date } = language;
  const links = (entity.links ?? []).map(({ to, text, source }) =>
    t('view:link', { name: nameOf(briefing, to), text: escapeMarkdown(text), source: paragraphReferences(source) }),
  );
  const reactions = briefing.topics.flatMap((topic) =>
    (topic.reactions ?? [])
      .filter(({ who }) => who === entity.id)
      .map((each) =>
        t('view:bullet', {
          text: t('view:onTopic', { topic: escapeMarkdown(topic.name), text: reactionText(briefing, each, language) }),
        }),
      ),
  );
  const did = (entity.did ?? []).map((statement) =>
    t('view:bullet', { text: statementText(briefing, statement, language) }),
  );
  return [
    {
      title: t('view:asOf', { date: date(briefing.contentCreated) }),
      paragraphs: [statementText(briefing, entity.description, language), `-# ${escapeMarkdown(briefing.headline)}`],
      tight: true,
    },
    { title: t('view:did'), tight: true, paragraphs: did },
    { title: t('view:stands'), tight: true, paragraphs: reactions },
    { title: t('view:links'), tight: true, paragraphs: links },
  ];
}

/** Buttons to the newest briefing and to linked entities; the card shows as many as fit. */
function actions(appearances: readonly [Appearance, ...Appearance[]], { t }: Language): Action[] {
  const linked = new Map<string, string>();
  for (const { briefing, entity } of appearances)
    for (const { to } of entity.links ?? [])
      for (const kind of entityKinds) {
        const found = briefing[kind].find(({ id }) => id === to);
        if (found && to !== entity.id && !linked.has(to)) linked.set(to, found.name);
      }
  return [
    { label: t('view:buttons.summary'), customId: customIds.summary(appearances[0].briefing.slug, 'standard') },
    ...[...linked].map(([id, label]) => ({ label, customId: customIds.who(id) })),
  ];
}
