import { DiscordAPIError, REST } from '@discordjs/rest';
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import {
  type APIInteraction,
  type APIInteractionResponse,
  ChannelType,
  GatewayDispatchEvents,
  InteractionType,
  MessageFlags,
  Routes,
} from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { Actor } from '../src/interactions/actor.ts';
import type { Guild } from '../src/model/plan.ts';
import { DiscordRefusal } from '../src/model/refusal.ts';
import { given } from './support/asking.ts';

const { Ephemeral } = MessageFlags;

let discord: Discord;
let guild: Guild;
let rest: REST;
let manager: WebSocketManager;
/** What the bot does with the next interactions. */
let react: (interaction: APIInteraction) => unknown = () => {};
let received: APIInteraction[] = [];

const callback = ({ id, token }: APIInteraction, body: object, query?: URLSearchParams) =>
  rest.post(Routes.interactionCallback(id, token), { body, auth: false, ...(query ? { query } : {}) });
const reply = (interaction: APIInteraction, data: object) => callback(interaction, { type: 4, data });
const original = ({ token }: APIInteraction) => Routes.webhookMessage(discord.applicationId, token, '@original');
const patch = (interaction: APIInteraction, body: object) => rest.patch(original(interaction), { body, auth: false });
const followUp = ({ token }: APIInteraction, body: object) =>
  rest.post(Routes.webhook(discord.applicationId, token), { body, auth: false });
const code = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  return error instanceof DiscordAPIError ? error.code : error;
};
const actor = (name = 'reader', channel = 'general', where = guild): Actor => ({
  userId: given(where.members.get(name)),
  channelId: given(where.channels.get(channel)),
  guildId: where.id,
});
const buttons = (...ids: string[]) => [
  {
    type: 1,
    components: ids.map((custom_id) => ({ type: 2, style: 1, label: 'x', custom_id, disabled: custom_id === 'off' })),
  },
];

beforeAll(async () => {
  discord = await startDiscord();
  guild = discord.createGuild({
    name: 'Guild',
    locale: 'de',
    roles: [{ name: 'mods', permissions: ['ManageGuild'] }],
    members: [{ name: 'reader' }, { name: 'other' }, { name: 'mod', roles: ['mods'] }],
    channels: [
      { name: 'general' },
      { name: 'news', type: ChannelType.GuildAnnouncement },
      { name: 'hidden', overwrites: [{ target: '@everyone', deny: ['ViewChannel'] }] },
      { name: 'mute', overwrites: [{ target: '@everyone', deny: ['UseApplicationCommands'] }] },
      { name: 'folder', type: ChannelType.GuildCategory },
    ],
  });
  rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
  manager = new WebSocketManager({ token: discord.token, rest, intents: 0 });
  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (data.t !== GatewayDispatchEvents.InteractionCreate) return;
    received.push(data.d);
    void react(data.d);
  });
  await Promise.all([manager.connect(), discord.connected()]);
  const option = (type: number, name: string, more = {}) => ({ type, name, description: 'x', ...more });
  await rest.put(Routes.applicationCommands(discord.applicationId), {
    body: [
      { name: 'plain', description: 'x' },
      { name: 'manage', description: 'x', default_member_permissions: '32', contexts: [0] },
      {
        name: 'digest',
        description: 'x',
        options: [
          option(1, 'add', {
            options: [
              option(7, 'channel', { required: true, channel_types: [0, 5] }),
              option(3, 'depth', { choices: [{ name: 'Full', value: 'full' }] }),
              option(3, 'zone', { autocomplete: true, min_length: 2, max_length: 5 }),
              option(4, 'late', { min_value: 0, max_value: 10 }),
              option(5, 'publish'),
              option(8, 'mention'),
              option(6, 'person'),
              option(4, 'digest', { autocomplete: true }),
            ],
          }),
          option(1, 'list'),
        ],
      },
    ],
  });
});
afterAll(async () => {
  await manager.destroy();
  await discord.close();
});

