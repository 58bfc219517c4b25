import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { Guild, PermissionName } from '../src/model/plan.ts';
import { ask, given } from './support/asking.ts';

type Named = { body: { mention_roles: string[]; mentions: { id: string }[]; mention_everyone: boolean } };

describe('whom a message pings', () => {
  let discord: Discord;
  let guild: Guild;
  let next = 0;
  const closed = 'closed';
  const everyone: PermissionName[] = ['ViewChannel', 'SendMessages'];
  beforeAll(async () => {
    discord = await startDiscord();
    guild = discord.createGuild({
      name: 'Guild',
      everyone,
      roles: [{ name: 'editors', mentionable: true }, { name: 'quiet' }],
      members: [{ name: 'ann', roles: ['editors'] }, { name: 'bob', roles: ['editors', 'quiet'] }, { name: 'cid' }],
      channels: [
        ...Array.from({ length: 30 }, (_, index) => ({ name: `open-${index}` })),
        { name: 'loud', overwrites: [{ target: '@bot', allow: ['MentionEveryone'] }] },
        {
          name: closed,
          overwrites: [
            { target: '@everyone', deny: ['ViewChannel'] },
            { target: '@bot', allow: ['ViewChannel'] },
            { target: 'bob', allow: ['ViewChannel'] },
          ],
        },
      ],
    });
  });
  afterAll(() => discord.close());

  /** Posts with `{name}` for a person, `{&name}` for a role; gives the names of who is pinged. */
  const post = async (content: string, more: object = {}, channel = `open-${next++}`, v2 = false) => {
    const filled = content
      .replace(/\{&(\w+)\}/g, (_, name) => `<@&${guild.roles.get(name)}>`)
      .replace(/\{(\w+)\}/g, (_, name) => `<@${guild.members.get(name)}>`);
    const message = v2
      ? { flags: 1 << 15, components: [{ type: 17, components: [{ type: 10, content: filled }] }] }
      : { content: filled };
    const path = `/channels/${guild.channels.get(channel)}/messages`;
    const { body } = (await ask(discord, 'POST', path, { body: { ...message, ...more } })) as Named;
    const names = new Map([...guild.members].map(([name, id]) => [id, name]));
    const pinged = discord.pinged((body as unknown as { id: string }).id).map((id) => names.get(id) ?? id);
    return { pinged: pinged.sort(), body };
  };
  const role = (name: string) => given(guild.roles.get(name));

  test.each<[string, string, object, string[]]>([
    ['nobody', 'hello', {}, []],
    ['a person', '{ann} hello', {}, ['ann']],
    ['a role that can be mentioned', '{&editors}', {}, ['ann', 'bob']],
    ['not a role that cannot', '{&quiet}', {}, []],
    ['not everyone without the permission', '@everyone @here', {}, []],
    ['not in code', '`{ann}` ```\n{&editors}\n``` ``{bob} ` ``', {}, []],
    ['beside code', '`code` {ann} ```x``` {bob}', {}, ['ann', 'bob']],
    ['not what is escaped', '\\{ann} \\{&editors}', {}, []],
    ['nobody where nothing is parsed', '{ann} {&editors}', { allowed_mentions: { parse: [] } }, []],
    ['only people', '{cid} {&editors}', { allowed_mentions: { parse: ['users'] } }, ['cid']],
    ['nobody silently', '{ann}', { flags: 1 << 12 }, []],
    ['nobody unknown', '<@1> <@&1>', {}, []],
  ])('%s', async (_, content, more, pinged) => {
    expect((await post(content, more)).pinged).toEqual(pinged);
    expect(
      (await post(content, { ...more, flags: (1 << 15) | ('flags' in more ? 1 << 12 : 0) }, undefined, true)).pinged,
    ).toEqual(pinged);
  });

  test('a chosen role only', async () => {
    const { pinged, body } = await post('{&editors} {cid}', {
      allowed_mentions: { parse: [], roles: [role('editors')] },
    });
    expect([pinged, body.mention_roles, body.mentions]).toEqual([['ann', 'bob'], [role('editors')], []]);
  });

  test('a chosen role that cannot be mentioned, only with the permission', async () => {
    const allowed_mentions = { parse: [], roles: [role('quiet')] };
    expect((await post('{&quiet}', { allowed_mentions })).pinged).toEqual([]);
    expect((await post('{&quiet}', { allowed_mentions }, 'loud')).pinged).toEqual(['bob']);
  });

  test('everyone with the permission, unless it is not parsed', async () => {
    const { pinged, body } = await post('@everyone', {}, 'loud');
    expect([pinged, body.mention_everyone]).toEqual([['ann', 'bob', 'cid', 'owner'], true]);
    const quiet = await post('@everyone', { allowed_mentions: { parse: ['users', 'roles'] } }, 'loud');
    expect([quiet.pinged, quiet.body.mention_everyone]).toEqual([[], false]);
  });

  test('nobody who cannot see the channel', async () => {
    expect((await post('{ann} {&editors}', {}, closed)).pinged).toEqual(['bob']);
  });

  test('nobody by an edit', async () => {
    const { body } = await post('hello', {}, 'loud');
    const { id, channel_id } = body as unknown as { id: string; channel_id: string };
    const edit = { content: `<@${guild.members.get('ann')}>` };
    const answer = await ask(discord, 'PATCH', `/channels/${channel_id}/messages/${id}`, { body: edit });
    expect((answer as Named).body.mentions).toHaveLength(1);
    expect(discord.pinged(id)).toEqual([]);
  });
});
