import { placeOf, type TextsByKey } from './text-files.ts';

/*
 * Commands and options in texts: they stand in code by their English names, and each language gives them its own names.
 */

const codeSpan = /`([^`]+)`/g;

/** The commands and options in the code of a text: `/digest edit time:`, `topic`, `clear:topic`. Examples are left out. */
export function commandsIn(text: string, english: TextsByKey): string[] {
  const isOption = (word: string) => english.has(`command:options.${word}.name`);
  return [...text.matchAll(codeSpan)].flatMap(([, code = '']) => {
    if (code.startsWith('/'))
      return code
        .split(' ')
        .flatMap((word) => shapeOf(word, english))
        .join(' ');
    return isOption(code.split(':')[0] ?? '') ? shapeOf(code, english) : [];
  });
}

/** A word of a command line; of an option with a value that is not one of its choices, only the option. */
function shapeOf(word: string, english: TextsByKey): string[] {
  const [option = '', ...rest] = word.split(':');
  if (rest.length === 0) return [word];
  const value = rest.join(':');
  return [english.has(`command:options.${option}.choices.${value}`) ? word : `${option}:`];
}

/** What the code of a text names otherwise than its English does. */
export function codeProblems(text: string, model: string, english: TextsByKey): string[] {
  if (text.split('`').length % 2 === 0) return ['has a ` without another'];
  const own = commandsIn(text, english).toSorted();
  const theirs = commandsIn(model, english).toSorted();
  if (own.join('\n') === theirs.join('\n')) return [];
  const named = (all: string[]) => all.map((each) => `\`${each}\``).join(', ') || 'none';
  return [`names the commands ${named(own)}, where English names ${named(theirs)}: write those as English does`];
}

// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming
const discordName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const longestDescription = 100;

/** What Discord does not take of a language's names and descriptions of commands, options and choices. */
export function commandTextProblems(language: string, texts: TextsByKey): string[] {
  const problems: string[] = [];
  const scopes = new Map<string, Map<string, string>>();
  for (const [key, text] of texts) {
    const at = placeOf(language, key);
    if (/^command:.*\.(?:description|choices\.[^.]+)$/.test(key) && [...text].length > longestDescription)
      problems.push(`${at}: has ${[...text].length} characters; Discord takes ${longestDescription}`);
    const [, scope] = /^command:(?:(.*)\.)?[^.]+\.name$/.exec(key) ?? [];
    if (!/^command:.*\.name$/.test(key)) continue;
    if (!discordName.test(text) || text !== text.toLocaleLowerCase(language))
      problems.push(
        `${at}: “${text}” is no name for Discord: 1 to 32 letters, digits, - or _, in lower case, no spaces`,
      );
    const names = scopes.get(scope ?? '') ?? new Map<string, string>();
    scopes.set(scope ?? '', names);
    const other = names.get(text);
    if (other !== undefined) problems.push(`${at}: “${text}” is the name of ${other} too`);
    names.set(text, key);
  }
  for (const [key, text] of texts) {
    const option = /^command:.*options\.clear\.choices\.([^.]+)$/.exec(key)?.[1];
    const name = texts.get(`command:options.${option}.name`);
    if (option !== undefined && name !== undefined && !text.startsWith(name))
      problems.push(`${placeOf(language, key)}: begins with the option’s own name, “${name}”`);
  }
  return problems;
}
