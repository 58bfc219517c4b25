import type { Topic } from '../src/briefing/file/schema.ts';
import { privateOption } from '../src/command/briefing-option.ts';
import { type Command, type Context, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { topicMessage } from '../src/view/topic.ts';
import { toldOf } from './topic.ts';

/** The command of a topic whose content asks for one: `/reactors` is the topic `reactors`. */
function topicCommand({ slug }: Topic, description: string): Command {
  return {
    definition: { ...define(slug, [privateOption]), description },
    run(request, context) {
      const told = toldOf(slug, context);
      return reply(request, (language) => topicMessage(told, 0, language));
    },
  };
}

/** The commands that the content asks for, those of the newest briefings first. */
export function topicCommands({ library, now }: Pick<Context, 'library' | 'now'>): Command[] {
  return library
    .topics(now())
    .flatMap(({ topic }) => (topic.command ? [topicCommand(topic, topic.command.description)] : []));
}
