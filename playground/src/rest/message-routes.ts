import { type APIMessage, ChannelType, MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import { invalidForm, refusals } from '../forms/api-error.ts';
import { optional, parseForm, snowflake } from '../forms/form.ts';
import { type MessageForm, readMessage, requireContent } from '../forms/message-forms.ts';
import { editMessage } from '../messages/message-edit.ts';
import { listMessages } from '../messages/message-listing.ts';
import { createMessage, crosspostMessage, deleteMessage, hasText, settable } from '../messages/messages.ts';
import type { Nonces } from '../messages/nonces.ts';
import type { Channel, StoredMessage } from '../model/entities.ts';
import { changeThread } from '../model/guild-settings.ts';
import { threadTypes } from '../model/permissions.ts';
import { botGuilds, type World } from '../model/world.ts';
import { botMay, channelOf, generous, noContent, ok, type RestRequest, type Route } from './route.ts';

const messages = '/channels/:channel_id/messages';
const one = `${messages}/:message_id` as const;

const listing = z.object({
  limit: optional(z.coerce.number().int().min(1).max(100)),
  before: optional(snowflake),
  after: optional(snowflake),
  around: optional(snowflake),
});

/** The routes on a channel's messages. */
export function messageRoutes(world: World, nonces: Nonces): Route[] {
  const channelIn = ({ param }: RestRequest) => channelOf(world, param('channel_id'));
  const messageIn = ({ param }: RestRequest, channel: Channel) => {
    const stored = world.messages.get(param('message_id'));
    // An ephemeral message is in no channel: only the interaction's own token reaches it.
    if (stored?.message.channel_id !== channel.id || stored.ephemeralFor !== undefined) throw refusals.unknownMessage();
    return stored;
  };
  const requireWriting = (channel: Channel) => {
    if (!hasText(channel)) throw refusals.noText();
    const { recipientId } = channel;
    if (recipientId !== undefined && !botGuilds(world).some(({ members }) => members.has(recipientId)))
      throw refusals.noMutualGuilds();
    const writing = threadTypes.has(channel.type) ? 'SendMessagesInThreads' : 'SendMessages';
    if (!botMay(world, channel, [writing])) throw refusals.missingPermissions();
    const { archived = false, locked = false } = channel.thread ?? {};
    if (locked && !botMay(world, channel, ['ManageThreads']))
      throw archived ? refusals.threadArchived() : refusals.threadLocked();
  };
  /** A message in an archived thread stays as it is. */
  const requireOpen = ({ thread }: Channel) => {
    if (thread?.archived) throw refusals.threadArchived();
  };
  const requireOwn = ({ message }: StoredMessage) => {
    if (message.author.id !== world.bot.id) throw refusals.notYourMessage();
  };

  return [
    {
      method: 'GET',
      path: messages,
      limit: generous,
      run(request) {
        const channel = channelIn(request);
        if (!hasText(channel)) throw refusals.wrongChannelType();
        const { limit = 50, ...where } = parseForm(listing, Object.fromEntries(request.query));
        if (!botMay(world, channel, ['ReadMessageHistory'])) return ok([]);
        return ok(listMessages(world, channel, { limit, ...where }));
      },
    },
    {
      method: 'GET',
      path: one,
      limit: generous,
      run(request) {
        const channel = channelIn(request);
        if (!botMay(world, channel, ['ReadMessageHistory'])) throw refusals.missingPermissions();
        return ok(messageIn(request, channel).message);
      },
    },
    {
      method: 'POST',
      path: messages,
      limit: { requests: 5, seconds: 5 },
      run(request) {
        const channel = channelIn(request);
        requireWriting(channel);
        const form = readMessage(request.json());
        const before = sameNonce(world, nonces, channel, form);
        if (before) return ok(withNonce(before, form));
        requireContent(form);
        const message = createMessage(world, {
          channel,
          form,
          settable: settable.post,
          replyTo: repliedTo(world, channel, form),
        });
        // Who posts in a thread opens it again, and joins it.
        if (channel.thread)
          changeThread(world, channel, {
            archived: false,
            members: channel.thread.members.union(new Set([world.bot.id])),
          });
        if (form.nonce !== undefined) nonces.remember(channel.id, world.bot.id, form.nonce, message.id);
        return ok(withNonce(message, form));
      },
    },
    {
      method: 'PATCH',
      path: one,
      limit: { requests: 5, seconds: 5 },
      run(request) {
        const channel = channelIn(request);
        const stored = messageIn(request, channel);
        requireOwn(stored);
        requireOpen(channel);
        return ok(editMessage(world, stored, readMessage(request.json())));
      },
    },
    {
      method: 'DELETE',
      path: one,
      limit: { requests: 5, seconds: 1 },
      run(request) {
        const channel = channelIn(request);
        const stored = messageIn(request, channel);
        if (stored.message.author.id !== world.bot.id && !botMay(world, channel, ['ManageMessages']))
          throw refusals.missingPermissions();
        requireOpen(channel);
        deleteMessage(world, stored);
        return noContent;
      },
    },
    {
      method: 'POST',
      path: `${one}/crosspost`,
      limit: { requests: 5, seconds: 5 },
      // Ten posts an hour can be published in a channel.
      actionLimit: { requests: 10, seconds: 3_600 },
      run(request) {
        const channel = channelIn(request);
        const stored = messageIn(request, channel);
        if (channel.type !== ChannelType.GuildAnnouncement) throw refusals.wrongChannelType();
        const own = stored.message.author.id === world.bot.id;
        if (!botMay(world, channel, [own ? 'SendMessages' : 'ManageMessages'])) throw refusals.missingPermissions();
        if ((stored.message.flags ?? 0) & MessageFlags.Crossposted) throw refusals.alreadyCrossposted();
        return ok(crosspostMessage(world, stored));
      },
    },
  ];
}

/** Who posts a message is told its nonce; Discord does not keep it with the message. */
function withNonce(message: APIMessage, { nonce }: MessageForm): APIMessage {
  return nonce === undefined ? message : { ...message, nonce };
}

function sameNonce(world: World, nonces: Nonces, channel: Channel, form: MessageForm) {
  if (!form.enforceNonce || form.nonce === undefined) return undefined;
  return world.messages.get(nonces.find(channel.id, world.bot.id, form.nonce) ?? '')?.message;
}

function repliedTo(world: World, channel: Channel, { reference }: MessageForm) {
  if (!reference) return undefined;
  if (!botMay(world, channel, ['ReadMessageHistory'])) throw refusals.cannotReply();
  const found = channel.messages.includes(reference.message_id) && world.messages.get(reference.message_id);
  if (found) return found.message;
  if (reference.fail_if_not_exists === false) return undefined;
  throw invalidForm([{ path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }]);
}
