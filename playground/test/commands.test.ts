import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { Actor } from '../src/interactions/actor.ts';
import type { Guild } from '../src/model/plan.ts';
import { ask, faults, given } from './support/asking.ts';

const command = (more: object = {}) => ({ name: 'ask', description: 'Asks', ...more });
const option = (more: object = {}) => ({ type: 3, name: 'word', description: 'A word', ...more });
const many = <T>(length: number, make: (index: number) => T) => Array.from({ length }, (_, index) => make(index));
const choice = (value: string | number) => ({ name: `Choice ${value}`, value });
const subcommand = (name: string, options: object[] = []) => ({ type: 1, name, description: 'x', options });

let discord: Discord;
// A fresh Discord now and then: commands can be written only five times in 20 seconds.
beforeEach(async () => {
  await discord?.close();
  discord = await startDiscord();
});
afterAll(() => discord.close());

const global = () => `/applications/${discord.applicationId}/commands`;
const put = (body: unknown, path = global()) => ask(discord, 'PUT', path, { body });

describe('what Discord takes as a command', () => {
  test.each<[string, object]>([
    ['a name and a description', command()],
    ['a name in another script', command({ name: '要約' })],
    [
      '25 options of 25 choices',
      command({
        options: many(25, (index) => option({ name: `o${index}`, choices: many(25, (n) => choice(String(n))) })),
      }),
    ],
    [
      'subcommands in a group',
      command({
        options: [
          { type: 2, name: 'group', description: 'x', options: [subcommand('a', [option()])] },
          subcommand('b'),
        ],
      }),
    ],
    [
      'bounds',
      command({
        options: [
          option({ min_length: 1, max_length: 6000 }),
          option({ type: 4, name: 'n', min_value: -1, max_value: 1 }),
        ],
      }),
    ],
    ['translations', command({ name_localizations: { de: 'fragen' }, description_localizations: { de: 'Fragt' } })],
    ['null for what is left out', command({ options: null, contexts: null, default_member_permissions: null })],
    ['permissions as text', command({ default_member_permissions: '32' })],
    ['a user command without a description', { type: 2, name: 'Look At' }],
  ])('takes %s', async (_, definition) => {
    const { status, body } = await put([definition]);
    expect([status, faults(body)]).toEqual([200, []]);
  });

  test.each<[string, object, string[]]>([
    ['no name', { description: 'x' }, ['[0].name BASE_TYPE_REQUIRED']],
    ['an empty name', command({ name: '' }), ['[0].name BASE_TYPE_BAD_LENGTH']],
    ['a name of 33', command({ name: 'x'.repeat(33) }), ['[0].name BASE_TYPE_BAD_LENGTH']],
    ['capitals in a name', command({ name: 'Ask' }), ['[0].name APPLICATION_COMMAND_INVALID_NAME']],
    ['a space in a name', command({ name: 'ask me' }), ['[0].name APPLICATION_COMMAND_INVALID_NAME']],
    ['no description', { name: 'ask' }, ['[0].description BASE_TYPE_REQUIRED']],
    ['a description of 101', command({ description: 'x'.repeat(101) }), ['[0].description BASE_TYPE_MAX_LENGTH']],
    [
      '26 options',
      command({ options: many(26, (index) => option({ name: `o${index}` })) }),
      ['[0].options BASE_TYPE_BAD_LENGTH'],
    ],
    ['an option of no type', command({ options: [option({ type: 12 })] }), ['[0].options[0] UNION_TYPE_CHOICES']],
    [
      'a bad name of an option',
      command({ options: [option({ name: 'A b' })] }),
      ['[0].options[0].name APPLICATION_COMMAND_INVALID_NAME'],
    ],
    [
      'an option without a description',
      command({ options: [option({ description: '' })] }),
      ['[0].options[0].description BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'required after optional',
      command({ options: [option(), option({ name: 'b', required: true })] }),
      ['[0].options[1] APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
    ],
    [
      'required after optional in a subcommand',
      command({ options: [subcommand('a', [option(), option({ name: 'b', required: true })])] }),
      ['[0].options[0].options[1] APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
    ],
    [
      'one option twice',
      command({ options: [option(), option()] }),
      ['[0].options[1].name APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE'],
    ],
    [
      'two options of one name in a language',
      command({
        options: [
          option({ name_localizations: { de: 'wort' } }),
          option({ name: 'b', name_localizations: { de: 'wort' } }),
        ],
      }),
      ['[0].options[1].name_localizations.de APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE'],
    ],
    [
      'a translated name in upper case, as German nouns are',
      command({ options: [option({ name_localizations: { de: 'Wort' } })] }),
      ['[0].options[0].name_localizations.de APPLICATION_COMMAND_INVALID_NAME'],
    ],
    [
      'a translated name with a space',
      command({ name_localizations: { ru: 'что нового' } }),
      ['[0].name_localizations.ru APPLICATION_COMMAND_INVALID_NAME'],
    ],
    [
      'a translated description of 101',
      command({ description_localizations: { ru: 'ш'.repeat(101) } }),
      ['[0].description_localizations.ru BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a translated choice of 101',
      command({ options: [option({ choices: [{ ...choice('a'), name_localizations: { fr: 'x'.repeat(101) } }] })] }),
      ['[0].options[0].choices[0].name_localizations.fr BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a subcommand beside an option',
      command({ options: [option(), subcommand('a')] }),
      ['[0].options APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      'a group in a group',
      command({
        options: [{ type: 2, name: 'a', description: 'x', options: [{ type: 2, name: 'b', description: 'x' }] }],
      }),
      ['[0].options[0].options[0] UNION_TYPE_CHOICES'],
    ],
    [
      '26 choices',
      command({ options: [option({ choices: many(26, (index) => choice(String(index))) })] }),
      ['[0].options[0].choices BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a choice of 101',
      command({ options: [option({ choices: [{ name: 'x'.repeat(101), value: 'x' }] })] }),
      ['[0].options[0].choices[0].name BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a value of 101',
      command({ options: [option({ choices: [{ name: 'x', value: 'x'.repeat(101) }] })] }),
      ['[0].options[0].choices[0].value BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a text as a choice of a number',
      command({ options: [option({ type: 4, choices: [choice('a')] })] }),
      ['[0].options[0].choices[0].value NUMBER_TYPE_COERCE'],
    ],
    [
      'autocomplete beside choices',
      command({ options: [option({ autocomplete: true, choices: [choice('a')] })] }),
      ['[0].options[0].autocomplete APPLICATION_COMMAND_AUTOCOMPLETE_INVALID_FOR_OPTION_WITH_CHOICES'],
    ],
    [
      'a least above the most',
      command({ options: [option({ type: 4, min_value: 2, max_value: 1 })] }),
      ['[0].options[0].min_value APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID'],
    ],
    [
      'a length of 6001',
      command({ options: [option({ max_length: 6001 })] }),
      ['[0].options[0].max_length NUMBER_TYPE_MAX'],
    ],
    [
      'an unknown channel type',
      command({ options: [option({ type: 7, channel_types: [99] })] }),
      ['[0].options[0].channel_types[0] BASE_TYPE_CHOICES'],
    ],
    [
      'an unknown language',
      command({ name_localizations: { xx: 'x' } }),
      ['[0].name_localizations.xx BASE_TYPE_CHOICES'],
    ],
    ['no contexts', command({ contexts: [] }), ['[0].contexts BASE_TYPE_MIN_LENGTH']],
    [
      'permissions that are no number',
      command({ default_member_permissions: 'ManageGuild' }),
      ['[0].default_member_permissions NUMBER_TYPE_COERCE'],
    ],
    [
      'more than 8000 characters',
      command({
        options: many(25, (index) =>
          option({
            name: `o${index}`,
            description: 'x'.repeat(100),
            choices: many(4, (n) => ({ name: `${n}${'y'.repeat(30)}`, value: `${n}${'z'.repeat(30)}` })),
          }),
        ),
      }),
      ['[0] APPLICATION_COMMAND_TOO_LARGE'],
    ],
    [
      'more than 8000 characters in the longest translation of each text',
      command({
        options: many(25, (index) =>
          subcommand(
            `s${index}`,
            many(4, (n) => option({ name: `o${n}`, description_localizations: { ru: 'ш'.repeat(100) } })),
          ),
        ),
      }),
      ['[0] APPLICATION_COMMAND_TOO_LARGE'],
    ],
  ])('refuses %s', async (_, definition, wrong) => {
    const { status, body } = await put([definition]);
    expect([status, faults(body)]).toEqual([400, wrong]);
  });

  test('refuses 101 commands, and two of one name', async () => {
    expect(faults((await put(many(101, (index) => command({ name: `c${index}` })))).body)).toEqual([
      'BASE_TYPE_MAX_LENGTH',
    ]);
    expect(faults((await put([command(), command()])).body)).toEqual(['[1] APPLICATION_COMMANDS_DUPLICATE_NAME']);
  });
});

describe('the commands that Discord keeps', () => {
  test('have its defaults, and their ids as long as their names', async () => {
    const first = given(
      ((await put([command({ options: [option({ required: false })] })])).body as { id: string; version: string }[])[0],
    );
    expect(first).toMatchObject({
      application_id: discord.applicationId,
      type: 1,
      default_member_permissions: null,
      dm_permission: true,
      contexts: null,
      integration_types: [0],
      nsfw: false,
      options: [{ type: 3, name: 'word', description: 'A word' }],
    });
    const [again, other] = (await put([command(), command({ name: 'other' })])).body as {
      id: string;
      version: string;
    }[];
    expect(again?.id).toBe(first.id);
    expect(again?.version).not.toBe(first.version);
    expect(other?.id).not.toBe(first.id);
    expect((await put([])).body).toEqual([]);
    expect(await ask(discord, 'GET', `${global()}/${first.id}`)).toMatchObject({ status: 404, body: { code: 10063 } });
  });

  test('are listed with their translations only where they are asked for', async () => {
    await put([command({ name_localizations: { de: 'fragen' } })]);
    const list = async (query: string) => (await ask(discord, 'GET', global() + query)).body;
    expect(await list('')).not.toMatchObject([{ name_localizations: { de: 'fragen' } }]);
    expect(await list('?with_localizations=true')).toMatchObject([{ name_localizations: { de: 'fragen' } }]);
  });

  test('are made, changed and taken away one by one', async () => {
    const made = await ask(discord, 'POST', global(), { body: command() });
    const { id } = made.body as { id: string };
    expect(made.status).toBe(201);
    expect(await ask(discord, 'POST', global(), { body: command({ description: 'b' }) })).toMatchObject({
      status: 200,
      body: { id },
    });
    const changed = await ask(discord, 'PATCH', `${global()}/${id}`, { body: { description: 'c' } });
    expect(changed).toMatchObject({ status: 200, body: { name: 'ask', description: 'c' } });
    expect(faults((await ask(discord, 'PATCH', `${global()}/${id}`, { body: { name: 'A' } })).body)).toEqual([
      'name APPLICATION_COMMAND_INVALID_NAME',
    ]);
    expect(await ask(discord, 'DELETE', `${global()}/${id}`)).toMatchObject({ status: 204 });
    expect((await ask(discord, 'GET', global())).body).toEqual([]);
  });

  test('of a guild are apart', async () => {
    const { id } = discord.createGuild({ name: 'Guild', channels: [] });
    const path = `/applications/${discord.applicationId}/guilds/${id}/commands`;
    expect((await put([command()], path)).body).toMatchObject([{ guild_id: id }]);
    expect((await ask(discord, 'GET', global())).body).toEqual([]);
    const elsewhere = `/applications/${discord.applicationId}/guilds/1/commands`;
    expect(await ask(discord, 'GET', elsewhere)).toMatchObject({ status: 403, body: { code: 50001 } });
  });
});

describe('who is offered a command', () => {
  let guild: Guild;
  let id: string;
  const actor = (name: string, channel = 'general'): Actor => ({
    userId: given(guild.members.get(name)),
    channelId: given(guild.channels.get(channel)),
    guildId: guild.id,
  });
  const offered = (name: string, channel?: string) => discord.commands(actor(name, channel)).map((each) => each.name);
  const set = (permissions: Parameters<Discord['setCommandPermissions']>[2], commandId = id) =>
    discord.setCommandPermissions(guild.id, commandId, permissions);
  const everyone = () => ({ id: guild.id, type: 1, permission: true }) as const;

  beforeEach(async () => {
    guild = discord.createGuild({
      name: 'Guild',
      roles: [
        { name: 'mods', permissions: ['ManageGuild'] },
        { name: 'helpers' },
        { name: 'admins', permissions: ['Administrator'] },
      ],
      members: [
        { name: 'reader' },
        { name: 'helper', roles: ['helpers'] },
        { name: 'mod', roles: ['mods'] },
        { name: 'admin', roles: ['admins'] },
      ],
      channels: [
        { name: 'general' },
        { name: 'thread', type: 11, parent: 'general' },
        { name: 'mute', overwrites: [{ target: '@everyone', deny: ['UseApplicationCommands'] }] },
      ],
    });
    const { body } = await put([
      command({ name: 'manage', default_member_permissions: '32', contexts: [0] }),
      command({ name: 'locked', default_member_permissions: '0' }),
      command(),
    ]);
    id = given((body as { id: string }[])[0]).id;
  });

  test('goes by the permissions that it asks for', () => {
    expect(offered('reader')).toEqual(['ask']);
    expect(offered('mod')).toEqual(['manage', 'ask']);
    expect(offered('admin')).toEqual(['manage', 'locked', 'ask']);
    expect(offered('reader', 'mute')).toEqual([]);
  });

  test('goes by what is set for the command before that', async () => {
    const path = `/applications/${discord.applicationId}/guilds/${guild.id}/commands`;
    expect(await ask(discord, 'GET', `${path}/${id}/permissions`)).toMatchObject({
      status: 404,
      body: { code: 10066 },
    });
    set([{ id: given(guild.roles.get('helpers')), type: 1, permission: true }]);
    expect(offered('helper')).toEqual(['manage', 'ask']);
    expect(await ask(discord, 'GET', `${path}/${id}/permissions`)).toMatchObject({
      status: 200,
      body: { id, guild_id: guild.id },
    });
    expect((await ask(discord, 'GET', `${path}/permissions`)).body).toHaveLength(1);
    set([everyone(), { id: given(guild.members.get('helper')), type: 2, permission: false }]);
    expect([offered('reader'), offered('helper')]).toEqual([['manage', 'ask'], ['ask']]);
    set([
      { ...everyone(), permission: false },
      { id: given(guild.roles.get('mods')), type: 1, permission: true },
    ]);
    expect([offered('reader'), offered('mod')]).toEqual([['ask'], ['manage', 'ask']]);
    expect(offered('admin')).toContain('manage');
    expect(await ask(discord, 'PUT', `${path}/${id}/permissions`, { body: {} })).toMatchObject({
      status: 403,
      body: { code: 20001 },
    });
  });

  test('goes by channels, threads as their channel', () => {
    set([{ id: given(guild.channels.get('general')), type: 3, permission: false }]);
    expect([offered('mod'), offered('mod', 'thread')]).toEqual([['ask'], ['ask']]);
    set([
      { id: String(BigInt(guild.id) - 1n), type: 3, permission: false },
      { id: given(guild.channels.get('general')), type: 3, permission: true },
    ]);
    expect(offered('mod')).toEqual(['manage', 'ask']);
  });

  test('goes by what is set for all commands, which opens none that asks for a permission', () => {
    set([everyone()], discord.applicationId);
    expect(offered('reader')).toEqual(['ask']);
    set([{ id: given(guild.members.get('mod')), type: 2, permission: false }], discord.applicationId);
    expect(offered('mod')).toEqual([]);
  });

  test('goes by where it can be used', () => {
    const direct = { userId: given(guild.members.get('reader')), channelId: '' };
    expect(discord.commands(direct).map(({ name }) => name)).toEqual(['locked', 'ask']);
  });
});
