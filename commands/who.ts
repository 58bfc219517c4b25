import { ApplicationCommandOptionType } from 'discord.js';
import type { Briefing } from '../src/briefing/briefing.ts';
import { appearanceIn, inLanguage } from '../src/briefing/in-language.ts';
import type { NameMatch } from '../src/briefing/library/library.ts';
import { type Appearance, entitiesIn } from '../src/briefing/library/visible.ts';
import {
  briefingOf,
  briefingOption,
  completeBriefing,
  latestBriefing,
  privateOption,
  replyAbout,
} from '../src/command/briefing-option.ts';
import { type Command, type CommandRequest, type Context, pageOf, type Reply, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import type { Language } from '../src/text/language.ts';
import { UserError } from '../src/text/user-error.ts';
import { limits, type Message } from '../src/view/card.ts';
import { mostChoices, type WhoOffered, whichMessage } from '../src/view/choices.ts';
import { cutAsked, shortId } from '../src/view/custom-ids.ts';
import { shorten } from '../src/view/markdown.ts';
import { withDetails } from '../src/view/namesakes.ts';
import { peopleMessage, whoMessage } from '../src/view/who.ts';

/** The person of an id, which completion sends, or of a name; where it is not clear who is meant, it asks. */
function replyAboutOne(name: string, within: Briefing | undefined, request: CommandRequest, context: Context): Reply {
  const { library, now } = context;
  const named = bestOf(library.findEntities(name, now(), mostChoices + 1, within));
  const one = named.length === 1 ? named[0]?.entity.id : undefined;
  const id = [name, one].find((each) => each !== undefined && appearancesOf(each, within, context).length > 0);
  if (id !== undefined) return reply(request, (language) => view(id, within, 0, context, language));
  return { message: askWhom(name, within, 0, context, request.language), ephemeral: true };
}

/** Of those that were found: those who have the name; if there are none, those of whose name it is a part. */
function bestOf(matches: readonly NameMatch[]): readonly NameMatch[] {
  const same = matches.filter(({ likeness }) => likeness === 'same');
  return same.length > 0 ? same : matches.filter(({ likeness }) => likeness === 'part');
}

/** What is told of the person of an id, by one briefing or by all. @throws {UserError} if nothing is. */
function view(id: string, within: Briefing | undefined, page: number, context: Context, language: Language) {
  const [newest, ...older] = appearancesOf(id, within, context);
  if (!newest) throw new UserError('error:entityGone');
  const others = within ? appearancesOf(id, undefined, context).length - 1 : 0;
  return whoMessage([newest, ...older], page, language, others);
}

function appearancesOf(id: string, within: Briefing | undefined, { library, now }: Context): readonly Appearance[] {
  const all = library.appearances(id, now());
  return within ? all.filter(({ briefing }) => briefing === within) : all;
}

function askWhom(
  name: string,
  within: Briefing | undefined,
  page: number,
  { library, now }: Context,
  language: Language,
): Message {
  const asked = cutAsked(name);
  const found = library.findEntities(asked, now(), mostChoices + 1, within);
  const ask = (choices: readonly Appearance[], offered: WhoOffered) =>
    whichMessage(asked, choices, offered, { within, page }, language);
  const named = bestOf(found);
  if (named.length > 0) return ask(named, 'several');
  const elsewhere = within ? bestOf(library.findEntities(asked, now(), mostChoices + 1)) : [];
  if (elsewhere.length > 0) return ask(elsewhere, 'elsewhere');
  if (found.length > 0) return ask(found, 'similar');
  return ask(entitiesIn(within ?? latestBriefing(library, now())), within ? 'here' : 'latest');
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
    if (name !== undefined && request.options.text('briefing') === undefined)
      return replyAboutOne(name, undefined, request, context);
    return replyAbout(request, context, 'people', (briefing) =>
      name === undefined
        ? reply(request, (language) => peopleMessage(briefing, 0, language))
        : replyAboutOne(name, briefing, request, context),
    );
  },
  complete(request, context) {
    const { focused, options, language } = request;
    if (focused.name === 'briefing') return completeBriefing(request, context);
    const { library, now } = context;
    const typed = focused.value.trim();
    const within = library.briefing(options.text('briefing') ?? '', now());
    const found =
      typed === ''
        ? entitiesIn(within ?? latestBriefing(library, now()))
        : library.findEntities(typed, now(), limits.options, within);
    const offered = found.slice(0, limits.options).map((each) => appearanceIn(each, language));
    return withDetails(offered).map(({ who: { entity }, details }) => ({
      name: shorten([entity.name, details].filter(Boolean).join(' · '), limits.option),
      value: entity.id,
    }));
  },
  example({ library, now }, language) {
    const [original] = library.latest(now());
    const latest = original && inLanguage(original, language);
    const name = latest?.people[0]?.name ?? latest?.organisations[0]?.name;
    return name && `name:${name}`;
  },
  opens: {
    who: ([id = '', page], { language }, context) => view(id, undefined, pageOf(page), context, language),
    'who-within': ([slug, key, page], { language }, context) => {
      const within = briefingOf(slug, context);
      const found = entitiesIn(within).find(({ entity }) => shortId(entity.id) === key);
      return view(found?.entity.id ?? '', within, pageOf(page), context, language);
    },
    'which-who': ([page, ...name], { language }, context) =>
      askWhom(name.join(':'), undefined, pageOf(page), context, language),
    people: ([slug, page], { language }, context) => peopleMessage(briefingOf(slug, context), pageOf(page), language),
  },
};
