import { ImportError } from './import-error.ts';
import { fileOfNinjs } from './ninjs-import.ts';
import type { Imported } from './written.ts';

/** A withheld briefing of a document's text. @throws {ImportError} that says what is wrong with it and what to do */
export function importedBriefing(text: string): Imported {
  // Some programs begin a file with a byte order mark.
  return fileOfNinjs(readJson(text.replace(/^\uFEFF/, '')));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new ImportError(`It is no JSON (${what}). What can be imported is a ninjs document.`);
  }
}
