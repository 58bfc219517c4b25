import { ChannelType } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import { emptyMessage } from '../src/messages/message-body.ts';
import { listMessages } from '../src/messages/message-listing.ts';
import type { Guild } from '../src/model/plan.ts';
import { createWorld, directMessage } from '../src/model/world.ts';
import { ask, faults, given } from './support/asking.ts';

const V2 = 1 << 15;
const text = (content: string, more = {}) => ({ type: 10, content, ...more });
const button = (more = {}) => ({ type: 2, style: 2, label: 'Go', custom_id: 'go', ...more });
const row = (...components: object[]) => ({ type: 1, components });
const option = (value: string, more = {}) => ({ label: value, value, ...more });
const select = (more = {}) => ({ type: 3, custom_id: 'menu', options: [option('a'), option('b')], ...more });
const container = (components: object[], more = {}) => ({ type: 17, components, ...more });
const many = <T>(length: number, make: (index: number) => T) => Array.from({ length }, (_, index) => make(index));
const v2 = (...components: object[]) => ({ flags: V2, components });
const media = { media: { url: 'https://example.com/a.png' } };

const accepted: [string, object][] = [
  ['plain content', { content: 'hello' }],
  ['2000 characters', { content: 'x'.repeat(2000) }],
  ['content with buttons', { content: 'hello', components: [row(button())] }],
  ['an embed', { embeds: [{ title: 'hello', fields: [{ name: 'a', value: 'b' }] }] }],
  [
    'null for what is left out',
    { content: 'hello', embeds: null, components: null, allowed_mentions: null, tts: null },
  ],
  ['keys that Discord does not know', { content: 'hello', colour: 'red' }],
  ['a text', v2(text('hello'))],
  ['40 components', v2(...many(40, (index) => text(String(index))))],
  ['40 components with the nested ones', v2(container(many(39, (index) => text(String(index)))))],
  ['4000 characters', v2(text('x'.repeat(2000)), container([text('y'.repeat(2000))]))],
  [
    'every component',
    v2(
      container(
        [
          text('a'),
          { type: 14, divider: false, spacing: 2 },
          { type: 9, components: [text('b'), text('c'), text('d')], accessory: button({ custom_id: 'b' }) },
          { type: 9, components: [text('e')], accessory: { type: 11, ...media } },
          { type: 12, items: many(10, () => media) },
          row(...many(5, (index) => button({ custom_id: `c${index}` }))),
          row(select()),
        ],
        { accent_color: 0xffffff, spoiler: true },
      ),
      row({ type: 5, custom_id: 'u' }),
      row({ type: 6, custom_id: 'r' }),
      row({ type: 7, custom_id: 'm' }),
      row({ type: 8, custom_id: 'ch', channel_types: [0] }),
    ),
  ],
  ['2000 characters of two UTF-16 units each', { content: '😀'.repeat(2000) }],
  [
    'a label of 80 and a custom id of 100 such characters',
    v2(row({ type: 2, style: 1, label: '😀'.repeat(80), custom_id: '😀'.repeat(100) })),
  ],
  ['10,158 bytes in one text', v2(text(`${'記'.repeat(3_386)}`))],
  ['10,146 bytes in two', v2(text('記'.repeat(1_691)), container([text('記'.repeat(1_691))]))],
  ['a link button', v2(row({ type: 2, style: 5, label: 'Read', url: 'https://example.com' }))],
  ['a button with an emoji alone', v2(row({ type: 2, style: 1, custom_id: 'x', emoji: { name: '🔥' } }))],
  ['a menu of 25', v2(row(select({ options: many(25, (index) => option(String(index))), max_values: 25 })))],
  ['ids of its own', v2(text('a', { id: 7 }), text('b', { id: 1 }), text('c'))],
  ['mentions of chosen roles', { content: 'x', allowed_mentions: { parse: ['users'], roles: ['1'] } }],
  ['mentions of nobody', { content: 'x', allowed_mentions: { parse: [] } }],
  ['a nonce of 25 characters', { content: 'x', nonce: 'n'.repeat(25), enforce_nonce: true }],
];

