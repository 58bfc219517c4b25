import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { DatabaseError, explained } from './errors.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect, sqlitePath } from './sqlite.ts';

export type Database = Kysely<Tables>;

export { DatabaseError } from './errors.ts';

/**
 * Opens the database of an address as `sqlite:PATH` and brings its tables up to date.
 * @throws {DatabaseError} if it cannot be opened, or is of a newer version of the bot.
 */
export async function openDatabase(url: string): Promise<Database> {
  const path = sqlitePath(url);
  let db: Database | undefined;
  try {
    db = new Kysely<Tables>({ dialect: sqliteDialect(path) });
    await migrate(db);
    return db;
  } catch (error) {
    await db?.destroy();
    const told = explained(error, path);
    if (told instanceof DatabaseError) throw told;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError(`The database ${path} cannot be used: ${reason}`, { cause: error });
  }
}

async function migrate(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  // Kysely's words for a migration that was run and is not known.
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message))
    throw new Error('it was written by a newer version of Dateline. Run that version, or a newer one.');
  if (error) throw error;
}
