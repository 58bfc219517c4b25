import { describe, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { entityKinds } from '../../src/briefing/file/schema.ts';
import { fallbackLanguage } from '../../src/text/translator.ts';
import { commandsIn } from '../support/text-commands.ts';
import { readTexts } from '../support/text-files.ts';
import { type CodeText, filesUnder, textsIn } from '../support/text-uses.ts';

/* Texts and code belong together: each text is used, each key that is used exists, and no text for people is in code. */

const english = readTexts(fallbackLanguage);
const files = [...new Set([...english.keys()].map((key) => key.split(':')[0]))];

/** Keys with a part that is only known when they are used, and that could be too many: what that part is. */
const openKeys: Readonly<Record<string, readonly string[]>> = {
  'view:*': entityKinds,
  'digest:error.*': ['removed', 'justRemoved'],
};
const mostOpen = 16;

const keyPattern = new RegExp(`^(?:${files.join('|')}):[\\w.*-]+$`);
const used = [...filesUnder('src'), ...filesUnder('commands')]
  // A custom id looks like a key.
  .filter((file) => file !== 'src/view/custom-ids.ts')
  .flatMap(textsIn)
  .filter(({ text }) => keyPattern.test(text) && !text.startsWith('command:'));
const whole = used.filter(({ text }) => !text.includes('*'));
const partial = used.filter(({ text }) => text.includes('*'));

const withoutForm = (key: string) =>
  english.has(`${key.replace(/_\w+$/, '')}_other`) ? key.replace(/_\w+$/, '') : key;
const exists = (key: string) => english.has(key) || english.has(`${key}_other`);
const patternOf = (text: string) => new RegExp(`^${text.replaceAll('.', '\\.').replaceAll('*', '[\\w-]+')}$`);

test('each key that code uses has a text', () => {
  expect(whole.filter(({ text }) => !exists(text))).toEqual([]);
  const keys = [...english.keys()].map(withoutForm);
  expect(partial.filter(({ text }) => !keys.some((key) => patternOf(text).test(key)))).toEqual([]);
});

test('a key of which a part is open stands for few texts or a place of its own, or it is listed what it can be', () => {
  const keys = new Set([...english.keys()].map(withoutForm));
  const named = new Set(whole.map(({ text }) => text));
  const isWide = (text: string) => {
    const covered = [...keys].filter((key) => patternOf(text).test(key));
    return covered.length > mostOpen && covered.some((key) => named.has(key));
  };
  const wide = new Set(partial.map(({ text }) => text).filter(isWide));
  expect([...wide].toSorted()).toEqual(Object.keys(openKeys).toSorted());
});

test('each text is used', () => {
  const keys = new Set([
    ...whole.map(({ text }) => text),
    ...Object.entries(openKeys).flatMap(([key, values]) => values.map((value) => key.replace('*', value))),
  ]);
  const patterns = partial.filter(({ text }) => !Object.hasOwn(openKeys, text)).map(({ text }) => patternOf(text));
  const unused = [...english.keys()]
    .filter((key) => !key.startsWith('command:'))
    .map(withoutForm)
    .filter((key) => !keys.has(key) && !patterns.some((pattern) => pattern.test(key)))
    // The title of an error has the error's key, and what is dated that of what is not.
    .filter((key) => !keys.has(key.replace(/(?:Title|Dated)$/, '')));
  expect([...new Set(unused)]).toEqual([]);
});

/** The keys under which the texts of a command and its options are looked for. */
function commandKeys(name: string, parts: readonly object[] | undefined, key = `command:${name}`): string[] {
  const options = (parts ?? []) as { name: string; options?: object[]; choices?: { value: unknown }[] }[];
  return [
    `${key}.name`,
    `${key}.description`,
    ...options.flatMap((option) =>
      [`${key}.options.${option.name}`, `command:options.${option.name}`].flatMap((own) => [
        ...commandKeys(option.name, option.options, own),
        ...(option.choices ?? []).map(({ value }) => `${own}.choices.${value}`),
      ]),
    ),
  ];
}

test('each text of a command belongs to one', () => {
  const keys = new Set(commands.flatMap(({ definition }) => commandKeys(definition.name, definition.options)));
  expect([...english.keys()].filter((key) => key.startsWith('command:') && !keys.has(key))).toEqual([]);
});

test('each command that a text names exists, with its options and choices', () => {
  const known = new Map<string, ReadonlySet<string>>();
  for (const { definition } of commands) {
    const parts = (definition.options ?? []) as { name: string; type: number; options?: { name: string }[] }[];
    known.set(`/${definition.name}`, new Set(parts.map(({ name }) => name)));
    for (const { name, options = [] } of parts)
      known.set(`/${definition.name} ${name}`, new Set(options.map((option) => option.name)));
  }
  const isKnown = (line: string) => {
    if (!line.startsWith('/')) return true;
    const words = line.split(' ');
    const path = words.filter((word) => !word.includes(':')).join(' ');
    return (
      words.filter((word) => word.includes(':')).every((word) => known.get(path)?.has(word.split(':')[0] ?? '')) &&
      known.has(path)
    );
  };
  const named = [...english].flatMap(([key, text]) => commandsIn(text, english).map((line) => ({ key, line })));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ line }) => !isKnown(line))).toEqual([]);
});

describe('no text for people is in code', () => {
  // Two words in a row, one with a capital letter, or a list that is made by hand.
  const readsAsText = ({ text }: CodeText) => /\p{L}{2,}[,.:;]? \p{L}{2,}|^[A-Z][a-z]+$|^, $/u.test(text);
  const exceptions: Readonly<Record<string, string>> = {
    'src/digest/correct/edit-post.ts': 'the post was made by later content', // for the log
    'src/digest/deliver/publish.ts': 'Discord’s limit of posts that a channel publishes in an hour', // for the log
    'src/view/statement-text.ts': ', ', // between numbers of paragraphs
    'src/view/zone-text.ts': 'Latn', // a script's code
  };

  test('neither in views nor in commands nor in what posts', () => {
    const folders = ['commands', 'src/command', 'src/digest', 'src/discord/interactions', 'src/text', 'src/view'];
    const found = folders
      .flatMap(filesUnder)
      // What Discord says, in its own words.
      .filter((file) => !/view\/refusal-text\.ts$/.test(file))
      .flatMap(textsIn)
      .filter(readsAsText);
    expect(found.filter(({ file, text }) => exceptions[file] !== text)).toEqual([]);
  });

  test('which is found where it is', () => {
    // The editors' tool speaks English.
    const found = textsIn('src/cli/content/list.ts').filter(readsAsText);
    expect(found.length).toBeGreaterThan(0);
  });
});