describe('a command', () => {
  test('reaches the bot as Discord sends it', async () => {
    react = (interaction) => reply(interaction, { content: 'done' });
    const news = given(guild.channels.get('news'));
    const values = {
      channel: news,
      depth: 'full',
      late: 3,
      publish: true,
      mention: given(guild.roles.get('mods')),
      person: given(guild.members.get('mod')),
    };
    received = [];
    const outcome = await discord.use({ ...actor(), locale: 'fr' }, 'digest add', values);
    expect(outcome).toMatchObject({ ephemeral: false, updated: false, ms: expect.any(Number) });
    expect(outcome.message).toMatchObject({
      content: 'done',
      type: 20,
      application_id: discord.applicationId,
      interaction_metadata: { id: outcome.interactionId, name: 'digest add', user: { global_name: 'reader' } },
    });
    expect(discord.messages(actor().channelId).at(-1)).toEqual(outcome.message);
    expect(received).toMatchObject([
      {
        type: InteractionType.ApplicationCommand,
        version: 1,
        application_id: discord.applicationId,
        guild_id: guild.id,
        guild_locale: 'de',
        guild: { id: guild.id },
        locale: 'fr',
        channel: { id: actor().channelId, type: 0, name: 'general', guild_id: guild.id },
        channel_id: actor().channelId,
        app_permissions: expect.stringMatching(/^\d+$/),
        context: 0,
        authorizing_integration_owners: { 0: guild.id },
        entitlements: [],
        attachment_size_limit: expect.any(Number),
        member: { user: { id: actor().userId }, roles: [], permissions: expect.stringMatching(/^\d+$/) },
        data: {
          name: 'digest',
          type: 1,
          options: [
            {
              type: 1,
              name: 'add',
              options: [
                { type: 7, name: 'channel', value: news },
                { type: 3, name: 'depth', value: 'full' },
                { type: 4, name: 'late', value: 3 },
                { type: 5, name: 'publish', value: true },
                { type: 8, name: 'mention', value: values.mention },
                { type: 6, name: 'person', value: values.person },
              ],
            },
          ],
          resolved: {
            channels: { [news]: { id: news, type: 5, name: 'news', permissions: expect.any(String) } },
            roles: { [values.mention]: { name: 'mods' } },
            users: { [values.person]: { global_name: 'mod' } },
            members: { [values.person]: { permissions: expect.any(String) } },
          },
        },
      },
    ]);
    expect(received[0]).not.toHaveProperty('user');
    expect(received[0]).not.toHaveProperty('message');
  });

  test('is in the language that the person’s Discord is set to', async () => {
    react = (interaction) => reply(interaction, { content: 'done' });
    const { members, channels, id } = discord.createGuild({
      name: 'Paris',
      members: [{ name: 'claire', locale: 'fr' }],
      channels: [{ name: 'general' }],
    });
    received = [];
    const claire = { userId: given(members.get('claire')), channelId: given(channels.get('general')), guildId: id };
    await discord.use(claire, 'plain');
    await discord.use({ ...claire, locale: 'de' }, 'plain');
    expect(received).toMatchObject([{ locale: 'fr' }, { locale: 'de' }]);
  });

  test('in a direct message comes from a person, not a member', async () => {
    react = (interaction) => reply(interaction, { content: 'done' });
    received = [];
    const { message } = await discord.use({ userId: actor().userId, channelId: '' }, 'plain');
    expect(received).toMatchObject([{ user: { id: actor().userId }, context: 1, channel: { type: 1 } }]);
    expect(received[0]).not.toHaveProperty('member');
    expect(discord.messages(message.channel_id)).toEqual([message]);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['an unknown command', () => discord.use(actor(), 'nothing'), 'no such command'],
    ['a command that asks for more', () => discord.use(actor(), 'manage'), 'no such command'],
    [
      'a command that is not for direct messages',
      () => discord.use({ userId: actor('mod').userId, channelId: '' }, 'manage'),
      'no such command',
    ],
    ['a command with subcommands alone', () => discord.use(actor(), 'digest'), 'subcommands'],
    ['an unknown subcommand', () => discord.use(actor(), 'digest remove'), 'no such command'],
    ['a channel that is hidden', () => discord.use(actor('reader', 'hidden'), 'plain'), 'access'],
    ['a channel without commands', () => discord.use(actor('reader', 'mute'), 'plain'), 'permission'],
    ['a category', () => discord.use(actor('reader', 'folder'), 'plain'), 'no such channel'],
    ['a stranger', () => discord.use({ ...actor(), userId: '1' }, 'plain'), 'no such person'],
    [
      'an unknown option',
      () => discord.use(actor(), 'digest list', { all: true }),
      'all: This command has no such option',
    ],
    ['a missing option', () => discord.use(actor(), 'digest add'), 'channel: This option is required'],
    [
      'a channel of another kind',
      () => add({ channel: given(guild.channels.get('folder')) }),
      'channel: Enter a valid channel',
    ],
    [
      'a channel that they cannot see',
      () => add({ channel: given(guild.channels.get('hidden')) }),
      'channel: Enter a valid channel',
    ],
    ['no choice', () => add({ depth: 'deep' }), 'depth: Enter a valid choice'],
    ['a text too short', () => add({ zone: 'x' }), 'zone: Enter a value of at least 2'],
    ['a text of too many emoji', () => add({ zone: '😀'.repeat(6) }), 'zone: Enter a value of at most 5'],
    ['a text too long', () => add({ zone: 'x'.repeat(6) }), 'zone: Enter a value of at most 5'],
    ['an empty text', () => add({ zone: '' }), 'zone: This option is required'],
    ['a number too small', () => add({ late: -1 }), 'late: Enter a value greater than or equal to 0'],
    ['a number too great', () => add({ late: 11 }), 'late: Enter a value less than or equal to 10'],
    ['half a number', () => add({ late: 1.5 }), 'late: Enter a valid integer'],
    ['a word for a number', () => add({ late: 'soon' }), 'late: Enter a valid number'],
    ['a word for a truth', () => add({ publish: 'perhaps' }), 'publish: Enter a valid true/false'],
    ['an unknown role', () => add({ mention: '1' }), 'mention: Enter a valid role'],
  ])('is not sent with %s', async (_, use, words) => {
    received = [];
    const error: unknown = await use().catch((reason) => reason);
    expect(error).toBeInstanceOf(DiscordRefusal);
    expect(String(error)).toContain(words);
    expect(received).toEqual([]);
  });
  const add = (values: Record<string, string | number | boolean>) =>
    discord.use(actor(), 'digest add', { channel: given(guild.channels.get('news')), ...values });

  test('takes numbers and truths as they are typed', async () => {
    react = (interaction) => reply(interaction, { content: 'done' });
    received = [];
    await add({ late: '3', publish: 'True' });
    expect(JSON.stringify(received)).toContain('"value":3');
    expect(JSON.stringify(received)).toContain('"value":true');
  });
});

