import { ApplicationCommandOptionType } from 'discord.js';
import { type Depth, depths } from '../src/briefing/file/schema.ts';
import {
  askWhich,
  briefingOf,
  briefingOption,
  completeBriefing,
  privateOption,
  replyAbout,
} from '../src/command/briefing-option.ts';
import { type Command, pageOf, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { type BriefingView, briefingViews } from '../src/view/choices.ts';
import { sourcesMessage } from '../src/view/sources.ts';
import { summaryMessage } from '../src/view/summary.ts';

const depthOf = (text: string | undefined): Depth | undefined => depths.find((depth) => depth === text);

/** The version in a custom id; older buttons have none. */
const versionOf = (text: string | undefined) => (/^[1-9]\d{0,6}$/.test(text ?? '') ? Number(text) : undefined);

const viewOf = (text: string): BriefingView =>
  Object.hasOwn(briefingViews, text) ? (text as BriefingView) : 'summary';

/** `/summary`: one briefing at a depth; its buttons open the sources too. */
export const summary: Command = {
  definition: define('summary', [
    briefingOption,
    { name: 'depth', type: ApplicationCommandOptionType.String, choices: depths },
    privateOption,
  ]),
  run(request, context) {
    const depth = depthOf(request.options.text('depth'));
    return replyAbout(request, context, depth ?? 'summary', (briefing) =>
      reply(request, (language) => summaryMessage(briefing, depth, 0, language)),
    );
  },
  complete: completeBriefing,
  example: () => 'depth:full',
  opens: {
    'which-briefing': ([view = '', page, ...asked], request, context) =>
      askWhich(asked.join(':'), viewOf(view), pageOf(page), context, request),
    summary: ([slug, depth, page, seen], { language }, context) =>
      summaryMessage(briefingOf(slug, context), depthOf(depth), pageOf(page), language, versionOf(seen)),
    sources: ([slug, page], { language }, context) => sourcesMessage(briefingOf(slug, context), pageOf(page), language),
  },
};
