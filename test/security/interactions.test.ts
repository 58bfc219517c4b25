import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ChannelType,
  ComponentType,
  InteractionType,
} from 'discord.js';
import { startDiscord } from 'discord-playground';
import fc from 'fast-check';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digest as digestCommand } from '../../commands/digest.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { answer } from '../../src/discord/interactions/answer.ts';
import { understand } from '../../src/discord/interactions/understand.ts';
import { channelAccess } from '../../src/discord/permissions/channel-access.ts';
import { createRest } from '../../src/discord/rest/rest.ts';
import { openDatabase } from '../../src/store/database.ts';
import { findDigest } from '../../src/store/digests.ts';
import type { Database } from '../../src/store/schema.ts';
import { language } from '../../src/text/language.ts';
import { type Asked, type Asker, asking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { violations } from '../support/message-limits.ts';

/* What a person can send to the bot who does not use Discord's own forms, or no longer may. */

const now = Date.parse('2026-11-24T12:00:00Z');
const apology = language().t('error:apologyTitle');
const home: Asker = { channels: { '500': ChannelType.GuildText }, roles: ['700'] };
const elsewhere: Asker = { ...home, guildId: '200' };
const reader: Asker = { ...home, moderator: false };

let db: Database;
let bot: ReturnType<typeof asking>;
let failures: string[];

beforeEach(async () => {
  failures = [];
  db = await openDatabase('sqlite::memory:');
  const log = pino({ level: 'error' }, { write: (line: string) => failures.push(line) });
  bot = asking({ db, library: new Library([briefing()]), now: () => now }, log);
  await bot.use('digest add', { channel: '500', topic: 'closure', time: '06:07' }, home);
});

// Whatever is sent, nothing fails that would have to be looked into.
afterEach(async () => {
  await db.destroy();
  expect(failures).toEqual([]);
});

async function everything(): Promise<object> {
  const [guilds, digests, deliveries, carried, edits] = await Promise.all(
    (['guilds', 'digests', 'deliveries', 'carried', 'edits'] as const).map((table) =>
      db.selectFrom(table).selectAll().execute(),
    ),
  );
  return { guilds, digests, deliveries, carried, edits };
}

/** Answered to the one who asked alone, and well. */
function expectRefusal({ text, message, ephemeral }: Asked): void {
  expect(ephemeral).toBe(true);
  expect(text).not.toContain(apology);
  expect(violations(message)).toEqual([]);
}

const names = [...new Set(bots().flatMap(({ opens = {} }) => Object.keys(opens)))];
function bots() {
  return asking({ db: undefined as never, library: new Library([briefing()]) }).context.commands();
}
const subcommands = (digestCommand.definition.options ?? []).flatMap((option: APIApplicationCommandOption) =>
  option.type === ApplicationCommandOptionType.Subcommand ? [option] : [],
);
const withDigest = subcommands
  .filter(({ options = [] }) => options.some(({ name }) => name === 'digest'))
  .map(({ name }) => name);
const panels = Object.keys(digestCommand.opens ?? {});

describe('a custom id', () => {
  const odd = [
    ...['', ':', '::::', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '../../etc/passwd', '..%2f..%2f'],
    ...['%00', '\u0000', '\u202e', '0', '-1', '1e9', '0x1', '1.5', 'NaN', 'Infinity', '9007199254740993'],
    ...[
      '99999999999999999999',
      "'; drop table digests; --",
      '<@&1>',
      '@everyone',
      'x'.repeat(100),
      '👩‍👩‍👧‍👦'.repeat(9),
    ],
  ];

  test('of any name with anything behind it answers the one who clicked, and changes nothing', async () => {
    const before = await everything();
    for (const name of [...names, ...odd])
      for (const rest of odd)
        for (const id of [`${name}:${rest}`, `turn/${name}:${rest}:${rest}`, `${name}:harbour-bridge:${rest}:${rest}`])
          expectRefusal(await bot.click(id));
    expect(await everything()).toEqual(before);
  });

  test('of any characters does so too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 100 }), async (id) => {
        expectRefusal(await bot.click(id));
      }),
      { numRuns: 300 },
    );
  });

  test('of a digest that was removed says that it is gone', async () => {
    await bot.click('remove:1', home);
    for (const panel of panels.filter((name) => !['restore', 'settings'].includes(name)))
      expect((await bot.click(`${panel}:1:0`)).text).toMatch(/There are no digests|was removed on/);
    expect(await findDigest(db, '100', 1)).toBeUndefined();
  });

  test('in a menu’s value is held to the same rules', async () => {
    const log = pino({ level: 'silent' });
    const select = (values: string[] | undefined, permissions = '32') =>
      answer(
        {
          id: '1',
          application_id: '2',
          token: 't',
          type: InteractionType.MessageComponent,
          guild_id: '200',
          member: { user: { id: '9' }, permissions, roles: [] },
          data: { custom_id: 'open', component_type: ComponentType.StringSelect, values },
          message: { flags: 64 },
        },
        { ...bot, log, allowedByServer: async () => false, memberOf: async () => undefined },
      );
    expect(JSON.stringify(await select(['digest:1']))).toContain('There is no digest 1 here');
    expect(JSON.stringify(await select(['digest:1'], '0'))).toContain('Only moderators');
    for (const values of [undefined, [], ['__proto__:1'], ['open'], ['turn/open']])
      expect(JSON.stringify(await select(values))).toContain('no longer works');
  });
});

