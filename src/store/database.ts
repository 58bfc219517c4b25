import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { DatabaseError, explained } from './errors.ts';
import { migrations } from './migrations.ts';
import { postgresPlace } from './postgres-address.ts';
import type { Tables } from './schema.ts';
import { isShared } from './shared.ts';
import { sqliteDialect, sqlitePath } from './sqlite.ts';

export type Database = Kysely<Tables>;

export { DatabaseError } from './errors.ts';

/** True for an address of PostgreSQL. */
export function isPostgres(url: string): boolean {
  return /^postgres(?:ql)?:/.test(url);
}

/** The folder in which the bot keeps its files: that of the database's, or `data` where that is elsewhere. */
export function dataFolder(url: string): string {
  return isPostgres(url) || sqlitePath(url) === ':memory:' ? 'data' : dirname(sqlitePath(url));
}

/**
 * Opens the database of an address, `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`, and brings its tables up to date.
 * @throws {DatabaseError} if it cannot be opened, or is of a newer version of the bot.
 */
export async function openDatabase(url: string): Promise<Database> {
  // Loaded only where it is used.
  const postgres = isPostgres(url) ? await import('./postgres.ts') : undefined;
  const place = postgres ? postgresPlace(url) : sqlitePath(url);
  let db: Database | undefined;
  try {
    db = new Kysely<Tables>({ dialect: postgres ? postgres.postgresDialect(url) : sqliteDialect(place) });
    if (isShared(db)) await mustBeOurs(db);
    await migrate(db);
    return db;
  } catch (error) {
    await db?.destroy();
    const told = postgres ? error : explained(error, place);
    if (told instanceof DatabaseError) throw told;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`The database ${place} cannot be used: ${reason}`, { cause: error });
  }
}

/** Before anything is written: another program's tables are left as they are. */
async function mustBeOurs(db: Database): Promise<void> {
  const { rows } = await sql<{ tablename: string }>`
    select tablename from pg_tables where schemaname = current_schema()`.execute(db);
  if (rows.length > 0 && !rows.some(({ tablename }) => tablename.startsWith('kysely_migration')))
    throw new Error('it is another program’s. Make one for the bot alone, and name it in DATABASE_URL.');
}

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  // Kysely's words for a migration that was run and is not known.
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message))
    throw new Error('it was written by a newer version of Dateline. Run that version, or a newer one.');
  if (error) throw error;
}
