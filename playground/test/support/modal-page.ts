import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSharedClock } from '../../src/clock/shared-clock.ts';
import { startDiscord } from '../../src/discord.ts';
import { exampleGuild } from '../../src/example-guild.ts';
import { startPage } from '../../src/page/page-server.ts';
import { createRunner } from '../../src/runner.ts';
import { startModalBot } from './modal-bot.ts';

/** A modal with everything that can stand in one, in two parts, as Discord takes five components at once. */
export const survey = {
  custom_id: 'survey',
  title: 'Suggest a story',
  components: [
    { type: 10, content: 'Tell the newsroom what it has **missed**. It reads every suggestion.' },
    {
      type: 18,
      label: 'Headline',
      description: 'In your own words, as short as you can',
      component: {
        type: 4,
        custom_id: 'headline',
        style: 1,
        min_length: 3,
        max_length: 80,
        placeholder: 'Reactor 3 restarts',
      },
    },
    {
      type: 18,
      label: 'What happened',
      component: {
        type: 4,
        custom_id: 'story',
        style: 2,
        max_length: 600,
        required: false,
        placeholder: 'Who, what, when, where',
      },
    },
    {
      type: 18,
      label: 'Topics',
      component: {
        type: 3,
        custom_id: 'topics',
        placeholder: 'Choose up to two',
        max_values: 2,
        options: [
          { label: 'Energy', value: 'energy', description: 'Power, fuel, grids' },
          { label: 'Diplomacy', value: 'diplomacy' },
          { label: 'Trade', value: 'trade' },
        ],
      },
    },
    {
      type: 18,
      label: 'Where to post it',
      component: { type: 8, custom_id: 'where', channel_types: [0, 5], required: false },
    },
  ],
};

export const choices = {
  custom_id: 'choices',
  title: 'Your digest',
  components: [
    {
      type: 18,
      label: 'How much',
      description: 'You can change it at any time',
      component: {
        type: 21,
        custom_id: 'depth',
        options: [
          { value: 'brief', label: 'Brief', description: 'A sentence or two' },
          { value: 'full', label: 'Full', description: 'Everything that is known', default: true },
        ],
      },
    },
    {
      type: 18,
      label: 'Which days',
      component: {
        type: 22,
        custom_id: 'days',
        options: ['Monday', 'Wednesday', 'Friday'].map((label) => ({ value: label.toLowerCase(), label })),
      },
    },
    { type: 18, label: 'Ping me', description: 'With each post', component: { type: 23, custom_id: 'ping' } },
    {
      type: 1,
      components: [{ type: 4, custom_id: 'zone', label: 'Time zone', style: 1, value: 'UTC', required: false }],
    },
    { type: 18, label: 'A picture', component: { type: 19, custom_id: 'picture', required: false } },
  ],
};

/** A Discord with the playground's page, and a bot that answers /form with a modal of its own. */
export async function startModalPage() {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-modals-'));
  const clock = createSharedClock();
  const discord = await startDiscord({ now: clock.now, elapsed: clock.elapsed });
  const guild = discord.createGuild(exampleGuild);
  // The page's own bot stays at rest; the one that answers is here.
  const runner = createRunner({
    discord,
    guild,
    clock,
    bot: { command: ['node', '--version'], folder, env: {} },
    logFile: join(folder, 'bot.log'),
  });
  const page = await startPage({ discord, guild, runner, clock });
  const bot = await startModalBot(discord);
  return {
    bot,
    discord,
    guild,
    url: page.url,
    async stop() {
      await bot.stop();
      await page.close();
      await discord.close();
      await rm(folder, { recursive: true });
    },
  };
}
