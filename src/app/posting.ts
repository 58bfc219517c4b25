import { isDeepStrictEqual } from 'node:util';
import type { REST } from 'discord.js';
import type { Logger } from 'pino';
import type { Library } from '../briefing/library/library.ts';
import { type ChannelAccess, type ChannelNeeds, canPost } from '../command/command.ts';
import { type Alert, createAlerts } from '../digest/deliver/alerts.ts';
import { createLeases } from '../digest/deliver/channel-leases.ts';
import { createPoster, type Poster } from '../digest/deliver/poster.ts';
import type { Edges, PostResult } from '../digest/edges.ts';
import { channelAccess, isRoleGone } from '../discord/permissions/channel-access.ts';
import { findMessage } from '../discord/rest/find-message.ts';
import { guildName } from '../discord/rest/guilds.ts';
import { editMessage, publishMessage, sendDirectMessage, sendMessage } from '../discord/rest/messages.ts';
import { discordTime } from '../discord/rest/rest.ts';
import { lastLost, lastRefusals } from '../store/deliveries/history.ts';
import { moderatorsOf, type StoredDigest } from '../store/digests.ts';
import { guildSettings } from '../store/guilds.ts';
import type { Database } from '../store/schema.ts';
import { language } from '../text/language.ts';
import { alertMessage, type DigestAlert } from '../view/digest-notice.ts';

/** What posting needs of the bot. */
export type PostingParts = {
  readonly db: Database;
  readonly library: Library;
  readonly now: () => number;
  readonly log: Logger;
  readonly rest: REST;
  readonly botId: string;
} & Pick<Edges, 'posts' | 'onDelivered' | 'onRetry' | 'digestIntervalMs' | 'keepMs'>;

// For so long an alert waits to hear what keeps the bot from posting.
const accessTimeoutMs = 5_000;
/** So many others are written to where those who set a digest up cannot be. */
const mostOthersTold = 3;
/** Of so many channels an alert asks whether all lack the same; each takes some requests. */
const mostChannelsAsked = 20;

/**
 * Puts together the poster, and the alerts to moderators of digests that cannot be posted, with Discord behind them.
 */
export function createPosting({ rest, botId, ...parts }: PostingParts): Poster {
  const { db } = parts;
  const leases = createLeases(db);
  const alerts = createAlerts({ ...parts, tell }, leases);
  const poster = createPoster(
    {
      ...parts,
      post: (channelId, post, signal) => sendMessage(rest, channelId, post, signal, post.allowed_mentions.roles),
      publish: (channelId, messageId, signal) => publishMessage(rest, channelId, messageId, signal),
      edit: (channelId, messageId, message, signal) => editMessage(rest, channelId, messageId, message, signal),
      find: (wanted, signal) => findMessage(rest, botId, wanted, signal),
      discordTime: () => discordTime(rest),
      async canPost(guildId, channelId, signal) {
        const access = await accessTo({ guildId, channelId }, signal);
        return access !== undefined && canPost(access);
      },
      isRoleGone: (guildId, roleId, signal) => isRoleGone(rest, guildId, roleId, within(signal)),
      onAlertDue: () => void alerts(),
    },
    leases,
  );

  /**
   * Writes to the guild's alerts channel; where there is none, or the bot may not, to one person after the other who set
   * up those digests, and then others.
   */
  async function tell({ guildId, cause, digests }: Alert): Promise<PostResult> {
    const [first] = digests;
    const { alertsChannelId } = await guildSettings(db, guildId);
    const lost = await Promise.all(digests.map(async (digest) => ({ ...digest, slots: await lastLost(db, digest) })));
    const message = alertMessage(
      {
        cause,
        digests: lost,
        ...(cause === 'permission' ? await commonHindrance(digests) : {}),
        unexplained: digests.every(({ refusalUnexplained }) => refusalUnexplained),
        refusals: cause === 'failing' ? await lastRefusals(db, digests) : [],
      },
      { id: guildId, name: await guildName(rest, guildId, within()) },
      language(first.guildLocale ?? undefined),
    );
    // A second alert of the same within minutes, as after a crash, gets the first one back.
    const lastDue = Math.max(...digests.map(({ alertDue }) => alertDue));
    const nonce = ['a', first.id, lastDue, digests.length].map((part) => part.toString(36)).join('-');
    const alert = { ...message, nonce, enforce_nonce: true };
    let result: PostResult | undefined = alertsChannelId ? await sendMessage(rest, alertsChannelId, alert) : undefined;
    if (result && result.kind !== 'refused') return result;
    const owners = new Set(digests.map(({ createdBy }) => createdBy));
    const people = [...new Set([...owners, ...(await moderatorsOf(db, guildId))])];
    for (const personId of people.slice(0, owners.size + mostOthersTold)) {
      result = await sendDirectMessage(rest, personId, alert);
      if (result.kind !== 'refused') return result;
    }
    return result ?? { kind: 'refused', reason: 'gone', message: 'there is nobody to tell' };
  }

  /** What keeps the bot from posting in the channels of all these digests alike; nothing where they differ. */
  async function commonHindrance(digests: Alert['digests']): Promise<Pick<DigestAlert, 'missing' | 'obstacles'>> {
    const byChannel = new Map(digests.map((digest) => [digest.channelId, digest]));
    if (byChannel.size > mostChannelsAsked) return {};
    const [first, ...others] = await Promise.all([...byChannel.values()].map(hindranceOf));
    return first && others.every((other) => isDeepStrictEqual(other, first)) ? first : {};
  }

  async function hindranceOf({ guildId, channelId }: StoredDigest) {
    const {
      permissions = [],
      timedOutUntil,
      isLocked,
      isHiddenThread,
    } = (await accessTo({ guildId, channelId })) ?? {};
    return {
      missing: permissions.filter(({ held, needed }) => !held && needed === 'post').map(({ name }) => name),
      obstacles: {
        ...(timedOutUntil === undefined ? {} : { timedOutUntil }),
        ...(isLocked === undefined ? {} : { isLocked }),
        ...(isHiddenThread === undefined ? {} : { isHiddenThread }),
      },
    };
  }

  async function accessTo(needs: ChannelNeeds, signal?: AbortSignal): Promise<ChannelAccess | undefined> {
    const { guildId, channelId } = needs;
    const asked = channelAccess(rest, botId, { guildId, channelId }, within(signal), parts.now);
    const access = await asked.catch(() => undefined);
    return access === 'gone' ? undefined : access;
  }

  function within(signal?: AbortSignal): AbortSignal {
    const timeout = AbortSignal.timeout(accessTimeoutMs);
    return signal ? AbortSignal.any([signal, timeout]) : timeout;
  }

  return {
    ...poster,
    async tick() {
      await poster.tick();
      void alerts();
    },
  };
}
