import { PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { storedValue } from '../row-plugin.ts';
import { connectionString, postgresPlace } from './address.ts';
import { explainedPostgres } from './error-messages.ts';

// A post needs one connection for some milliseconds; so many processes share what the server has, 100 connections by
// default (https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-MAX-CONNECTIONS).
const connections = 8;

/*
 * In milliseconds. A moderator's answer must be there within Discord's 3 seconds, so a server that is not there is
 * given up soon. What is locked by a process that is gone, with its machine, is free again after `idle`. The server
 * ends a statement after `statement`; if it does not say so by `answer`, it is gone with its machine, and so are the
 * connections to it. The system looks after them from `silence` on.
 */
const timeouts = { connect: 5_000, statement: 30_000, answer: 35_000, idle: 15_000, silence: 10_000 };
// For what takes as long as it takes, as a large database that is brought up to date or copied.
const patient = { ...timeouts, statement: 0, answer: 0, idle: 0 };

/**
 * Kysely's PostgreSQL dialect over a pool of connections. Instants, ids and counts come as numbers. TLS goes by the
 * address's `sslmode`: with `require` and above the server's certificate is checked, with `no-verify` it is not. What
 * goes wrong, now or later, is thrown as a `DatabaseError` where there is something to be done about it, and `onFailure`
 * is called.
 */
export function postgresDialect(url: string, isPatient = false, onFailure?: () => void): PostgresDialect {
  const { connect, statement, answer, idle, silence } = isPatient ? patient : timeouts;
  const place = postgresPlace(url);
  const explaining: Explaining = async (act) => {
    try {
      return await act();
    } catch (error) {
      onFailure?.();
      throw explainedPostgres(error, place);
    }
  };
  const pool = new pg.Pool({
    connectionString: connectionString(url),
    max: connections,
    types: numbers(),
    keepAlive: true,
    keepAliveInitialDelayMillis: silence,
    connectionTimeoutMillis: connect,
    statement_timeout: statement,
    query_timeout: answer,
    idle_in_transaction_session_timeout: idle,
  });
  // A connection that breaks off while nobody asks anything of it is replaced by another when it is needed.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({
    pool: {
      options: pool.options,
      end: () => pool.end(),
      connect: async () => explainingClient(await explaining(() => pool.connect()), explaining),
    },
  });
}

// What `pg` says when `query_timeout` has passed.
const noAnswer = 'Query read timeout';

/** Does something in the database, and explains what goes wrong. */
type Explaining = <T>(act: () => Promise<T>) => Promise<T>;

function explainingClient(client: pg.PoolClient, explaining: Explaining): PostgresPoolClient {
  let isSilent = false;
  const query = (text: string, values: readonly unknown[] = []) =>
    explaining(() =>
      client.query(text, values.map(storable)).catch((error) => {
        isSilent ||= error instanceof Error && error.message === noAnswer;
        throw error;
      }),
    );
  return {
    // The cursors that Kysely has it take as well only come with its streams.
    query: query as unknown as PostgresPoolClient['query'],
    // A connection on which an answer is still to come is of no use to the next.
    release: (discard) => client.release(isSilent || discard),
  };
}

/** PostgreSQL keeps no text with a zero in it (https://www.postgresql.org/docs/current/datatype-character.html). */
function storable(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '') : storedValue(value);
}

function numbers(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  return types;
}
