import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteAdapter, SqliteDialect, sql } from 'kysely';
import { DatabaseError, explained } from '../errors.ts';
import { storedValue } from '../row-plugin.ts';
import type { Database } from '../schema.ts';

// https://www.sqlite.org/rescode.html#corrupt
const sqliteCorrupt = 11;

// Another process that writes is waited for this long, in milliseconds: nothing else is done meanwhile, and
// moderators wait for answers.
const busyTimeout = 1_000;

// SQLite's changes of tables are transactional (https://www.sqlite.org/lang_transaction.html), though Kysely does not
// count on it: with this, a migration that is cut off leaves nothing behind.
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}
class TransactionalSqliteDialect extends SqliteDialect {
  override createAdapter() {
    return new TransactionalSqliteAdapter();
  }
}

/** The file of an address as `sqlite:PATH`. */
export function sqlitePath(url: string): string {
  return url.replace(/^sqlite:/, '');
}

/**
 * Kysely's SQLite dialect over Node's own SQLite; makes the file and its folder where they are missing. What goes
 * wrong, now or later, is thrown as a `DatabaseError` where there is something to be done about it, and `onFailure` is
 * called.
 */
export function sqliteDialect(path: string, onFailure?: () => void): SqliteDialect {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const explaining = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      onFailure?.();
      throw explained(error, path);
    }
  };
  const database = explaining(() => open(path));
  const mustBeThere = path === ':memory:' ? () => {} : createFileCheck(path);
  return new TransactionalSqliteDialect({
    database: {
      close: () => database.close(),
      prepare(query) {
        // A transaction is ended all the same: no other could begin while it is open.
        if (query !== 'rollback') explaining(mustBeThere);
        // Every transaction writes: others that do are waited for at its beginning, since what it reads must not
        // change until it writes.
        const statementText = query === 'begin' ? 'begin immediate' : query;
        const statement = explaining(() => database.prepare(statementText));
        const bound = (parameters: readonly unknown[]) => parameters.map(storedValue) as SQLInputValue[];
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => explaining(() => statement.all(...bound(parameters))),
          run(parameters) {
            // SQLite has ended the transaction itself where the disk is full
            // (https://www.sqlite.org/lang_transaction.html#response_to_errors_within_a_transaction).
            if (statementText === 'rollback' && !database.isTransaction) return { changes: 0, lastInsertRowid: 0 };
            return explaining(() => statement.run(...bound(parameters)));
          },
          iterate: (parameters) => statement.iterate(...bound(parameters)),
        };
      },
    },
  });
}

/**
 * Lets nobody else have the database until it is closed. @throws if somebody has it: each process that has a database
 * open, even if it does nothing, keeps others from having it alone
 * (https://www.sqlite.org/pragma.html#pragma_locking_mode).
 */
export async function holdAlone(db: Database): Promise<void> {
  await sql`pragma locking_mode = exclusive`.execute(db);
  await sql`pragma journal_mode = delete`.execute(db);
  await sql`begin exclusive`.execute(db);
  await sql`commit`.execute(db);
}

/**
 * Makes the check that the file at a path is still the one that is open. A file that was deleted or replaced goes on
 * to be written to, and all of it is lost with the process.
 */
function createFileCheck(path: string): () => void {
  const look = () => statSync(path, { throwIfNoEntry: false, bigint: true });
  const opened = look();
  return () => {
    const found = look();
    // Network and shared file systems may number a file anew. One that was put in its place has another birth as well.
    const isSame = found?.ino === opened?.ino && found?.dev === opened?.dev;
    if (found && (isSame || found.birthtimeNs === opened?.birthtimeNs)) return;
    throw new DatabaseError(
      `The database ${path} cannot be used: the file was removed or replaced while the bot ran. Put it back, or restart the bot with the one that is there.`,
    );
  };
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeout });
  try {
    // Before anything is written: another program's file is left as it is.
    const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
    if (tables.length > 0 && !tables.some(({ name }) => name === 'kysely_migration'))
      throw new Error('it is another program’s. Say in DATABASE_URL where the bot’s own is to be.');
    // A commit is on the disk before a post is sent: a power cut must not make the bot forget that it has posted.
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    // A damaged file is found now, by all of its pages, rather than in the middle of a post.
    const [found] = database.prepare('pragma quick_check(1)').all();
    if (found?.quick_check !== 'ok')
      throw Object.assign(new Error(String(found?.quick_check)), { errcode: sqliteCorrupt });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
