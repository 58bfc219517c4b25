import type { APIApplicationCommand } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { type Composer, empty, focusOn, type, typedOf } from '../page/composer/composer.ts';
import { close, erase, move, others, submission, tab, take } from '../page/composer/keys.ts';
import { type Answer, askFor, offersOf } from '../page/composer/offers.ts';
import { usables } from '../page/composer/options.ts';
import type { Scene } from '../page/composer/resolve.ts';

const registered = [
  {
    name: 'digest',
    description: 'Digests',
    options: [
      {
        type: 1,
        name: 'add',
        description: 'Adds a digest',
        options: [
          { type: 3, name: 'time', description: 'When' },
          { type: 7, name: 'channel', description: 'Where', required: true, channel_types: [0, 5] },
          {
            type: 3,
            name: 'depth',
            description: 'How much',
            choices: [
              { name: 'Brief', value: 'brief' },
              { name: 'Full', value: 'full' },
            ],
          },
          { type: 4, name: 'catch-up', description: 'Minutes', min_value: 0, max_value: 720 },
          { type: 8, name: 'mention', description: 'Whom' },
          { type: 5, name: 'publish', description: 'Publishes' },
        ],
      },
      { type: 1, name: 'list', description: 'Lists digests' },
    ],
  },
  {
    name: 'who',
    description: 'Someone',
    options: [
      { type: 3, name: 'name', description: 'Who', autocomplete: true },
      { type: 5, name: 'private', description: 'Only to you' },
    ],
  },
] as unknown as APIApplicationCommand[];

const scene: Scene = {
  commands: usables(registered, 'en-US'),
  channels: [
    { id: '100000000000000001', name: 'general', type: 0 },
    { id: '100000000000000002', name: 'news', type: 5 },
    { id: '100000000000000003', name: 'harbin-visit', type: 11 },
  ],
  roles: [{ id: '200000000000000001', name: 'Readers' }],
  members: [{ id: '300000000000000001', name: 'reader' }],
};

/** Types each character as a person does. */
const typeAll = (text: string, from: Composer = empty) =>
  [...text].reduce((composer, char) => type(composer, typedOf(composer) + char, scene.commands), from);
const paste = (text: string) => type(empty, text, scene.commands);
const offered = (composer: Composer, answer?: Answer) =>
  offersOf(composer, scene, answer).map((offer) =>
    offer.kind === 'command' ? `/${offer.command.name}` : offer.kind === 'option' ? offer.option.name : offer.label,
  );
const takeFirst = (composer: Composer) => {
  const [offer] = offersOf(composer, scene);
  return offer ? take(composer, offer) : composer;
};
const problem = (composer: Composer) => {
  const sending = submission(composer, scene);
  return 'composer' in sending ? sending.composer.problem : undefined;
};

test('a slash lists the commands, subcommands as two words, and what is typed narrows them', () => {
  expect(offered(typeAll('/'))).toEqual(['/digest add', '/digest list', '/who']);
  expect(offered(typeAll('/dig'))).toEqual(['/digest add', '/digest list']);
  expect(offered(typeAll('/li'))).toEqual(['/digest list']);
  expect(offered(typeAll('hello'))).toEqual([]);
});

test('a chosen command begins with what it requires, and offers the rest when that is given', () => {
  const chosen = takeFirst(typeAll('/dig'));
  expect(chosen.pills.map(({ option }) => option.name)).toEqual(['channel']);
  expect(offered(chosen)).toEqual(['#general', '#news']);
  const given = takeFirst(typeAll('ne', chosen));
  expect(given.pills[0]).toMatchObject({ text: '#news', value: '100000000000000002' });
  expect(offered(given)).toEqual(['time', 'depth', 'catch-up', 'mention', 'publish']);
  expect(given.active).toBe(-1);
  expect(submission(given, scene)).toEqual({ name: 'digest add', options: { channel: '100000000000000002' } });
});

test('a whole line is read as it is pasted, and as it is typed', () => {
  const line = '/digest add channel:#news time:09:00 depth:full catch-up:60 publish:yes mention:@Readers';
  const options = {
    channel: '100000000000000002',
    time: '09:00',
    depth: 'full',
    'catch-up': 60,
    publish: true,
    mention: '200000000000000001',
  };
  expect(submission(paste(line), scene)).toEqual({ name: 'digest add', options });
  expect(submission(typeAll(line), scene)).toEqual({ name: 'digest add', options });
});

test('text without a name is for the first option that can be it', () => {
  expect(submission(paste('/who xi jinping'), scene)).toEqual({ name: 'who', options: { name: 'xi jinping' } });
  expect(submission(typeAll('/who xi'), scene)).toEqual({ name: 'who', options: { name: 'xi' } });
  expect(submission(paste('/digest list'), scene)).toEqual({ name: 'digest list', options: {} });
});

