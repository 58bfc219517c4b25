import { sql } from 'kysely';
import type { Database } from './schema.ts';

/**
 * True if several processes may share the database: PostgreSQL. On SQLite there is one connection, which does one
 * thing after the other.
 */
export function isShared(db: Pick<Database, 'getExecutor'>): boolean {
  return db.getExecutor().adapter.supportsMultipleConnections ?? true;
}

/** Waits, inside a transaction, for others that name the same to end theirs. */
export async function inTurn(transaction: Database, name: string): Promise<void> {
  if (isShared(transaction)) await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(transaction);
}
