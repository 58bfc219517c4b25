import { type Kysely, sql } from 'kysely';
import { isPostgres, openDatabase } from './database.ts';
import { isShared } from './engine.ts';
import { TransferError } from './errors.ts';
import { alone, mustBeIdle } from './exclusive.ts';
import type { Database, Tables } from './schema.ts';
import { BackupError, mustBeFile } from './sqlite/backup.ts';
import { sqlitePath } from './sqlite/sqlite.ts';

export { TransferError } from './errors.ts';

// In an order in which what is referred to comes first; each with what tells its rows apart. Drafts live for a day: they
// stay behind.
const tables = {
  guilds: ['guildId'],
  digests: ['id'],
  deliveries: ['id'],
  carried: ['deliveryId', 'slug'],
  edits: ['id'],
  briefings: ['slug'],
} as const satisfies Record<Exclude<keyof Tables, 'holds' | 'drafts'>, readonly string[]>;
type Table = keyof typeof tables;
const names = Object.keys(tables) as Table[];

/** How many rows were moved of each table. */
export type Moved = Readonly<Record<Table, number>>;

// Rows of one statement: SQLite takes 32,766 values in it.
const atOnce = 1_000;

/**
 * Moves all that a bot has stored from one database to another, of either kind, in one transaction; the bot must not
 * run. The source stays as it is, brought up to date. `onProgress` is called with each table and how many of its rows have
 * been copied so far.
 * @throws {TransferError} and what `openDatabase` throws
 */
export async function transfer(
  from: string,
  to: string,
  onProgress: (table: Table, rows: number) => void,
): Promise<Moved> {
  if (!isPostgres(from)) mustBeThere(sqlitePath(from));
  const source = await openDatabase(from, { isPatient: true });
  try {
    await mustBeIdle(source, 'The database to move');
    const target = await openDatabase(to, { isPatient: true });
    try {
      await mustBeIdle(target, 'The database to move to');
      return await alone(source, 'The database to move', (there) =>
        alone(target, 'The database to move to', async (here) => {
          for (const table of names) await mustBeEmpty(here, table);
          for (const table of names) await copy(there, here, table, (rows) => onProgress(table, rows));
          if (isShared(here)) await countOn(here);
          return compare(there, here);
        }),
      );
    } finally {
      await target.destroy();
    }
  } finally {
    await source.destroy();
  }
}

function mustBeThere(path: string): void {
  try {
    mustBeFile(path);
  } catch (error) {
    throw error instanceof BackupError ? new TransferError(error.message) : error;
  }
}

async function mustBeEmpty(db: Database, table: Table): Promise<void> {
  const row = await db.selectFrom(table).select(sql`1`.as('one')).limit(1).executeTakeFirst();
  if (row)
    throw new TransferError(
      `The database to move to has ${table} already, and is left as it is. Name one that is empty.`,
    );
}

async function copy(
  source: Database,
  target: Database,
  table: Table,
  onProgress: (rows: number) => void,
): Promise<void> {
  const [first, second = first] = tables[table];
  let copied = 0;
  for (let after: Row | undefined; ; ) {
    // By the key and not by a number of rows: however many there are, each batch is found at once.
    const rows: Row[] = await anyTable(source)
      .selectFrom(table)
      .selectAll()
      .$if(after !== undefined, (query) =>
        query
          .where(first, '>=', after?.[first] ?? null)
          .where(({ eb, or }) =>
            or([eb(first, '>', after?.[first] ?? null), eb(second, '>', after?.[second] ?? null)]),
          ),
      )
      .orderBy(first)
      .orderBy(second)
      .limit(atOnce)
      .execute();
    if (rows.length > 0) await anyTable(target).insertInto(table).values(rows.map(wholeNumbers)).execute();
    copied += rows.length;
    onProgress(copied);
    if (rows.length < atOnce) return;
    after = rows.at(-1);
  }
}

type Row = Record<string, string | number | null>;

function anyTable(db: Database): Kysely<Record<Table, Row>> {
  return db as unknown as Kysely<Record<Table, Row>>;
}

/** SQLite takes parts of milliseconds where earlier versions wrote them. */
function wholeNumbers(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'number' ? Math.ceil(value) : value]),
  );
}

/** Lets the next rows have ids that follow those that were copied. */
async function countOn(db: Database): Promise<void> {
  for (const table of ['digests', 'deliveries', 'edits'] as const)
    await db
      .selectFrom(table)
      .select(sql`setval(pg_get_serial_sequence(${table}, 'id'), coalesce(max(id), 1), max(id) is not null)`.as('next'))
      .execute();
}

async function compare(source: Database, target: Database): Promise<Moved> {
  const moved = { guilds: 0, digests: 0, deliveries: 0, carried: 0, edits: 0, briefings: 0 };
  for (const table of names) {
    const [there, here] = [await count(source, table), await count(target, table)];
    if (there !== here)
      throw new TransferError(`Of ${there} ${table} ${here} came over; nothing was moved. Does the bot run? Stop it.`);
    moved[table] = here;
  }
  return moved;
}

async function count(db: Database, table: Table): Promise<number> {
  const { rows } = await db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  return Number(rows);
}
