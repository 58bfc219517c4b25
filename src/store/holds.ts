import { type ExpressionBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

/** For so long, in milliseconds, a worker has what it holds without saying that it is still there. */
export const lease = 10_000;

// The workers' own clocks may differ.
const present = sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

// Nobody can hold anything until then: the database's clock was ahead, and was set back. It may be corrected by less.
const impossible = sql<number>`${present} + ${2 * lease}`;

/**
 * Holds each of these that no other worker does, or that one did which has not been heard of since its lease; gives
 * those that are held.
 */
export async function hold(db: Database, worker: string, names: readonly string[]): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  // All in one order, so that no two workers wait for each other.
  const rows = [...new Set(names)].sort().map((name) => ({ name, worker, until: sql<number>`${present} + ${lease}` }));
  const held = await db
    .insertInto('holds')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet(({ ref }) => ({ worker: ref('excluded.worker'), until: ref('excluded.until') }))
        .where(({ eb, or }) =>
          or([eb('holds.worker', '=', worker), eb('holds.until', '<', present), eb('holds.until', '>', impossible)]),
        ),
    )
    .returning('name')
    .execute();
  return new Set(held.map(({ name }) => name));
}

/** Goes on holding all that a worker still holds; gives that. */
export async function renewHolds(db: Database, worker: string): Promise<ReadonlySet<string>> {
  const renewed = await db
    .updateTable('holds')
    .set({ until: sql<number>`${present} + ${lease}` })
    .where('name', 'in', (eb) => inOrder(eb).where('worker', '=', worker))
    .returning('name')
    .execute();
  return new Set(renewed.map(({ name }) => name));
}

/** Lets go of these, and tidies up what dead workers have left. */
export async function release(db: Database, worker: string, names: readonly string[]): Promise<void> {
  await db
    .deleteFrom('holds')
    .where('name', 'in', (holds) =>
      inOrder(holds).where(({ eb, and, or }) =>
        or([
          and([eb('worker', '=', worker), eb('name', 'in', names)]),
          eb('until', '<', sql<number>`${present} - ${10 * lease}`),
        ]),
      ),
    )
    .execute();
}

/** Locks rows in the order in which all do, so that no two workers wait for each other. */
function inOrder({ selectFrom }: ExpressionBuilder<Tables, 'holds'>) {
  return selectFrom('holds').select('name').orderBy('name').forUpdate();
}

/** True inside a transaction if a worker holds this; then nobody else can before it ends. */
export async function isHeldBy(transaction: Database, worker: string, name: string): Promise<boolean> {
  const held = await transaction
    .selectFrom('holds')
    .select('name')
    .where('name', '=', name)
    .where('worker', '=', worker)
    .forShare()
    .executeTakeFirst();
  return held !== undefined;
}

/** For a query of deliveries: whose channel no other worker holds. */
export function notHeldByOthers(worker: string) {
  return ({ not, exists, selectFrom }: ExpressionBuilder<Tables, 'deliveries'>) =>
    not(
      exists(
        selectFrom('holds')
          .select('holds.name')
          .whereRef('holds.name', '=', 'deliveries.channelId')
          .where('holds.worker', '!=', worker)
          .where('holds.until', '>', present)
          .where('holds.until', '<=', impossible),
      ),
    );
}
