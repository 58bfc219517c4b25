import { inject } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import type { Database } from '../../src/store/schema.ts';
import { createPostgresDatabase, dropPostgresDatabase } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** On which database the tests of this project run. */
    engine: 'sqlite' | 'postgres';
    /** The address of the PostgreSQL of this run; nothing where there is none. */
    postgres: string;
  }
}

export const engine = inject('engine');

let last: string | undefined;

/**
 * The address of an empty database of the kind that this project tests; the one that was given before is gone then. On
 * PostgreSQL a `ready` one has its tables.
 */
export async function newDatabaseUrl(kind: 'empty' | 'ready' = 'ready'): Promise<string> {
  if (engine === 'sqlite') return 'sqlite::memory:';
  const server = inject('postgres');
  if (last) await dropPostgresDatabase(server, last);
  last = await createPostgresDatabase(server, kind);
  return last;
}

/** Opens an empty database of the kind that this project tests twice, as two processes do. */
export async function openTestDatabaseTwice(): Promise<[Database, Database]> {
  const url = await newDatabaseUrl();
  return [await openDatabase(url), await openDatabase(url)];
}

/** Opens an empty database of the kind that this project tests. */
export async function openTestDatabase(): Promise<Database> {
  return openDatabase(await newDatabaseUrl());
}