describe('an answer', () => {
  test('comes once, with the interaction’s own token', async () => {
    const codes: unknown[] = [];
    react = async (interaction) => {
      codes.push(await code(callback({ ...interaction, token: 'x' }, { type: 4, data: { content: 'x' } })));
      codes.push(await code(patch(interaction, { content: 'early' })));
      codes.push(await code(reply(interaction, {})));
      codes.push(await code(reply(interaction, { content: 'x'.repeat(2001) })));
      codes.push(await code(callback(interaction, { type: 7, data: { content: 'x' } })));
      codes.push(await code(callback(interaction, { type: 8, data: { choices: [] } })));
      codes.push(await code(callback(interaction, { type: 1 })));
      codes.push(await code(reply(interaction, { content: 'at last' })));
      codes.push(await code(reply(interaction, { content: 'again' })));
    };
    expect((await discord.use(actor(), 'plain')).message.content).toBe('at last');
    await expect.poll(() => codes).toEqual([10062, 10015, 50006, 50035, 50035, 50035, 50035, undefined, 40060]);
  });

  test('of a message says where it is wrong', async () => {
    let error: unknown;
    react = async (interaction) => {
      error = await reply(interaction, { flags: 1 << 15, components: [{ type: 10, content: '' }] }).catch(
        (reason) => reason,
      );
      await reply(interaction, { content: 'x' });
    };
    await discord.use(actor(), 'plain');
    expect(String(error)).toContain('data.components[0].content[BASE_TYPE_BAD_LENGTH]');
  });

  test('is described where that is asked for', async () => {
    let response: unknown;
    react = async (interaction) => {
      const body: APIInteractionResponse = { type: 4, data: { content: 'x', flags: Ephemeral } };
      response = await callback(interaction, body, new URLSearchParams({ with_response: 'true' }));
    };
    const { message } = await discord.use(actor(), 'plain');
    await expect
      .poll(() => response)
      .toMatchObject({
        interaction: {
          type: 2,
          response_message_id: message.id,
          response_message_ephemeral: true,
          response_message_loading: false,
        },
        resource: { type: 4, message: { content: 'x' } },
      });
  });

  test('can come later, once the person is told to wait', async () => {
    react = async (interaction) => {
      await callback(interaction, { type: 5, data: { flags: Ephemeral } });
      await patch(interaction, { content: 'later' });
    };
    const { ephemeral, message } = await discord.use(actor(), 'plain');
    expect([ephemeral, message.content, message.flags]).toEqual([true, 'later', Ephemeral]);
  });

  test('that came later is the first message that follows', async () => {
    react = async (interaction) => {
      await callback(interaction, { type: 5 });
      await followUp(interaction, { content: 'first' });
      await followUp(interaction, { content: 'second', flags: Ephemeral });
    };
    const seen: string[] = [];
    discord.events.on('message', ({ content }) => seen.push(content));
    discord.events.on('ephemeral', ({ content }) => seen.push(content));
    expect((await discord.use(actor(), 'plain')).message.content).toBe('first');
    await expect.poll(() => seen).toEqual(['first', 'second']);
    discord.events.removeAllListeners('message').removeAllListeners('ephemeral');
  });

  test('can be read, changed and taken away by the token', async () => {
    let interaction: APIInteraction | undefined;
    react = (sent) => {
      interaction = sent;
      return reply(sent, { content: 'one', flags: Ephemeral });
    };
    const seen: string[] = [];
    discord.events.on('ephemeral', ({ content }, userId) => seen.push(`${content} ${userId}`));
    const { message } = await discord.use(actor(), 'plain');
    const answered = given(interaction);
    expect(await rest.get(original(answered), { auth: false })).toMatchObject({ content: 'one' });
    await patch(answered, { content: 'two' });
    expect(seen).toEqual([`one ${actor().userId}`, `two ${actor().userId}`]);
    expect(await code(rest.get(Routes.channelMessage(message.channel_id, message.id)))).toBe(10008);
    expect(discord.messages(message.channel_id)).not.toContainEqual(expect.objectContaining({ id: message.id }));
    await rest.delete(original(answered), { auth: false });
    expect(await code(patch(answered, { content: 'three' }))).toBe(10008);
    expect(await code(patch({ ...answered, token: 'x' }, { content: 'x' }))).toBe(50027);
    discord.events.removeAllListeners('ephemeral');
  });

  test('pings people only, unless it says otherwise', async () => {
    const mention = `<@${guild.members.get('mod')}> <@&${guild.roles.get('mods')}>`;
    discord.overwrite(guild.id, 'general', { target: '@bot', allow: ['MentionEveryone'] });
    react = (interaction) => reply(interaction, { content: `${mention} @everyone` });
    const { message } = await discord.use(actor(), 'plain');
    expect([message.mentions.length, message.mention_roles, message.mention_everyone]).toEqual([1, [], false]);
  });

  test('that does not come within three seconds is none', async () => {
    let late: unknown;
    react = (interaction) =>
      setTimeout(async () => {
        late = await code(reply(interaction, { content: 'late' }));
      }, 3100);
    const begun = performance.now();
    await expect(discord.use(actor(), 'plain')).rejects.toThrow('The application did not respond');
    expect(performance.now() - begun).toBeGreaterThan(2950);
    await expect.poll(() => late).toBe(10062);
  });

  test('cannot come where there is no bot', async () => {
    const empty = await startDiscord();
    const { id, members, channels } = empty.createGuild({
      name: 'x',
      members: [{ name: 'a' }],
      channels: [{ name: 'b' }],
    });
    await new REST({ api: empty.apiUrl })
      .setToken(empty.token)
      .put(Routes.applicationCommands(empty.applicationId), { body: [{ name: 'plain', description: 'x' }] });
    const someone = { guildId: id, userId: given(members.get('a')), channelId: given(channels.get('b')) };
    await expect(empty.use(someone, 'plain')).rejects.toThrow('The application did not respond');
    await empty.close();
  });
});

