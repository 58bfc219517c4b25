import { Locale } from 'discord-api-types/v10';
import { type Ask, type Completion, starting } from './candidates.ts';
import { completeOptions } from './complete-options.ts';
import { completeTrouble } from './complete-trouble.ts';
import { words } from './line.ts';
import { commandOf, type Scene, signed, type Usable, usables } from './scene.ts';

/** What a line can go on with; `line` ends at the cursor. */
export async function complete(line: string, scene: Scene, ask: Ask): Promise<Completion> {
  const text = line.trimStart();
  const all = usables(scene.commands);
  if (text === '' || !text.startsWith('/')) return completeWord(text, all, scene);
  const found = commandOf(text, all);
  if (!found || found.rest === '') return completeName(text, all);
  return completeOptions(found.rest.trimStart(), found.command, scene, ask);
}

function completeWord(text: string, all: readonly Usable[], scene: Scene): Completion {
  const [, word = '', rest] = /^(\S*)(?:\s+(.*))?$/s.exec(text) ?? [];
  if (rest === undefined) {
    const own = starting(
      Object.keys(words).map((name) => ({ insert: `${name} ` })),
      word,
    );
    return { typed: word, candidates: word === '' ? [...completeName('', all).candidates, ...own] : own };
  }
  const trouble = completeTrouble(word.toLowerCase(), rest, scene);
  if (trouble) return trouble;
  const channels = signed('#', scene.channels);
  const locales = Object.values(Locale);
  const after: Record<string, readonly string[]> = {
    as: [...scene.members.keys()],
    in: [...channels, 'dm'],
    show: channels,
    messages: channels,
    allow: channels,
    deny: channels,
    archive: channels,
    lock: channels,
    reopen: channels,
    delete: channels,
    wait: ['post'],
    lang: /^server\s/i.test(rest) ? locales.map((locale) => `server ${locale}`) : ['server ', ...locales],
  };
  const candidates = ((Object.hasOwn(after, word.toLowerCase()) && after[word.toLowerCase()]) || []).map((insert) => ({
    insert,
  }));
  const bare = starting(candidates, rest);
  const withSign = starting(candidates, `#${rest}`);
  return { typed: rest, candidates: bare.length > 0 ? bare : withSign };
}

/** The next word of the names of commands. */
function completeName(text: string, all: readonly Usable[]): Completion {
  const path = text.split(/\s+/);
  const typed = path.at(-1) ?? '';
  const before = path.slice(0, -1).map((word) => word.toLowerCase());
  const next = new Map<string, string[]>();
  for (const { name, description } of all) {
    const parts = `/${name}`.split(' ');
    const part = parts[before.length];
    if (part === undefined || before.some((word, i) => parts[i] !== word)) continue;
    next.set(part, [
      ...(next.get(part) ?? []),
      parts.length > path.length && text !== '' ? (parts.at(-1) ?? '') : description,
    ]);
  }
  const candidates = [...next].map(([part, hints]) => ({
    insert: `${part} `,
    hint: hints.length > 1 ? hints.map((hint) => hint.split(' ')[0]).join(', ') : (hints[0] ?? ''),
  }));
  return { typed, candidates: starting(candidates, typed) };
}
