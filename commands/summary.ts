import { ApplicationCommandOptionType } from 'discord.js';
import { type Depth, depths } from '../src/briefing/file/schema.ts';
import {
  briefingOf,
  briefingOption,
  chosenBriefing,
  completeBriefing,
  privateOption,
} from '../src/command/briefing-option.ts';
import { type Command, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { sourcesMessage } from '../src/view/sources.ts';
import { summaryMessage } from '../src/view/summary.ts';

const depthOf = (text: string | undefined): Depth => depths.find((depth) => depth === text) ?? 'standard';

/** `/summary`: one briefing at a depth; its buttons open the sources too. */
export const summary: Command = {
  definition: define('summary', [
    briefingOption,
    { name: 'depth', type: ApplicationCommandOptionType.String, choices: depths },
    privateOption,
  ]),
  run(request, context) {
    const briefing = chosenBriefing(request, context);
    return reply(request, (language) => summaryMessage(briefing, depthOf(request.options.text('depth')), 0, language));
  },
  complete: ({ focused }, context) => completeBriefing(focused.value, context),
  example: () => 'depth:full',
  opens: {
    summary: ([slug, depth, page], { language }, context) =>
      summaryMessage(briefingOf(slug, context), depthOf(depth), pageOf(page), language),
    sources: ([slug, page], { language }, context) => sourcesMessage(briefingOf(slug, context), pageOf(page), language),
  },
};
