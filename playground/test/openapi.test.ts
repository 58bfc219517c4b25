import { readFileSync } from 'node:fs';
import { REST } from '@discordjs/rest';
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { type APIInteraction, Routes } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { Guild } from '../src/model/plan.ts';
import { given } from './support/asking.ts';

// Discord's own description of its API (https://github.com/discord/discord-api-spec), where someone has it.
const spec = process.env.DISCORD_OPENAPI;
if (!spec) console.warn('DISCORD_OPENAPI is not set: the playground’s answers are not held against Discord’s schemas.');

describe.skipIf(!spec)('answers are what Discord’s own schemas say', () => {
  let discord: Discord;
  let guild: Guild;
  let rest: REST;
  let manager: WebSocketManager;
  let faults: (schema: string, value: unknown) => unknown[];

  beforeAll(async () => {
    const { Ajv2020 } = await import('ajv/dist/2020.js');
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    ajv.addSchema(JSON.parse(readFileSync(given(spec), 'utf8')), 'discord');
    faults = (schema, value) => {
      const validate = ajv.compile({ $ref: `discord#/components/schemas/${schema}` });
      validate(value);
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    };
    discord = await startDiscord();
    guild = discord.createGuild({
      name: 'Guild',
      roles: [{ name: 'mods', mentionable: true }],
      members: [{ name: 'reader', roles: ['mods'] }],
      channels: [
        { name: 'general', overwrites: [{ target: 'mods', allow: ['ViewChannel'] }] },
        { name: 'news', type: 5 },
        { name: 'thread', type: 11, parent: 'general' },
        { name: 'voice', type: 2 },
        { name: 'forum', type: 15 },
        { name: 'folder', type: 4 },
      ],
    });
    rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    manager = new WebSocketManager({ token: discord.token, rest, intents: 0 });
    await Promise.all([manager.connect(), discord.connected()]);
  });
  afterAll(async () => {
    await manager?.destroy();
    await discord?.close();
  });

  const channel = (name: string) => given(guild.channels.get(name));
  const reader = () => given(guild.members.get('reader'));

  test.each<[string, () => Promise<unknown>]>([
    ['GatewayBotResponse', () => rest.get(Routes.gatewayBot())],
    ['PrivateApplicationResponse', () => rest.get(Routes.currentApplication())],
    ['UserPIIResponse', () => rest.get(Routes.user())],
    ['MyGuildResponse', async () => ((await rest.get(Routes.userGuilds())) as unknown[])[0]],
    ['UserResponse', () => rest.get(Routes.user(reader()))],
    ['GuildWithCountsResponse', () => rest.get(Routes.guild(guild.id))],
    ['GuildMemberResponse', () => rest.get(Routes.guildMember(guild.id, reader()))],
    ['GuildChannelResponse', () => rest.get(Routes.channel(channel('general')))],
    ['GuildChannelResponse', () => rest.get(Routes.channel(channel('news')))],
    ['GuildChannelResponse', () => rest.get(Routes.channel(channel('voice')))],
    ['GuildChannelResponse', () => rest.get(Routes.channel(channel('forum')))],
    ['GuildChannelResponse', () => rest.get(Routes.channel(channel('folder')))],
    ['ThreadResponse', () => rest.get(Routes.channel(channel('thread')))],
    ['PrivateChannelResponse', () => rest.post(Routes.userChannels(), { body: { recipient_id: reader() } })],
    [
      'MessageResponse',
      () => rest.post(Routes.channelMessages(channel('general')), { body: { content: `<@${reader()}>`, nonce: '1' } }),
    ],
    [
      'MessageResponse',
      () => rest.post(Routes.channelMessages(channel('general')), { body: { embeds: [{ title: 'x', color: 1 }] } }),
    ],
    [
      'MessageResponse',
      () =>
        rest.post(Routes.channelMessages(channel('general')), {
          body: {
            flags: 1 << 15,
            components: [
              {
                type: 17,
                components: [
                  { type: 10, content: 'x' },
                  { type: 14 },
                  {
                    type: 9,
                    components: [{ type: 10, content: 'x' }],
                    accessory: { type: 11, media: { url: 'https://example.com/a' } },
                  },
                  { type: 12, items: [{ media: { url: 'https://example.com/a' } }] },
                  {
                    type: 1,
                    components: [
                      { type: 2, style: 1, label: 'x', custom_id: 'x' },
                      { type: 2, style: 5, label: 'x', url: 'https://example.com' },
                    ],
                  },
                  { type: 1, components: [{ type: 3, custom_id: 'y', options: [{ label: 'x', value: 'x' }] }] },
                ],
              },
            ],
          },
        }),
    ],
    [
      'ApplicationCommandResponse',
      () =>
        rest.post(Routes.applicationCommands(discord.applicationId), {
          body: {
            name: 'ask',
            description: 'x',
            options: [{ type: 3, name: 'word', description: 'x', autocomplete: true }],
          },
        }),
    ],
  ])('%s', async (schema, answer) => {
    expect(faults(schema, await answer())).toEqual([]);
  });

  test('and a bad answer would be noticed', () => {
    expect(faults('MessageResponse', { id: 1 })).not.toEqual([]);
  });

  test('GuildRoleResponse', async () => {
    const roles = (await rest.get(Routes.guildRoles(guild.id))) as unknown[];
    expect(roles.flatMap((role) => faults('GuildRoleResponse', role))).toEqual([]);
  });

  test('InteractionCallbackResponse and CommandPermissionsResponse', async () => {
    let response: unknown;
    manager.on(WebSocketShardEvents.Dispatch, async ({ data }) => {
      if (data.t !== 'INTERACTION_CREATE') return;
      const { id, token }: APIInteraction = data.d;
      const query = new URLSearchParams({ with_response: 'true' });
      const body = { type: 4, data: { content: 'x' } };
      response = await rest.post(Routes.interactionCallback(id, token), { body, query, auth: false });
    });
    const actor = { userId: reader(), guildId: guild.id, channelId: channel('general') };
    const { message } = await discord.use(actor, 'ask');
    expect(faults('MessageResponse', message)).toEqual([]);
    await expect.poll(() => response && faults('InteractionCallbackResponse', response)).toEqual([]);
    const { id } = given(discord.commands(actor)[0]);
    discord.setCommandPermissions(guild.id, id, [{ id: guild.id, type: 1, permission: true }]);
    const set = await rest.get(Routes.applicationCommandPermissions(discord.applicationId, guild.id, id));
    expect(faults('CommandPermissionsResponse', set)).toEqual([]);
  });

  test('InteractionCallbackResponse of a modal, and the message that answers it', async () => {
    const callbacks: unknown[] = [];
    const modal = {
      custom_id: 'x',
      title: 'x',
      components: [{ type: 18, label: 'x', component: { type: 4, custom_id: 'x', style: 1 } }],
    };
    manager.removeAllListeners(WebSocketShardEvents.Dispatch);
    manager.on(WebSocketShardEvents.Dispatch, async ({ data }) => {
      if (data.t !== 'INTERACTION_CREATE') return;
      const { id, token, type }: APIInteraction = data.d;
      const body = type === 5 ? { type: 4, data: { content: 'x' } } : { type: 9, data: modal };
      const query = new URLSearchParams({ with_response: 'true' });
      callbacks.push(await rest.post(Routes.interactionCallback(id, token), { body, query, auth: false }));
    });
    const actor = { userId: reader(), guildId: guild.id, channelId: channel('general') };
    await expect(discord.use(actor, 'ask')).rejects.toThrow('opened a modal');
    const answer = await discord.submit(reader(), given(discord.modal(reader())).id, { x: 'x' });
    expect(faults('MessageResponse', given(answer).message)).toEqual([]);
    await expect.poll(() => callbacks.length).toBe(2);
    expect(callbacks.flatMap((callback) => faults('InteractionCallbackResponse', callback))).toEqual([]);
  });
});
