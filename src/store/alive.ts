import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Resolves with true if the database answers; rejects if it cannot be asked. */
export async function isAlive(db: Database): Promise<boolean> {
  await sql`select 1`.execute(db);
  return true;
}