describe('a moderator of one guild', () => {
  test.each(withDigest)('cannot reach another guild’s digest by /digest %s', async (name) => {
    const before = await everything();
    const change = name === 'edit' ? { depth: 'full', clear: 'topic' } : {};
    expect((await bot.use(`digest ${name}`, { digest: 1, ...change }, elsewhere)).text).toContain(
      'There is no digest 1 here',
    );
    expect(await everything()).toEqual(before);
  });

  test('cannot reach it by any button or menu, nor is it offered as it is typed', async () => {
    const before = await everything();
    expect(panels.length).toBeGreaterThanOrEqual(4);
    for (const panel of panels)
      for (const id of [`${panel}:1`, `${panel}:1:0`, `turn/${panel}:1:0`]) {
        const { text } = await bot.click(id, elsewhere);
        // The settings of a server are no digest's, and are one's own.
        if (panel === 'settings') expect(text).toContain('Settings of this server');
        else expect(text).toMatch(/There (is|are) no digest/);
        expect(text).not.toMatch(/06:07|<#500>/);
      }
    for (const name of withDigest)
      for (const typed of ['', '1', '06'])
        expect(await bot.complete(`digest ${name}`, { digest: typed }, 'digest', elsewhere)).toEqual([]);
    expect(await everything()).toEqual(before);
  });

  test('changes the settings of that guild only', async () => {
    await bot.use('digest settings', { timezone: 'Asia/Tokyo' }, elsewhere);
    expect(await findDigest(db, '100', 1)).toMatchObject({ zone: 'UTC' });
    expect((await bot.use('digest list', {}, elsewhere)).text).toContain('no digests here yet');
  });
});

describe('someone who is no moderator any more', () => {
  test('can use no subcommand, whatever Discord let through', async () => {
    const before = await everything();
    for (const { name, options = [] } of subcommands) {
      const digest = options.some((option) => option.name === 'digest') ? { digest: 1 } : {};
      const channel = name === 'add' ? { channel: '500' } : {};
      expect((await bot.use(`digest ${name}`, { ...digest, ...channel }, reader)).text).toContain('Only moderators');
    }
    expect(await everything()).toEqual(before);
  });

  test('gets nothing by the buttons and menus of an old panel, nor as they type', async () => {
    for (const panel of panels)
      for (const id of [`${panel}:1`, `${panel}:1:0`, `turn/${panel}:1:0`]) {
        const { text } = await bot.click(id, reader);
        expect(text).toContain('Only moderators');
        expect(text).not.toMatch(/06:07|<#500>/);
      }
    for (const { name, options = [] } of subcommands)
      for (const option of options)
        if ('autocomplete' in option && option.autocomplete)
          expect(await bot.complete(`digest ${name}`, { [option.name]: '' }, option.name, reader)).toEqual([]);
  });
});

describe('the channel of another guild', () => {
  test('is refused by Discord’s own word, though the interaction says that it is there', async () => {
    const discord = await startDiscord();
    try {
      const [own, other] = ['Own', 'Other'].map((name) =>
        discord.createGuild({ name, channels: [{ name: 'news' }], roles: [{ name: 'Readers' }] }),
      );
      const foreign = other?.channels.get('news') ?? '';
      const rest = createRest({ token: discord.token, apiUrl: discord.apiUrl, requestsPerSecond: 50 });
      const { use } = asking({
        db,
        library: new Library([briefing()]),
        now: () => now,
        access: (needs) => channelAccess(rest, discord.botId, needs, AbortSignal.timeout(2_000)),
      });
      const mine = own?.channels.get('news') ?? '';
      const asker: Asker = {
        guildId: own?.id ?? '',
        channels: { [mine]: ChannelType.GuildText, [foreign]: ChannelType.GuildText },
      };
      expect((await use('digest add', { channel: mine }, asker)).text).toContain('is set up');
      const before = await everything();
      for (const [name, options] of [
        ['digest add', { channel: foreign }],
        ['digest edit', { digest: 1, channel: foreign }],
        ['digest settings', { alerts: foreign }],
      ] as const)
        expect((await use(name, options, asker)).text).toContain('I can post only in this server’s text channels');
      expect(await everything()).toEqual(before);
    } finally {
      await discord.close();
    }
  });
});

describe('options', () => {
  const evil = '@everyone <@111> <@&222> </x:333> [evil](https://evil.example) # x ` ||';

  test('of 6,000 characters, of numbers that are none, and of wrong types are refused, and nothing is changed', async () => {
    const before = await everything();
    const huge = ['x', ' ', '`', '\\', '👩‍👩‍👧‍👦', '<@1> ', '9', '- ', ','].map((part) =>
      part.repeat(6000).slice(0, 6000).toWellFormed(),
    );
    for (const text of [...huge, `${huge[0]}x`, '\u0000', '__proto__', 'constructor']) {
      for (const name of ['time', 'days', 'timezone', 'cron', 'topic', 'depth', 'when-empty'])
        expectRefusal(await bot.use('digest add', { channel: '500', [name]: text }, home));
      for (const name of ['channel', 'mention'])
        expectRefusal(await bot.use('digest add', { channel: '500', [name]: text }, home));
      expectRefusal(await bot.use('who', { name: text, private: true }));
      for (const [command, option] of [
        ['summary', 'briefing'],
        ['search', 'query'],
        ['topic', 'name'],
      ] as const)
        expectRefusal(await bot.use(command, { [option]: text, private: true }));
    }
    for (const number of [-1, 0.5, 1.5, -0.1, 2 ** 53, -(2 ** 53), 1e300, 1e21, 2 ** 31]) {
      expectRefusal(await bot.use('digest add', { channel: '500', 'catch-up': number }, home));
      for (const name of withDigest) expectRefusal(await bot.use(`digest ${name}`, { digest: number }, home));
    }
    for (const wrong of [true, 7, 'yes']) {
      for (const name of ['time', 'mention', 'catch-up', 'publish'] as const) {
        const right = { time: 'string', mention: 'string', 'catch-up': 'number', publish: 'boolean' }[name];
        if (typeof wrong !== right) expectRefusal(await bot.use('digest add', { channel: '500', [name]: wrong }, home));
      }
    }
    expect(await everything()).toEqual(before);
  });

  test('are said back to the one who wrote them, as they were written: no ping, no link, no heading', async () => {
    for (const text of [evil, `# ${evil}`, `x\n# ${evil}`, `\`${evil}\``])
      for (const asked of [
        ...(await Promise.all(
          ['time', 'days', 'timezone', 'cron', 'topic'].map((name) =>
            bot.use('digest add', { channel: '500', [name]: text }, home),
          ),
        )),
        await bot.use('who', { name: text }),
        await bot.use('summary', { briefing: text.replaceAll('x', 'qqqq') }),
        await bot.use('search', { query: text.slice(0, 80).replaceAll('x', 'qqqq') }),
        await bot.use('topic', { name: text }),
      ]) {
        expectRefusal(asked);
        expect(asked.message.allowed_mentions).toEqual({ parse: [] });
        // In code, everything is only text.
        expect(asked.text.replace(/`[^`\n]+`/g, '')).not.toMatch(/(?<!\\)<[@/]|(?<!\\)\[evil|^#+ (x|@)/m);
      }
  });

  test('what Discord said of a post is quoted to a moderator the same way', async () => {
    for (const kind of ['failed', 'postponed'] as const) {
      const { use } = asking({
        db,
        library: new Library([briefing()]),
        now: () => now,
        postNow: async () => ({ kind, reason: `# ${evil}`.repeat(100), until: now }),
      });
      const { replacement } = await use('digest send', { digest: 1 }, home);
      const message = await replacement?.();
      expect(message?.allowed_mentions).toEqual({ parse: [] });
      expect(violations(message as never)).toEqual([]);
      expect(JSON.stringify(message)).toContain('evil');
      expect(JSON.stringify(message)).not.toMatch(/(?<!\\)<[@/]|(?<!\\)\[evil/);
    }
  });
});

describe('an interaction', () => {
  const whole = {
    id: '1',
    application_id: '2',
    token: 'secret-token',
    guild_id: '100',
    channel_id: '500',
    type: 2,
    member: { user: { id: '9' }, permissions: '32', roles: [] },
    data: { id: '3', name: 'digest', options: [{ name: 'list', type: 1 }] },
  };
  const ask = async (sent: unknown) => {
    const lines: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
    const { interaction } = understand(sent);
    const given =
      interaction &&
      (await answer(interaction, { ...bot, log, allowedByServer: async () => false, memberOf: async () => undefined }));
    expect(lines.join('')).not.toContain('secret-token');
    expect(lines.join('')).not.toContain('answer failed');
    return given;
  };
  const option = (list: unknown) => ({ ...whole, data: { ...whole.data, options: list } });

  test('that is whole is answered', async () => {
    expect(JSON.stringify(await ask(whole))).toContain('Digests of this server');
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a number', 7],
    ['a text', 'x'],
    ['a list', []],
    ['empty', {}],
    ['of an unknown type', { ...whole, type: 99 }],
    ['of a form without fields', { ...whole, type: 5 }],
    [
      'of a form with more than Discord takes in a field',
      {
        ...whole,
        type: 5,
        data: {
          custom_id: 'panel',
          components: [{ type: 18, component: { type: 4, custom_id: 'time', value: 'x'.repeat(4_001) } }],
        },
      },
    ],
    [
      'of a menu with more values than one can have',
      {
        ...whole,
        type: 3,
        message: {},
        data: { custom_id: 'panel', component_type: 3, values: Array.from({ length: 26 }, String) },
      },
    ],
    ['without data', { ...whole, data: undefined }],
    ['with data of null', { ...whole, data: null }],
    ['with a path as its id', { ...whole, id: '../../channels/1' }],
    ['with a path as its guild', { ...whole, guild_id: '1/../2' }],
    ['with a number as its guild', { ...whole, guild_id: 100 }],
    ['with permissions that are no number', { ...whole, member: { ...whole.member, permissions: '-1' } }],
    ['with a member of null', { ...whole, member: null }],
    ['with options that are no list', option({ name: 'list' })],
    ['with an option of an unknown type', option([{ name: 'list', type: 77 }])],
    ['with a value that is an object', option([{ name: 'list', type: 1, value: { $ne: 1 } }])],
    ['with a value of NaN', option([{ name: 'x', type: 10, value: Number.NaN }])],
  ])('that is %s is left unanswered', async (_, sent) => {
    expect(await ask(sent)).toBeUndefined();
  });

  test.each<[string, object, RegExp]>([
    ['no member', { ...whole, member: undefined }, /Only moderators/],
    ['no guild', { ...whole, guild_id: undefined }, /only in a server/],
    ['no subcommand', option([]), /That command no longer exists/],
    ['an unknown subcommand', option([{ name: 'destroy', type: 1 }]), /That command no longer exists/],
    ['a subcommand of Object’s', option([{ name: 'constructor', type: 1 }]), /That command no longer exists/],
    ['a group of subcommands', option([{ name: 'list', type: 2, options: [] }]), /That command no longer exists/],
    ['an unknown command', { ...whole, data: { ...whole.data, name: '__proto__' } }, /That command no longer exists/],
    [
      'an option too many',
      option([{ name: 'list', type: 1, options: [{ name: 'x', type: 3, value: 'y' }] }]),
      /option/,
    ],
    [
      'an option without a value',
      option([{ name: 'pause', type: 1, options: [{ name: 'digest', type: 4 }] }]),
      /option/,
    ],
    [
      'a channel that is none',
      option([{ name: 'add', type: 1, options: [{ name: 'channel', type: 7, value: '../1' }] }]),
      /option/,
    ],
  ])('with %s is refused', async (_, sent, expected) => {
    expect(JSON.stringify(await ask(sent))).toMatch(expected);
  });

  test('with keys of Object’s own changes no object', async () => {
    const sent = JSON.parse(
      `{"__proto__":{"moderator":true},"constructor":{"prototype":{"moderator":true}},"id":"1","application_id":"2",
        "token":"t","type":2,"guild_id":"100","member":{"user":{"id":"9"},"permissions":"0","roles":[]},
        "data":{"id":"3","name":"digest","options":[{"name":"list","type":1}],
          "resolved":{"channels":{"__proto__":{"id":"1","type":0}},"roles":{"__proto__":{"id":"1"}}}}}`,
    );
    expect(JSON.stringify(await ask(sent))).toContain('Only moderators');
    expect(Object.hasOwn(Object.prototype, 'moderator')).toBe(false);
  });

  test('of a language that nobody has fills no memory', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const regions = letters.flatMap((first) => letters.map((second) => `en-${first}${second}`));
    const all = [...Array.from({ length: 300 }, (_, i) => `en-x-a${i}`), ...regions];
    for (const locale of all) expect(language(locale).t('error:title')).toBe(language().t('error:title'));
    const kept = all
      .filter((locale) => Object.is(language(locale), language(locale)))
      .map((locale) => language(locale));
    expect(new Set(kept).size).toBeLessThanOrEqual(100);
  });
});
