import { DiscordAPIError } from '@discordjs/rest';
import { type APIInteraction, ChannelType, InteractionType, MessageFlags, Routes } from 'discord-api-types/v10';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { Actor } from '../src/interactions/actor.ts';
import { ModalOpened, ModalRefusal } from '../src/interactions/open-modal.ts';
import type { Modal, ModalValues } from '../src/model/modal.ts';
import type { Guild } from '../src/model/plan.ts';
import { faults, given } from './support/asking.ts';
import { type ModalBot, startModalBot } from './support/modal-bot.ts';

let discord: Discord;
let guild: Guild;
let bot: ModalBot;

const input = (more = {}) => ({ type: 4, custom_id: 'name', style: 1, ...more });
const label = (component: object, more = {}) => ({ type: 18, label: 'Name', component, ...more });
const row = (...components: object[]) => ({ type: 1, components });
const options = (...values: string[]) => values.map((value) => ({ label: value.toUpperCase(), value }));
const menu = (more = {}) => ({ type: 3, custom_id: 'menu', options: options('a', 'b', 'c'), ...more });
const form = (components: unknown = [label(input())], more = {}) => ({
  custom_id: 'form',
  title: 'A form',
  components,
  ...more,
});

const actor = (name = 'reader'): Actor => ({
  userId: given(guild.members.get(name)),
  channelId: given(guild.channels.get('general')),
  guildId: guild.id,
});
const reader = () => actor().userId;
const errorOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => undefined).catch((error) => error);

/** Opens a modal as the answer to /form. */
async function opened(data: object, use = () => discord.use(actor(), 'form')): Promise<Modal> {
  bot.react = (interaction) => bot.answer(interaction, 9, data);
  const error = await errorOf(use());
  if (error instanceof ModalOpened) return error.modal;
  throw error ?? new Error('No modal opened');
}

/** Submits a modal, which the bot takes in silence unless said otherwise; gives what the bot hears. */
async function submitted(modal: Modal, values: ModalValues) {
  bot.received.length = 0;
  bot.react = (interaction) => bot.answer(interaction, 6);
  await discord.submit(reader(), modal.id, values);
  return given(bot.received[0]);
}

beforeAll(async () => {
  discord = await startDiscord();
  guild = discord.createGuild({
    name: 'Guild',
    roles: [{ name: 'mods' }],
    members: [{ name: 'reader' }, { name: 'other' }],
    channels: [
      { name: 'general' },
      { name: 'voice', type: ChannelType.GuildVoice },
      { name: 'hidden', overwrites: [{ target: '@everyone', deny: ['ViewChannel'] }] },
    ],
  });
  bot = await startModalBot(discord);
});
beforeEach(() => {
  bot.received.length = 0;
});
afterAll(async () => {
  await bot.stop();
  await discord.close();
});

