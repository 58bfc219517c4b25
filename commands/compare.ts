import { ApplicationCommandOptionType } from 'discord.js';
import { privateOption } from '../src/command/briefing-option.ts';
import { type Command, pageOf } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { compareMessage } from '../src/view/compare.ts';
import { askWhichTopic, completeTopic, exampleTopic, replyAboutTopic, topicAppearances } from './topic.ts';

/** `/compare`: who says what on a topic, by how they stand to it. */
export const compare: Command = {
  definition: define('compare', [
    { name: 'topic', type: ApplicationCommandOptionType.String, required: true, autocomplete: true },
    privateOption,
  ]),
  run: (request, context) =>
    replyAboutTopic(request.options.text('topic') ?? '', 'compare', request, context, compareMessage),
  complete: completeTopic,
  example(context, language) {
    const typed = exampleTopic(context, language);
    return typed && `topic:${typed}`;
  },
  opens: {
    'which-compared': ([page, ...asked], { language }, context) =>
      askWhichTopic(asked.join(':'), 'compare', pageOf(page), context, language),
    compare: ([slug = '', page], { language }, context) =>
      compareMessage(topicAppearances(slug, context), pageOf(page), language),
  },
};
