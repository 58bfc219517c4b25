import { setTimeout as delay } from 'node:timers/promises';
import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Discord } from '../discord-types.ts';
import type { Outcome } from '../interactions/actor.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { Console } from './console.ts';
import { offeredIn, saidBy } from './modal.ts';
import { describeRefusal, describeStrike } from './refusal.ts';
import { renderMessage } from './render.ts';
import type { Session } from './session.ts';
import { type Line, span } from './spans.ts';
import { clock } from './timestamp.ts';

/** Shows what happens on a Discord as it happens. */
export type Feed = {
  /** Does something, and shows its outcome before whatever else came of it; `did` as `used /summary`. */
  own(did: string, act: () => Promise<Outcome | undefined>): Promise<void>;
  /** Shows the messages of a channel. */
  channel(channelId: string): void;
  /** Resolves when nothing has happened for a moment. */
  settled(): Promise<void>;
};

// What Discord says where nothing is set for a command under Integrations: the bot asks, and it is nobody's fault.
const nothingIsSet = 10066;
// The bot would have gone on within this time if it had more to do.
const quietMs = 250;

/** Listens to a Discord. */
export function createFeed(discord: Discord, session: Session, console: Console): Feed {
  const shown = new Map<string, string>();
  let held: (() => void)[] | undefined;
  let lastEvent = Number.NEGATIVE_INFINITY;

  const soon = (showing: () => void) => {
    lastEvent = performance.now();
    if (held) held.push(showing);
    else showing();
  };
  const show = (heading: Line, message: APIMessage) => {
    const { lines, presses } = renderMessage(message, console.width, session.names(), session.nextNumber(), (menu) =>
      offeredIn(menu, session.scene()),
    );
    session.keep(presses);
    shown.set(message.id, looks(message));
    console.print([heading, ...lines, []]);
  };
  const showNew = (heading: (message: APIMessage) => Line) => (message: APIMessage) =>
    soon(() => {
      if (shown.get(message.id) !== looks(message)) show(heading(message), message);
    });

  const post = (message: APIMessage): Line => [
    span(session.channelName(message.channel_id), 'bold', 'cyan'),
    span(' · '),
    span(message.author.username, 'bold'),
    span(` · ${clock(Date.parse(message.timestamp))}`),
    ...notes(message).map((note) => span(` · ${note}`, 'dim')),
  ];
  const notes = (message: APIMessage): string[] => {
    const names = session.names();
    const pinged = discord.pinged(message.id);
    const roles = message.mention_roles.map((id) => `@${names.role(id) ?? id}`);
    const targets = message.mention_everyone
      ? ['@everyone']
      : roles.length > 0
        ? roles
        : pinged.map((id) => `@${names.user(id) ?? id}`);
    return [
      ...(pinged.length > 0 ? [`pings ${targets.join(', ')}`] : []),
      ...((message.flags ?? 0) & MessageFlags.Crossposted ? ['published'] : []),
      ...(message.edited_timestamp ? ['(edited)'] : []),
    ];
  };

  discord.events.on('message', showNew(post));
  discord.events.on('edit', showNew(post));
  discord.events.on('crosspost', (message) =>
    soon(() => {
      // Already said where the post itself was shown later than it was published.
      if (shown.get(message.id) === looks(message)) return;
      shown.set(message.id, looks(message));
      console.print([
        [span(`${session.channelName(message.channel_id)} · published to the servers that follow it`, 'dim')],
        [],
      ]);
    }),
  );
  discord.events.on('remove', ({ channelId }) =>
    soon(() => console.print([[span(`${session.channelName(channelId)} · a message was deleted`, 'dim')], []])),
  );
  discord.events.on('ephemeral', (message, userId) =>
    showNew(() => [
      span(discord.botName, 'bold'),
      span(' changed its answer'),
      span(` · Only ${userId === session.actor().userId ? 'you' : session.names().user(userId)} can see this`, 'dim'),
    ])(message),
  );
  discord.events.on('request', (request) => {
    lastEvent = performance.now();
    const { error } = request;
    const strike = describeStrike(request, session.names().channel);
    if (strike) {
      console.print([[span(strike, 'yellow')], []]);
      return;
    }
    if (request.status < 400 || (error && typeof error === 'object' && 'code' in error && error.code === nothingIsSet))
      return;
    const lines = describeRefusal(request, session.names().channel);
    console.print([...lines.map((line) => [span(line, 'red')]), []]);
  });

  return {
    async own(did, act) {
      held = [];
      const { member } = session;
      try {
        const outcome = await act();
        const who = [span(member, 'bold', 'cyan'), span(` ${did}`)];
        if (!outcome) return console.print([who, []]);
        const { message, ephemeral, updated } = outcome;
        session.answeredIn(message.channel_id);
        session.renumber();
        const heading = [
          ...who,
          span(updated ? ' · the message changed' : '', 'dim'),
          span(ephemeral ? ' · Only you can see this' : '', 'dim'),
        ];
        show(heading, message);
      } catch (error) {
        if (!(error instanceof DiscordRefusal)) throw error;
        const said = saidBy(error, discord.modal(session.actor().userId));
        if (said.length > 0) console.print([...said.map((line) => [span(line, 'red')]), []]);
      } finally {
        const later = held;
        held = undefined;
        lastEvent = performance.now();
        for (const showing of later) showing();
      }
    },
    channel(channelId) {
      const messages = discord.messages(channelId);
      if (messages.length === 0) console.print([[span(`${session.channelName(channelId)} is empty.`, 'dim')], []]);
      else session.renumber();
      for (const message of messages) show(post(message), message);
    },
    async settled() {
      const leftMs = () => lastEvent + quietMs - performance.now();
      for (let waitMs = leftMs(); waitMs > 0; waitMs = leftMs()) await delay(waitMs);
    },
  };
}

/** What of a message a person sees. */
function looks({ content, components, flags }: APIMessage): string {
  return JSON.stringify([content, components, (flags ?? 0) & MessageFlags.Crossposted]);
}
