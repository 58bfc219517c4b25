import type { REST } from 'discord.js';
import type { Logger } from 'pino';
import type { Library } from '../briefing/library/library.ts';
import { createLeases } from '../digest/deliver/channel-leases.ts';
import { createPauseAlerts } from '../digest/deliver/pause-alerts.ts';
import { createPoster, type Poster } from '../digest/deliver/poster.ts';
import type { Edges, PostResult } from '../digest/edges.ts';
import { channelAccess } from '../discord/permissions/channel-access.ts';
import { findMessage } from '../discord/rest/find-message.ts';
import { editMessage, publishMessage, sendDirectMessage, sendMessage } from '../discord/rest/messages.ts';
import { discordTime } from '../discord/rest/rest.ts';
import type { StoredDigest } from '../store/digests.ts';
import { guildSettings } from '../store/guilds.ts';
import type { Database } from '../store/schema.ts';
import { language } from '../text/language.ts';
import { alertMessage } from '../view/digest-notice.ts';

/** What posting needs of the bot. */
export type PostingParts = {
  readonly db: Database;
  readonly library: Library;
  readonly now: () => number;
  readonly log: Logger;
  readonly rest: REST;
  readonly botId: string;
} & Pick<Edges, 'posts' | 'onDelivered' | 'onRetry' | 'digestIntervalMs' | 'keepMs'>;

// For so long an alert waits to hear which permissions are missing.
const accessTimeoutMs = 5_000;

/**
 * Puts together the poster, and the alerts to moderators of digests that cannot be posted, with Discord behind them.
 */
export function createPosting({ rest, botId, ...parts }: PostingParts): Poster {
  const { db } = parts;
  const leases = createLeases(db);
  const alerts = createPauseAlerts({ ...parts, tell }, leases);
  const poster = createPoster(
    {
      ...parts,
      post: (channelId, post, signal) => sendMessage(rest, channelId, post, signal),
      publish: (channelId, messageId, signal) => publishMessage(rest, channelId, messageId, signal),
      edit: (channelId, messageId, message, signal) => editMessage(rest, channelId, messageId, message, signal),
      find: (wanted, signal) => findMessage(rest, botId, wanted, signal),
      discordTime: () => discordTime(rest),
      onDigestPaused: () => void alerts(),
    },
    leases,
  );

  /** Writes to the guild's alerts channel, else, or where the bot may not, to the person who set the digest up. */
  async function tell(digest: StoredDigest, why: 'permission' | 'gone'): Promise<PostResult> {
    const { guildId, number, channelId, createdBy } = digest;
    const { alertsChannelId } = await guildSettings(db, guildId);
    const message = alertMessage(number, channelId, why, await missingIn(digest, why), language());
    // A second alert of the same pause within minutes, as after a crash, gets the first one back.
    const nonce = `a-${digest.id.toString(36)}-${digest.alertDue.toString(36)}`;
    const alert = { ...message, nonce, enforce_nonce: true };
    const result = alertsChannelId ? await sendMessage(rest, alertsChannelId, alert) : undefined;
    return result && result.kind !== 'refused' ? result : sendDirectMessage(rest, createdBy, alert);
  }

  async function missingIn({ guildId, channelId }: StoredDigest, why: 'permission' | 'gone'): Promise<string[]> {
    if (why === 'gone') return [];
    const needs = { guildId, channelId };
    const access = await channelAccess(rest, botId, needs, AbortSignal.timeout(accessTimeoutMs)).catch(() => undefined);
    if (!access || access === 'gone') return [];
    return access.permissions.filter(({ held, needed }) => !held && needed === 'post').map(({ name }) => name);
  }

  return {
    ...poster,
    async tick() {
      await poster.tick();
      void alerts();
    },
  };
}
