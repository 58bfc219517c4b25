import { RESTJSONErrorCodes } from 'discord.js';
import type { Refusal } from '../../digest/edges.ts';

/** What a request was for: a post, the edit of one, its publishing, a direct message, or something that was read. */
export type RouteKind = 'post' | 'edit' | 'publish' | 'direct' | 'read';

/** What a refusal means: that it may pass by itself, or a reason for which it does not. */
type Meaning = 'later' | Refusal['reason'];

const everywhere = (meaning: Meaning): Readonly<Record<RouteKind, Meaning>> => ({
  post: meaning,
  edit: meaning,
  publish: meaning,
  direct: meaning,
  read: meaning,
});

/*
 * What Discord's codes mean (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json). A code that is
 * not here, with a status of 400 to 499, is `bad-request`: Discord will never take this request. Where the same is
 * refused three times in a row, moderators are told all the same.
 */
const meanings: Readonly<Record<number, Partial<Readonly<Record<RouteKind, Meaning>>>>> = {
  // A person has to do something: give a permission, choose another channel, open the thread again.
  [RESTJSONErrorCodes.MissingAccess]: everywhere('permission'),
  [RESTJSONErrorCodes.MissingPermissions]: everywhere('permission'),
  [RESTJSONErrorCodes.ChannelVerificationLevelTooHighForYouToGainAccess]: everywhere('permission'),
  [RESTJSONErrorCodes.UnknownChannel]: everywhere('gone'),
  [RESTJSONErrorCodes.UnknownGuild]: everywhere('gone'),
  [RESTJSONErrorCodes.UnknownMessage]: everywhere('gone'),
  [RESTJSONErrorCodes.CannotSendMessagesInNonTextChannel]: { post: 'gone' },
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread]: { post: 'closed', edit: 'closed' },
  [RESTJSONErrorCodes.ThreadLocked]: { post: 'closed', edit: 'closed' },

  // It passes by itself.
  [RESTJSONErrorCodes.GeneralError]: everywhere('later'),
  [RESTJSONErrorCodes.CloudflareIsBlockingYourRequest]: everywhere('later'),
  [RESTJSONErrorCodes.Unauthorized]: everywhere('later'),
  [RESTJSONErrorCodes.OpeningDirectMessagesTooFast]: everywhere('later'),
  [RESTJSONErrorCodes.SendMessagesHasBeenTemporarilyDisabled]: everywhere('later'),
  [RESTJSONErrorCodes.FeatureTemporarilyDisabledServerSide]: everywhere('later'),
  [RESTJSONErrorCodes.ServiceResourceIsBeingRateLimited]: everywhere('later'),
  [RESTJSONErrorCodes.APIResourceOverloaded]: everywhere('later'),
  [RESTJSONErrorCodes.ActionCannotBePerformedDueToSlowmodeRateLimit]: everywhere('later'),
  [RESTJSONErrorCodes.AnnouncementEditLimitExceeded]: everywhere('later'),
  [RESTJSONErrorCodes.ChannelSendRateLimit]: everywhere('later'),
  [RESTJSONErrorCodes.ServerSendRateLimit]: everywhere('later'),
  [RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached]: everywhere('later'),
};

/** What one of Discord's codes means for a request of a kind. */
export function meaningOf(code: number, kind: RouteKind): Meaning {
  return meanings[code]?.[kind] ?? 'bad-request';
}
