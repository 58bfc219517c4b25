import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { isShared } from './engine.ts';
import { DatabaseError, explained } from './errors.ts';
import { migrations, separatePublishing } from './migrations.ts';
import { postgresPlace } from './postgres/address.ts';
import { RowPlugin } from './row-plugin.ts';
import type { Database, Tables } from './schema.ts';
import { sqliteDialect, sqlitePath } from './sqlite/sqlite.ts';

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
 * Opens the database of an address, `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`, and brings its tables
 * up to date. With `isPatient`, what is asked of it may take as long as it takes. `onFailure` is called when
 * it could not do something.
 * @throws {DatabaseError} if it cannot be opened, or is of a newer version of the bot.
 */
export async function openDatabase(
  url: string,
  { isPatient = false, onFailure }: { readonly isPatient?: boolean; readonly onFailure?: () => void } = {},
): Promise<Database> {
  // Loaded only where it is used.
  const postgres = isPostgres(url) ? await import('./postgres/postgres.ts') : undefined;
  const place = postgres ? postgresPlace(url) : sqlitePath(url);
  let db: Database | undefined;
  try {
    const open = (patient: boolean) =>
      new Kysely<Tables>({
        dialect: postgres ? postgres.postgresDialect(url, patient, onFailure) : sqliteDialect(place, onFailure),
        plugins: [new RowPlugin()],
      });
    db = open(isPatient);
    if (isShared(db)) await mustBeOurs(db);
    if (isShared(db) && !isPatient && (await isBehind(db))) {
      await using patient = open(true);
      await migrate(patient);
    } else await migrate(db);
    if (isShared(db)) await separatePublishing(db);
    return db;
  } catch (error) {
    await db?.destroy();
    const explanation = postgres ? error : explained(error, place);
    if (explanation instanceof DatabaseError) throw explanation;
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

async function isBehind(db: Database): Promise<boolean> {
  const known = await migratorOf(db).getMigrations();
  return known.some(({ executedAt }) => executedAt === undefined);
}

function migratorOf(db: Database): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => givingWay(migrations) } });
}

/**
 * One after the other, each in a transaction of its own: of the tables none is locked for longer than its own change
 * takes.
 */
async function migrate(db: Database): Promise<void> {
  const migrator = migratorOf(db);
  for (let more = true; more; ) {
    const { error, results = [] } = await migrator.migrateUp();
    if (error) throw explainedMigration(error);
    more = results.length > 0;
  }
}

/**
 * While a migration waits for a table, as behind a backup, all others wait behind it, and nothing is posted: it does
 * not wait for long.
 */
function givingWay(all: typeof migrations): typeof migrations {
  const entries = Object.entries(all).map(([name, { up }]) => {
    const gently = async (db: Kysely<unknown>) => {
      if (isShared(db)) await sql`set local lock_timeout = '5s'`.execute(db);
      await up(db);
    };
    return [name, { up: gently }] as const;
  });
  return Object.fromEntries(entries);
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const lockNotAvailable = '55P03';

function explainedMigration(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && error.code === lockNotAvailable)
    return new Error(
      'something that takes long, as a backup, has its tables. Start the bot again when that has ended.',
    );
  // Kysely's words for a migration that was run and is not known.
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message))
    return new Error('it was written by a newer version of Dateline. Run that version, or a newer one.');
  return error;
}

/**
 * Resolves with true if the database can be written to; with false if it only reads, as a standby of PostgreSQL does,
 * or its disk is about to be full. Rejects if it cannot be used.
 */
export async function isWritable(db: Database, url: string): Promise<boolean> {
  if (isPostgres(url)) {
    const { rows } = await sql<{ mode: string }>`select current_setting('transaction_read_only') as mode`.execute(db);
    return rows[0]?.mode === 'off';
  }
  // The smallest write that reaches the disk. The bot has no use for the value itself
  // (https://www.sqlite.org/pragma.html#pragma_user_version).
  await sql`pragma user_version = 0`.execute(db);
  return sqlitePath(url) === ':memory:' || hasRoom(dirname(sqlitePath(url)));
}

/** As much as SQLite's log of changes grows to before its pages are moved to the database. */
const minFreeBytes = 4 * 2 ** 20;

/** A write may succeed on a full disk, where SQLite uses the space of an older one again. */
function hasRoom(folder: string): boolean {
  const { bavail, bsize, blocks } = statfsSync(folder);
  // Some network file systems do not count.
  return blocks === 0 || bavail * bsize >= minFreeBytes;
}