test('what is missing or wrong is said, where it is', () => {
  expect(problem(paste('/digest add time:09:00'))).toBe('channel: This option is required. Specify a value.');
  expect(problem(paste('/digest add channel:#nowhere'))).toBe('channel: “#nowhere” is none of #general, #news.');
  expect(problem(paste('/digest add channel:#news catch-up:soon'))).toBe('catch-up: Enter a valid integer.');
  expect(problem(paste('/digest add channel:#news catch-up:721'))).toBe(
    'catch-up: Enter a value less than or equal to 720.',
  );
  expect(problem(paste('/nothing'))).toMatch('There is no command /nothing');
  expect(problem(paste('hello'))).toMatch('commands only');
  expect(problem(typeAll('nonsense', takeFirst(typeAll('/digest li'))))).toMatch('no option of /digest list');
});

test('the bot is asked for choices, and those of another question are narrowed until it answers', () => {
  const typed = typeAll('/who name:x');
  const asked = askFor(typed);
  expect(asked).toEqual({ command: 'who', option: 'name', text: 'x' });
  if (!asked) return;
  const answer = {
    asked,
    choices: [
      { name: 'Xi Jinping', value: 'xi-jinping' },
      { name: 'Max', value: 'max' },
    ],
  };
  expect(offered(typed, answer)).toEqual(['Xi Jinping', 'Max']);
  expect(offered(typeAll('i', typed), answer)).toEqual(['Xi Jinping']);
  expect(offered(paste('/digest add time:x'), answer)).toEqual([]);
  const [first] = offersOf(typed, scene, answer);
  const taken = first ? take(typed, first) : typed;
  expect(submission(taken, scene)).toEqual({ name: 'who', options: { name: 'xi-jinping' } });
  expect(submission(typeAll('!', focusOn(taken, 0)), scene)).toEqual({ name: 'who', options: { name: 'Xi Jinping!' } });
});

test('the bot is told the other options, as far as they can be read', () => {
  expect(others(paste('/digest add channel:#news catch-up:soon time:9'), scene)).toEqual({
    channel: '100000000000000002',
  });
});

test('arrows go around, and mark nothing where the command could be sent', () => {
  const open = typeAll('/');
  expect(open.active).toBe(0);
  expect(move(open, -1, 3).active).toBe(2);
  expect(move(move(open, -1, 3), 1, 3).active).toBe(0);
  const ready = typeAll('/who ');
  expect(ready.active).toBe(-1);
  expect(move(ready, 1, 2).active).toBe(0);
  expect(move(ready, -1, 2).active).toBe(1);
});

test('Tab goes through the options and out at either end', () => {
  const line = paste('/digest add channel:#news time:9');
  expect(line.focus).toBe(1);
  expect(tab(line, 1)?.focus).toBe(2);
  expect(tab(focusOn(line, 2), 1)).toBeUndefined();
  expect(tab(line, -1)?.focus).toBe(0);
  expect(tab(focusOn(line, 0), -1)).toBeUndefined();
  expect(tab(typeAll('/wh'), 1)).toBeUndefined();
});

test('Backspace takes empty options away, keeps required ones, and ends at the text', () => {
  const line = paste('/digest add channel:#news time:');
  const without = erase(line);
  expect(without?.pills.map(({ option }) => option.name)).toEqual(['channel']);
  expect(without?.focus).toBe(0);
  expect(erase(paste('/digest add channel:#news time:9'))).toBeUndefined();
  const ended = erase(takeFirst(typeAll('/dig')));
  expect(ended?.command).toBeUndefined();
  expect(ended?.text).toBe('/digest add');
});

test('Escape closes what is offered, then clears', () => {
  const open = typeAll('/who ');
  const closed = close(open, true);
  expect(closed).toMatchObject({ open: false, command: { name: 'who' } });
  expect(closed && close(closed, false)).toEqual(empty);
  expect(close(empty, false)).toBeUndefined();
});

test('names and descriptions are in the language of the person, and sent as they are registered', () => {
  const german = registered.map((command) => ({
    ...command,
    name_localizations: { de: 'wer' },
    description_localizations: { de: 'Jemand' },
  }));
  const [, , who] = usables(german, 'de');
  expect(who).toMatchObject({ name: 'who', shown: 'wer', description: 'Jemand' });
});

test('a value that was chosen stays when one goes back to it, and the others are offered beside it', () => {
  const given = takeFirst(typeAll('ne', takeFirst(typeAll('/dig'))));
  const back = tab(given, -1);
  expect(back && offered(back)).toEqual(['#general', '#news']);
  expect(back?.active).toBe(-1);
});