const refused: [string, object, string[]][] = [
  ['2001 characters of two UTF-16 units each', { content: '😀'.repeat(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
  ['2001 characters', { content: 'x'.repeat(2001) }, ['content BASE_TYPE_MAX_LENGTH']],
  ['content that is no text', { content: 5 }, ['content STRING_TYPE_CONVERT']],
  ['components that are no list', { flags: V2, components: {} }, ['components LIST_TYPE_CONVERT']],
  ['a component that is no object', { flags: V2, components: ['x'] }, ['components[0] MODEL_TYPE_CONVERT']],
  ['a text without the flag', { components: [text('x')] }, ['components[0] UNION_TYPE_CHOICES']],
  ['an unknown component', v2({ type: 99 }), ['components[0] UNION_TYPE_CHOICES']],
  ['a component without a type', v2({ content: 'x' }), ['components[0].type BASE_TYPE_REQUIRED']],
  ['a button at the top', v2(button()), ['components[0] UNION_TYPE_CHOICES']],
  [
    'a container in a container',
    v2(container([container([text('x')])])),
    ['components[0].components[0] UNION_TYPE_CHOICES'],
  ],
  ['a thumbnail at the top', v2({ type: 11, ...media }), ['components[0] UNION_TYPE_CHOICES']],
  ['a text in a row', v2(row(text('x'))), ['components[0].components[0] UNION_TYPE_CHOICES']],
  [
    'a text input in a row',
    v2(row({ type: 4, custom_id: 'x', style: 1, label: 'x' })),
    ['components[0].components[0] UNION_TYPE_CHOICES'],
  ],
  [
    'content beside components of V2',
    { ...v2(text('x')), content: 'y' },
    ['content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
  ],
  [
    'embeds beside components of V2',
    { ...v2(text('x')), embeds: [{ title: 'y' }] },
    ['embeds MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
  ],
  [
    'a poll beside components of V2',
    { ...v2(text('x')), poll: {} },
    ['poll MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
  ],
  [
    'stickers beside components of V2',
    { ...v2(text('x')), sticker_ids: ['1'] },
    ['sticker_ids MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
  ],
  ['41 components', v2(...many(41, (index) => text(String(index)))), ['components BASE_TYPE_BAD_LENGTH']],
  [
    '41 components with the nested ones',
    v2(container(many(20, () => text('x'))), container(many(19, () => text('x')))),
    ['components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
  ],
  [
    '41 components with an accessory',
    v2({ type: 9, components: [text('x')], accessory: button() }, ...many(38, () => text('x'))),
    ['components COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
  ],
  ['4001 characters in one text', v2(text('x'.repeat(4001))), ['components[0].content BASE_TYPE_BAD_LENGTH']],
  [
    '4001 characters in two texts',
    v2(text('x'.repeat(2000)), container([text('y'.repeat(2001))])),
    ['components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
  ],
  ['an empty text', v2(text('')), ['components[0].content BASE_TYPE_BAD_LENGTH']],
  ['a blank text', v2(text(' \n ')), ['components[0].content BASE_TYPE_BAD_LENGTH']],
  ['an empty container', v2(container([])), ['components[0].components BASE_TYPE_BAD_LENGTH']],
  [
    'a colour beyond white',
    v2(container([text('x')], { accent_color: 0x1000000 })),
    ['components[0].accent_color NUMBER_TYPE_MAX'],
  ],
  [
    'a section without an accessory',
    v2({ type: 9, components: [text('x')] }),
    ['components[0].accessory BASE_TYPE_REQUIRED'],
  ],
  [
    'a section of four texts',
    v2({ type: 9, components: many(4, () => text('x')), accessory: button() }),
    ['components[0].components BASE_TYPE_BAD_LENGTH'],
  ],
  [
    'a select as an accessory',
    v2({ type: 9, components: [text('x')], accessory: select() }),
    ['components[0].accessory UNION_TYPE_CHOICES'],
  ],
  ['a row of nothing', v2(row()), ['components[0].components BASE_TYPE_BAD_LENGTH']],
  [
    'a row of six buttons',
    v2(row(...many(6, (index) => button({ custom_id: `b${index}` })))),
    ['components[0].components[5] COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'components[0].components BASE_TYPE_BAD_LENGTH'],
  ],
  [
    'a select beside a button',
    v2(row(select(), button())),
    ['components[0].components[1] COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
  ],
  [
    'two selects in a row',
    v2(row(select(), select({ custom_id: 'other' }))),
    ['components[0].components[1] COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
  ],
  ['a gallery of nothing', v2({ type: 12, items: [] }), ['components[0].items BASE_TYPE_BAD_LENGTH']],
  ['a gallery of eleven', v2({ type: 12, items: many(11, () => media) }), ['components[0].items BASE_TYPE_BAD_LENGTH']],
  [
    'an image at a bad address',
    v2({ type: 12, items: [{ media: { url: 'nowhere' } }] }),
    ['components[0].items[0].media.url URL_TYPE_INVALID_URL'],
  ],
  [
    'an image by ftp',
    v2({ type: 12, items: [{ media: { url: 'ftp://example.com/a' } }] }),
    ['components[0].items[0].media.url URL_TYPE_INVALID_SCHEME'],
  ],
  [
    'a file that was not sent',
    v2({ type: 13, file: { url: 'attachment://a.txt' } }),
    ['components[0].file UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND'],
  ],
  ['a separator three wide', v2({ type: 14, spacing: 3 }), ['components[0].spacing NUMBER_TYPE_MAX']],
  [
    'one custom id twice',
    v2(row(button(), button()), row(select({ custom_id: 'go' }))),
    [
      'components[0].components[1].custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
      'components[1].components[0].custom_id COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
  ],
  [
    'one custom id twice, disabled',
    v2(row(button({ disabled: true }), button({ disabled: true }))),
    ['components[0].components[1].custom_id COMPONENT_CUSTOM_ID_DUPLICATED'],
  ],
  [
    'one id twice, in a container and in a section',
    v2(
      container([{ type: 9, components: [text('a')], accessory: button({ id: 1_234_567_890 }) }], {
        id: 1_234_567_890,
      }),
    ),
    ['components[0].components[0].accessory.id COMPONENT_ID_DUPLICATED'],
  ],
  ['an id beyond 32 bits', v2(text('a', { id: 2_147_483_648 })), ['components[0].id NUMBER_TYPE_MAX']],
  ['an id below nothing', v2(text('a', { id: -1 })), ['components[0].id NUMBER_TYPE_MIN']],
  ['one id twice', v2(text('a', { id: 3 }), text('b', { id: 3 })), ['components[1].id COMPONENT_ID_DUPLICATED']],
  [
    'a label of 81',
    v2(row(button({ label: 'x'.repeat(81) }))),
    ['components[0].components[0].label BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a custom id of 101',
    v2(row(button({ custom_id: 'x'.repeat(101) }))),
    ['components[0].components[0].custom_id BASE_TYPE_BAD_LENGTH'],
  ],
  [
    'an empty custom id',
    v2(row(button({ custom_id: '' }))),
    ['components[0].components[0].custom_id BASE_TYPE_BAD_LENGTH'],
  ],
  [
    'a button without a custom id',
    v2(row(button({ custom_id: undefined }))),
    ['components[0].components[0].custom_id BUTTON_COMPONENT_CUSTOM_ID_REQUIRED'],
  ],
  [
    'a button without a label',
    v2(row(button({ label: '' }))),
    ['components[0].components[0] BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED'],
  ],
  ['a button of no style', v2(row(button({ style: 9 }))), ['components[0].components[0].style BASE_TYPE_CHOICES']],
  [
    'a link button with a custom id',
    v2(row(button({ style: 5, url: 'https://example.com' }))),
    ['components[0].components[0].custom_id BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE'],
  ],
  [
    'a link button without an address',
    v2(row({ type: 2, style: 5, label: 'x' })),
    ['components[0].components[0].url BUTTON_COMPONENT_URL_REQUIRED'],
  ],
  [
    'a link of 513 characters',
    v2(row({ type: 2, style: 5, label: 'x', url: `https://example.com/${'x'.repeat(493)}` })),
    ['components[0].components[0].url BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'an emoji that is none',
    v2(row(button({ emoji: { name: 'fire' } }))),
    ['components[0].components[0].emoji.name BUTTON_COMPONENT_INVALID_EMOJI'],
  ],
  [
    'a menu of nothing',
    v2(row(select({ options: [] }))),
    [
      'components[0].components[0].options BASE_TYPE_BAD_LENGTH',
      'components[0].components[0].max_values SELECT_COMPONENT_MAX_VALUES_INVALID',
    ],
  ],
  [
    'a menu of 26',
    v2(row(select({ options: many(26, (index) => option(String(index))) }))),
    ['components[0].components[0].options BASE_TYPE_BAD_LENGTH'],
  ],
  [
    'a menu with one value twice',
    v2(row(select({ options: [option('a'), option('a')] }))),
    ['components[0].components[0].options[1].value SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
  ],
  [
    'an entry of 101',
    v2(row(select({ options: [option('a', { label: 'x'.repeat(101), description: 'y'.repeat(101) })] }))),
    [
      'components[0].components[0].options[0].label BASE_TYPE_BAD_LENGTH',
      'components[0].components[0].options[0].description BASE_TYPE_MAX_LENGTH',
    ],
  ],
  [
    'two defaults where one is chosen',
    v2(row(select({ options: [option('a', { default: true }), option('b', { default: true })] }))),
    ['components[0].components[0].options SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES'],
  ],
  [
    'a placeholder of 151',
    v2(row(select({ placeholder: 'x'.repeat(151) }))),
    ['components[0].components[0].placeholder BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'six rows without the flag',
    { content: 'x', components: many(6, (index) => row(button({ custom_id: `b${index}` }))) },
    ['components BASE_TYPE_BAD_LENGTH'],
  ],
  ['eleven embeds', { embeds: many(11, () => ({ title: 'x' })) }, ['embeds BASE_TYPE_BAD_LENGTH']],
  ['an embed title of 257', { embeds: [{ title: 'x'.repeat(257) }] }, ['embeds[0].title BASE_TYPE_MAX_LENGTH']],
  [
    '6001 characters of embeds',
    { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
    ['embeds MAX_EMBED_SIZE_EXCEEDED'],
  ],
  ['a nonce of 26 characters', { content: 'x', nonce: 'n'.repeat(26) }, ['nonce BASE_TYPE_MAX_LENGTH']],
  [
    'roles parsed and listed',
    { content: 'x', allowed_mentions: { parse: ['roles'], roles: ['1'] } },
    ['allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
  ],
  [
    'users parsed and listed',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    ['allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
  ],
  [
    'an unknown kind of mention',
    { content: 'x', allowed_mentions: { parse: ['here'] } },
    ['allowed_mentions.parse[0] BASE_TYPE_CHOICES'],
  ],
  [
    '101 roles',
    { content: 'x', allowed_mentions: { roles: many(101, String) } },
    ['allowed_mentions.roles BASE_TYPE_MAX_LENGTH'],
  ],
  [
    'a reply to nothing',
    { content: 'x', message_reference: { message_id: '1' } },
    ['message_reference REPLIES_UNKNOWN_MESSAGE'],
  ],
  [
    'several faults',
    { content: 'x'.repeat(2001), tts: 'yes', nonce: {} },
    ['tts BOOLEAN_TYPE_CONVERT', 'nonce STRING_TYPE_CONVERT'],
  ],
];

const empty: [string, object][] = [
  ['nothing', {}],
  ['blank content', { content: '  ' }],
  ['no components of V2', { flags: V2, components: [] }],
  ['a row alone is something, but not an empty list', { components: [] }],
];

describe('what Discord takes as a message', () => {
  let discord: Discord;
  let guild: Guild;
  let next = 0;
  // Each message goes to a channel of its own: no more than 5 may be posted to one in 5 seconds.
  const post = (body: object) => {
    const channelId = given(guild.channels.get(`channel-${next++}`));
    return ask(discord, 'POST', `/channels/${channelId}/messages`, { body });
  };
  beforeAll(async () => {
    discord = await startDiscord();
    const count = accepted.length + refused.length + empty.length + 20;
    guild = discord.createGuild({ name: 'Guild', channels: many(count, (index) => ({ name: `channel-${index}` })) });
  });
  afterAll(() => discord.close());

  test.each(accepted)('takes %s', async (_, body) => {
    const { status, body: answer } = await post(body);
    expect([status, faults(answer)]).toEqual([200, []]);
  });

  test.each(refused)('refuses %s', async (_, body, wrong) => {
    const { status, body: answer } = await post(body);
    expect(faults(answer)).toEqual(wrong);
    expect([status, answer]).toMatchObject([400, { code: 50035, message: 'Invalid Form Body' }]);
  });

  test.each([
    ['10,159 bytes in one text', v2(text(`${'記'.repeat(3_386)}x`))],
    ['10,147 bytes in two', v2(text('記'.repeat(1_691)), container([text(`${'記'.repeat(1_691)}x`)]))],
  ])('breaks at %s, and does not say why', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 500, body: { code: 0, message: '500: Internal Server Error' } });
  });

  test.each(empty)('refuses an empty message: %s', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { code: 50006 } });
  });

  test('says of which types a component may be', async () => {
    const { body } = await post({ components: [text('x')] });
    expect(body).toMatchObject({
      errors: { components: { 0: { _errors: [{ message: 'Value of field "type" must be one of (1,).' }] } } },
    });
    const { body: inner } = await post(v2(container([button()])));
    expect(JSON.stringify(inner)).toContain('must be one of (1, 9, 10, 12, 13, 14).');
  });

  test('gives the components back with ids and defaults', async () => {
    const { body } = await post(v2(container([text('a', { id: 2 }), { type: 14 }, row(select())])));
    expect(body).toMatchObject({
      flags: V2,
      content: '',
      components: [
        {
          id: 1,
          accent_color: null,
          spoiler: false,
          components: [
            { id: 2, content: 'a' },
            { id: 3, divider: true, spacing: 1 },
            { id: 4, components: [{ id: 5, min_values: 1, max_values: 1 }] },
          ],
        },
      ],
    });
  });

  test('keeps the ids that it is given, in its history too, and numbers the others around them', async () => {
    const own = 1_234_567_890;
    const { body } = await post(
      v2(
        container([text('a'), text('b', { id: 2 }), row(button()), text('c', { id: 0 })], { id: own }),
        text('d', { id: 2_147_483_647 }),
        { type: 9, components: [text('e')], accessory: button({ custom_id: 'e', id: 4 }) },
      ),
    );
    const { id, channel_id, components } = body as { id: string; channel_id: string; components: unknown };
    expect(components).toMatchObject([
      { id: own, components: [{ id: 1 }, { id: 2 }, { id: 3, components: [{ id: 5 }] }, { id: 6 }] },
      { id: 2_147_483_647 },
      { id: 7, components: [{ id: 8 }], accessory: { id: 4 } },
    ]);
    const messages = `/channels/${channel_id}/messages`;
    expect((await ask(discord, 'GET', `${messages}/${id}`)).body).toMatchObject({ components });
    expect((await ask(discord, 'GET', `${messages}?limit=100`)).body).toMatchObject([{ id, components }]);
  });

  test('does not set flags that are not for posts', async () => {
    expect(await post({ content: 'x', flags: 64 | 4096 })).toMatchObject({ body: { flags: 4096 } });
  });

  test('posts once for one nonce', async () => {
    const channelId = given(guild.channels.get(`channel-${next++}`));
    const send = (nonce: string, enforce_nonce = true) =>
      ask(discord, 'POST', `/channels/${channelId}/messages`, { body: { content: 'x', nonce, enforce_nonce } });
    const [first, second, other] = [await send('a'), await send('a'), await send('b')];
    expect(second).toMatchObject({ status: 200, body: first.body });
    expect((other.body as { id: string }).id).not.toBe((first.body as { id: string }).id);
    await send('a', false);
    expect(discord.messages(channelId)).toHaveLength(3);
    expect(first.body).toMatchObject({ nonce: 'a' });
    // Discord does not keep it.
    for (const message of discord.messages(channelId)) expect(message).not.toHaveProperty('nonce');
    for (const message of (await ask(discord, 'GET', `/channels/${channelId}/messages`)).body as object[])
      expect(message).not.toHaveProperty('nonce');
  });

  test('keeps the Components V2 flag through edits', async () => {
    const { body } = await post(v2(text('a')));
    const { id, channel_id } = body as { id: string; channel_id: string };
    const edit = (changes: object) =>
      ask(discord, 'PATCH', `/channels/${channel_id}/messages/${id}`, { body: changes });
    expect(faults((await edit({ components: [row(button())] })).body)).toEqual([
      'flags MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
    ]);
    expect(faults((await edit({ components: [text('b')] })).body)).toEqual(['components[0] UNION_TYPE_CHOICES']);
    expect(await edit({ flags: V2, components: [] })).toMatchObject({ status: 400, body: { code: 50006 } });
    expect(await edit(v2(text('b')))).toMatchObject({
      status: 200,
      body: { flags: V2, components: [{ content: 'b' }], edited_timestamp: expect.any(String) },
    });
  });

  test('turns a message into one of Components V2 only without its content', async () => {
    const { body } = await post({ content: 'a' });
    const { id, channel_id } = body as { id: string; channel_id: string };
    const edit = (changes: object) =>
      ask(discord, 'PATCH', `/channels/${channel_id}/messages/${id}`, { body: changes });
    expect(faults((await edit(v2(text('b')))).body)).toEqual([
      'content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ]);
    expect(await edit({ ...v2(text('b')), content: null })).toMatchObject({ status: 200, body: { content: '' } });
  });

  test('lists, reads, replies to and deletes messages', async () => {
    const channelId = given(guild.channels.get(`channel-${next++}`));
    const messages = `/channels/${channelId}/messages`;
    const ids: string[] = [];
    for (const content of ['a', 'b', 'c', 'd'])
      ids.push(((await ask(discord, 'POST', messages, { body: { content } })).body as { id: string }).id);
    const list = async (query: string) =>
      ((await ask(discord, 'GET', `${messages}${query}`)).body as { content: string }[]).map(({ content }) => content);
    expect(await list('')).toEqual(['d', 'c', 'b', 'a']);
    expect(await list('?limit=2')).toEqual(['d', 'c']);
    expect(await list(`?before=${ids[2]}`)).toEqual(['b', 'a']);
    expect(await list(`?after=${ids[0]}&limit=2`)).toEqual(['c', 'b']);
    expect(await list(`?around=${ids[1]}&limit=3`)).toEqual(['d', 'c', 'b']);
    expect(await ask(discord, 'GET', `${messages}?limit=101`)).toMatchObject({ status: 400, body: { code: 50035 } });
    const reply = await ask(discord, 'POST', messages, {
      body: { content: 'e', message_reference: { message_id: ids[0] } },
    });
    expect(reply.body).toMatchObject({ type: 19, referenced_message: { content: 'a' } });
    expect(await ask(discord, 'DELETE', `${messages}/${ids[0]}`)).toMatchObject({ status: 204 });
    expect(await ask(discord, 'GET', `${messages}/${ids[0]}`)).toMatchObject({ status: 404, body: { code: 10008 } });
  });

  test('gives a history page by page from the oldest on, each newest first', async () => {
    const channelId = given(guild.channels.get(`channel-${next++}`));
    const messages = `/channels/${channelId}/messages`;
    for (const content of ['a', 'b', 'c', 'd', 'e']) await ask(discord, 'POST', messages, { body: { content } });
    const pages: string[] = [];
    for (let after = '0'; ; ) {
      const { body } = await ask(discord, 'GET', `${messages}?after=${after}&limit=2`);
      const page = body as { id: string; content: string }[];
      if (!page[0]) break;
      pages.push(page.map(({ content }) => content).join(''));
      after = page[0].id;
    }
    expect(pages).toEqual(['ba', 'dc', 'e']);
    // Any id will do, as that of an instant.
    const [last] = discord.messages(channelId).slice(-1);
    const instant = String(BigInt(given(last).id) - 1n);
    expect((await ask(discord, 'GET', `${messages}?after=${instant}`)).body).toMatchObject([{ content: 'e' }]);
  });

  test('pages a long history by hundreds', () => {
    const world = createWorld(Date.now);
    const channel = directMessage(world, discord.botId);
    const ids = many(250, () => world.nextId());
    for (const id of ids) {
      channel.messages.push(id);
      world.messages.set(id, { message: emptyMessage(world, id, channel.id), guildId: undefined, pinged: [] });
    }
    const page = (after: string) => listMessages(world, channel, { limit: 100, after }).map(({ id }) => id);
    expect(page('0')).toEqual(ids.slice(0, 100).reverse());
    expect(page(given(ids[99]))).toEqual(ids.slice(100, 200).reverse());
    expect(page(given(ids[199]))).toEqual(ids.slice(200).reverse());
    expect(page(given(ids[249]))).toEqual([]);
  });

  test('publishes only in announcement channels, and once', async () => {
    const news = discord.createGuild({
      name: 'News',
      channels: [{ name: 'news', type: ChannelType.GuildAnnouncement }, { name: 'general' }],
    });
    const publish = async (name: string) => {
      const messages = `/channels/${news.channels.get(name)}/messages`;
      const { body } = await ask(discord, 'POST', messages, { body: { content: 'x' } });
      const crosspost = `${messages}/${(body as { id: string }).id}/crosspost`;
      return [await ask(discord, 'POST', crosspost), await ask(discord, 'POST', crosspost)];
    };
    expect(await publish('news')).toMatchObject([
      { status: 200, body: { flags: 1 } },
      { status: 400, body: { code: 40033 } },
    ]);
    expect(await publish('general')).toMatchObject([{ status: 400, body: { code: 50024 } }, { status: 400 }]);
  });
});
