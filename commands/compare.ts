import { ApplicationCommandOptionType } from 'discord.js';
import { privateOption } from '../src/command/briefing-option.ts';
import { type Command, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { compareMessage } from '../src/view/compare.ts';
import { askWhichTopic, completeTopic, exampleTopic, topicAppearances, topicOf } from './topic.ts';

/** `/compare`: who says what on a topic, by how they stand to it. */
export const compare: Command = {
  definition: define('compare', [
    { name: 'topic', type: ApplicationCommandOptionType.String, required: true, autocomplete: true },
    privateOption,
  ]),
  run(request, context) {
    const asked = request.options.text('topic') ?? '';
    const slug = topicOf(asked, context);
    if (slug === undefined)
      return { message: askWhichTopic(asked, 'compare', 0, context, request.language), ephemeral: true };
    const appearances = topicAppearances(slug, context);
    return reply(request, (language) => compareMessage(appearances, 0, language));
  },
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
