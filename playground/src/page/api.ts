import type { APIApplicationCommand, APIApplicationCommandOptionChoice, APIMessage } from 'discord-api-types/v10';
import type { Fault } from '../faults/fault-plan.ts';
import type { Modal, ModalValues } from '../model/modal.ts';

/*
 * What the page and its server say to each other: JSON by HTTP, and server-sent events. Types only; ids are
 * Discord's, instants milliseconds since 1970 by the playground's clock. Every request that changes something is a
 * POST with a JSON body.
 */

/**
 * Who looks at the page, and where: which member they are, in which channel (or `dm`, with the bot), in which
 * language.
 */
export type Viewer = { readonly userId: string; readonly channelId: string; readonly locale: string };

/**
 * `GET /api/state?userId=…`: all that the page shows beside messages; of the channels those that this person sees, or
 * all if it is left out.
 */
export type PageState = {
  readonly guild: { readonly id: string; readonly name: string; readonly locale: string };
  readonly bot: {
    readonly id: string;
    readonly name: string;
    readonly running: boolean;
    readonly connected: boolean;
    /** False if it goes by the machine's clock, and not by the playground's. */
    readonly takesClock: boolean;
    /** False if it has been thrown out of the server. */
    readonly inServer: boolean;
  };
  readonly channels: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: number;
    readonly parentId?: string;
    /** False where this person may read only. */
    readonly writable: boolean;
  }[];
  readonly roles: readonly { readonly id: string; readonly name: string; readonly color?: number }[];
  /** Those whom one can be; not the bot. */
  readonly members: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[];
  /** Discord's languages, and of them those that the bot's commands are translated into. */
  readonly locales: readonly string[];
  readonly botLocales: readonly string[];
  readonly clock: Clock;
  readonly trouble: { readonly up: boolean; readonly faults: readonly Fault[]; readonly denied: readonly Denial[] };
  /** The files that someone edits; undefined where the playground follows none. */
  readonly content?: EditedFiles;
  /** The files that can be edited on the page; undefined where none can. */
  readonly editor?: EditorState;
  /** When the bot has something to do next, null if never; undefined where that is not known. */
  readonly nextInstant?: number | null;
  readonly words: PageWords;
};

/** A permission that the bot has been denied in a channel; `planned` if the server was made so. */
type Denial = { readonly channelId: string; readonly permission: string; readonly planned: boolean };

/**
 * How far the playground's clock, and the bot's, is ahead of the machine's, in milliseconds; and while it is being
 * set ahead, the instant it goes to.
 */
export type Clock = { readonly ahead: number; readonly to?: number };

/**
 * Files that the bot reads and its host edits, and what the bot last said of them: problems as
 * `file:line:column path: what is wrong`.
 */
export type EditedFiles = {
  readonly folder: string;
  readonly files: readonly string[];
  readonly problems: readonly string[];
  /** When the bot last took a change. */
  readonly reloadedAt?: number;
};

/** The names of the files that can be edited on the page, and the words for a new one where there may be one. */
export type EditorState = {
  readonly files: readonly string[];
  readonly newFile?: NewFileWords;
};

/** Words about a new file: the button, as `New reminder`; what is asked for, as `Its name`; and what it looks like. */
export type NewFileWords = { readonly label: string; readonly nameLabel: string; readonly hint: string };

/**
 * A file's text as one has it, and the revision that it was read at: another text has another one. It is null for a
 * file that is not there yet.
 */
export type FileText = { readonly file: string; readonly text: string; readonly revision: string | null };

/** What is to be said of a text at a place in it. Lines and columns are counted from 1. */
export type FileProblem = {
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
};

/** A change that one button makes: what it does, why, and the whole text after it. */
export type FileChange = { readonly label: string; readonly why: string; readonly text: string };

/** A reply that a text can be seen as: `Summary, brief`. */
export type FileReply = { readonly id: string; readonly label: string };

/**
 * `POST /api/files/read` with a file's name, `/api/files/create` with a name for a new one: answers `FileText`. Neither
 * writes anything.
 */
export type ReadFileBody = { readonly file: string };
export type CreateFileBody = { readonly name: string };

/**
 * `POST /api/files/look`: what is to be said of a text while it is edited. `reply` is one of those that the last answer
 * offered, or the custom id of something in the shown one that was used; without it the first one is shown.
 */
export type LookBody = {
  readonly file: string;
  readonly text: string;
  readonly reply?: string;
  readonly locale: string;
};
export type FileLook = {
  /** The file's own revision at present, null if it is not there: someone else may have changed it. */
  readonly revision: string | null;
  readonly problems: readonly FileProblem[];
  readonly changes: readonly FileChange[];
  readonly replies: readonly FileReply[];
  readonly shown: ShownReply | Refused;
};

/** A reply as Discord would show it; `note` says what is not as it looks, as that nobody gets it yet. */
type ShownReply = { readonly reply: string; readonly message: APIMessage; readonly note?: string };

