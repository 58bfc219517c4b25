import { type APIApplicationCommand, ApplicationCommandOptionType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { complete } from '../src/terminal/complete.ts';
import { readLine } from '../src/terminal/line.ts';
import type { Scene } from '../src/terminal/scene.ts';
import { tab } from '../src/terminal/tab.ts';

const { Boolean: Flag, Channel, Integer, Role, String: Text, Subcommand } = ApplicationCommandOptionType;

const option = (name: string, type: number, more: object = {}) => ({ name, type, description: `The ${name}`, ...more });
const choices = (...values: string[]) => ({ choices: values.map((value) => ({ name: `${value}!`, value })) });
const flag = option('private', Flag);
const add = option('add', Subcommand, {
  options: [
    option('channel', Channel, { required: true }),
    option('time', Text),
    option('days', Text),
    option('timezone', Text, { autocomplete: true }),
    option('cron', Text),
    option('mention', Role),
    option('catch-up', Integer),
    option('publish', Flag),
  ],
});
const pause = option('pause', Subcommand, {
  options: [option('digest', Integer, { required: true, autocomplete: true })],
});
const commands = [
  option('summary', 1, {
    options: [option('briefing', Text, { autocomplete: true }), option('depth', Text, choices('brief', 'full')), flag],
  }),
  option('who', 1, { options: [option('name', Text, { autocomplete: true }), flag] }),
  option('search', 1, { options: [option('query', Text, { required: true }), flag] }),
  option('help', 1),
  option('digest', 1, { options: [add, pause] }),
] as unknown as APIApplicationCommand[];

const people = [
  { name: 'Xi Jinping', value: 'xi-jinping' },
  { name: 'Xi’an', value: 'xian' },
];
const digests = [{ name: '2 · daily at 09:00', value: 2 }];

const scene: Scene = {
  commands,
  withheld: ['secret'],
  channels: new Map([
    ['general', '100000000000000001'],
    ['news', '100000000000000002'],
  ]),
  roles: new Map([['Readers', '100000000000000003']]),
  members: new Map([
    ['moderator', '100000000000000004'],
    ['reader', '100000000000000005'],
  ]),
  offered: (_command, _option, name) =>
    [...people, ...digests].find((choice) => choice.name.toLowerCase() === name.toLowerCase())?.value,
};

describe('a command', () => {
  test.each([
    ['/help', 'help', {}],
    ['  /SUMMARY  Depth:FULL ', 'summary', { depth: 'full' }],
    ['/summary depth:full!', 'summary', { depth: 'full' }],
    ['/summary full private:yes', 'summary', { depth: 'full', private: true }],
    ['/summary harbin depth:brief', 'summary', { briefing: 'harbin', depth: 'brief' }],
    ['/who xi', 'who', { name: 'xi' }],
    ['/who name:Xi Jinping private:no', 'who', { name: 'xi-jinping', private: false }],
    ['/who "Xi Jinping private:no"', 'who', { name: 'Xi Jinping private:no' }],
    ['/search floating reactors', 'search', { query: 'floating reactors' }],
    ['/search query:Putin: the visit at 09:00', 'search', { query: 'Putin: the visit at 09:00' }],
    ['/search https://news.example/a', 'search', { query: 'https://news.example/a' }],
    ['/search "foo:bar"', 'search', { query: 'foo:bar' }],
    ['/digest pause 2', 'digest pause', { digest: 2 }],
    ['/digest pause digest:2 · daily at 09:00', 'digest pause', { digest: 2 }],
    ['/digest  add #news', 'digest add', { channel: '100000000000000002' }],
    ['/digest add channel:<#100000000000000009>', 'digest add', { channel: '100000000000000009' }],
    [
      '/digest add channel:#news time:09:00 timezone:Europe/Berlin days:mon,wed mention:@readers catch-up:30 publish:yes',
      'digest add',
      {
        channel: '100000000000000002',
        time: '09:00',
        timezone: 'Europe/Berlin',
        days: 'mon,wed',
        mention: '100000000000000003',
        'catch-up': 30,
        publish: true,
      },
    ],
    ['/digest add cron:0 9 * * 1-5 channel:news', 'digest add', { cron: '0 9 * * 1-5', channel: '100000000000000002' }],
  ])('%s', (line, name, options) => {
    expect(readLine(line, scene)).toEqual({ kind: 'use', name, options });
  });
});

describe('a word of the playground’s own', () => {
  test.each([
    ['', { kind: 'nothing' }],
    ['7', { kind: 'press', number: 7 }],
    ['[7]', { kind: 'press', number: 7 }],
    ['as reader', { kind: 'as', member: 'reader' }],
    ['in #news', { kind: 'in', channel: 'news' }],
    ['in DM', { kind: 'in', channel: undefined }],
    ['show', { kind: 'show', channel: undefined }],
    ['messages news', { kind: 'show', channel: 'news' }],
    ['lang de', { kind: 'language', locale: 'de' }],
    ['lang server PT-br', { kind: 'server-language', locale: 'pt-BR' }],
    ['wait 0.5', { kind: 'wait', seconds: 0.5 }],
    ['wait post', { kind: 'wait-post', seconds: 120 }],
    ['wait post 5', { kind: 'wait-post', seconds: 5 }],
    ['Exit', { kind: 'quit' }],
  ])('%s', (line, meant) => {
    expect(readLine(line, scene)).toEqual(meant);
  });
});

describe('a line that makes trouble', () => {
  const posting = ['SendMessages', 'SendMessagesInThreads'];
  test.each<[string, string, object]>([
    ['fault drop-after POST messages x2', 'fault', { do: 'drop-after', method: 'POST', path: 'messages', times: 2 }],
    ['fault DROP-before', 'fault', { do: 'drop-before' }],
    [
      'fault delay 2000 after post #news/messages',
      'fault',
      { do: 'delay', ms: 2000, when: 'after', method: 'POST', path: '#news/messages' },
    ],
    ['fault hang #news always', 'fault', { do: 'hang', path: '/channels/#news/**', times: 'always' }],
    [
      'fault 502 after /channels/:id/messages skip 1',
      'fault',
      { do: 'status', status: 502, when: 'after', path: '/channels/:id/messages', skip: 1 },
    ],
    ['fault 429 global 5', 'fault', { do: 'status', status: 429, scope: 'global', retryAfter: 5 }],
    ['fault 429 nowhere callback', 'fault', { do: 'status', status: 429, wait: 'nowhere', path: 'callback' }],
    [
      'fault 403 code 50001 chance 0.5 seed 7',
      'fault',
      { do: 'status', status: 403, code: 50_001, chance: 0.5, seed: 7 },
    ],
    ['fault clear', 'fault/clear', {}],
    ['fault remove 3', 'fault/remove', { id: 3 }],
    ['gateway reconnect', 'gateway/reconnect', {}],
    ['gateway invalidate', 'gateway/invalidate', { resumable: false }],
    ['gateway invalidate resumable', 'gateway/invalidate', { resumable: true }],
    ['gateway close 4000', 'gateway/close', { code: 4000 }],
    ['gateway drop', 'gateway/close', { code: 1006 }],
    ['gateway acks off', 'gateway', { acks: false }],
    ['gateway connections on', 'gateway', { connections: true }],
    ['down', 'down', {}],
    ['down forget', 'down', { forgetSessions: true }],
    ['up', 'up', {}],
    ['deny #news', 'permissions', { channel: 'news', deny: posting }],
    [
      'allow news readmessagehistory ViewChannel',
      'permissions',
      { channel: 'news', allow: ['ReadMessageHistory', 'ViewChannel'] },
    ],
    ['delete #news', 'channel/delete', { channel: 'news' }],
    ['kick', 'kick', {}],
    ['invite', 'invite', {}],
  ])('%s', (line, action, body) => {
    expect(readLine(line, scene)).toEqual({ kind: 'trouble', action, body });
  });

  test('faults', () => {
    expect(readLine('faults', scene)).toEqual({ kind: 'faults' });
  });
});

describe('what cannot be understood says what can', () => {
  test.each([
    ['/sumary', 'There is no command /sumary. Do you mean /summary? There are /summary /who /search /help /digest.'],
    [
      '/secret',
      'Discord does not offer /secret to you here. Moderators have it in a server: as moderator, in #general',
    ],
    ['/digest', '/digest has add, pause.'],
    ['/digest puase 2', '/digest has add, pause. Do you mean /digest pause?'],
    ['/digest add', '/digest add needs channel:#general as well.'],
    ['/digest add channel:#nws', 'channel: “#nws” does not fit. A channel: #general, #news.'],
    [
      '/digest add channel:#news tmie:09:00',
      '/digest add has no option “tmie”. Do you mean time? Its options: channel, time, days, timezone, cron, mention, catch-up, publish.',
    ],
    [
      '/digest add channel:#news time:9am timezoen:Europe/Berlin',
      '/digest add has no option “timezoen”. Do you mean timezone? Its options: channel, time, days, timezone, cron, mention, catch-up, publish.',
    ],
    ['/summary length:full', '/summary has no option “length”. Its options: briefing, depth, private.'],
    ['/summary depth:huge', 'depth: “huge” does not fit. One of brief, full.'],
    ['/summary depth:', 'depth: a value is missing. One of brief, full.'],
    ['/summary private:maybe', 'private: “maybe” does not fit. yes or no.'],
    ['/summary depth:full depth:brief', 'depth is given twice.'],
    ['/digest pause two', 'digest: “two” does not fit. A whole number.'],
    ['/help me', '/help takes no text here. It has no options.'],
    ['summary', 'A command begins with a slash: /summary'],
    [
      'restrat',
      'I do not know “restrat”. Do you mean restart? Commands begin with a slash, as /summary; help lists the rest.',
    ],
    ['constructor', 'I do not know “constructor”. Commands begin with a slash, as /summary; help lists the rest.'],
    ['/summary private:constructor', 'private: “constructor” does not fit. yes or no.'],
    [
      'falt 502',
      'I do not know “falt”. Do you mean fault? Commands begin with a slash, as /summary; help lists the rest.',
    ],
    [
      'fault drop-aftr',
      'There is no fault “drop-aftr”: drop-before, drop-after, delay, hang, 400, 401, 403, 404, 429, 500, 502, 503, 504. Do you mean fault drop-after? fault clear takes all away.',
    ],
    [
      'fault',
      'Say what is to go wrong: drop-before, drop-after, delay, hang, 400, 401, 403, 404, 429, 500, 502, 503, 504. fault clear takes all away.',
    ],
    [
      'fault hang mesages',
      'I do not know “mesages” in a fault. Do you mean messages? A method, a path as messages or #news/messages, x2 or always, skip 1, chance 0.5, before or after.',
    ],
    ['fault delay POST', 'Say for how many milliseconds: fault delay 2000'],
    ['fault hang 5', '5 means nothing here. How often is x5; milliseconds are of delay, seconds of 429.'],
    ['fault hang skip', 'A number follows skip: skip 2'],
    ['fault remove', 'Say which: fault remove 1. faults lists them.'],
    ['faults now', '“faults” stands alone. fault now sets one.'],
    [
      'gateway recnnect',
      'The gateway has no “recnnect”: reconnect, invalidate, close, drop, acks, hello, sessions, connections. Do you mean gateway reconnect?',
    ],
    ['gateway close', 'Say with which code: gateway close 4000'],
    ['gateway acks', 'Say gateway acks off, or gateway acks on'],
    ['gateway reconnect now', 'gateway reconnect stands alone.'],
    ['up now', '“up” stands alone.'],
    [
      'deny #news SendMesages',
      'There is no permission “SendMesages”. Do you mean SendMessages? They are written as ViewChannel, SendMessages, ReadMessageHistory.',
    ],
    ['deny', 'Say which: deny #general, deny #news'],
    ['as queen', 'There is no “queen”: as moderator, as reader'],
    ['in', 'Say which: in #general, in #news, in dm'],
    ...['lang !', 'lang en', 'lang server'].map((line): [string, string] => [
      line,
      'Say a language as Discord does: lang de, lang en-US, lang pt-BR; for the server, lang server de',
    ]),
    ['wait long', 'Say for how long, or for what: wait 70 (seconds), wait post'],
  ])('%s', (line, message) => {
    expect(() => readLine(line, scene)).toThrow(expect.objectContaining({ name: 'LineError', message }));
  });
});

describe('Tab', () => {
  const asked: unknown[] = [];
  const offer = async (line: string) => {
    asked.splice(0);
    const { typed, candidates } = await complete(line, scene, async (command, options, focused) => {
      asked.push([command, options, focused]);
      return focused.name === 'name' ? people : focused.name === 'digest' ? digests : [];
    });
    expect(line.endsWith(typed)).toBe(true);
    return candidates.map(({ insert }) => line.slice(0, line.length - typed.length) + insert);
  };

  test.each([
    ['/su', ['/summary ']],
    ['/s', ['/summary ', '/search ']],
    ['/SEA', ['/search ']],
    ['/digest ', ['/digest add ', '/digest pause ']],
    ['/digest p', ['/digest pause ']],
    ['/summary ', ['/summary briefing:', '/summary depth:', '/summary private:']],
    ['/summary de', ['/summary depth:']],
    ['/summary depth:', ['/summary depth:brief ', '/summary depth:full ']],
    ['/summary depth:f', ['/summary depth:full ']],
    ['/summary depth:full ', ['/summary depth:full briefing:', '/summary depth:full private:']],
    ['/summary depth:full pr', ['/summary depth:full private:']],
    ['/summary private:y', ['/summary private:yes ']],
    ['/who xi', ['/who Xi Jinping ', '/who Xi’an ']],
    ['/who name:xi', ['/who name:Xi Jinping ', '/who name:Xi’an ']],
    ['/who name:Xi Jinping ', ['/who name:Xi Jinping private:']],
    ['/who name:Xi Jinping p', ['/who name:Xi Jinping private:']],
    ['/digest add ', ['/digest add channel:']],
    ['/digest add channel:', ['/digest add channel:#general ', '/digest add channel:#news ']],
    ['/digest add channel:n', ['/digest add channel:#news ']],
    ['/digest add #n', ['/digest add #news ']],
    ['/digest add #news ti', ['/digest add #news time:', '/digest add #news timezone:']],
    ['/digest add #news time:09:00 cr', ['/digest add #news time:09:00 cron:']],
    ['/digest add #news mention:', ['/digest add #news mention:@Readers ']],
    ['/digest pause digest:', ['/digest pause digest:2 ']],
    ['re', ['reopen ', 'restart ']],
    ['as r', ['as reader']],
    ['in ', ['in #general', 'in #news', 'in dm']],
    ['deny n', ['deny #news']],
    ['deny #news Rea', ['deny #news ReadMessageHistory ']],
    ['delete g', ['delete #general']],
    ['fault dr', ['fault drop-before ', 'fault drop-after ']],
    ['fault 50', ['fault 500 ', 'fault 502 ', 'fault 503 ', 'fault 504 ']],
    ['fault hang PO', ['fault hang POST ']],
    ['fault hang POST #n', ['fault hang POST #news ', 'fault hang POST #news/messages ']],
    ['fault clear ', []],
    ['gateway re', ['gateway reconnect ']],
    ['gateway acks o', ['gateway acks off ', 'gateway acks on ']],
    ['gateway close 4', ['gateway close 4000 ', 'gateway close 4004 ', 'gateway close 4009 ']],
    ['down ', ['down forget ']],
    ['lang SE', ['lang server ']],
    ['lang server zh', ['lang server zh-CN', 'lang server zh-TW']],
    ['ki', ['kick ', 'kill ']],
    ['nothing', []],
    ['/nothing at all', []],
  ])('%s', async (line, lines) => {
    expect(await offer(line)).toEqual(lines);
  });

  test('puts in one candidate, or what all begin with, and else lists them', () => {
    const candidates = (...inserts: string[]) => inserts.map((insert) => ({ insert }));
    const lists = (typed: string, ...inserts: string[]) => {
      const { insert, list } = tab({ typed, candidates: candidates(...inserts) }, 80);
      return { insert, list: list?.map((line) => line.map(({ text }) => text).join('')) };
    };
    expect(lists('su', 'summary ')).toEqual({ insert: 'summary ' });
    expect(lists('t', 'time:', 'timezone:')).toEqual({ insert: 'time' });
    expect(lists('time', 'time:', 'timezone:')).toEqual({ list: ['time:   timezone:'] });
    expect(lists('', '#news ', '#general ')).toEqual({ insert: '#', list: ['#news   #general'] });
    expect(lists('xi', 'Xi Jinping ', 'Meet Xi ')).toEqual({ list: ['Xi\u00a0Jinping   Meet\u00a0Xi'] });
    expect(lists('x')).toEqual({});
  });

  test('asks the bot with what is typed and the other options', async () => {
    await offer('/who private:yes name:Xi J');
    expect(asked).toEqual([['who', { private: true }, { name: 'name', value: 'Xi J' }]]);
  });
});