describe('a modal', () => {
  /** What Discord says is wrong with a modal. */
  const refused = async (data: object) => {
    let body: unknown;
    bot.react = async (interaction) => {
      const error = await errorOf(bot.answer(interaction, 9, data));
      if (error instanceof DiscordAPIError) body = error.rawError;
      if (error) await bot.answer(interaction, 4, { content: 'no' });
    };
    await errorOf(discord.use(actor(), 'form'));
    return faults(body);
  };

  test.each<[string, object]>([
    ['a text input in a label', form()],
    ['texts as long as can be', form([label(input({ min_length: 0, max_length: 4000, value: 'x'.repeat(4000) }))])],
    ['a label as long as can be', form([label(input(), { label: 'x'.repeat(45), description: 'x'.repeat(100) })])],
    ['a title as long as can be', form(undefined, { title: 'x'.repeat(45), custom_id: 'x'.repeat(100) })],
    ['a row with a text input', form([row(input({ label: 'Name' }))])],
    ['five components', form([1, 2, 3, 4, 5].map((n) => label(input({ custom_id: `${n}` }))))],
    ['text and a menu', form([{ type: 10, content: 'Choose' }, label(menu())])],
    ['menus that Discord fills', form([5, 6, 7, 8].map((type) => label({ type, custom_id: `${type}` })))],
    ['an optional menu', form([label(menu({ required: false, min_values: 0 }))])],
    ['radio buttons', form([label({ type: 21, custom_id: 'r', options: options('a', 'b') })])],
    ['boxes to tick', form([label({ type: 22, custom_id: 'c', options: options('a') })])],
    ['one box to tick', form([label({ type: 23, custom_id: 'c' })])],
    ['a file', form([label({ type: 19, custom_id: 'f', min_values: 1, max_values: 10 })])],
  ])('opens with %s', async (_, data) => {
    const { title } = await opened(data);
    expect(discord.modal(reader())?.title).toBe(title);
  });

  test.each<[string, object, string[]]>([
    [
      'nothing',
      {},
      ['data.custom_id BASE_TYPE_REQUIRED', 'data.title BASE_TYPE_REQUIRED', 'data.components BASE_TYPE_REQUIRED'],
    ],
    ['a long title', form(undefined, { title: 'x'.repeat(46) }), ['data.title BASE_TYPE_BAD_LENGTH']],
    ['an empty title', form(undefined, { title: '' }), ['data.title BASE_TYPE_BAD_LENGTH']],
    ['a long custom id', form(undefined, { custom_id: 'x'.repeat(101) }), ['data.custom_id BASE_TYPE_BAD_LENGTH']],
    ['no component', form([]), ['data.components BASE_TYPE_BAD_LENGTH']],
    [
      'six components',
      form(Array.from({ length: 6 }, () => ({ type: 10, content: 'x' }))),
      ['data.components BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a button',
      form([row({ type: 2, style: 1, label: 'x', custom_id: 'b' })]),
      ['data.components[0].components[0] UNION_TYPE_CHOICES'],
    ],
    ['a text input alone', form([input()]), ['data.components[0] UNION_TYPE_CHOICES']],
    ['a container', form([{ type: 17, components: [] }]), ['data.components[0] UNION_TYPE_CHOICES']],
    [
      'a long label',
      form([label(input(), { label: 'x'.repeat(46) })]),
      ['data.components[0].label BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a long description',
      form([label(input(), { description: 'x'.repeat(101) })]),
      ['data.components[0].description BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'two labels for one',
      form([label(input({ label: 'x' }))]),
      ['data.components[0].component.label COMPONENT_LABEL_INVALID'],
    ],
    ['an empty label', form([{ type: 18, label: 'x' }]), ['data.components[0].component BASE_TYPE_REQUIRED']],
    [
      'a text in a label',
      form([label({ type: 10, content: 'x' })]),
      ['data.components[0].component UNION_TYPE_CHOICES'],
    ],
    ['a row without its label', form([row(input())]), ['data.components[0].components[0].label BASE_TYPE_REQUIRED']],
    [
      'two inputs in a row',
      form([row(input({ label: 'x' }), input({ label: 'y', custom_id: 'y' }))]),
      ['data.components[0].components BASE_TYPE_BAD_LENGTH'],
    ],
    ['no style', form([label({ type: 4, custom_id: 'x' })]), ['data.components[0].component.style BASE_TYPE_REQUIRED']],
    ['an unknown style', form([label(input({ style: 3 }))]), ['data.components[0].component.style BASE_TYPE_CHOICES']],
    [
      'a long placeholder',
      form([label(input({ placeholder: 'x'.repeat(101) }))]),
      ['data.components[0].component.placeholder BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a long value',
      form([label(input({ value: 'x'.repeat(4001) }))]),
      ['data.components[0].component.value BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a length below 0',
      form([label(input({ min_length: -1 }))]),
      ['data.components[0].component.min_length NUMBER_TYPE_MIN'],
    ],
    [
      'a length of 0',
      form([label(input({ max_length: 0 }))]),
      ['data.components[0].component.max_length NUMBER_TYPE_MIN'],
    ],
    [
      'a length above 4000',
      form([label(input({ max_length: 4001 }))]),
      ['data.components[0].component.max_length NUMBER_TYPE_MAX'],
    ],
    [
      'lengths that cross',
      form([label(input({ min_length: 5, max_length: 4 }))]),
      ['data.components[0].component.min_length TEXT_INPUT_COMPONENT_MIN_LENGTH_INVALID'],
    ],
    [
      'the same custom id twice',
      form([label(input()), label(input())]),
      ['data.components[1].component.custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'a menu that is disabled',
      form([label(menu({ disabled: true }))]),
      ['data.components[0].component.disabled COMPONENT_DISABLED_INVALID'],
    ],
    [
      'a required menu of nothing',
      form([label(menu({ min_values: 0 }))]),
      ['data.components[0].component.min_values NUMBER_TYPE_MIN'],
    ],
    [
      'one radio button',
      form([label({ type: 21, custom_id: 'r', options: options('a') })]),
      ['data.components[0].component.options BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'eleven files',
      form([label({ type: 19, custom_id: 'f', max_values: 11 })]),
      ['data.components[0].component.max_values NUMBER_TYPE_MAX'],
    ],
  ])('is refused with %s', async (_, data, expected) => {
    expect(await refused(data)).toEqual(expected);
  });

  test('lives with the person it opened for, with ids as Discord gives them', async () => {
    const told: [Modal | undefined, string][] = [];
    discord.events.on('modal', (...each) => void told.push(each));
    const modal = await opened(form([label(input()), { type: 10, content: 'x' }]));
    expect(modal.components).toMatchObject([{ id: 1, component: { id: 2 } }, { id: 3 }]);
    expect(discord.modal(reader())).toEqual(modal);
    expect(discord.modal(actor('other').userId)).toBeUndefined();
    discord.dismiss(actor('other').userId, modal.id);
    bot.received.length = 0;
    discord.dismiss(reader(), modal.id);
    expect(discord.modal(reader())).toBeUndefined();
    expect(told).toEqual([
      [modal, reader()],
      [undefined, reader()],
    ]);
    expect(bot.received).toEqual([]);
    await expect(discord.submit(reader(), modal.id, { name: 'x' })).rejects.toThrow('not open any more');
    discord.events.removeAllListeners('modal');
  });

  test('gives way to the next one', async () => {
    const first = await opened(form());
    const second = await opened(form());
    await expect(discord.submit(reader(), first.id, { name: 'x' })).rejects.toThrow('not open any more');
    expect(discord.modal(reader())?.id).toBe(second.id);
  });

  test('is an answer at once or none: not after a deferred one', async () => {
    const codes: unknown[] = [];
    bot.react = async (interaction) => {
      await bot.answer(interaction, 5);
      codes.push(((await errorOf(bot.answer(interaction, 9, form()))) as DiscordAPIError).code);
      const original = Routes.webhookMessage(discord.applicationId, interaction.token, '@original');
      await bot.rest.patch(original, { body: { content: 'later' }, auth: false });
    };
    await discord.use(actor(), 'form');
    expect(codes).toEqual([40060]);
  });
});

describe('a submitted modal', () => {
  test('reaches the bot as Discord sends it', async () => {
    const modal = await opened(
      form([
        label(input()),
        { type: 10, content: 'x' },
        label(menu({ max_values: 2 })),
        label({ type: 8, custom_id: 'where' }),
        row(input({ custom_id: 'more', label: 'More', required: false })),
      ]),
    );
    const { channelId } = actor();
    const sent = await submitted(modal, { name: 'Ann', menu: ['a', 'c'], where: [channelId] });
    expect(sent).toMatchObject({
      type: InteractionType.ModalSubmit,
      guild_id: guild.id,
      channel_id: channelId,
      member: { user: { id: reader() } },
      data: { custom_id: 'form', resolved: { channels: { [channelId]: { name: 'general' } } } },
    });
    expect(sent).not.toHaveProperty('message');
    expect((sent as { data: { components: unknown } }).data.components).toEqual([
      { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'name', value: 'Ann' } },
      { type: 10, id: 3 },
      { type: 18, id: 4, component: { type: 3, id: 5, custom_id: 'menu', values: ['a', 'c'] } },
      { type: 18, id: 6, component: { type: 8, id: 7, custom_id: 'where', values: [channelId] } },
      { type: 1, id: 8, components: [{ type: 4, id: 9, custom_id: 'more', value: '' }] },
    ]);
  });

  test('sends choices of radio buttons and boxes', async () => {
    const choices = [
      label({ type: 21, custom_id: 'radio', options: options('a', 'b') }),
      label({ type: 21, custom_id: 'none', options: options('a', 'b'), required: false }),
      label({ type: 22, custom_id: 'boxes', options: options('a', 'b') }),
      label({ type: 23, custom_id: 'box' }),
      label({ type: 19, custom_id: 'file', required: false }),
    ];
    const sent = await submitted(await opened(form(choices)), { radio: 'b', boxes: ['a', 'b'], box: true });
    expect(sent.data).toMatchObject({
      components: [
        { component: { value: 'b' } },
        { component: { value: null } },
        { component: { values: ['a', 'b'] } },
        { component: { value: true } },
        { component: { values: [] } },
      ],
    });
  });

  test.each<[string, object, ModalValues, string]>([
    ['nothing in a required field', input(), {}, 'This field is required.'],
    ['blanks in a required field', input(), { x: '  ' }, 'This field is required.'],
    ['too short a text', input({ min_length: 3 }), { x: 'ab' }, 'Write at least 3 characters.'],
    [
      'too short a text where none is fine',
      input({ min_length: 3, required: false }),
      { x: 'ab' },
      'Write at least 3 characters.',
    ],
    ['too long a text', input({ max_length: 1 }), { x: 'ab' }, 'Write at most one character.'],
    ['no choice', menu(), {}, 'This field is required.'],
    ['too many choices', menu(), { x: ['a', 'b'] }, 'Choose 1.'],
    ['too few choices', menu({ min_values: 2, max_values: 3, required: false }), { x: ['a'] }, 'Choose 2 to 3.'],
    ['a choice that is not offered', menu(), { x: ['d'] }, 'There is no such entry in this menu.'],
    ['a person who is not there', { type: 5 }, { x: ['1'] }, 'There is no such entry in this menu.'],
    ['no radio button', { type: 21, options: options('a', 'b') }, {}, 'This field is required.'],
    ['no such radio button', { type: 21, options: options('a', 'b') }, { x: 'c' }, 'There is no such choice.'],
    ['no box', { type: 22, options: options('a', 'b') }, { x: [] }, 'This field is required.'],
    ['too few boxes', { type: 22, min_values: 2, options: options('a', 'b') }, { x: ['a'] }, 'Choose 2.'],
    ['a file that must be', { type: 19 }, {}, 'This playground takes no files, and the bot insists on one.'],
  ])('is not sent with %s', async (_, component, values, words) => {
    const modal = await opened(form([label({ ...component, custom_id: 'x' })]));
    bot.received.length = 0;
    const error = await errorOf(discord.submit(reader(), modal.id, values));
    expect(error instanceof ModalRefusal && error.fields).toEqual({ x: words });
    expect(bot.received).toEqual([]);
    expect(discord.modal(reader())?.id).toBe(modal.id);
  });

  test.each(['voice', 'hidden'])('does not take the channel #%s where it is not offered', async (name) => {
    const modal = await opened(form([label({ type: 8, custom_id: 'x', channel_types: [0] })]));
    const error = await errorOf(discord.submit(reader(), modal.id, { x: [given(guild.channels.get(name))] }));
    expect(error).toBeInstanceOf(ModalRefusal);
  });

  test('is answered with a message, and closes', async () => {
    const modal = await opened(form());
    bot.react = (interaction) => bot.answer(interaction, 4, { content: 'thanks', flags: MessageFlags.Ephemeral });
    const outcome = given(await discord.submit(reader(), modal.id, { name: 'Ann' }));
    expect(outcome).toMatchObject({
      ephemeral: true,
      updated: false,
      message: {
        content: 'thanks',
        interaction_metadata: { type: 5, triggering_interaction_metadata: { type: 2, name: 'form' } },
      },
    });
    expect(discord.modal(reader())).toBeUndefined();
  });

  test('closes as soon as the bot says that it will answer', async () => {
    const modal = await opened(form());
    let isOpen: unknown;
    bot.react = async (interaction) => {
      await bot.answer(interaction, 5);
      isOpen = discord.modal(reader());
      const original = Routes.webhookMessage(discord.applicationId, interaction.token, '@original');
      await bot.rest.patch(original, { body: { content: 'later' }, auth: false });
    };
    expect((await discord.submit(reader(), modal.id, { name: 'Ann' }))?.message.content).toBe('later');
    expect(isOpen).toBeUndefined();
  });

  test('from a button has the button’s message, and may change it', async () => {
    bot.react = (interaction) =>
      bot.answer(interaction, 4, {
        content: 'one',
        components: [row({ type: 2, style: 1, label: 'x', custom_id: 'b' })],
      });
    const { message } = await discord.use(actor(), 'form');
    const modal = await opened(form(), () => discord.click(actor(), message.id, 'b'));
    bot.received.length = 0;
    bot.react = (interaction) => bot.answer(interaction, 7, { content: 'two' });
    const outcome = await discord.submit(reader(), modal.id, { name: 'Ann' });
    expect(outcome).toMatchObject({ updated: true, message: { id: message.id, content: 'two' } });
    expect(bot.received).toMatchObject([{ type: 5, message: { id: message.id, content: 'one' } }]);
  });

  test('cannot be answered with a modal, with choices, or, from a command, with a change', async () => {
    const modal = await opened(form());
    const refusals: string[][] = [];
    const tried = async (interaction: APIInteraction, type: number, data: object) => {
      const error = await errorOf(bot.answer(interaction, type, data));
      refusals.push(faults((error as DiscordAPIError).rawError));
    };
    bot.react = async (interaction) => {
      await tried(interaction, 9, form());
      await tried(interaction, 8, { choices: [] });
      await tried(interaction, 7, { content: 'x' });
      await bot.answer(interaction, 6);
    };
    expect(await discord.submit(reader(), modal.id, { name: 'Ann' })).toBeUndefined();
    expect(refusals).toEqual(Array(3).fill(['type BASE_TYPE_CHOICES']));
  });

  test('stays open where the bot does not answer, and can be submitted again', async () => {
    const modal = await opened(form());
    bot.react = () => undefined;
    await expect(discord.submit(reader(), modal.id, { name: 'Ann' })).rejects.toThrow(
      'The application did not respond',
    );
    expect((await submitted(modal, { name: 'Ann' })).type).toBe(InteractionType.ModalSubmit);
  });
});
