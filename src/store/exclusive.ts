import { sql } from 'kysely';
import { isShared } from './engine.ts';
import { TransferError } from './errors.ts';
import { applicationName } from './postgres/address.ts';
import type { Database } from './schema.ts';
import { holdAlone } from './sqlite/sqlite.ts';

/**
 * Nobody else may have the database: what they wrote meanwhile would be lost. `what` is how people know it. @throws
 * {TransferError}
 */
export async function mustBeIdle(db: Database, what: string): Promise<void> {
  if (!isShared(db)) {
    await holdAlone(db).catch(() => {
      throw inUse(what);
    });
    return;
  }
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and application_name = ${applicationName} and pid <> pg_backend_pid()`.execute(
    db,
  );
  if (rows.length > 0) throw inUse(what);
}

/**
 * Does something in one transaction in which nobody else can write to its tables: a bot that is started meanwhile
 * waits, and changes nothing.
 * @throws {TransferError} if somebody is writing to them.
 */
export function alone<T>(db: Database, what: string, act: (transaction: Database) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    if (isShared(transaction)) await lock(transaction, what);
    return act(transaction);
  });
}

// In milliseconds: PostgreSQL's own tidying up makes room after one second.
const lockPatience = 5_000;

async function lock(transaction: Database, what: string): Promise<void> {
  const limits = { statement_timeout: 0, idle_in_transaction_session_timeout: 0, lock_timeout: lockPatience };
  for (const [name, value] of Object.entries(limits))
    await sql`select set_config(${name}, ${String(value)}, true)`.execute(transaction);
  // All but who holds what, which is not moved.
  await sql`lock table guilds, digests, deliveries, carried, edits in exclusive mode`
    .execute(transaction)
    .catch((error) => {
      throw error?.code === lockNotAvailable ? inUse(what) : error;
    });
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const lockNotAvailable = '55P03';

function inUse(what: string): TransferError {
  return new TransferError(`${what} is in use. Stop every process of the bot first.`);
}
