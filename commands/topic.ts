import { ApplicationCommandOptionType } from 'discord.js';
import { topicIn } from '../src/briefing/in-language.ts';
import type { TopicAppearance } from '../src/briefing/library/visible.ts';
import { briefingOf, privateOption } from '../src/command/briefing-option.ts';
import {
  type Command,
  type CommandRequest,
  type CompletionChoice,
  type CompletionRequest,
  type Context,
  pageOf,
  type Reply,
  reply,
} from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import type { Language } from '../src/text/language.ts';
import { UserError } from '../src/text/user-error.ts';
import { limits, type Message } from '../src/view/card.ts';
import { type TopicView, whichTopicMessage } from '../src/view/choices.ts';
import { cutAsked } from '../src/view/custom-ids.ts';
import { shorten } from '../src/view/markdown.ts';
import { type TopicAppearances, topicMessage, topicsMessage } from '../src/view/topic.ts';

/** A topic in each briefing that has it, newest first. @throws {UserError} if none has it. */
export function topicAppearances(slug: string, { library, now }: Context): TopicAppearances {
  const [newest, ...older] = library.topic(slug, now());
  if (!newest) throw new UserError('error:topicGone');
  return [newest, ...older];
}

/**
 * The slug of the topic with this slug or name, or of the only one of whose name it is a part; undefined if there is
 * none, or several. @throws {UserError} if it is the slug of a topic that was public once.
 */
function topicOf(asked: string, { library, now }: Context): string | undefined {
  if (library.topic(asked, now()).length > 0) return asked;
  if (library.isTopicEnded(asked, now())) throw new UserError('error:topicGone');
  const found = library.findTopics(asked, now());
  const name = asked.trim().toLowerCase();
  const same = found.filter((each) => namesOf(each).some((known) => known.toLowerCase() === name));
  const [one, other] = same.length > 0 ? same : found;
  return other ? undefined : one?.topic.slug;
}

/** What a topic is called in each language of its briefing. */
function namesOf({ briefing, topic: { slug, name } }: TopicAppearance): string[] {
  const translated = (briefing.translations ?? []).flatMap(({ topics }) => topics);
  return [name, ...translated.filter((each) => each.slug === slug).map((each) => each.name)];
}

/** The slug of the topic that is meant, as `topicOf` finds it. @throws {UserError} that names some if it is not clear. */
export function chosenTopic(asked: string, context: Context, language: Language): string {
  const slug = topicOf(asked, context);
  if (slug !== undefined) return slug;
  const names = topicsLike(asked, context).map((each) => topicIn(each, language).topic.name);
  throw new UserError(names.length > mostNamed ? 'error:noTopicOfMany' : 'error:noTopic', {
    asked,
    topics: names.slice(0, mostNamed),
  });
}

const mostNamed = 5;

/** The topics with these words in their names; if there are none, all. @throws {UserError} if there is no topic. */
function topicsLike(asked: string, { library, now }: Context): readonly TopicAppearance[] {
  const like = library.findTopics(asked, now());
  const topics = like.length > 0 ? like : library.topics(now());
  if (topics.length === 0) throw new UserError('error:noTopics', { asked });
  return topics;
}

/** Asks which topic is meant. @throws {UserError} if there is no topic. */
export function askWhichTopic(asked: string, view: TopicView, page: number, context: Context, language: Language) {
  const cut = cutAsked(asked);
  return whichTopicMessage(cut, topicsLike(cut, context), view, page, language);
}

/** Answers about the topic that an option names; where it is not clear which is meant, asks. @throws {UserError} */
export function replyAboutTopic(
  asked: string,
  view: TopicView,
  request: CommandRequest,
  context: Context,
  messageOf: (appearances: TopicAppearances, page: number, language: Language) => Message,
): Reply {
  const slug = topicOf(asked, context);
  if (slug === undefined) return { message: askWhichTopic(asked, view, 0, context, request.language), ephemeral: true };
  const appearances = topicAppearances(slug, context);
  return reply(request, (language) => messageOf(appearances, 0, language));
}

/** Topics for what has been typed so far: the best matches, or the newest. */
export function completeTopic(
  { focused: { value: typed }, language }: CompletionRequest,
  { library, now }: Context,
): CompletionChoice[] {
  const found = typed.trim() === '' ? library.topics(now()) : library.findTopics(typed, now());
  return found
    .slice(0, limits.options)
    .map((each) => topicIn(each, language))
    .map((each) => ({ name: shorten(each.topic.name, limits.option), value: each.topic.slug }));
}

/** How a reader may type the newest topic: its slug, or its name in the language of the reader. */
export function exampleTopic({ library, now }: Context, language: Language): string | undefined {
  const [first] = library.topics(now());
  if (!first) return undefined;
  const { topic } = topicIn(first, language);
  return topic === first.topic ? topic.slug : topic.name;
}

/** `/topic`: what the briefings say about one topic. */
export const topic: Command = {
  definition: define('topic', [
    { name: 'name', type: ApplicationCommandOptionType.String, required: true, autocomplete: true },
    privateOption,
  ]),
  run: (request, context) =>
    replyAboutTopic(request.options.text('name') ?? '', 'topic', request, context, topicMessage),
  complete: completeTopic,
  example(context, language) {
    const typed = exampleTopic(context, language);
    return typed && `name:${typed}`;
  },
  opens: {
    'which-topic': ([page, ...asked], { language }, context) =>
      askWhichTopic(asked.join(':'), 'topic', pageOf(page), context, language),
    topic: ([slug = '', page], { language }, context) =>
      topicMessage(topicAppearances(slug, context), pageOf(page), language),
    topics: ([slug, page], { language }, context) => topicsMessage(briefingOf(slug, context), pageOf(page), language),
  },
};
