import type { FileChange, FileProblem, FileReply, FileText, NewFileWords, Refused, SavedFile } from './page/api.ts';

/**
 * Files of a bot's that a person edits on the page: what a plug-in says of them. Only `save` writes. Every `file` is a
 * name that `list` or `create` has given; the page cannot ask for another.
 */
export type FileEditor = {
  /** The names of the files, as paths from a folder that the plug-in knows. */
  list(): Promise<readonly string[]>;
  read(file: string): Promise<FileText | Refused>;
  /** What is to be said of a text, which may be no more than half written. */
  check(file: string, text: string): Promise<FileCheck>;
  /**
   * A reply that the bot would give if the file had this text: one of those that `check` offered, or what a button or
   * menu entry of this custom id in one of them opens; the first one for undefined.
   */
  preview(file: string, text: string, reply: string | undefined, locale: string): Promise<FilePreview | Refused>;
  /** Writes a text as a whole or not at all, and only if the file still has this revision (null: there is none). */
  save(text: FileText): Promise<SavedFile | Refused>;
  /** What makes a new file, which is not written before it is saved; without it there are no new ones. */
  readonly newFile?: NewFileWords & { create(name: string): Promise<FileText | Refused> };
};

/** What is to be said of a text: its problems, changes that are offered, and the replies that it can be seen as. */
export type FileCheck = {
  readonly problems: readonly FileProblem[];
  readonly changes: readonly FileChange[];
  readonly replies: readonly FileReply[];
};

/**
 * A reply, and the body of its message as the bot would send it; `note` says what is not as it looks, as that nobody
 * gets it yet.
 */
export type FilePreview = { readonly reply: string; readonly body: object; readonly note?: string };
