import type { CompletionChoice, CompletionRequest, Context, Request } from '../../src/command/command.ts';
import { guildDigests } from '../../src/store/digests.ts';
import { UserError } from '../../src/text/user-error.ts';
import { limits, type Message } from '../../src/view/card.ts';
import { digestChoice, digestListMessage } from '../../src/view/digest-list.ts';
import { shorten } from '../../src/view/markdown.ts';
import { detailsOf } from './digest-details.ts';
import { guildOf } from './require-digest.ts';

/** All digests of the guild. @throws {UserError} if there are none. */
export async function list(page: number, request: Request, context: Context): Promise<Message> {
  const digests = await guildDigests(context.db, guildOf(request));
  if (digests.length === 0) throw new UserError('digest:error.none');
  return digestListMessage(
    digests.map((digest) => detailsOf(digest, context)),
    page,
    request.language,
  );
}

/** The guild's digests whose number begins with what is typed, or whose schedule or topic has it in it. */
export async function completeDigest(request: CompletionRequest, context: Context): Promise<CompletionChoice[]> {
  const typed = request.focused.value.trim().toLowerCase();
  const digests = await guildDigests(context.db, guildOf(request));
  return digests
    .map((digest) => ({
      name: shorten(digestChoice(detailsOf(digest, context), request.language), limits.option),
      value: digest.number,
    }))
    .filter(({ name, value }) => String(value).startsWith(typed) || name.toLowerCase().includes(typed))
    .slice(0, limits.options);
}
