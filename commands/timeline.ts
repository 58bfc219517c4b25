import {
  briefingOf,
  briefingOption,
  completeBriefing,
  privateOption,
  replyAbout,
} from '../src/command/briefing-option.ts';
import { type Command, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { timelineMessage } from '../src/view/timeline.ts';

/** `/timeline`: the dated events of one briefing. */
export const timeline: Command = {
  definition: define('timeline', [briefingOption, privateOption]),
  run(request, context) {
    return replyAbout(request, context, 'timeline', (briefing) =>
      reply(request, (language) => timelineMessage(briefing, 0, language)),
    );
  },
  complete: completeBriefing,
  opens: {
    timeline: ([slug, page], { language }, context) =>
      timelineMessage(briefingOf(slug, context), pageOf(page), language),
  },
};