describe('autocomplete', () => {
  const complete = (focused: { name: string; value: string }, values = {}, name = 'digest add') =>
    discord.complete(actor(), name, values, focused);

  test('sends what is typed so far, and gives the choices', async () => {
    react = (interaction) => callback(interaction, { type: 8, data: { choices: [{ name: 'Berlin', value: 'x' }] } });
    received = [];
    expect(await complete({ name: 'zone', value: '' }, { late: 2 })).toEqual([{ name: 'Berlin', value: 'x' }]);
    expect(received).toMatchObject([
      {
        type: InteractionType.ApplicationCommandAutocomplete,
        data: {
          options: [
            {
              name: 'add',
              options: [
                { name: 'late', value: 2 },
                { name: 'zone', value: '', focused: true },
              ],
            },
          ],
        },
      },
    ]);
  });

  test('is there only for options that have it', async () => {
    await expect(complete({ name: 'depth', value: '' })).rejects.toThrow('no autocomplete');
    await expect(complete({ name: 'nothing', value: '' })).rejects.toThrow('no such option');
  });

  test.each<[string, string, object[], boolean]>([
    ['25 choices', 'zone', Array.from({ length: 25 }, (_, index) => ({ name: `${index}`, value: `${index}` })), true],
    ['26 choices', 'zone', Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })), false],
    ['a name of 101', 'zone', [{ name: 'x'.repeat(101), value: 'x' }], false],
    ['an empty name', 'zone', [{ name: '', value: 'x' }], false],
    ['a number for a text', 'zone', [{ name: 'x', value: 1 }], false],
    ['a text for a number', 'digest', [{ name: 'x', value: '1' }], false],
    ['a number for a number', 'digest', [{ name: 'x', value: 1 }], true],
  ])('with %s', async (_, name, choices, isTaken) => {
    let refused: unknown;
    react = async (interaction) => {
      refused = await code(callback(interaction, { type: 8, data: { choices } }));
      if (refused) await callback(interaction, { type: 8, data: { choices: [] } });
    };
    expect(await complete({ name, value: '' })).toEqual(isTaken ? choices : []);
    expect(refused).toBe(isTaken ? undefined : 50035);
  });
});

