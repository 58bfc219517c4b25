import { Locale } from 'discord.js';
import { topicIn } from '../src/briefing/in-language.ts';
import type { TopicAppearance } from '../src/briefing/library/visible.ts';
import { privateOption } from '../src/command/briefing-option.ts';
import { type Command, type Context, reply } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import { topicMessage } from '../src/view/topic.ts';
import { topicAppearances } from './topic.ts';

/** The command of a topic: `/reactors` shows the topic `reactors`. */
function commandOf(appearance: TopicAppearance, description: string): Command {
  const { slug } = appearance.topic;
  return {
    // Its name is the same in every language.
    definition: define(slug, [privateOption], {
      name_localizations: {},
      description,
      description_localizations: translationsOf(appearance, description),
    }),
    run(request, context) {
      const appearances = topicAppearances(slug, context);
      return reply(request, (language) => topicMessage(appearances, 0, language));
    },
  };
}

/** The description of a topic's command as the translations of its briefing have it, by Discord's locales. */
function translationsOf(appearance: TopicAppearance, description: string): Record<string, string> {
  const translated = Object.values(Locale).map(
    (locale) => [locale, topicIn(appearance, { locale }).topic.command?.description ?? description] as const,
  );
  return Object.fromEntries(translated.filter(([, text]) => text !== description));
}

/** The commands of topics that have a `command` in any of their briefings, those of the newest briefings first. */
export function contentCommands({ library, now }: Pick<Context, 'library' | 'now'>): Command[] {
  return library
    .topicsWithCommand(now())
    .flatMap((appearance) =>
      appearance.topic.command ? [commandOf(appearance, appearance.topic.command.description)] : [],
    );
}
