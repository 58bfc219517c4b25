import type { Discord } from './discord-types.ts';
import type { FileEditor } from './file-editor.ts';
import type { Guild, GuildPlan } from './model/plan.ts';
import type { EditedFiles, PageWords } from './page/api.ts';
import type { Runner } from './runner.ts';

/** How the playground starts a bot. */
export type BotSetup = {
  /** The program and its arguments; `node` is the Node that the playground itself runs on. */
  readonly command: readonly [string, ...string[]];
  /** The folder that it runs in. */
  readonly folder: string;
  /** Variables that it gets beside those of this process; `dataFolder` is deleted when the playground ends. */
  readonly environment: (discord: Discord, dataFolder: string, guild: Guild) => Readonly<Record<string, string>>;
  /** Variables of this process, or of a `.env`, that must not reach the bot: they are empty, unless they are given. */
  readonly withheld?: readonly string[] | undefined;
  /** Where the bot takes interactions by HTTP; it gets them by the gateway without this. */
  readonly http?: HttpAddress;
};

/** Where a bot takes interactions by HTTP. */
export type HttpAddress = {
  /** Answers 2xx once the bot takes interactions; unless given, `interactionsUrl` is asked until it answers at all. */
  readonly readyUrl?: string;
  readonly interactionsUrl: string;
};

/** A line that the terminal suggests when it starts. */
export type TerminalTip = { readonly line: string; readonly meaning: string };

/** What a bot's own repository tells the playground of the bot; what is left out has a neutral default. */
export type PlaygroundPlugin = {
  /** The bot's name in the server: `Bot` unless said otherwise. */
  readonly botName?: string;
  /** The server that it is in. The person who looks at it first is its first member with a role. */
  readonly guild?: GuildPlan;
  /** Words of the page that are about this bot. */
  readonly page?: Partial<PageWords>;
  /** Lines of the terminal's welcome. */
  readonly terminalTips?: readonly TerminalTip[];
  /** A line with options, as `/who xi private:yes`, that the terminal's help shows. */
  readonly exampleLine?: string;
  /**
   * When the bot has something to do next by what it keeps in its data folder, in milliseconds since 1970; undefined if
   * never. Without it the page goes by the instants that messages name.
   */
  readonly nextInstant?: (dataFolder: string) => number | undefined;
  /** Files of the bot's that can be edited on the page, in its panel Editor. */
  readonly editor?: FileEditor;
  /**
   * Follows the files that the bot reads and its host edits, for the page's panel Editor, which is not there without
   * this or `editor`; calls `changed` when there is something new.
   */
  readonly followFiles?: (runner: Runner, changed: () => void) => FilesNews;
};

/** What is known of the edited files at present. */
export type FilesNews = { now(): Promise<EditedFiles> };
