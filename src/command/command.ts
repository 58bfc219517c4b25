import type {
  APIModalInteractionResponseCallbackData,
  ChannelType,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Library } from '../briefing/library/library.ts';
import type { Outcome } from '../digest/deliver/outcome.ts';
import type { StoredDigest } from '../store/digests.ts';
import type { Database } from '../store/schema.ts';
import type { Language } from '../text/language.ts';
import type { Message } from '../view/card.ts';
import type { ChannelPermission } from '../view/digest-check.ts';
import { hasObstacle, type PostObstacles } from '../view/post-obstacles.ts';

/** What commands may use. All of it is passed in, so that a command runs without Discord. */
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
  /** The names of a guild's channels, by id; those that Discord does not tell in time are not there. */
  readonly channelNames: (guildId: string) => Promise<ReadonlyMap<string, string>>;
  /** The commands that are offered now, in the order of the help. */
  readonly commands: () => readonly Command[];
  /** The shortest time between two slots of a digest. */
  readonly digestIntervalMs: number;
  /** The present, in milliseconds since 1970. */
  readonly now: () => number;
  /** A mention of a command that opens it when tapped; only its name as `/name` until Discord has given its id. */
  readonly mention: (command: string, language: Language) => string;
};

/** A channel to post in, and a role to ping there. */
export type ChannelNeeds = {
  readonly guildId: string;
  readonly channelId: string;
  readonly roleId?: string | null;
};

/** A channel's type, whether the bot has each permission that posts there need, and what else is in their way. */
export type ChannelAccess = PostObstacles & {
  readonly type: ChannelType;
  readonly permissions: readonly ChannelPermission[];
  /** True for a thread that is archived, which a post opens again unless it is locked. */
  readonly isArchived?: boolean;
  /** True if the guild has no such role to ping. */
  readonly isRoleGone?: boolean;
};

/** True if, by what is known of the channel, the bot can post there. */
export function canPost(access: ChannelAccess): boolean {
  return !hasObstacle(access) && access.permissions.every(({ needed, held }) => needed !== 'post' || held);
}

/** Who uses a command, and where. */
export type Request = {
  readonly userId: string;
  readonly channelId: string;
  /** None in a direct message. */
  readonly guildId?: string | undefined;
  readonly moderator: boolean;
  /** The person's locale, as Discord names it. */
  readonly locale: string;
  /** The person's language. */
  readonly language: Language;
  /** The language of messages that everyone in the channel reads. */
  readonly channelLanguage: Language;
};

/** A command's options, checked against its definition. */
export type Options = {
  text(name: string): string | undefined;
  integer(name: string): number | undefined;
  flag(name: string): boolean | undefined;
};

/** What Discord says of the channels and roles that a person has chosen. */
type Chosen = {
  /** By id. */
  readonly channels: ReadonlyMap<string, { readonly type: ChannelType; readonly name: string }>;
  /** Their ids. */
  readonly roles: ReadonlySet<string>;
};

export type CommandRequest = Request &
  Chosen & {
    /** The subcommand, or '' for a command without. */
    readonly subcommand: string;
    readonly options: Options;
  };

export type CompletionRequest = CommandRequest & {
  readonly focused: { readonly name: string; readonly value: string };
};

/** A click on a button, a choice in a menu, or a form that was sent. */
export type ComponentRequest = Request &
  Chosen & {
    /** What was chosen in a menu, as it was sent: the view checks it, as all that it is given. */
    readonly values: readonly string[];
    /** What was typed into a form, by the custom id of the field. */
    readonly typed: ReadonlyMap<string, string>;
  };

/** What a component opens: a message, one that another takes the place of, or a form. */
export type Opened = Message | Omit<Reply, 'ephemeral'> | { readonly form: APIModalInteractionResponseCallbackData };

/** The answer to a command. */
export type Reply = {
  readonly message: Message;
  /** True if only the person who used the command sees it. */
  readonly ephemeral: boolean;
  /** Makes the message that replaces the first one; it has 15 minutes. */
  readonly replacement?: () => Promise<Message>;
};

/** A choice that Discord offers while an option is typed. */
export type CompletionChoice = {
  readonly name: string;
  readonly value: string | number;
};

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
  /** Options that work with the present content, as an example for the help, as its readers would type them. */
  example?(context: Context, language: Language): string | undefined;
  /**
   * Makes the answer for the person who clicked, by the first part of the custom id: `summary:<slug>` calls
   * `opens.summary`.
   */
  readonly opens?: Readonly<
    Record<string, (args: readonly string[], request: ComponentRequest, context: Context) => Opened | Promise<Opened>>
  >;
  /** Only for people who may manage the server. The bot checks that itself too, whatever Discord let through. */
  readonly moderators?: true;
};

/** A reply in the channel and its language; with the option `private`, to the person alone and in theirs. */
export function reply(request: CommandRequest, view: (language: Language) => Message): Reply {
  const ephemeral = request.options.flag('private') ?? false;
  return { message: view(ephemeral ? request.language : request.channelLanguage), ephemeral };
}

/** The page number in a custom id, from 0; 0 for anything else. */
export function pageOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : 0;
}