describe('a button', () => {
  const shown = async (data: object, who = 'reader') => {
    react = (interaction) => reply(interaction, data);
    return (await discord.use(actor(who), 'plain')).message;
  };

  test('sends its message along, and can change it', async () => {
    const message = await shown({ content: 'one', components: buttons('a', 'off') });
    received = [];
    react = (interaction) => callback(interaction, { type: 7, data: { content: 'two' } });
    const outcome = await discord.click(actor('other'), message.id, 'a');
    expect(outcome).toMatchObject({ updated: true, ephemeral: false, message: { id: message.id, content: 'two' } });
    expect(received).toMatchObject([
      {
        type: 3,
        data: { custom_id: 'a', component_type: 2 },
        message: { id: message.id, content: 'one' },
        member: { user: { id: actor('other').userId } },
      },
    ]);
  });

  test('can answer only the person who clicked', async () => {
    const message = await shown({ content: 'one', components: buttons('a') });
    react = (interaction) => reply(interaction, { content: 'you', flags: Ephemeral, components: buttons('b') });
    const outcome = await discord.click(actor('other'), message.id, 'a');
    expect(outcome).toMatchObject({ updated: false, ephemeral: true });
    await expect(discord.click(actor('reader'), outcome.message.id, 'b')).rejects.toThrow('no such message');
    react = (interaction) => callback(interaction, { type: 7, data: { content: 'still you' } });
    expect(await discord.click(actor('other'), outcome.message.id, 'b')).toMatchObject({
      updated: true,
      ephemeral: true,
    });
  });

  test('can change its message later', async () => {
    const message = await shown({ content: 'one', components: buttons('a') });
    react = async (interaction) => {
      await callback(interaction, { type: 6 });
      await patch(interaction, { content: 'two' });
    };
    expect(await discord.click(actor(), message.id, 'a')).toMatchObject({
      updated: true,
      message: { id: message.id, content: 'two' },
    });
  });

  test('is clicked only where it is, and while it is enabled', async () => {
    const message = await shown({ content: 'one', components: buttons('a', 'off') });
    received = [];
    await expect(discord.click(actor(), message.id, 'off')).rejects.toThrow('disabled');
    await expect(discord.click(actor(), message.id, 'b')).rejects.toThrow('no such button');
    await expect(discord.click(actor(), '1', 'a')).rejects.toThrow('no such message');
    await expect(discord.click(actor('reader', 'news'), message.id, 'a')).rejects.toThrow('no such message');
    expect(received).toEqual([]);
  });

  test('of a menu chooses what is in it', async () => {
    const options = ['a', 'b', 'c'].map((value) => ({ label: value, value }));
    const message = await shown({
      content: 'one',
      components: [{ type: 1, components: [{ type: 3, custom_id: 'menu', options, max_values: 2 }] }],
    });
    received = [];
    react = (interaction) => callback(interaction, { type: 7, data: { content: 'two' } });
    for (const [values, words] of [
      [[], 'Choose'],
      [['a', 'b', 'c'], 'Choose'],
      [['x'], 'no such entry'],
      [['a', 'a'], 'Choose'],
    ] as const)
      await expect(discord.select(actor(), message.id, 'menu', values)).rejects.toThrow(words);
    await expect(discord.click(actor(), message.id, 'menu')).rejects.toThrow('no such button');
    await discord.select(actor(), message.id, 'menu', ['a', 'c']);
    expect(received).toMatchObject([{ data: { custom_id: 'menu', component_type: 3, values: ['a', 'c'] } }]);
  });
});
