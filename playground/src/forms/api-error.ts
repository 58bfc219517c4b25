/** One thing that is wrong with one field, as Discord says it. */
type FieldError = { readonly code: string; readonly message: string };

/** A field that is wrong, by its path in the body; an empty path is the body itself. */
export type Fault = FieldError & { readonly path: readonly (string | number)[] };

type Tree = { [field: string]: Tree | FieldError[] };

/** What Discord answers to a request that it refuses. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: number;
  readonly errors: Tree | undefined;

  constructor(status: number, code: number, message: string, errors?: Tree) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  toJSON() {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) };
  }
}

/** Discord's 50035, with every fault at its place. */
export function invalidForm(faults: readonly Fault[]): ApiError {
  const root: Tree = {};
  for (const { path, code, message } of faults) {
    let node = root;
    for (const key of path) {
      const next = node[key];
      if (next && !Array.isArray(next)) node = next;
      else {
        const made: Tree = {};
        node[key] = made;
        node = made;
      }
    }
    const list = node._errors;
    if (Array.isArray(list)) list.push({ code, message });
    else node._errors = [{ code, message }];
  }
  return new ApiError(400, 50035, 'Invalid Form Body', root);
}

/**
 * The refusals that more than one route has
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
 */
export const refusals = {
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  methodNotAllowed: () => new ApiError(405, 0, '405: Method Not Allowed'),
  unknownChannel: () => new ApiError(404, 10003, 'Unknown Channel'),
  unknownGuild: () => new ApiError(404, 10004, 'Unknown Guild'),
  unknownMember: () => new ApiError(404, 10007, 'Unknown Member'),
  unknownMessage: () => new ApiError(404, 10008, 'Unknown Message'),
  unknownUser: () => new ApiError(404, 10013, 'Unknown User'),
  unknownWebhook: () => new ApiError(404, 10015, 'Unknown Webhook'),
  unknownInteraction: () => new ApiError(404, 10062, 'Unknown interaction'),
  unknownCommand: () => new ApiError(404, 10063, 'Unknown application command'),
  unknownCommandPermissions: () => new ApiError(404, 10066, 'Unknown application command permissions'),
  botsCannot: () => new ApiError(403, 20001, 'Bots cannot use this endpoint'),
  notThisApplication: () =>
    new ApiError(403, 20012, 'You are not authorized to perform this action on this application'),
  alreadyCrossposted: () => new ApiError(400, 40033, 'This message has already been crossposted.'),
  alreadyAcknowledged: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  notYourMessage: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  noText: () => new ApiError(400, 50008, 'Cannot send messages in a non-text channel'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  noMutualGuilds: () => new ApiError(403, 50278, 'Cannot send messages to this user due to having no mutual guilds'),
  wrongChannelType: () => new ApiError(400, 50024, 'Cannot execute action on this channel type'),
  invalidWebhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
  threadArchived: () => new ApiError(400, 50083, 'Thread is archived'),
  threadLocked: () => new ApiError(400, 160005, 'Thread is locked'),
  invalidVersion: () => new ApiError(400, 50041, 'Invalid API version provided'),
  invalidJson: () => new ApiError(400, 50109, 'The request body contains invalid JSON.'),
  internalError: () => new ApiError(500, 0, '500: Internal Server Error'),
  cannotReply: () => new ApiError(403, 160002, 'Cannot reply without permission to read message history'),
} as const;
