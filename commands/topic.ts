import { ApplicationCommandOptionType } from 'discord.js';
import type { TopicAppearance } from '../src/briefing/library/library.ts';
import { briefingOf, privateOption } from '../src/command/briefing-option.ts';
import { type Command, type CompletionChoice, type Context, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { UserError } from '../src/text/user-error.ts';
import { limits } from '../src/view/card.ts';
import { shorten } from '../src/view/markdown.ts';
import { topicMessage, topicsMessage } from '../src/view/topic.ts';

type Told = readonly [TopicAppearance, ...TopicAppearance[]];

/** What the briefings say of a topic. @throws {UserError} if none does. */
export function toldOf(slug: string, { library, now }: Context): Told {
  const [newest, ...older] = library.topic(slug, now());
  if (!newest) throw new UserError('error:topicGone');
  return [newest, ...older];
}

/** The topic of a slug, or whose name has the words typed. @throws {UserError} that names the topics there are. */
export function chosenTopic(asked: string, { library, now }: Context): string {
  if (library.topic(asked, now()).length > 0) return asked;
  const [found] = library.findTopics(asked, now());
  if (found) return found.topic.slug;
  const known = library.topics(now()).slice(0, 5);
  throw new UserError(known.length > 0 ? 'error:noTopic' : 'error:noTopics', {
    asked,
    topics: known.map(({ topic }) => topic.name).join(', '),
  });
}

export function completeTopic(typed: string, { library, now }: Context): CompletionChoice[] {
  const found = typed.trim() === '' ? library.topics(now()) : library.findTopics(typed, now());
  return found
    .slice(0, limits.options)
    .map(({ topic }) => ({ name: shorten(topic.name, limits.option), value: topic.slug }));
}

export const topic: Command = {
  definition: define('topic', [
    { name: 'name', type: ApplicationCommandOptionType.String, required: true, autocomplete: true },
    privateOption,
  ]),
  run(request, context) {
    const told = toldOf(chosenTopic(request.options.text('name') ?? '', context), context);
    return reply(request, (language) => topicMessage(told, 0, language));
  },
  complete: ({ focused }, context) => completeTopic(focused.value, context),
  example: ({ library, now }) => {
    const [first] = library.topics(now());
    return first && `name:${first.topic.slug}`;
  },
  opens: {
    topic: ([slug = '', page], { language }, context) => topicMessage(toldOf(slug, context), pageOf(page), language),
    topics: ([slug, page], { language }, context) => topicsMessage(briefingOf(slug, context), pageOf(page), language),
  },
};