/**
 * `POST /api/files/save` with `FileText`: writes the text if the file still has that revision, and answers the new one.
 * Otherwise nothing is written, and the refusal (409) has the file as it is `now`, unless it cannot be read.
 */
export type SavedFile = { readonly revision: string };
export type SaveRefused = Refused & { readonly now?: FileText };

/** A line that can be tried, while the bot offers that command. */
export type PageTip = { readonly command: string; readonly line: string; readonly meaning: string };

/** Words of the page that are about one bot, and its picture. */
export type PageWords = {
  /** The bot's picture: SVG paths on 24 by 24. */
  readonly botPicture: readonly string[];
  /** What can be tried, at the beginning of the first channel; the bot's first commands where there are none. */
  readonly tips: readonly PageTip[];
  /** What the instant is at which the bot has something to do next, or that a message names, as `Next reminder`. */
  readonly nextInstant: string;
  /** What can be tried where something is wrong. */
  readonly troubleTip: { readonly text: string; readonly lines: readonly string[] };
  /** The bot as it is after a restart: `back, with its database`. */
  readonly back: string;
  /** What starts the playground again, as `npm run playground`. */
  readonly startedBy: string;
};

/** `GET /api/messages?userId=…&channelId=…`: what this person sees there, oldest first. */
export type Messages = { readonly messages: readonly Seen[] };

/** A message as one person sees it. */
export type Seen = {
  readonly message: APIMessage;
  /** Only this person sees it. */
  readonly ephemeral: boolean;
  readonly crossposted: boolean;
};

/** `GET /api/commands?userId=…&channelId=…&locale=…`: what Discord's picker lists for them. */
export type Commands = { readonly commands: readonly APIApplicationCommand[] };

/**
 * `POST /api/use`, `/api/complete`, `/api/click`, `/api/select`. Each answers `Done` or `Refused` (status 409),
 * `complete` with choices.
 */
export type UseBody = {
  readonly viewer: Viewer;
  /** `ping`; with a subcommand `reminder add`. */
  readonly name: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
};
export type CompleteBody = UseBody & { readonly focused: { readonly name: string; readonly value: string } };
export type Choices = { readonly choices: readonly APIApplicationCommandOptionChoice[] };
export type ClickBody = { readonly viewer: Viewer; readonly messageId: string; readonly customId: string };
export type SelectBody = ClickBody & { readonly values: readonly string[] };
/** `POST /api/submit`: what the person has filled into their open modal; refused with what is wrong by field. */
export type SubmitBody = { readonly userId: string; readonly modalId: string; readonly values: ModalValues };
/** `POST /api/dismiss`: the person closes their modal. */
export type DismissBody = { readonly userId: string; readonly modalId: string };
export type Done = { readonly ok: true };
/**
 * What Discord itself tells the person: a bad option, a missing permission, "The application did not respond"; of a
 * modal also what is wrong with each field, by custom id.
 */
export type Refused = { readonly refused: string; readonly fields?: Readonly<Record<string, string>> };

/**
 * `POST /api/control` with what the control interface takes at `POST /ACTION`: answers what it answers, or 400 with
 * its problems, as all that cannot be read does: `{ problems }`.
 */
export type ControlBody = { readonly action: string; readonly body?: unknown };

/**
 * `POST /api/clock`: sets the clock ahead, to an instant that is not before its present one, nor 31 days after it;
 * answers `Clock` when it is there. Meanwhile the bot may be restarted, and the clock set once more.
 */
export type ClockBody = { readonly to: number };

/** `POST /api/bot`: stops and starts the bot, or kills and starts it; answers `Done` when it is connected again. */
export type BotBody = { readonly do: 'restart' | 'kill' };

/**
 * Server-sent events of `GET /api/events?userId=…`: each `data` is one of these as JSON, of what this person sees. A
 * channel that is not in their state is their direct message with the bot.
 */
export type PageEvent =
  | { readonly type: 'message' | 'edit'; readonly seen: Seen }
  | { readonly type: 'remove'; readonly channelId: string; readonly messageId: string }
  /** The modal that is open for this person, or that none is; also told as the stream begins. */
  | { readonly type: 'modal'; readonly modal?: Modal }
  /** Something of the bot's that Discord refused, where it happened. */
  | {
      readonly type: 'refused';
      readonly channelId?: string;
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly code?: number;
      readonly message: string;
      /** The fields that are wrong, as `components[0].content: …`. */
      readonly details: readonly string[];
      /** Set where the playground was told to fail. */
      readonly byFault: boolean;
    }
  /** A line of the bot's log, warnings and errors. */
  | {
      readonly type: 'log';
      readonly level: 'warn' | 'error' | 'fatal';
      readonly message: string;
      readonly details: string;
    }
  /** The clock goes ahead, or is where it was to go. */
  | { readonly type: 'clock'; readonly clock: Clock }
  /** Something of the state has changed: read it again. Commands too, and channels. */
  | { readonly type: 'state' };
