import { type APIApplicationCommandOption, Locale } from 'discord.js';
import { startDiscord } from 'discord-playground';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Definition } from '../../src/command/command.ts';
import { register } from '../../src/discord/registration.ts';
import { createRest } from '../../src/discord/rest/rest.ts';
import { language } from '../../src/text/language.ts';
import { hasTexts } from '../../src/text/translator.ts';

/* The names of commands and options in every language, as they are registered with Discord and named in texts. */

const locales = Object.values(Locale).filter(hasTexts);
type Part = Definition | APIApplicationCommandOption;
const optionsOf = (part: Part) => ('options' in part ? (part.options ?? []) : []) as APIApplicationCommandOption[];
const isSubcommand = (option: APIApplicationCommandOption) => option.type === 1;

/** A part of a command and all that is in it. */
function partsOf(part: Part): Part[] {
  return [part, ...optionsOf(part).flatMap(partsOf)];
}

const nameIn = (part: Part, locale: Locale) => part.name_localizations?.[locale] ?? '';

test('each language is registered for each of Discord’s locales that it serves, American and British English too', () => {
  expect(locales).toEqual(expect.arrayContaining(['en-US', 'en-GB']));
  for (const part of commands.flatMap(({ definition }) => partsOf(definition))) {
    expect(Object.keys(part.name_localizations ?? {})).toEqual(locales);
    expect(Object.keys(part.description_localizations ?? {})).toEqual(locales);
  }
});

test('Discord takes all commands in all languages, and is not asked again while they are the same', async () => {
  const discord = await startDiscord();
  try {
    const { applicationId, apiUrl, token } = discord;
    const rest = createRest({ token, apiUrl, requestsPerSecond: 50 });
    const definitions = commands.map(({ definition }) => definition);
    const logged: string[] = [];
    const log = pino({ base: null }, { write: (line) => logged.push(JSON.parse(line).msg) });
    await register(rest, { applicationId }, definitions, log);
    await register(rest, { applicationId }, definitions, log);
    expect(logged).toEqual(['commands registered', 'commands are registered as they are']);
  } finally {
    await discord.close();
  }
});

test.each(locales)('no two commands have one name in %s', (locale) => {
  const names = commands.map(({ definition }) => nameIn(definition, locale));
  expect(new Set(names).size).toBe(names.length);
});

test.each(locales)('texts name commands, options and choices in %s as Discord shows them there', (locale) => {
  const spoken = language(locale);
  for (const { definition } of commands) {
    const subcommands = optionsOf(definition).filter(isSubcommand);
    const paths = subcommands.length > 0 ? subcommands.map((sub) => [definition, sub]) : [[definition]];
    for (const path of paths) {
      const options = optionsOf(path.at(-1) ?? definition);
      const written = `/${path.map(({ name }) => name).join(' ')}`;
      const shown = `/${path.map((part) => nameIn(part, locale)).join(' ')}`;
      expect(spoken.command(written)).toBe(shown);
      for (const option of options) {
        expect(spoken.command(`${written} ${option.name}:x y`)).toBe(`${shown} ${nameIn(option, locale)}:x y`);
        expect(spoken.command(option.name)).toBe(nameIn(option, locale));
        for (const choice of ('choices' in option && option.choices) || []) {
          const [, name = '?'] = spoken.command(`${option.name}:${choice.value}`).split(':');
          expect(name.trim()).toBe(name);
          expect((choice.name_localizations?.[locale] ?? String(choice.value)).startsWith(name)).toBe(true);
        }
      }
    }
  }
});

test('/digest stays far enough below the 8,000 characters that Discord takes, of each text its longest translation', () => {
  const longest = (texts: object | null | undefined) =>
    Math.max(...Object.values(texts ?? {}).map((text) => text.length));
  const size = (part: Part): number =>
    longest(part.name_localizations) +
    longest(part.description_localizations) +
    (('choices' in part && part.choices) || []).reduce(
      (sum, choice) =>
        sum + String(choice.value).length + Math.max(choice.name.length, longest(choice.name_localizations)),
      0,
    );
  const sizes = commands.map(({ definition }) => partsOf(definition).reduce((sum, part) => sum + size(part), 0));
  expect(Math.max(...sizes)).toBeLessThan(7_800);
});
