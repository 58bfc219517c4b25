import { closeSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseError, isPostgres } from '../database.ts';
import { explained } from '../errors.ts';
import { sqlitePath } from './sqlite.ts';

/**
 * Makes this the one process that posts the digests of a SQLite file: another one would take the same work, and post
 * it again. What is locked is a file beside the database, so that who answers, and backups, have the database itself.
 * The system lets go of it when the process ends, however that happens. PostgreSQL hands each process its own work,
 * and needs none of this.
 * @returns what lets go of it.
 * @throws {DatabaseError} if another process has it; says what to do.
 */
export function lockPosting(url: string): () => void {
  const path = sqlitePath(url);
  if (isPostgres(url) || path === ':memory:') return () => {};
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    // Made here if it is not there, so that it has one name by whichever way it is reached; an empty file is a new
    // database.
    closeSync(openSync(path, 'a'));
    lock = new DatabaseSync(`${realpathSync(path)}.lock`);
    // Nothing is written to it, nor beside it.
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    lock?.close();
    throw isBusy(error) ? taken(path) : unusable(error, path);
  }
  return () => lock.close();
}

// https://www.sqlite.org/rescode.html#busy
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5;
}

function unusable(error: unknown, path: string): unknown {
  const explanation = explained(error, `${path}.lock`);
  if (explanation instanceof DatabaseError || !(error instanceof Error)) return explanation;
  return new DatabaseError(`The database ${path} cannot be used: ${error.message}`, { cause: error });
}

function taken(path: string): DatabaseError {
  return new DatabaseError(
    `Another process posts the digests of ${path}, and two would post them twice. End that one first; or set ROLE=gateway, ` +
      'for a process that only answers; or let both share a PostgreSQL, by DATABASE_URL.',
  );
}
