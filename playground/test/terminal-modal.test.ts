import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import { exampleGuild } from '../src/example-guild.ts';
import { createRunner } from '../src/runner.ts';
import type { Console } from '../src/terminal/console.ts';
import { createFeed } from '../src/terminal/feed.ts';
import { readLine } from '../src/terminal/line.ts';
import { showModals } from '../src/terminal/modal.ts';
import { perform } from '../src/terminal/perform.ts';
import { createSession } from '../src/terminal/session.ts';
import type { Line } from '../src/terminal/spans.ts';
import { type ModalBot, startModalBot } from './support/modal-bot.ts';
import { choices, survey } from './support/modal-page.ts';

let discord: Discord;
let bot: ModalBot;
let type: (line: string) => Promise<string>;

beforeAll(async () => {
  discord = await startDiscord();
  const guild = discord.createGuild(exampleGuild);
  bot = await startModalBot(discord);
  let printed: Line[] = [];
  const console: Console = {
    interactive: false,
    width: 100,
    print: (lines) => void printed.push(...lines),
    read: async () => undefined,
    waitFor: async () => true,
    clear() {},
    close() {},
  };
  const session = createSession(discord, guild, { member: 'moderator', channel: 'general' });
  const feed = createFeed(discord, session, console);
  showModals(discord, session, console);
  const runner = createRunner({
    discord,
    guild,
    bot: { command: ['node', '--version'], folder: '.', env: {} },
    logFile: '/dev/null',
  });
  const stage = { discord, guild, session, console, feed, runner, plugin: {} };
  type = async (line) => {
    printed = [];
    await perform(readLine(line, session.scene()), stage);
    return printed.map((spans) => spans.map(({ text }) => text).join('')).join('\n');
  };
});
afterAll(async () => {
  await bot.stop();
  await discord.close();
});

const open = (form: object) => {
  bot.react = (interaction) => bot.answer(interaction, 9, form);
  return type('/form');
};

test('a modal is told with what it asks for, and how to fill it in', async () => {
  expect(await open(survey)).toBe(`Bot opened a modal: Suggest a story
Tell the newsroom what it has **missed**. It reads every suggestion.
  headline  Headline
  story  What happened (optional)
  topics  Topics: Energy, Diplomacy, Trade
  where  Where to post it (optional): ${exampleGuild.channels.map(({ name }) => `#${name}`).join(', ')}
Fill it in: submit headline:… story:… topics:… where:…, or cancel
`);
});

test('what is wrong with it is said by field', async () => {
  expect(await type('submit headline:ab')).toBe(`Discord: Some fields are not filled in as they should be.
  headline: Write at least 3 characters.
  topics: This field is required.
`);
  await expect(type('submit topics:Sports')).rejects.toThrow('topics: Energy, Diplomacy, Trade');
});

test('a line fills it in, by name or in order, and shows the answer', async () => {
  bot.received.length = 0;
  bot.react = (interaction) => bot.answer(interaction, 4, { content: 'Thank you' });
  const shown = await type('submit Reactor 3: it restarts topics:energy, Trade where:#news');
  expect(shown).toContain('moderator submitted “Suggest a story”');
  expect(shown).toContain('Thank you');
  expect(bot.received).toMatchObject([
    {
      data: {
        components: [
          {},
          { component: { value: 'Reactor 3: it restarts' } },
          { component: { value: '' } },
          { component: { values: ['energy', 'trade'] } },
          { component: { values: [expect.stringMatching(/^\d+$/)] } },
        ],
      },
    },
  ]);
});

test('what is filled in beforehand stays, unless the line says otherwise', async () => {
  await open(choices);
  bot.received.length = 0;
  bot.react = (interaction) => bot.answer(interaction, 6);
  expect(await type('submit days:Monday ping:yes')).toBe('moderator submitted “Your digest”\n');
  const { data } = bot.received[0] ?? {};
  expect(JSON.stringify(data)).toMatch(/"full".*\["monday"\].*true.*"UTC"/);
});

test('it can be closed, of which the bot hears nothing', async () => {
  await open(choices);
  bot.received.length = 0;
  expect(await type('cancel')).toBe('You closed “Your digest”; the bot hears nothing of it.');
  await expect(type('cancel')).rejects.toThrow('No modal is open.');
  await expect(type('submit x')).rejects.toThrow('No modal is open.');
  expect(bot.received).toEqual([]);
});
