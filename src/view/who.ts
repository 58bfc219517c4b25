import { type Briefing, entityKinds } from '../briefing/file/schema.ts';
import type { Appearance } from '../briefing/library/library.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { open } from './custom-ids.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Action, Section } from './pages.ts';
import { headlineLine, nameOf, paragraphs, reaction, sourceLine, statement } from './statement.ts';

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
          text: t('view:entry', { name: escapeMarkdown(name), text: statement(briefing, { text, by }, language) }),
          choice: { label: name, description: text, open: open.who(id) },
        })),
      })),
      footer: sourceLine(briefing, language),
      page,
      open: (page) => open.people(briefing.slug, page),
      choose: t('view:chooseWho'),
      actions: [{ label: t('view:buttons.summary'), open: open.summary(briefing.slug, 'standard') }],
    },
    language,
  );
}

/**
 * Asks whom someone means when a name singles out nobody: several have it, some have a similar one, or there are only
 * others.
 */
export function whichMessage(
  asked: string,
  near: readonly Appearance[],
  nearness: 'several' | 'similar' | 'others',
  language: Language,
): Message {
  const { t } = language;
  return card(
    {
      title: t(`view:which.${nearness}.title`, { asked: escapeMarkdown(asked) }),
      sections: [
        {
          title: t(`view:which.${nearness}.heading`),
          tight: true,
          paragraphs: near.map(({ briefing, entity: { id, name, description } }) => ({
            text: t('view:entry', {
              name: escapeMarkdown(name),
              text: statement(briefing, { text: description.text, by: description.by }, language),
            }),
            choice: { label: name, description: description.text, open: open.who(id) },
          })),
        },
      ],
      choose: t('view:chooseWho'),
    },
    language,
  );
}

/** What the briefings say of one person, organisation or place, newest first; `appearances` has at least one. */
export function whoMessage(
  appearances: readonly [Appearance, ...Appearance[]],
  page: number,
  language: Language,
): Message {
  const { t } = language;
  const [{ entity, kind, briefing }] = appearances;
  const aliases = [...new Set(appearances.flatMap(({ entity }) => [entity.name, ...(entity.aliases ?? [])]))]
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
      open: (page) => open.who(entity.id, page),
      actions: actions(appearances, language),
    },
    language,
  );
}

function appearanceSections({ briefing, entity }: Appearance, language: Language): Section[] {
  const { t, date } = language;
  const links = (entity.links ?? []).map(({ to, text, source }) =>
    t('view:link', { name: nameOf(briefing, to), text: escapeMarkdown(text), source: paragraphs(source) }),
  );
  const reactions = briefing.topics.flatMap((topic) =>
    (topic.reactions ?? [])
      .filter(({ who }) => who === entity.id)
      .map((said) =>
        t('view:bullet', {
          text: t('view:onTopic', { topic: escapeMarkdown(topic.name), text: reaction(briefing, said, language) }),
        }),
      ),
  );
  const did = (entity.did ?? []).map((done) => t('view:bullet', { text: statement(briefing, done, language) }));
  return [
    {
      title: t('view:asOf', { date: date(briefing.contentCreated) }),
      paragraphs: [statement(briefing, entity.description, language), `-# ${escapeMarkdown(briefing.headline)}`],
      tight: true,
    },
    { title: t('view:did'), tight: true, paragraphs: did },
    { title: t('view:stands'), tight: true, paragraphs: reactions },
    { title: t('view:links'), tight: true, paragraphs: links },
  ];
}

/** Buttons to those whom someone is linked with, as many as fit, and to the newest briefing. */
function actions(appearances: readonly [Appearance, ...Appearance[]], { t }: Language): Action[] {
  const linked = new Map<string, string>();
  for (const { briefing, entity } of appearances)
    for (const { to } of entity.links ?? [])
      for (const kind of entityKinds) {
        const found = briefing[kind].find(({ id }) => id === to);
        if (found && to !== entity.id && !linked.has(to)) linked.set(to, found.name);
      }
  return [
    { label: t('view:buttons.summary'), open: open.summary(appearances[0].briefing.slug, 'standard') },
    ...[...linked].map(([id, label]) => ({ label, open: open.who(id) })),
  ];
}
