import { setTimeout as wait } from 'node:timers/promises';
import type { Commands, Messages, PageState, Seen } from 'discord-playground';
import { type Usable, usable } from './usable.ts';

export type Options = Readonly<Record<string, string | number | boolean>>;

/** A person who uses the playground through the API of its page. */
export type PageUser = ReturnType<typeof createPageUser>;

const pollEveryMs = 50;
const messageTimeoutMs = 15_000;

/** A person at the page with this address. Each action resolves with the id of the message that it makes or edits. */
export function createPageUser(url: string) {
  const viewer = { userId: '', channelId: '', locale: 'en-US' };

  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`${url}/api/${path}`, {
      headers: { 'content-type': 'application/json', origin: url },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    const answer: T = JSON.parse(await response.text());
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const state = () => ask<PageState>('state');
  const seen = async () => {
    const { userId, channelId } = viewer;
    return (await ask<Messages>(`messages?${new URLSearchParams({ userId, channelId })}`)).messages;
  };
  const waitFor = async (fits: (seen: Seen) => boolean, what: string): Promise<string> => {
    for (let waited = 0; waited < messageTimeoutMs; waited += pollEveryMs) {
      const found = (await seen()).findLast(fits);
      if (found) return found.message.id;
      await wait(pollEveryMs);
    }
    throw new Error(`there is no message ${what}`);
  };
  const cause = async (path: string, body: object, words = /(?:)/): Promise<string> => {
    const before = new Set((await seen()).map(versionOf));
    await ask(path, { viewer, ...body });
    return waitFor(
      (each) => !before.has(versionOf(each)) && words.test(versionOf(each)),
      `after ${path} with ${words}`,
    );
  };
  const component = async (messageId: string, kind: Usable['kind'], label: RegExp) => {
    const { message } = (await seen()).find((each) => each.message.id === messageId) ?? {};
    const found = usable(message ?? {}).find((each) => each.kind === kind && label.test(each.label));
    if (!found) throw new Error(`the message has no ${kind} ${label}`);
    return { messageId, customId: found.customId, ...(found.value === undefined ? {} : { values: [found.value] }) };
  };

  return {
    viewer,
    /** Resolves when the bot is connected and has registered its commands. */
    async ready() {
      const commands = () => ask<Commands>(`commands?${new URLSearchParams(viewer)}`);
      while (!(await state()).bot.connected || (await commands()).commands.length === 0) await wait(pollEveryMs);
    },
    async be(name: string) {
      viewer.userId = (await state()).members.find((member) => member.name === name)?.id ?? '';
    },
    async go(channel: string) {
      viewer.channelId = idOf(await state(), channel);
    },
    /** Uses a command. An option that names a channel or a role, as `#news` or `@Readers`, becomes its id. */
    async use(name: string, named: Options = {}, words?: RegExp): Promise<string> {
      const now = await state();
      const options = Object.fromEntries(Object.entries(named).map(([key, value]) => [key, idOf(now, value)]));
      return cause('use', { name, options }, words);
    },
    click: async (messageId: string, label: RegExp) => cause('click', await component(messageId, 'button', label)),
    select: async (messageId: string, label: RegExp) => cause('select', await component(messageId, 'choice', label)),
    /** Waits for a message with these words; of several, it is the newest. */
    find: (words: RegExp) => waitFor((each) => words.test(versionOf(each)), `with ${words}`),
    /** Allows or denies the bot permissions in a channel. */
    permit: (channel: string, change: { readonly allow?: string[]; readonly deny?: string[] }) =>
      ask('control', { action: 'permissions', body: { channel, ...change } }),
    /** Moves the clock ahead to the next Monday, as `ahead` does: digests of weekdays are then due on any day. */
    async aheadToMonday(hour: number) {
      const { clock } = await state();
      const day = new Date(Date.now() + clock.ahead).getUTCDay();
      await this.ahead((8 - day) % 7 || 7, hour);
    },
    /** Moves the clock ahead by days, to two minutes past an hour in UTC. */
    async ahead(days: number, hour: number) {
      const { clock } = await state();
      await ask('clock', { to: new Date(Date.now() + clock.ahead + days * 86_400_000).setUTCHours(hour, 2, 0, 0) });
    },
  };
}

function versionOf({ message, crossposted }: Seen): string {
  return JSON.stringify([message.id, message.edited_timestamp, message.components, crossposted]);
}

function idOf<T>({ channels, roles }: PageState, value: T): T | string {
  const [, sign, name] = /^([#@])(.+)$/.exec(String(value)) ?? [];
  return (sign === '#' ? channels : roles).find((each) => sign && each.name === name)?.id ?? value;
}
