import type {
  CommandRequest,
  CompletionChoice,
  CompletionRequest,
  Context,
  Reply,
  Request,
} from '../../src/command/command.ts';
import { guildDigests, removedDigests } from '../../src/store/digests.ts';
import { limits, type Message } from '../../src/view/card.ts';
import { digestChoice } from '../../src/view/digest-details.ts';
import { digestListMessage, noDigestsMessage } from '../../src/view/digest-list.ts';
import { shorten } from '../../src/view/markdown.ts';
import { digestDetails } from './digest-details.ts';
import { requireGuild } from './require-digest.ts';

/** `/digest list` and `/digest panel`: shows the digests of the guild, each with the way to change it, and to a new one. */
export async function list(request: CommandRequest, context: Context): Promise<Reply> {
  return { message: await listMessage(0, request, context), ephemeral: true };
}

/** A page of the digests of the guild, counted from 0. */
export async function listMessage(page: number, request: Request, context: Context): Promise<Message> {
  const digests = await guildDigests(context.db, requireGuild(request));
  if (digests.length === 0) return noDigestsMessage(request.language);
  return digestListMessage(
    digests.map((digest) => digestDetails(digest, context)),
    page,
    request.language,
  );
}

/**
 * The guild's digests whose number begins with what is typed, or whose schedule or topic has it in it; to read their
 * history, the last removed ones too.
 */
export async function completeDigest(request: CompletionRequest, context: Context): Promise<CompletionChoice[]> {
  const typed = request.focused.value.trim().toLowerCase();
  const guildId = requireGuild(request);
  const digests = await guildDigests(context.db, guildId);
  const removed = request.subcommand === 'history' ? await removedDigests(context.db, guildId, limits.options) : [];
  return [...digests, ...removed]
    .map((digest) => ({
      name: shorten(digestChoice(digestDetails(digest, context), request.language), limits.option),
      value: digest.number,
    }))
    .filter(({ name, value }) => String(value).startsWith(typed) || name.toLowerCase().includes(typed))
    .slice(0, limits.options);
}
