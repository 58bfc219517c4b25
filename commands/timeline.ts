import {
  briefingOf,
  briefingOption,
  chosenBriefing,
  completeBriefing,
  privateOption,
} from '../src/command/briefing-option.ts';
import { type Command, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { timelineMessage } from '../src/view/timeline.ts';

/** `/timeline`: the dated events of one briefing. */
export const timeline: Command = {
  definition: define('timeline', [briefingOption, privateOption]),
  run(request, context) {
    const briefing = chosenBriefing(request, context);
    return reply(request, (language) => timelineMessage(briefing, 0, language));
  },
  complete: ({ focused }, context) => completeBriefing(focused.value, context),
  opens: {
    timeline: ([slug, page], { language }, context) =>
      timelineMessage(briefingOf(slug, context), pageOf(page), language),
  },
};
