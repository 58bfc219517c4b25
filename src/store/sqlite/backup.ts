import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync, backup as sqliteBackup } from 'node:sqlite';
import { isPostgres } from '../database.ts';
import { postgresPlace } from '../postgres/address.ts';
import { sqlitePath } from './sqlite.ts';

/** Thrown when a database cannot be backed up; says what to do. Nothing was written. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** Where a backup is, and its size in bytes. */
export type Backup = { readonly from: string; readonly path: string; readonly size: number };

// SQLite's own files beside a database. One that stands beside a backup would be taken for a part of it.
const besides = ['-wal', '-shm', '-journal'];

// As many pages as there are: at once, so that what the bot writes meanwhile does not make the copy begin anew.
const allPages = 2 ** 31 - 1;

// Another process that writes is waited for this long, in milliseconds.
const busyTimeout = 5_000;

/**
 * Copies the database of an address as `sqlite:PATH` to a file that is not there yet, or into a folder, while the bot
 * writes to it. The copy takes its name once it is whole and SQLite has found nothing wrong with it; `now` in
 * milliseconds since 1970.
 * @throws {BackupError}
 */
export async function backUp(url: string, to: string, now: number): Promise<Backup> {
  if (isPostgres(url))
    throw new BackupError(
      `The database is ${postgresPlace(url)}: back it up with PostgreSQL’s own pg_dump, while the bot runs, as pg_dump --format=custom --file=dateline.dump ADDRESS, with the address of DATABASE_URL. pg_restore puts it back.`,
    );
  const from = sqlitePath(url);
  let partial: string | undefined;
  try {
    mustBeFile(from);
    const path = target(to, now);
    mustBeFree(path, from);
    partial = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.partial`);
    await copy(from, partial);
    check(partial);
    mustBeFree(path, from);
    renameSync(partial, path);
    return { from, path, size: statSync(path).size };
  } catch (error) {
    if (error instanceof BackupError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BackupError(`${from} could not be backed up to ${to}: ${reason}`, { cause: error });
  } finally {
    if (partial !== undefined) for (const end of ['', ...besides]) rmSync(partial + end, { force: true });
  }
}

/** @throws {BackupError} if there is no file. */
export function mustBeFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found)
    throw new BackupError(
      `There is no database ${path}. Say in DATABASE_URL, or in .env, where it is, and run this where the bot runs.`,
    );
  if (!found.isFile()) throw new BackupError(`${path} is no file. Say in DATABASE_URL where the database is.`);
}

/** The file that is to be written: the one that is named, or one named after the instant in the folder that is. */
function target(to: string, now: number): string {
  if (statSync(to, { throwIfNoEntry: false })?.isDirectory()) {
    const instant = Temporal.Instant.fromEpochMilliseconds(now).toString({ smallestUnit: 'second' });
    return join(to, `dateline-${instant.replaceAll(':', '')}.db`);
  }
  const folder = /[\\/]$/.test(to) ? to : dirname(to);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new BackupError(`There is no folder ${folder}. Make it first, or name one that there is.`);
  return to;
}

function mustBeFree(path: string, from: string): void {
  if (['', ...besides].some((end) => isSame(path, from + end)))
    throw new BackupError(`${path} belongs to the database itself. Name another file, or a folder.`);
  const taken = ['', ...besides].map((end) => path + end).find((name) => existsSync(name));
  if (taken) throw new BackupError(`${taken} is there already, and is left as it is. Name another file, or a folder.`);
}

function isSame(one: string, other: string): boolean {
  if (resolve(one) === resolve(other)) return true;
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
}

async function copy(from: string, to: string): Promise<void> {
  // Not read-only: closing it must tidy up after a bot that was cut off, and leave nothing beside the database.
  const database = new DatabaseSync(from, { timeout: busyTimeout });
  try {
    if (!database.prepare("select 1 from sqlite_master where name = 'deliveries'").get())
      throw new BackupError(`${from} is no database of Dateline. Say in DATABASE_URL where the database is.`);
    await sqliteBackup(database, to, { rate: allPages });
  } finally {
    database.close();
  }
}

function check(path: string): void {
  const database = new DatabaseSync(path);
  try {
    // One file, with nothing beside it that would have to be kept with it.
    database.exec('pragma journal_mode = delete');
    const found = quickCheck(database);
    if (found !== 'ok')
      throw new BackupError(`The copy is damaged, and was thrown away. The database may be too. SQLite says: ${found}`);
  } finally {
    database.close();
  }
}

/** `ok`, or the first thing that is wrong. Of some damage SQLite tells in a row, of other damage it throws. */
function quickCheck(database: DatabaseSync): string {
  try {
    const rows = database.prepare('pragma quick_check(1)').all();
    return String(rows[0]?.quick_check);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
