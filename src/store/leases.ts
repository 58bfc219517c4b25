import { type ExpressionBuilder, sql } from 'kysely';
import type { Database, Tables } from './schema.ts';

/**
 * Leases of channels, which workers that share a PostgreSQL claim before they post there. Their table is called
 * `holds`.
 */

/** How long a lease lasts without being renewed. */
export const leaseMs = 10_000;

// By the database's clock, since the workers' own may differ.
const present = sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

// A lease that lasts longer was claimed while the database's clock was ahead. Smaller corrections are tolerated.
const impossible = sql<number>`${present} + ${2 * leaseMs}`;

/**
 * Claims leases of these names for a worker, except those that another worker has and has not let expire.
 * @returns the names that the worker has a lease of now.
 */
export async function claimLeases(
  db: Database,
  worker: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  // All in one order, so that no two workers wait for each other.
  const rows = [...new Set(names)]
    .sort()
    .map((name) => ({ name, worker, until: sql<number>`${present} + ${leaseMs}` }));
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

/** Renews all leases that a worker still has. @returns their names. */
export async function renewLeases(db: Database, worker: string): Promise<ReadonlySet<string>> {
  const renewed = await db
    .updateTable('holds')
    .set({ until: sql<number>`${present} + ${leaseMs}` })
    .where('name', 'in', (eb) => inOrder(eb).where('worker', '=', worker))
    .returning('name')
    .execute();
  return new Set(renewed.map(({ name }) => name));
}

/** Gives up leases of a worker, and removes those that dead workers have left behind. */
export async function releaseLeases(db: Database, worker: string, names: readonly string[]): Promise<void> {
  await db
    .deleteFrom('holds')
    .where('name', 'in', (holds) =>
      inOrder(holds).where(({ eb, and, or }) =>
        or([
          and([eb('worker', '=', worker), eb('name', 'in', names)]),
          eb('until', '<', sql<number>`${present} - ${10 * leaseMs}`),
        ]),
      ),
    )
    .execute();
}

/** Locks rows in one order, so that no two workers wait for each other. */
function inOrder({ selectFrom }: ExpressionBuilder<Tables, 'holds'>) {
  return selectFrom('holds').select('name').orderBy('name').forUpdate();
}

/** True if a worker has the lease of a name. Nobody else can claim it before the transaction ends. */
export async function holdsLease(transaction: Database, worker: string, name: string): Promise<boolean> {
  const held = await transaction
    .selectFrom('holds')
    .select('name')
    .where('name', '=', name)
    .where('worker', '=', worker)
    .forShare()
    .executeTakeFirst();
  return held !== undefined;
}

/** A condition for a query of deliveries: no other worker has the lease of the channel. */
export function notLeasedByOthers(worker: string) {
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
