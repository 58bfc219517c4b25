import { ApplicationCommandOptionType } from 'discord.js';
import type { TopicAppearance } from '../src/briefing/library/visible.ts';
import { briefingOf, privateOption } from '../src/command/briefing-option.ts';
import { type Command, type CompletionChoice, type Context, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { UserError } from '../src/text/user-error.ts';
import { limits } from '../src/view/card.ts';
import { shorten } from '../src/view/markdown.ts';
import { topicMessage, topicsMessage } from '../src/view/topic.ts';

/** A topic in each briefing that has it, newest first. @throws {UserError} if none has it. */
export function topicAppearances(
  slug: string,
  { library, now }: Context,
): readonly [TopicAppearance, ...TopicAppearance[]] {
  const [newest, ...older] = library.topic(slug, now());
  if (!newest) throw new UserError('error:topicGone');
  return [newest, ...older];
}

/** The slug of the topic with this slug, or with these words in its name. @throws {UserError} that lists the topics. */
export function chosenTopic(asked: string, { library, now }: Context): string {
  if (library.topic(asked, now()).length > 0) return asked;
  const [found] = library.findTopics(asked, now());
  if (found) return found.topic.slug;
  const newest = library.topics(now()).slice(0, 5);
  throw new UserError(newest.length > 0 ? 'error:noTopic' : 'error:noTopics', {
    asked,
    topics: newest.map((each) => each.topic.name).join(', '),
  });
}

/** Topics for what has been typed so far: the best matches, or the newest. */
export function completeTopic(typed: string, { library, now }: Context): CompletionChoice[] {
  const found = typed.trim() === '' ? library.topics(now()) : library.findTopics(typed, now());
  return found
    .slice(0, limits.options)
    .map((each) => ({ name: shorten(each.topic.name, limits.option), value: each.topic.slug }));
}

/** `/topic`: what the briefings say about one topic. */
export const topic: Command = {
  definition: define('topic', [
    { name: 'name', type: ApplicationCommandOptionType.String, required: true, autocomplete: true },
    privateOption,
  ]),
  run(request, context) {
    const appearances = topicAppearances(chosenTopic(request.options.text('name') ?? '', context), context);
    return reply(request, (language) => topicMessage(appearances, 0, language));
  },
  complete: ({ focused }, context) => completeTopic(focused.value, context),
  example: ({ library, now }) => {
    const [first] = library.topics(now());
    return first && `name:${first.topic.slug}`;
  },
  opens: {
    topic: ([slug = '', page], { language }, context) =>
      topicMessage(topicAppearances(slug, context), pageOf(page), language),
    topics: ([slug, page], { language }, context) => topicsMessage(briefingOf(slug, context), pageOf(page), language),
  },
};
