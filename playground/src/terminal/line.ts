import { Locale } from 'discord-api-types/v10';
import { nearest } from '../control/nearest.ts';
import type { OptionValues } from '../interactions/actor.ts';
import { LineError } from './line-error.ts';
import { idOf, readOptions } from './options.ts';
import { commandOf, type Scene, usables } from './scene.ts';
import { type Trouble, troubleWords } from './trouble-words.ts';

/** What a line asks for. Channels and members by name. */
export type Meant =
  | { readonly kind: 'nothing' | 'cancel' | 'restart' | 'kill' | 'log' | 'clear' | 'help' | 'quit' }
  | { readonly kind: 'use'; readonly name: string; readonly options: OptionValues }
  | { readonly kind: 'press'; readonly number: number }
  | { readonly kind: 'as'; readonly member: string }
  | { readonly kind: 'in'; readonly channel: string | undefined }
  | { readonly kind: 'show'; readonly channel: string | undefined }
  | { readonly kind: 'submit'; readonly filled: string }
  | { readonly kind: 'faults' }
  | Trouble
  | { readonly kind: 'language' | 'server-language'; readonly locale: Locale }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'wait-post'; readonly seconds: number };

type Reader = (rest: string, scene: Scene) => Meant;

const bare =
  (kind: 'cancel' | 'restart' | 'kill' | 'log' | 'clear' | 'help' | 'quit'): Reader =>
  (rest) => {
    if (rest !== '')
      throw new LineError(`“${kind}” stands alone. A command of the bot’s begins with a slash: /${kind}`);
    return { kind };
  };

const show =
  (word: string): Reader =>
  (rest, scene) => ({ kind: 'show', channel: rest === '' ? undefined : named(rest, '#', scene.channels, word) });

// What some say for a word.
const same: ReadonlyMap<string, string> = new Map([
  ['exit', 'quit'],
  ['?', 'help'],
]);

/** The playground’s own words. */
export const words: Readonly<Record<string, Reader>> = {
  as: (rest, scene) => ({ kind: 'as', member: named(rest, '@', scene.members, 'as') }),
  in: (rest, scene) => ({
    kind: 'in',
    channel: /^@?dm$/i.test(rest) ? undefined : named(rest, '#', scene.channels, 'in'),
  }),
  show: show('show'),
  messages: show('messages'),
  lang: (rest) => {
    const [, server, typed] = /^(server\s+)?(.*)$/i.exec(rest) ?? [];
    const locale = Object.values(Locale).find((each) => each.toLowerCase() === typed?.toLowerCase());
    if (locale) return { kind: server ? 'server-language' : 'language', locale };
    throw new LineError(
      'Say a language as Discord does: lang de, lang en-US, lang pt-BR; for the server, lang server de',
    );
  },
  wait: (rest) => {
    const [, post, number] = /^(post)?\s*(\d{1,4}(?:\.\d+)?)?$/i.exec(rest) ?? [];
    if (post) return { kind: 'wait-post', seconds: Number(number ?? 120) };
    if (number === undefined) throw new LineError('Say for how long, or for what: wait 70 (seconds), wait post');
    return { kind: 'wait', seconds: Number(number) };
  },
  ...Object.fromEntries(
    Object.entries(troubleWords).map(([word, read]): [string, Reader] => [
      word,
      (rest, scene) => read(rest, (text) => named(text, '#', scene.channels, word)),
    ]),
  ),
  submit: (filled) => ({ kind: 'submit', filled }),
  cancel: bare('cancel'),
  restart: bare('restart'),
  kill: bare('kill'),
  log: bare('log'),
  clear: bare('clear'),
  help: bare('help'),
  quit: bare('quit'),
};

/** Reads a line. @throws {LineError} */
export function readLine(line: string, scene: Scene): Meant {
  const text = line.trim();
  if (text === '') return { kind: 'nothing' };
  const [, digits] = /^\[?(\d{1,4})\]?$/.exec(text) ?? [];
  if (digits !== undefined) return { kind: 'press', number: Number(digits) };
  if (text.startsWith('/')) return readCommand(text, scene);
  const [word = '', ...rest] = text.split(/\s+/);
  const name = same.get(word.toLowerCase()) ?? word.toLowerCase();
  const read = Object.hasOwn(words, name) ? words[name] : undefined;
  if (read) return read(rest.join(' '), scene);
  throw new LineError(unknownWord(name, scene));
}

function readCommand(text: string, scene: Scene): Meant {
  const all = usables(scene.commands);
  const found = commandOf(text, all);
  if (found) return { kind: 'use', name: found.command.name, options: readOptions(found.rest, found.command, scene) };
  const [name = '', sub] = text.slice(1).toLowerCase().split(/\s+/);
  const below = all
    .filter((command) => command.name.startsWith(`${name} `))
    .map((command) => command.name.slice(name.length + 1));
  if (below.length > 0) {
    const meant = sub && nearest(sub, below);
    throw new LineError(`/${name} has ${below.join(', ')}.${meant ? ` Do you mean /${name} ${meant}?` : ''}`);
  }
  if (scene.withheld.includes(name))
    throw new LineError(
      `Discord does not offer /${name} to you here. Moderators have it in a server: as moderator, in #general`,
    );
  const names = scene.commands.map((command) => command.name);
  const meant = nearest(name, names);
  const offered =
    names.length > 0 ? `There are ${names.map((each) => `/${each}`).join(' ')}` : 'The bot has registered none';
  throw new LineError(`There is no command /${name}.${meant ? ` Do you mean /${meant}?` : ''} ${offered}.`);
}

function unknownWord(word: string, scene: Scene): string {
  const commands = scene.commands.map(({ name }) => name);
  if (commands.includes(word)) return `A command begins with a slash: /${word}`;
  const meant = nearest(word, Object.keys(words)) ?? nearest(word, commands);
  const shown = meant && (Object.hasOwn(words, meant) ? meant : `/${meant}`);
  return `I do not know “${word}”.${shown ? ` Do you mean ${shown}?` : ''} Commands begin with a slash, as /summary; help lists the rest.`;
}

function named(text: string, sign: '#' | '@', ids: ReadonlyMap<string, string>, word: string): string {
  const id = idOf(text, sign, ids);
  const found = [...ids].find(([, each]) => each === id);
  if (found) return found[0];
  const names = [...ids.keys()].map((name) => `${word} ${sign === '#' ? sign : ''}${name}`).join(', ');
  const also = word === 'in' ? ', in dm' : '';
  throw new LineError(`${text === '' ? 'Say which' : `There is no “${text}”`}: ${names}${also}`);
}
