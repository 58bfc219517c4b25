import type { FileLook, FileText } from '../../src/page/api.ts';

/** A file as someone edits it, until the page is closed. */
export type Draft = {
  readonly file: string;
  /** The text in the box, whose lines end as those of a text box do. */
  text: string;
  /** What of it is on disk, as far as is known. */
  saved: string;
  /** Null for a file that is not there yet. */
  revision: string | null;
  /** How lines end in the file. */
  lineEnd: '\n' | '\r\n';
  /** What was last said of the text. */
  look?: FileLook | undefined;
  /** The reply that is shown; the first one without. */
  reply?: string | undefined;
  /** What was last done with it, until one types. */
  note?: string | undefined;
  /** What stands in the way of saving, and the file as it is now. */
  conflict?: { readonly why: string; readonly now?: FileText | undefined } | undefined;
};

/** A draft of a file as it was read. */
export function createDraft({ file, text, revision }: FileText): Draft {
  const inBox = boxText(text);
  return { file, text: inBox, saved: inBox, revision, lineEnd: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** Takes a text as the one that is on disk, and in the box as well. */
export function takeOver(draft: Draft, { text, revision }: FileText): void {
  const fresh = createDraft({ file: draft.file, text, revision });
  Object.assign(draft, fresh, { conflict: undefined, note: undefined });
}

/** The text as it is to be written. */
export function fileText({ file, text, revision, lineEnd }: Draft): FileText {
  return { file, text: lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd), revision };
}

/** True if closing the page would lose something. */
export function isUnsaved({ text, saved }: Draft): boolean {
  return text !== saved;
}

/** A text as a text box gives it back: each line end is one character. */
function boxText(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
