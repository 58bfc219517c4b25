import { ApplicationCommandOptionType } from 'discord.js';
import { type Command, type Context, type Definition, pageOf, type Request } from '../src/command/command.ts';
import { define } from '../src/command/definition.ts';
import type { Language } from '../src/text/language.ts';
import { type HelpEntry, helpMessage } from '../src/view/help.ts';
import { escapeMarkdown } from '../src/view/markdown.ts';

type Described = Pick<Definition, 'description' | 'description_localizations'>;

function view(page: number, { moderator }: Request, context: Context, language: Language) {
  const { mention, commands } = context;
  const descriptionOf = ({ description, description_localizations: localized }: Described) =>
    escapeMarkdown(new Map(Object.entries(localized ?? {})).get(language.locale) ?? description);
  const entry = (command: Command): HelpEntry[] => {
    const { name, options = [] } = command.definition;
    const subcommands = options.filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
    if (subcommands.length > 0)
      return subcommands.map((subcommand) => ({
        mention: mention(`${name} ${subcommand.name}`, language),
        description: descriptionOf(subcommand),
      }));
    const example = command.example?.(context, language);
    return [
      {
        mention: mention(name, language),
        description: descriptionOf(command.definition),
        example: example && language.command(`/${name} ${example}`).replaceAll('`', 'ˋ'),
      },
    ];
  };
  return helpMessage(
    {
      readers: commands()
        .filter(({ moderators }) => !moderators)
        .flatMap(entry),
      moderators: moderator
        ? commands()
            .filter(({ moderators }) => moderators)
            .flatMap(entry)
        : [],
    },
    page,
    language,
  );
}

/** `/help`: every command that the person may use, with examples. */
export const help: Command = {
  definition: define('help', []),
  run: (request, context) => ({ message: view(0, request, context, request.language), ephemeral: true }),
  opens: { help: ([page], request, context) => view(pageOf(page), request, context, request.language) },
};
