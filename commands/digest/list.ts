import type {
  CommandRequest,
  CompletionChoice,
  CompletionRequest,
  Context,
  Reply,
  Request,
} from '../../src/command/command.ts';
import { guildDigests, removedDigests, type StoredDigest } from '../../src/store/digests.ts';
import type { Language } from '../../src/text/language.ts';
import { limits, type Message } from '../../src/view/card.ts';
import { digestChoice } from '../../src/view/digest-details.ts';
import { digestListMessage, listPageSize, noDigestsMessage } from '../../src/view/digest-list.ts';
import { shorten } from '../../src/view/markdown.ts';
import { cannotPostText } from './access-warnings.ts';
import { digestDetails } from './digest-details.ts';
import { requireGuild } from './require-digest.ts';

/**
 * `/digest list` and `/digest panel`: shows the digests of the guild, each with the way to change it, and to a new one.
 */
export async function list(request: CommandRequest, context: Context): Promise<Reply> {
  return { message: await listMessage(0, request, context), ephemeral: true };
}

/** A page of the digests of the guild, counted from 0; past the last page it is the last one. */
export async function listMessage(askedPage: number, request: Request, context: Context): Promise<Message> {
  const guildId = requireGuild(request);
  const digests = await guildDigests(context.db, guildId);
  if (digests.length === 0) return noDigestsMessage(request.language);
  const pages = Math.ceil(digests.length / listPageSize);
  const page = Math.min(askedPage, pages - 1);
  const listed = digests.slice(page * listPageSize, (page + 1) * listPageSize);
  const [names, problems] = await Promise.all([
    context.channelNames(guildId),
    problemsByChannel(listed, request.language, context),
  ]);
  return digestListMessage(
    listed.map((digest) => ({
      ...digestDetails(digest, request.language, context, names),
      cannotPost: problems.get(digest.channelId)?.(digest),
    })),
    { page, pages },
    request.language,
  );
}

/** Why nothing can be posted in the channels of digests, where that is so; Discord is asked once for each channel. */
async function problemsByChannel(digests: readonly StoredDigest[], language: Language, { access }: Context) {
  const channels = new Map(digests.map((digest) => [digest.channelId, digest]));
  const asked = [...channels.values()].map(async ({ guildId, channelId }) => {
    // Without an answer it is listed as it is recorded.
    const found = await access({ guildId, channelId }).catch(() => undefined);
    return [channelId, (digest: StoredDigest) => cannotPostText(found, digest, language)] as const;
  });
  return new Map(await Promise.all(asked));
}

/**
 * The guild's digests whose number begins with what is typed, or whose channel, schedule or topic has it in it; to read
 * their history, the last removed ones too.
 */
export async function completeDigest(request: CompletionRequest, context: Context): Promise<CompletionChoice[]> {
  const typed = request.focused.value.trim().toLowerCase();
  const guildId = requireGuild(request);
  const digests = await guildDigests(context.db, guildId);
  const removed = request.subcommand === 'history' ? await removedDigests(context.db, guildId, limits.options) : [];
  const names = digests.length + removed.length > 0 ? await context.channelNames(guildId) : undefined;
  return [...digests, ...removed]
    .map((digest) => ({
      name: shorten(
        digestChoice(digestDetails(digest, request.language, context, names), request.language),
        limits.option,
      ),
      value: digest.number,
    }))
    .filter(({ name, value }) => String(value).startsWith(typed) || name.toLowerCase().includes(typed))
    .slice(0, limits.options);
}
