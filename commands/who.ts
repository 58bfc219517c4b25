import { ApplicationCommandOptionType } from 'discord.js';
import { type Appearance, entitiesIn } from '../src/briefing/library/visible.ts';
import {
  briefingOf,
  briefingOption,
  chosenBriefing,
  completeBriefing,
  latestBriefing,
  privateOption,
} from '../src/command/briefing-option.ts';
import { type Command, type CommandRequest, type Context, pageOf, type Reply, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { UserError } from '../src/text/user-error.ts';
import { limits } from '../src/view/card.ts';
import { shorten } from '../src/view/markdown.ts';
import { peopleMessage, whichMessage, whoMessage } from '../src/view/who.ts';

/** The entity of an id, which completion sends, or of a name. If the name is not clear, asks who is meant. */
function findWho(name: string, request: CommandRequest, context: Context): Reply {
  const { library, now } = context;
  const within = request.options.text('briefing') === undefined ? undefined : chosenBriefing(request, context);
  const appearances = (id: string) =>
    library.appearances(id, now()).filter(({ briefing }) => !within || briefing === within);
  const show = ([newest, ...older]: Appearance[]) =>
    newest && reply(request, (language) => whoMessage([newest, ...older], 0, language));

  const matches = library
    .findEntities(name, now(), limits.options)
    .filter(({ entity }) => appearances(entity.id).length > 0);
  const [best, next] = matches;
  const single =
    best?.likeness === 'same' || (best?.likeness === 'part' && next?.likeness !== 'part') ? best : undefined;
  const found = show(appearances(name)) ?? (single && show(appearances(single.entity.id)));
  if (found) return found;
  const askWhich = (choices: readonly Appearance[], reason: 'several' | 'similar' | 'others') => ({
    message: whichMessage(name, choices, reason, request.language),
    ephemeral: true,
  });
  const several = matches.filter(({ likeness }) => likeness === 'part');
  if (several.length > 0) return askWhich(several, 'several');
  if (matches.length > 0) return askWhich(matches, 'similar');
  return askWhich(entitiesIn(within ?? latestBriefing(library, now())), 'others');
}

/** `/who`: one person, organisation or place, or everyone in a briefing. */
export const who: Command = {
  definition: define('who', [
    { name: 'name', type: ApplicationCommandOptionType.String, autocomplete: true },
    briefingOption,
    privateOption,
  ]),
  run(request, context) {
    const name = request.options.text('name');
    if (name !== undefined) return findWho(name, request, context);
    const briefing = chosenBriefing(request, context);
    return reply(request, (language) => peopleMessage(briefing, 0, language));
  },
  complete({ focused, options }, context) {
    if (focused.name === 'briefing') return completeBriefing(focused.value, context);
    const { library, now } = context;
    const typed = focused.value.trim();
    const within = library.briefing(options.text('briefing') ?? '', now());
    const found =
      typed === ''
        ? entitiesIn(within ?? latestBriefing(library, now()))
        : library.findEntities(typed, now(), limits.options);
    return found
      .filter(
        ({ entity }) => !within || library.appearances(entity.id, now()).some(({ briefing }) => briefing === within),
      )
      .slice(0, limits.options)
      .map(({ entity }) => ({ name: shorten(entity.name, limits.option), value: entity.id }));
  },
  example: ({ library, now }) => {
    const [latest] = library.latest(now());
    const name = latest?.people[0]?.name ?? latest?.organisations[0]?.name;
    return name && `name:${name}`;
  },
  opens: {
    who: ([id = '', page], { language }, { library, now }) => {
      const [newest, ...older] = library.appearances(id, now());
      if (!newest) throw new UserError('error:entityGone');
      return whoMessage([newest, ...older], pageOf(page), language);
    },
    people: ([slug, page], { language }, context) => peopleMessage(briefingOf(slug, context), pageOf(page), language),
  },
};
