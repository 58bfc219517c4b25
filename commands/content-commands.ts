import type { Topic } from '../src/briefing/briefing.ts';
import { privateOption } from '../src/command/briefing-option.ts';
import { type Command, type Context, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { topicMessage } from '../src/view/topic.ts';
import { topicAppearances } from './topic.ts';

/** The command of a topic: `/reactors` shows the topic `reactors`. */
function commandOf({ slug }: Topic, description: string): Command {
  return {
    // Named as the briefings have it in every language.
    definition: define(slug, [privateOption], {
      name_localizations: {},
      description,
      description_localizations: {},
    }),
    run(request, context) {
      const appearances = topicAppearances(slug, context);
      return reply(request, (language) => topicMessage(appearances, 0, language));
    },
  };
}

/** The commands of topics that have a `command` in any of their briefings, those of the newest briefings first. */
export function contentCommands({ library, now }: Pick<Context, 'library' | 'now'>): Command[] {
  return library
    .topicsWithCommand(now())
    .flatMap(({ topic }) => (topic.command ? [commandOf(topic, topic.command.description)] : []));
}
