import type { ChannelType, RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import type { Library } from '../briefing/library/library.ts';
import type { Outcome } from '../digest/deliver/outcome.ts';
import type { StoredDigest } from '../store/digests.ts';
import type { Database } from '../store/schema.ts';
import type { Language } from '../text/language.ts';
import type { Message } from '../view/card.ts';
import type { ChannelPermission } from '../view/digest-check.ts';

/** What commands may use: each is passed in, so that a command runs without Discord. */
export type Context = {
  readonly library: Library;
  readonly db: Database;
  /** Posts a digest now. */
  readonly postNow: (digest: StoredDigest) => Promise<Outcome>;
  /**
   * What the bot can do in a channel of a guild, `gone` if the guild has no such channel; undefined if Discord cannot
   * be asked in time.
   */
  readonly access: (needs: ChannelNeeds) => Promise<ChannelAccess | 'gone' | undefined>;
  /** Every command that is offered now, as the help lists them. */
  readonly commands: () => readonly Command[];
  /** The present, in milliseconds since 1970. */
  readonly now: () => number;
  /** A command's name as a mention that can be tapped, once Discord has said its id; `/name` before. */
  readonly mention: (command: string) => string;
};

/** A channel to post in, and a role to ping there. */
export type ChannelNeeds = { readonly guildId: string; readonly channelId: string; readonly roleId?: string | null };

/** What a channel is, and the permissions that posts there want, with whether the bot has them. */
export type ChannelAccess = { readonly type: ChannelType; readonly permissions: readonly ChannelPermission[] };

/** Who asks, and where. */
export type Request = {
  readonly userId: string;
  readonly channelId: string;
  /** None in a direct message. */
  readonly guildId?: string | undefined;
  readonly moderator: boolean;
  /** The language of the person who asks. */
  readonly language: Language;
  /** The language of the channel, for what everyone reads. */
  readonly shared: Language;
};

/** A command's options, checked against its definition. */
export type Options = {
  text(name: string): string | undefined;
  integer(name: string): number | undefined;
  flag(name: string): boolean | undefined;
};

export type CommandRequest = Request & {
  /** The subcommand, or '' for a command without. */
  readonly subcommand: string;
  readonly options: Options;
  /** What Discord says of the channels that the options name, by id, and the ids of the roles. */
  readonly channels: ReadonlyMap<string, { readonly type: ChannelType; readonly name: string }>;
  readonly roles: ReadonlySet<string>;
};

export type CompletionRequest = CommandRequest & {
  readonly focused: { readonly name: string; readonly value: string };
};

/** An answer. `later` makes the message that takes the first one's place once it is there; it may take its time. */
export type Reply = { readonly message: Message; readonly ephemeral: boolean; readonly later?: () => Promise<Message> };

export type CompletionChoice = { readonly name: string; readonly value: string | number };

/** A command as Discord takes it. */
export type Definition = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** A slash command. Throws a `UserError` for what the person can mend. */
export type Command = {
  readonly definition: Definition;
  run(request: CommandRequest, context: Context): Reply | Promise<Reply>;
  complete?(
    request: CompletionRequest,
    context: Context,
  ): readonly CompletionChoice[] | Promise<readonly CompletionChoice[]>;
  /** Options of an example that works with the present content, for the help. */
  example?(context: Context): string | undefined;
  /**
   * What the custom ids that begin with a name open, as an answer for the person who clicked: `summary:<slug>` opens
   * `summary`.
   */
  readonly opens?: Readonly<
    Record<string, (args: readonly string[], request: Request, context: Context) => Message | Promise<Message>>
  >;
  /** Only for those who may manage the server; checked here too, whatever Discord let through. */
  readonly moderators?: true;
};

/** An answer in the channel, in its language, or with `private` to the person alone, in theirs. */
export function reply(request: CommandRequest, view: (language: Language) => Message): Reply {
  const ephemeral = request.options.flag('private') ?? false;
  return { message: view(ephemeral ? request.language : request.shared), ephemeral };
}

/** The page in a custom id; 0 for anything that is not a page. */
export function pageOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : 0;
}
